//! `cargo xtask sandbox [OPTION…]`: builds the sandbox and runs it.

use lexopt::Parser;

use crate::Failure;
use crate::cargo::become_cargo;

/// Runs the sandbox with the arguments as they are.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    become_cargo(
        &["run", "--quiet", "--package", "vms-admin-sandbox"],
        arguments.raw_args()?,
    )
}
