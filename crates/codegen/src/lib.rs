//! Turns an OpenAPI 3.0 or 3.1 document into a Rust client crate.

mod error;
pub mod model;
pub mod parse;

pub use error::{Error, Warning};
pub use model::lower;
pub use parse::parse;
