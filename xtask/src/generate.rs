//! `cargo xtask generate [--check]`: makes everything that is generated.

use anstream::{print, println};
use lexopt::{Arg, Parser};

use crate::{Failure, artifacts, scope, workspace};

/// Makes all files, or with `--check` compares them and writes nothing.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut check = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("check") => check = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let artifacts = artifacts()?;
    if check {
        compare(&artifacts)
    } else {
        write(&artifacts)
    }
}

fn write(artifacts: &[apicrate::Artifact]) -> Result<(), Failure> {
    let report = apicrate::write(workspace::root(), artifacts, &scope())?;
    print!("{report}");
    let changes = report.changes();
    println!("{} generated files, {changes} changed", artifacts.len());
    Ok(())
}

fn compare(artifacts: &[apicrate::Artifact]) -> Result<(), Failure> {
    let report = apicrate::check(workspace::root(), artifacts, &scope())?;
    if report.is_current() {
        println!("{} generated files, all current", artifacts.len());
        return Ok(());
    }
    Err(Failure::Job(format!(
        "{} generated files are not what the types say:\n{report}mend with: cargo xtask generate",
        report.changes()
    )))
}
