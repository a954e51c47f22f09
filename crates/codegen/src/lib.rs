//! Turns an OpenAPI 3.0 or 3.1 document into a Rust client crate.

pub mod model;
