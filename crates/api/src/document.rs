//! The registry of operations and the OpenAPI document made from it.
//!
//! ```
//! let document = vms_admin_api::document::openapi_3_1()?;
//! let operation = &document["paths"]["/api/admin/v1/auth/token"]["post"];
//! assert_eq!(operation["operationId"], "obtainToken");
//! # Ok::<(), vms_admin_api::document::Faults>(())
//! ```

mod assemble;
mod check_example;
mod endpoint;
mod fault;
mod info;
mod json_schema;
mod normalise;
mod pointer;
pub mod rules;
mod version_3_0;

pub use assemble::{assemble, openapi_3_1};
pub(crate) use endpoint::body;
pub use endpoint::{Endpoint, Example, Place};
pub use fault::{Fault, Faults};
pub use json_schema::json_schemas;
pub use version_3_0::to_3_0;

/// Every operation of the contract, in the document's order. A new operation is a file beside this one and a line
/// here.
#[must_use]
pub fn registry() -> Vec<Endpoint> {
    vec![crate::obtain_token::endpoint()]
}
