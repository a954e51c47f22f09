//! The crates of a server: its client, generated, and the journey that is compiled against it.

use std::fs;
use std::path::{Path, PathBuf};

use xshell::{Shell, cmd};

use super::server::folder;
use crate::cargo::of_generated;
use crate::workspace;

/// What a journey is compiled with, beside the client.
const DEPENDENCIES: &str = "serde.workspace = true
serde_json.workspace = true
tokio = { workspace = true, features = [\"macros\", \"rt\", \"time\"] }
";

/// Generates the client of a document and compiles a journey, of which that is the source; returns the path of its program.
///
/// Versions, lock file and target folder are the workspace's, so that nothing is compiled twice.
pub(super) fn compile(name: &str, document: &Path, source: &Path) -> Result<PathBuf, String> {
    let root = workspace::root();
    let place = folder(name).join("crates");
    let told = |error: std::io::Error| format!("{}: {error}", place.display());
    fs::create_dir_all(place.join("journey")).map_err(told)?;
    generate(document, &place.join("client"))?;
    let source = source.display();
    let package = format!("real-{name}");
    let manifest = format!(
        "[package]\nname = {package:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [[bin]]\nname = {package:?}\npath = '{source}'\n\n\
         [dependencies]\nclient = {{ path = \"../client\" }}\n{DEPENDENCIES}"
    );
    fs::write(place.join("journey/Cargo.toml"), manifest).map_err(told)?;
    let text = fs::read_to_string(root.join("Cargo.toml")).map_err(told)?;
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"client\", \"journey\"]\n\n{}",
        versions(&text)
    );
    fs::write(place.join("Cargo.toml"), workspace).map_err(told)?;
    fs::copy(root.join("Cargo.lock"), place.join("Cargo.lock")).map_err(told)?;
    let target = root.join("target");
    let output = of_generated(&place, &["build", "--package", &package])
        .env("CARGO_TARGET_DIR", &target)
        .output()
        .map_err(|error| format!("cargo can't be run: {error}"))?;
    if output.status.success() {
        return Ok(target.join("debug").join(package));
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn generate(document: &Path, out: &Path) -> Result<(), String> {
    let mut shell = Shell::new().map_err(|error| error.to_string())?;
    shell.set_current_dir(workspace::root());
    let generate = cmd!(
        shell,
        "cargo run --quiet --locked --package apicrate -- generate {document} --out {out} --name client"
    );
    let output = generate.ignore_status().output();
    let output = output.map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        // Warnings: the document has faults, which are worth a look where a call fails.
        return fs::write(out.join("../warnings.txt"), said.as_bytes())
            .map_err(|error| error.to_string());
    }
    Err(said.into_owned())
}

/// The versions of the workspace's dependencies, without those that are its own crates.
fn versions(manifest: &str) -> String {
    let mut text = String::from("[workspace.dependencies]\n");
    let lines = manifest
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    for line in lines.filter(|line| !line.contains("path = ")) {
        text.extend([line, "\n"]);
    }
    text
}
