//! Programs that are Go modules: a folder of `xtask/tools/go` each, with the sums of all that it is compiled of.

use std::fs;
use std::path::PathBuf;

use super::{Environment, folder, install_once};

/// A program and the module that pins it.
#[derive(Debug, Clone, Copy)]
pub(super) struct GoProgram {
    name: &'static str,
    package: &'static str,
    /// Build tags, which leave out what isn't needed.
    tags: &'static str,
    manifest: &'static str,
    sums: &'static str,
}

/// The program whose module is in the folder `xtask/tools/go/NAME`.
macro_rules! program {
    ($name:literal, $package:literal, $tags:literal) => {
        GoProgram {
            name: $name,
            package: $package,
            tags: $tags,
            manifest: include_str!(concat!("../../tools/go/", $name, "/go.mod")),
            sums: include_str!(concat!("../../tools/go/", $name, "/go.sum")),
        }
    };
}

/// Compares documents.
pub(super) const OASDIFF: GoProgram = program!("oasdiff", "github.com/oasdiff/oasdiff", "");
/// Checks GitHub's workflows.
pub(super) const ACTIONLINT: GoProgram = program!(
    "actionlint",
    "github.com/rhysd/actionlint/cmd/actionlint",
    ""
);
/// A server of measurements. Its ways to find out what there is to measure bring half the world's clouds.
pub(super) const PROMETHEUS: GoProgram = program!(
    "prometheus",
    "github.com/prometheus/prometheus/cmd/prometheus",
    "remove_all_sd"
);

/// The generators.
pub(super) const GENERATORS: &[GoProgram] = &[
    program!(
        "oapi-codegen",
        "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen",
        ""
    ),
    program!("ogen", "github.com/ogen-go/ogen/cmd/ogen", ""),
];

pub(super) fn programs() -> PathBuf {
    folder().join("go/bin")
}

pub(super) fn install(program: &GoProgram) -> Result<(), String> {
    let folder = folder().join("go").join(program.name);
    let what = format!("{}{}", program.manifest, program.sums);
    install_once(&folder, program.name, &what, || {
        for (name, text) in [("go.mod", program.manifest), ("go.sum", program.sums)] {
            fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
        }
        // Whatever `go.sum` doesn't know fails: nothing is added to it.
        let line = format!(
            "go install -mod=readonly -tags '{}' {}",
            program.tags, program.package
        );
        Environment::default()
            .with("GOBIN", programs())
            .must(&folder, &line)
            .map(|_| ())
    })
}

/// The version of a generator that its module pins, as Go writes it.
pub(crate) fn version(name: &str) -> Option<String> {
    let program = GENERATORS.iter().find(|program| program.name == name)?;
    let required = program.manifest.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("require ");
        line.split(' ').next().zip(line.split(' ').nth(1))
    });
    // A program's module is its package, or what the package's path begins with.
    required
        .filter(|(module, version)| {
            version.starts_with('v')
                && program
                    .package
                    .strip_prefix(module)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .max_by_key(|(module, _)| module.len())
        .map(|(_, version)| version.to_owned())
}
