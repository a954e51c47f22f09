//! Cargo's own helpers.

use std::path::PathBuf;

use super::{Environment, folder, install_once};

/// The release of cargo-deny that checks the dependencies.
const CARGO_DENY: &str = "0.20.2";

/// The path of cargo-deny, which is installed first where it isn't there in the pinned version.
pub(crate) fn cargo_deny() -> Result<PathBuf, String> {
    cargo_program("cargo-deny", CARGO_DENY)
}

/// The path of the program of a crate that is called as the crate, which is installed first where it isn't there in
/// this version.
pub(crate) fn cargo_program(name: &str, version: &str) -> Result<PathBuf, String> {
    let root = folder().join(name);
    install_once(&root, &format!("{name} {version}"), version, || {
        let line = format!("cargo install --quiet --locked --force --root . {name}@{version}");
        Environment::default().must(&root, &line).map(|_| ())
    })?;
    Ok(root.join("bin").join(name))
}
