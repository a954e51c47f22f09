//! `cargo xtask load [PART…]`: measures the sandbox under load.

use lexopt::Parser;

use crate::Failure;
use crate::cargo::become_cargo;

/// Builds and runs the load, which prints its figures and says which are missed.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    become_cargo(
        &[
            "bench",
            "--quiet",
            "--package",
            "vms-admin-sandbox",
            "--bench",
            "load",
        ],
        arguments.raw_args()?,
    )
}
