//! Turns an OpenAPI 3.0 or 3.1 document into a Rust client crate.

mod artifact;
mod error;
pub mod model;
pub mod parse;
mod write;

pub use artifact::{Artifact, Scope};
pub use error::{Error, Warning};
pub use model::lower;
pub use parse::parse;
pub use write::{Mode, Report, Stale, WriteError, check, write};
