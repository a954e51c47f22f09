//! A second contract, made by the same macros (`tests/fixtures/contract`): every shape that an operation can have.

mod collections;
mod mistakes;
mod refusals;
mod samples;
mod shapes;
mod versions;

use serde_json::Value;
use vms_admin_api::document::assemble;
use vms_admin_fixture::{about, registry};

/// Its document.
pub(crate) fn document() -> Value {
    assemble(&about(), &registry()).expect("the contract has no fault")
}
