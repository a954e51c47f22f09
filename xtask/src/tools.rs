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

/// The path of Schemathesis, which is installed with Python first where it isn't there as its requirements are now.
pub(crate) fn schemathesis(shell: &Shell) -> Result<PathBuf, String> {
    let requirements = workspace::root().join("tests/schemathesis/requirements.txt");
    let folder = workspace::root().join("target/tools/schemathesis");
    let program = folder.join("bin/schemathesis");
    // Copied when all is installed: what differs from it is not.
    let installed = folder.join("requirements.txt");
    let wanted = std::fs::read_to_string(&requirements)
        .map_err(|error| format!("{}: {error}", requirements.display()))?;
    if !std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        println!("      installing Schemathesis into target/tools, once");
        let failed = |error| format!("Schemathesis can't be installed: {error}");
        cmd!(shell, "python3 -m venv --clear {folder}")
            .output()
            .map_err(failed)?;
        let python = folder.join("bin/python");
        cmd!(
            shell,
            "{python} -m pip install --quiet --disable-pip-version-check --requirement {requirements}"
        )
        .output()
        .map_err(failed)?;
        shell.copy_file(&requirements, &installed).map_err(failed)?;
    }
    Ok(program)
}
