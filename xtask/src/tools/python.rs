//! A virtual environment with the packages of PyPI that `xtask/tools/requirements.txt` lists.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Environment, Kit, folder, install_once};

const REQUIREMENTS: &str = include_str!("../../tools/requirements.txt");

pub(super) fn programs() -> Vec<PathBuf> {
    vec![folder().join("python/venv/bin")]
}

pub(super) fn install() -> Result<(), String> {
    let folder = folder().join("python");
    install_once(&folder, "the packages of PyPI", REQUIREMENTS, || {
        fs::write(folder.join("requirements.txt"), REQUIREMENTS)
            .map_err(|error| error.to_string())?;
        let line = "python3 -m venv --clear venv && venv/bin/pip install --quiet --no-deps --require-hashes --requirement requirements.txt";
        Environment::default().must(&folder, line).map(|_| ())
    })
}

/// The package that brings openapi-generator, as the list calls it.
pub(crate) const OPENAPI_GENERATOR: &str = "openapi-generator-cli";

/// The jar of openapi-generator, which is installed first; for a Java of the machine's own.
pub(crate) fn openapi_generator_jar() -> Result<PathBuf, String> {
    install()?;
    let environment = Environment::of(&[Kit::Python]);
    let root = folder().join("python");
    environment.must(&root, "java -version")?;
    let line = "python -c 'import openapi_generator_cli as it; print(it.__path__[0])'";
    let package = environment.must(&root, line)?;
    Ok(Path::new(package.trim()).join("openapi-generator.jar"))
}

/// The version of a package that the list pins.
pub(crate) fn version(package: &str) -> Option<String> {
    REQUIREMENTS
        .lines()
        .filter_map(|line| line.split_once("=="))
        .find(|(name, _)| *name == package)
        .and_then(|(_, rest)| rest.split(' ').next())
        .map(str::to_owned)
}
