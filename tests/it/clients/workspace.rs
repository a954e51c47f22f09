//! A cargo workspace below the target folder: a client of each fixture, and the package that tests them.
//!
//! It shares the target folder, the lock file and the versions of this workspace, so nothing is compiled twice.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use apicrate::{Artifact, Scope};

use super::{client, facade, package};
use crate::fixtures::fixtures;
use crate::lowering::damage;

/// The package whose tests run against the clients.
pub(super) const TESTS: &str = "client-tests";

/// What that package depends on beside the clients.
const TESTS_NEED: &str = "jsonschema.workspace = true
serde_json.workspace = true
tokio = { workspace = true, features = [\"macros\", \"rt-multi-thread\"] }
";

/// A workspace on the disk.
pub(crate) struct Workspace {
    folder: PathBuf,
}

/// The workspace of all fixtures.
pub(super) fn of_fixtures() -> Workspace {
    let mut files = Vec::new();
    let mut facade = facade::Facade::default();
    let mut members = Vec::new();
    for (name, bytes) in fixtures() {
        let generated = client(&package(&name), &bytes).expect("a client");
        files.extend(below(&name, generated.artifacts));
        facade.add(&name, &bytes, &generated.warnings);
        members.push(name);
    }
    files.extend(facade.files(&members));
    files.push(tests());
    members.extend(["all".to_owned(), "tests".to_owned()]);
    write("clients", &members, files)
}

/// A workspace of clients made of damaged documents, the fixtures in turn.
pub(super) fn of_mutants(count: usize) -> Workspace {
    let documents: Vec<serde_json::Value> = fixtures()
        .iter()
        .map(|(_, yaml)| yaml_serde::from_slice(yaml).expect("YAML"))
        .collect();
    let mut files = Vec::new();
    let mut members = Vec::new();
    for (seed, document) in (1_000_000..).zip(documents.iter().cycle()) {
        if members.len() == count {
            break;
        }
        // Damaged more than once, so that little is left as it was.
        let mutant = (0..4).fold(document.clone(), |mutant, again| {
            damage::mutant(&mutant, seed * 4 + again)
        });
        let bytes = serde_json::to_vec(&mutant).expect("JSON");
        let name = format!("mutant_{seed}");
        if let Ok(generated) = client(&package(&name), &bytes) {
            files.extend(below(&name, generated.artifacts));
            files.push(Artifact::new(format!("{name}/openapi.json"), bytes));
            members.push(name);
        }
    }
    write("mutants", &members, files)
}

/// The files in a folder of this name.
fn below(name: &str, artifacts: Vec<Artifact>) -> impl Iterator<Item = Artifact> {
    artifacts
        .into_iter()
        .map(move |artifact| Artifact::new(format!("{name}/{}", artifact.path), artifact.contents))
}

/// Puts a workspace of these members on the disk.
pub(crate) fn write(name: &str, members: &[String], mut files: Vec<Artifact>) -> Workspace {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    files.push(Artifact::new("Cargo.toml", manifest(members)));
    let lock = std::fs::read(xtask::root().join("Cargo.lock")).expect("a lock file");
    files.push(Artifact::new("Cargo.lock", lock));
    let scope = members.iter().fold(Scope::new(), |scope, member| {
        scope.owned(format!("{member}/src"))
    });
    apicrate::write(&folder, &files, &scope).expect("written");
    Workspace { folder }
}

/// The manifest: members, and what this workspace's own manifest says of dependencies, lints and profiles.
fn manifest(members: &[String]) -> String {
    let own = std::fs::read_to_string(xtask::root().join("Cargo.toml")).expect("a manifest");
    let mut text = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    let mut is_taken = false;
    for line in own.lines() {
        if line.starts_with('[') {
            is_taken = line.starts_with("[workspace.") || line == "[profile.dev]";
        }
        if is_taken && !line.contains("path = ") {
            text.extend([line, "\n"]);
        }
    }
    text
}

/// The manifest of the package that tests the clients; its sources stand beside this one's.
fn tests() -> Artifact {
    let source = xtask::root().join("tests/clients/main.rs");
    let source = source.display();
    let mut text = format!(
        "[package]\nname = {TESTS:?}\nversion.workspace = true\nedition.workspace = true\n\
         rust-version.workspace = true\npublish = false\n\n\
         [[test]]\nname = \"clients\"\npath = '{source}'\n\n\
         [lints]\nworkspace = true\n\n\
         [dependencies]\nclients = {{ package = {:?}, path = \"../all\" }}\n",
        facade::PACKAGE
    );
    text.push_str(TESTS_NEED);
    Artifact::new("tests/Cargo.toml", text)
}

/// The target folder that all share.
pub(super) fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a target folder")
}

impl Workspace {
    /// What a command of cargo complains of.
    pub(crate) fn errors(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, &[]);
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let target = target();
        Command::new(env!("CARGO"))
            .args(arguments)
            .envs(environment.iter().copied())
            .env("CARGO_TARGET_DIR", target)
            .current_dir(&self.folder)
            .output()
            .expect("cargo runs")
    }

    /// Runs a command of cargo; what it prints is shown where it fails.
    pub(super) fn cargo(&self, arguments: &[&str], environment: &[(&str, &str)]) {
        let output = self.run(arguments, environment);
        assert!(
            output.status.success(),
            "cargo {}, in {}:\n{}{}",
            arguments.join(" "),
            self.folder.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
    }
}
