//! A reference site of an OpenAPI document: static pages that call nobody.
//!
//! ```
//! use serde_json::json;
//! use apisite::{Source, site};
//!
//! let document = json!({
//!     "openapi": "3.1.0",
//!     "info": { "title": "Lamps", "version": "1.0.0" },
//!     "paths": { "/lamps": { "get": { "operationId": "listLamps", "summary": "All lamps", "responses": {} } } },
//! });
//! let pages = site(&Source::of(document))?;
//! assert_eq!(pages[0].path, "index.html");
//! assert!(String::from_utf8_lossy(&pages[0].contents).contains("All lamps"));
//! # Ok::<(), apisite::Error>(())
//! ```
//!
//! `api` reads the document, `page` says what is on each page, `html` and `text` draw that, `search` finds it. Nothing
//! here touches a file: [`site`] returns the files, and the command writes them.

mod api;
mod bounded;
mod brand;
mod checksum;
mod error;
mod html;
mod links;
#[cfg(feature = "command")]
pub mod overlay;
mod page;
mod search;
mod site;
mod text;

pub use apicrate_artifacts::Artifact;
pub use brand::is_elsewhere;
pub use error::Error;
pub use links::broken_links;
pub use site::{Guide, SERVER_SCRIPT, Source, site};
