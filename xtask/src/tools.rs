//! Programs that the checks need and Rust doesn't bring: installed below `target/`, at pinned versions.

use std::path::PathBuf;

use anstream::println;
use xshell::{Shell, cmd};

use crate::workspace;

/// The release of cargo-deny that checks the dependencies.
const CARGO_DENY: &str = "0.20.2";

/// Whether this is a CI machine, where nothing may be skipped.
pub(crate) fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// The path of cargo-deny, which is installed first where it isn't there in the pinned version.
pub(crate) fn cargo_deny(shell: &Shell) -> Result<PathBuf, String> {
    let folder = workspace::root().join("target/tools");
    let program = folder.join("bin/cargo-deny");
    let version = cmd!(shell, "{program} --version")
        .ignore_status()
        .read()
        .unwrap_or_default();
    if !version.ends_with(CARGO_DENY) {
        println!("      installing cargo-deny {CARGO_DENY} into target/tools, once");
        cmd!(
            shell,
            "cargo install --quiet --locked --root {folder} cargo-deny@{CARGO_DENY}"
        )
        .output()
        .map_err(|error| format!("cargo-deny {CARGO_DENY} can't be installed: {error}"))?;
    }
    Ok(program)
}
