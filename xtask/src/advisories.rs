//! `cargo xtask advisories`: whether anything is known against a dependency.

use lexopt::Parser;
use xshell::{Shell, cmd};

use crate::{Failure, tools, workspace};

/// Asks the database of `RustSec`, which cargo-deny fetches from GitHub: no step of `cargo xtask test`, whose verdict must not
/// change without a change of the workspace.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let program = tools::cargo_deny().map_err(Failure::Job)?;
    let mut shell = Shell::new()?;
    shell.set_current_dir(workspace::root());
    cmd!(
        shell,
        "{program} --workspace --all-features --locked check advisories"
    )
    .run()?;
    Ok(())
}
