//! `cargo xtask sandbox [OPTION…]`: builds the sandbox and runs it. Checks that need one start it here, too.

mod process;

use lexopt::Parser;

use crate::Failure;
use crate::cargo::become_cargo;

pub(crate) use process::Sandbox;

const PACKAGE: &str = "vms-admin-sandbox";

/// Runs the sandbox with the arguments as they are.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    become_cargo(
        &["run", "--quiet", "--package", PACKAGE],
        arguments.raw_args()?,
    )
}
