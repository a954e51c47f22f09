//! `cargo xtask generate [--check] [--out DIR]`: makes everything that is generated.

use std::path::{Path, PathBuf};

use anstream::{print, println};
use apicrate::Artifact;
use lexopt::{Arg, Parser};

use crate::{Failure, artifacts, scope, workspace};

/// Makes all files, or with `--check` compares them and writes nothing. They go below the workspace's root, or
/// below the folder that `--out` names.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut check = false;
    let mut root: Option<PathBuf> = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("check") => check = true,
            Arg::Long("out") => root = Some(arguments.value()?.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let root = root.as_deref().unwrap_or_else(|| workspace::root());
    let artifacts = artifacts()?;
    if check {
        compare(root, &artifacts)
    } else {
        write(root, &artifacts)
    }
}

fn write(root: &Path, artifacts: &[Artifact]) -> Result<(), Failure> {
    let report = apicrate::write(root, artifacts, &scope())?;
    print!("{report}");
    println!(
        "{} generated files, {} changed",
        artifacts.len(),
        report.changes()
    );
    Ok(())
}

fn compare(root: &Path, artifacts: &[Artifact]) -> Result<(), Failure> {
    let report = apicrate::check(root, artifacts, &scope())?;
    if report.is_current() {
        println!("{} generated files, all current", artifacts.len());
        return Ok(());
    }
    Err(Failure::Job(format!(
        "{} generated files are not what the types say:\n{report}mend with: cargo xtask generate",
        report.changes()
    )))
}
