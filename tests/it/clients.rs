//! The clients that are generated of the fixtures: their text, and that all of them compile, read well and talk as
//! their documents say.

mod facade;
mod programs;
pub(crate) mod workspace;

use std::path::Path;

use apicrate::{Artifact, Generated, Options, Package, Scope};

use crate::fixtures::fixtures;

/// Where the fixtures' clients stand, from this package's folder.
const CLIENTS: &str = "fixtures/clients";

/// How many damaged documents' clients are compiled.
const MUTANTS: usize = 12;

/// A client of the document, with everything that can be had.
fn client(package: &str, document: &[u8]) -> Result<Generated, apicrate::Error> {
    let options = Options {
        package: Package {
            name: package.to_owned(),
            license: "MIT OR Apache-2.0".to_owned(),
            ..Package::default()
        },
        schemars: true,
        ..Options::default()
    };
    apicrate::generate(document, &options)
}

/// The package that is made of a fixture.
fn package(fixture: &str) -> String {
    format!("{}-client", fixture.replace('_', "-"))
}

/// Everything but what is copied word for word, as files that editors and reviewers read as Rust.
#[test]
fn each_client_in_full() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for (name, bytes) in fixtures() {
        let generated = client(&package(&name), &bytes).expect("a client");
        let own = generated
            .artifacts
            .into_iter()
            .filter(|file| !is_copied(file));
        files.extend(
            own.map(|file| Artifact::new(format!("{CLIENTS}/{name}/{}", file.path), file.contents)),
        );
    }
    let scope = Scope::new().owned(CLIENTS);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        apicrate::write(root, &files, &scope).expect("written");
    }
    let report = apicrate::check(root, &files, &scope).expect("a comparison");
    assert!(
        report.is_current(),
        "look at the changes, then accept them with `INSTA_UPDATE=always cargo test`:\n{report}"
    );
}

fn is_copied(artifact: &Artifact) -> bool {
    artifact.path.starts_with("src/runtime/") && artifact.path != "src/runtime/config.rs"
}

/// Compiles all clients, lints and documents them, runs their examples, and the tests in `tests/clients` against them.
#[test]
#[ignore = "it compiles for minutes; `cargo xtask test` includes it"]
fn all_compile_without_a_warning_and_keep_to_their_documents() {
    let workspace = workspace::of_fixtures();
    let warnings = "--deny warnings";
    let mut format = vec!["fmt".to_owned(), "--check".to_owned()];
    for name in fixtures().iter().map(|(name, _)| package(name)) {
        format.extend(["--package".to_owned(), name]);
    }
    format.extend(["--package".to_owned(), workspace::TESTS.to_owned()]);
    let format: Vec<&str> = format.iter().map(String::as_str).collect();
    workspace.cargo(&format, &[]);
    workspace.cargo(
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--quiet",
            "--",
            "--deny",
            "warnings",
        ],
        &[],
    );
    workspace.cargo(
        &["doc", "--workspace", "--no-deps", "--quiet"],
        &[("RUSTDOCFLAGS", warnings)],
    );
    workspace.cargo(&["test", "--workspace", "--quiet"], &[]);
}

/// Compiles a sample of what is made of damaged documents.
#[test]
#[ignore = "it compiles for a minute; `cargo xtask test` includes it"]
fn what_is_made_of_damaged_documents_compiles() {
    let workspace = workspace::of_mutants(MUTANTS);
    workspace.cargo(&["check", "--workspace", "--keep-going", "--quiet"], &[]);
}
