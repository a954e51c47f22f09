//! `cargo xtask sandbox [OPTION…]`: builds the sandbox and runs it.

mod running;

use std::process::Command;

use lexopt::Parser;

use crate::{Failure, workspace};

pub(crate) use running::Running;

/// Runs the sandbox in the place of this process, so that ctrl-c reaches it alone and its exit code is the command's.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args([
            "run",
            "--quiet",
            "--package",
            "vms-admin-sandbox",
            "--manifest-path",
        ])
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .args(arguments.raw_args()?);
    let error = replace(command);
    Err(Failure::Job(format!("cargo can't be run: {error}")))
}

/// Never returns where it succeeds.
#[cfg(unix)]
fn replace(mut command: Command) -> std::io::Error {
    std::os::unix::process::CommandExt::exec(&mut command)
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> std::io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
