//! Programs that are Go modules.

use std::path::PathBuf;

use super::{Environment, folder, install_once};

/// A program, as `go install` takes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GoProgram {
    pub(crate) package: &'static str,
    pub(crate) version: &'static str,
}

impl GoProgram {
    fn name(&self) -> &'static str {
        self.package.rsplit('/').next().unwrap_or(self.package)
    }
}

/// Compares documents.
pub(crate) const OASDIFF: GoProgram = GoProgram {
    package: "github.com/oasdiff/oasdiff",
    version: "v1.36.0",
};
/// Checks GitHub's workflows.
pub(super) const ACTIONLINT: GoProgram = GoProgram {
    package: "github.com/rhysd/actionlint/cmd/actionlint",
    version: "v1.7.12",
};
/// Generates Go.
pub(crate) const OAPI_CODEGEN: GoProgram = GoProgram {
    package: "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen",
    version: "v2.8.2",
};
/// Generates Go, too.
pub(crate) const OGEN: GoProgram = GoProgram {
    package: "github.com/ogen-go/ogen/cmd/ogen",
    version: "v1.24.0",
};

/// The generators.
pub(super) const GENERATORS: &[GoProgram] = &[OAPI_CODEGEN, OGEN];

pub(super) fn programs() -> PathBuf {
    folder().join("go/bin")
}

pub(super) fn install(program: &GoProgram) -> Result<(), String> {
    let name = program.name();
    let line = format!("go install {}@{}", program.package, program.version);
    let folder = folder().join("go").join(name);
    install_once(&folder, name, &line, || {
        Environment::default()
            .with("GOBIN", programs())
            .must(&folder, &line)
            .map(|_| ())
    })
}
