//! Turns an OpenAPI 3.0 or 3.1 document into a Rust client crate.
//!
//! The way goes in one direction, each layer a pure function of the one before:
//!
//! ```text
//! bytes ─ parse ► Document ─ lower ► Api ─ render ► artifacts ─ write ► a crate
//! ```
//!
//! The first step is the crate `apicrate-openapi`, which knows nothing of Rust; the last is `apicrate-artifacts`.
//!
//! [`generate`] goes all the way to the artifacts, and [`write()`] is the only function that touches the disk:
//!
//! ```
//! let document = br#"{
//!     "openapi": "3.1.0",
//!     "info": { "title": "Pet Shop", "version": "1.2.0" },
//!     "paths": { "/pets": { "get": { "operationId": "listPets", "responses": {
//!         "200": { "description": "All pets.", "content": { "application/json": {
//!             "schema": { "type": "array", "items": { "type": "string" } }
//!         } } }
//!     } } } }
//! }"#;
//!
//! let generated = apicrate::generate(document, &apicrate::Options::default())?;
//! assert!(generated.warnings.is_empty());
//! let operations = generated.artifacts.iter().find(|file| file.path == "src/operations.rs");
//! let operations = operations.and_then(apicrate::Artifact::text).unwrap_or_default();
//! assert!(operations.contains("pub fn list_pets(&self) -> Call<'_, ListPets>"));
//! # Ok::<(), apicrate::Error>(())
//! ```
//!
//! # In a build script
//!
//! A crate of the workspace can be kept in step with the document by whoever builds it. Write into `OUT_DIR`, or into
//! the source tree as here, where the generated code can be read and reviewed:
//!
//! ```no_run
//! use std::path::Path;
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     println!("cargo::rerun-if-changed=openapi.json");
//!     let document = std::fs::read("openapi.json")?;
//!     let generated = apicrate::generate(&document, &apicrate::Options::default())?;
//!     for warning in &generated.warnings {
//!         println!("cargo::warning={warning}");
//!     }
//!     let scope = apicrate::Generated::scope();
//!     apicrate::write(Path::new("../client"), &generated.artifacts, &scope)?;
//!     Ok(())
//! }
//! ```

mod generate;
#[doc(hidden)]
pub mod model;
mod options;
mod render;

pub use apicrate_artifacts::{Artifact, Mode, Report, Scope, Stale, WriteError, check, write};
pub use apicrate_openapi::{Code, Error, Warning};
pub use generate::{Generated, generate};
pub use options::{Options, Package};

/// For the tests of this workspace, which look at what documents become on the way: no part of the interface.
#[doc(hidden)]
pub use {apicrate_openapi::parse, model::lower};

/// The examples of the README are compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
