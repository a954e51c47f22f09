//! `cargo xtask corpus DIR`: what the generator makes of a folder of documents, and whether it compiles.

mod crates;
mod row;

use std::fs;
use std::path::{Path, PathBuf};

use anstream::println;
use lexopt::{Arg, Parser};
use xshell::Shell;

use crate::cargo::build_generator;
use crate::{Failure, workspace};
use crates::Crates;
use row::{HEADING, Row};

/// Generates a crate of every document in the folder, checks each with rustc and clippy, and prints a table.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut folder = None;
    let mut only_generate = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("generate-only") => only_generate = true,
            Arg::Value(value) if folder.is_none() => folder = Some(PathBuf::from(value)),
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = folder
        .ok_or_else(|| Failure::Usage("`corpus` needs a folder of OpenAPI documents".to_owned()))?;
    let documents = documents(&folder)?;
    let mut shell = Shell::new()?;
    shell.set_current_dir(workspace::root());
    let crates = Crates::new(&shell, build_generator()?)?;

    println!("{HEADING}");
    let mut rows: Vec<Row> = Vec::new();
    for document in &documents {
        rows.push(crates.generate(&shell, document)?);
    }
    if !only_generate {
        crates.build_dependencies(&rows)?;
    }
    for row in &mut rows {
        if !only_generate && row.is_generated() {
            crates.check(row);
        }
        println!("{row}");
    }
    let failed: Vec<&str> = rows
        .iter()
        .filter(|row| !row.is_fine())
        .map(|row| row.name.as_str())
        .collect();
    if failed.is_empty() {
        println!("\n{} documents, all fine", rows.len());
        return Ok(());
    }
    let details: Vec<&str> = rows
        .iter()
        .map(|row| row.complaint.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    Err(Failure::Job(format!(
        "not fine: {}\n\n{}",
        failed.join(", "),
        details.join("\n")
    )))
}

/// What a document is called in tables and its crates: the file's name without its ending.
pub(crate) fn name(document: &Path) -> String {
    document
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The documents in a folder, by name.
pub(crate) fn documents(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Failure::Job(format!("{}: cannot be read: {error}", folder.display())))?;
    let mut documents: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|kind| kind == "json" || kind == "yaml" || kind == "yml")
        })
        .collect();
    documents.sort();
    if documents.is_empty() {
        let folder = folder.display();
        return Err(Failure::Job(format!(
            "{folder}: expected documents (*.json, *.yaml), found none"
        )));
    }
    Ok(documents)
}
