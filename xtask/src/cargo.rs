//! Commands of cargo's own: this process becomes it, or it builds what others measure.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use xshell::{Shell, cmd};

use crate::{Failure, workspace};

/// Runs cargo in the place of this process, so that ctrl-c reaches it alone and its exit code is the command's. The
/// working directory stays: paths among the arguments are the caller's. Never returns where it succeeds.
pub(crate) fn become_cargo(
    cargo: &[&str],
    arguments: impl Iterator<Item = OsString>,
) -> Result<(), Failure> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(cargo)
        .arg("--manifest-path")
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .args(arguments);
    let error = replace(command);
    Err(Failure::Job(format!("cargo can't be run: {error}")))
}

/// Builds the generator for release; returns the path of its program.
pub(crate) fn build_generator() -> Result<PathBuf, Failure> {
    let mut shell = Shell::new()?;
    shell.set_current_dir(workspace::root());
    cmd!(shell, "cargo build --quiet --release --package apicrate").run()?;
    Ok(workspace::root().join("target/release/apicrate"))
}

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
