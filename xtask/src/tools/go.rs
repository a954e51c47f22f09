//! Programs that are Go modules.

use std::path::PathBuf;

use super::{Environment, folder, install_once};

/// A program, as `go install` takes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GoProgram {
    pub(crate) package: &'static str,
    pub(crate) version: &'static str,
}

/// Compares documents.
pub(crate) const OASDIFF: GoProgram = GoProgram {
    package: "github.com/oasdiff/oasdiff",
    version: "v1.36.0",
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

pub(super) fn programs() -> Vec<PathBuf> {
    vec![folder().join("go/bin")]
}

pub(super) fn install() -> Result<(), String> {
    let folder = folder().join("go");
    let lines: Vec<String> = [OASDIFF, OAPI_CODEGEN, OGEN]
        .iter()
        .map(|program| format!("go install {}@{}", program.package, program.version))
        .collect();
    let line = lines.join("\n");
    install_once(&folder, "the programs of Go", &line, || {
        Environment::default()
            .with("GOBIN", folder.join("bin"))
            .must(&folder, &line)
            .map(|_| ())
    })
}
