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
mod names;
mod normalise;
mod pointer;
pub mod rules;
mod version_3_0;

pub use assemble::{assemble, openapi_3_1};
pub use endpoint::{Endpoint, Example, Place};
pub use fault::{Fault, Faults};
pub use info::frame;
pub use json_schema::json_schemas;
pub use version_3_0::to_3_0;

/// The contract's operations: calls the macro whose name it is given with their types, in the document's order. Who
/// carries out all operations (a server) takes the list from here, so that none is forgotten.
///
/// A new operation is a file beside this one and a line here.
#[macro_export]
macro_rules! operations {
    ($consumer:ident) => {
        $consumer! {
            $crate::ObtainToken
        }
    };
}

/// Every operation of the contract, in the document's order.
#[must_use]
pub fn registry() -> Vec<Endpoint> {
    macro_rules! endpoints {
        ($($operation:ty),+) => { vec![$(<$operation as crate::Operation>::endpoint()),+] };
    }
    crate::operations!(endpoints)
}
