//! Turns an OpenAPI 3.0 or 3.1 document into a Rust client crate.

mod artifact;
pub mod model;
mod write;

pub use artifact::{Artifact, Scope};
pub use write::{Mode, Report, Stale, WriteError, check, write};
