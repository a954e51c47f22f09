//! Commands of cargo's own: this process becomes it, or it builds what others measure.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
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
        .args(["--locked", "--manifest-path"])
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .args(arguments);
    let error = replace(command);
    Err(Failure::Job(format!("cargo can't be run: {error}")))
}

/// Builds the generator for release; returns the path of its program.
pub(crate) fn build_generator() -> Result<PathBuf, Failure> {
    build("apicrate")
}

/// Builds a package of this workspace for release; returns the path of the program that is called as it.
pub(crate) fn build(package: &str) -> Result<PathBuf, Failure> {
    let mut shell = Shell::new()?;
    shell.set_current_dir(workspace::root());
    cmd!(
        shell,
        "cargo build --quiet --locked --release --package {package}"
    )
    .run()?;
    Ok(workspace::root().join("target/release").join(package))
}

/// A cargo command in a workspace of generated crates.
pub(crate) fn of_generated(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        // What wraps the compiler, a cache say, would be measured instead of it.
        .env("RUSTC_WRAPPER", "");
    command
}

/// Forgets all that was compiled of some generated crates, the state for compiling them again in part with it; their
/// dependencies stay. What compiles next takes what it takes for someone who has these crates for the first time.
pub(crate) fn forget_generated(
    folder: &Path,
    packages: &[&str],
    is_release: bool,
) -> Result<(), Failure> {
    let mut command = of_generated(folder, &["clean"]);
    for package in packages {
        command.args(["--package", package]);
    }
    if is_release {
        command.arg("--release");
    }
    let output = command
        .output()
        .map_err(|error| Failure::Job(format!("cargo can't be run: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(Failure::Job(
        String::from_utf8_lossy(&output.stderr).into_owned(),
    ))
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
