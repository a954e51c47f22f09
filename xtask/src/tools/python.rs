//! A virtual environment with the packages of PyPI that `xtask/tools/requirements.txt` lists.

use std::fs;
use std::path::PathBuf;

use super::{Environment, folder, install_once};

const REQUIREMENTS: &str = include_str!("../../tools/requirements.txt");

pub(super) fn programs() -> Vec<PathBuf> {
    vec![folder().join("python/bin")]
}

pub(super) fn install() -> Result<(), String> {
    let folder = folder().join("python");
    install_once(&folder, "the packages of PyPI", REQUIREMENTS, || {
        fs::write(folder.join("requirements.txt"), REQUIREMENTS)
            .map_err(|error| error.to_string())?;
        let line = "python3 -m venv . && bin/pip install --quiet --requirement requirements.txt";
        Environment::default().must(&folder, line).map(|_| ())
    })
}

/// The version of a package that the list pins.
pub(crate) fn version(package: &str) -> Option<String> {
    REQUIREMENTS
        .lines()
        .filter_map(|line| line.split_once("=="))
        .find(|(name, _)| *name == package)
        .map(|(_, version)| version.to_owned())
}
