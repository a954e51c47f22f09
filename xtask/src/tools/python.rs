//! Virtual environments with packages of PyPI: a list in `xtask/tools` each, with all that its packages need and their
//! hashes.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Environment, Kit, folder, install_once};

/// A virtual environment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Venv {
    name: &'static str,
    requirements: &'static str,
}

/// What checks the documents and makes clients of them.
pub(super) const CHECKS: Venv = Venv {
    name: "python",
    requirements: include_str!("../../tools/requirements.txt"),
};
/// A database of vectors.
pub(super) const CHROMA: Venv = Venv {
    name: "chroma",
    requirements: include_str!("../../tools/real/chroma.txt"),
};
/// A server that tells what it was asked.
pub(super) const HTTPBIN: Venv = Venv {
    name: "httpbin",
    requirements: include_str!("../../tools/real/httpbin.txt"),
};
/// A server that keeps and starts flows.
pub(super) const PREFECT: Venv = Venv {
    name: "prefect",
    requirements: include_str!("../../tools/real/prefect.txt"),
};

impl Venv {
    fn folder(self) -> PathBuf {
        folder().join(self.name)
    }

    pub(super) fn programs(self) -> Vec<PathBuf> {
        vec![self.folder().join("venv/bin")]
    }

    pub(super) fn install(self) -> Result<(), String> {
        let folder = self.folder();
        let name = format!("the packages of PyPI for {}", self.name);
        install_once(&folder, &name, self.requirements, || {
            fs::write(folder.join("requirements.txt"), self.requirements)
                .map_err(|error| error.to_string())?;
            let line = "python3 -m venv --clear venv && venv/bin/pip install --quiet --no-deps --require-hashes --requirement requirements.txt";
            Environment::default().must(&folder, line).map(|_| ())
        })
    }
}

/// The package that brings openapi-generator, as the list calls it.
pub(crate) const OPENAPI_GENERATOR: &str = "openapi-generator-cli";

/// The jar of openapi-generator, which is installed first; for a Java of the machine's own.
pub(crate) fn openapi_generator_jar() -> Result<PathBuf, String> {
    CHECKS.install()?;
    let environment = Environment::of(&[Kit::Python]);
    let root = CHECKS.folder();
    environment.must(&root, "java -version")?;
    let line = "python -c 'import openapi_generator_cli as it; print(it.__path__[0])'";
    let package = environment.must(&root, line)?;
    Ok(Path::new(package.trim()).join("openapi-generator.jar"))
}

/// The version of a package that checks documents or makes clients, as its list pins it.
pub(crate) fn version(package: &str) -> Option<String> {
    CHECKS
        .requirements
        .lines()
        .filter_map(|line| line.split_once("=="))
        .find(|(name, _)| *name == package)
        .and_then(|(_, rest)| rest.split(' ').next())
        .map(str::to_owned)
}
