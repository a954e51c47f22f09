//! `cargo xtask lint`: what the linters of OpenAPI say of the published documents.

use std::fs;
use std::path::PathBuf;

use anstream::println;
use lexopt::Parser;

use crate::tools::{Environment, Kit};
use crate::{Failure, published, workspace};

/// A linter, and how it is told to accept nothing.
struct Linter {
    name: &'static str,
    kit: Kit,
    /// The command, in front of the documents.
    command: &'static str,
}

const LINTERS: &[Linter] = &[
    Linter {
        name: "Redocly, recommended-strict",
        kit: Kit::Npm,
        command: "redocly lint --extends=recommended-strict",
    },
    Linter {
        name: "Spectral, spectral:oas",
        kit: Kit::Npm,
        command: "spectral lint --fail-severity=hint --ruleset=xtask/tools/spectral.yaml",
    },
    Linter {
        name: "JSON Schemas of OpenAPI",
        kit: Kit::Python,
        command: "openapi-spec-validator",
    },
];

/// Lints the published documents; nothing may be found.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    install().map_err(Failure::Job)?;
    lint()
}

/// Installs the linters.
pub(crate) fn install() -> Result<(), String> {
    LINTERS.iter().try_for_each(|linter| linter.kit.install())
}

/// Lints the published documents with the linters that are installed.
pub(crate) fn lint() -> Result<(), Failure> {
    let documents = published::DOCUMENTS.join(" ");
    let mut findings = Vec::new();
    for linter in LINTERS {
        proves_to_bite(linter)?;
        let environment = Environment::of(&[linter.kit]);
        let line = format!("{} {documents}", linter.command);
        let ran = environment
            .run(workspace::root(), &line)
            .map_err(Failure::Job)?;
        if ran.success {
            println!("{}: nothing to say on {documents}", linter.name);
        } else {
            findings.push(format!("{}:\n{}", linter.name, ran.output.trim_end()));
        }
    }
    if findings.is_empty() {
        return Ok(());
    }
    Err(Failure::Job(format!(
        "the linters found something; mend the types or `crates/api/src/document`:\n{}",
        findings.join("\n")
    )))
}

/// A linter that is content with a broken document says nothing of a sound one.
fn proves_to_bite(linter: &Linter) -> Result<(), Failure> {
    let broken = broken_document()?;
    let line = format!("{} {}", linter.command, broken.display());
    let ran = Environment::of(&[linter.kit])
        .run(workspace::root(), &line)
        .map_err(Failure::Job)?;
    if ran.success {
        return Err(Failure::Job(format!(
            "{}: has nothing to say of a broken document, {}",
            linter.name,
            broken.display()
        )));
    }
    Ok(())
}

/// The published document with a type that doesn't exist.
fn broken_document() -> Result<PathBuf, Failure> {
    let told = |error: std::io::Error| Failure::Job(format!("a broken document: {error}"));
    let sound = fs::read_to_string(workspace::root().join(published::DOCUMENT)).map_err(told)?;
    let folder = workspace::root().join("target/lint");
    fs::create_dir_all(&folder).map_err(told)?;
    let path = folder.join("broken.json");
    fs::write(
        &path,
        sound.replace("\"type\": \"boolean\"", "\"type\": \"truth\""),
    )
    .map_err(told)?;
    Ok(path)
}
