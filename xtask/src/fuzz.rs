//! `cargo xtask fuzz [--seconds N] [--seed N]`: looks for a document that makes the generator panic.

use lexopt::{Arg, Parser, ValueExt as _};
use xshell::{Shell, cmd};

use crate::{Failure, workspace};

/// How long it looks when nothing is said.
const SECONDS: u64 = 60;

/// Runs the fuzz target of the integration tests. What it finds is printed as small as can be.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut seconds = SECONDS;
    let mut seed = 0_u64;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("seconds") => seconds = arguments.value()?.parse()?,
            Arg::Long("seed") => seed = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let mut shell = Shell::new()?;
    shell.set_current_dir(workspace::root());
    let target = ["--package", "vms-admin-tests", "--test", "it"];
    let test = ["--ignored", "--nocapture", "fuzz::"];
    cmd!(
        shell,
        "cargo test --quiet --locked {target...} -- {test...}"
    )
    // Its panics are caught, many of them when a document is made small.
    .env("RUST_BACKTRACE", "0")
    .env("FUZZ_SECONDS", seconds.to_string())
    .env("FUZZ_SEED", seed.to_string())
    .run_interactive()?;
    Ok(())
}
