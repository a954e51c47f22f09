//! `cargo xtask bench PART`: how fast the generator is, and what it generates, against others in the same run.
//!
//! `crates/codegen/BENCHMARKS.md` tells what was measured.

mod checks;
mod crates;
mod floor;
mod generation;
mod growth;
mod process;
mod rivals;

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::cargo::become_cargo;
use crate::{Failure, corpus, workspace};

/// How much is told of a failure.
const MOST_LINES: usize = 8;

/// Runs the part that is named.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut values = Vec::new();
    let (mut builds, mut compiling, mut errors) = (false, false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("builds") => builds = true,
            Arg::Long("compiling") => compiling = true,
            Arg::Long("errors") => errors = true,
            Arg::Value(value) => values.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut values = values.into_iter();
    let part = values.next().unwrap_or_default();
    let paths: Vec<PathBuf> = values.map(PathBuf::from).collect();
    match (part.to_str(), paths.as_slice()) {
        (Some("generate"), paths) => {
            let documents = documents(paths)?;
            alone(|| generation::run(&documents, compiling, errors))
        }
        (Some("check"), paths) => {
            let documents = documents(paths)?;
            alone(|| checks::run(&documents, builds, errors))
        }
        (Some("growth"), []) => alone(growth::run),
        (Some("client"), []) => become_cargo(
            &["bench", "--quiet", "--package", "vms-admin-tests", "--bench", "client"],
            std::iter::empty::<OsString>(),
        ),
        (Some(floor::PART), [document, files, out]) => floor::run(document, files, out),
        _ => Err(Failure::Usage(
            "`bench` needs one of: generate [--compiling] [--errors] PATH…, check [--builds] [--errors] PATH…, growth, \
             client; PATH is an OpenAPI document or a folder of them"
                .to_owned(),
        )),
    }
}

/// Measures while nobody else does here: they would slow each other down, and overwrite each other's crates.
fn alone(measure: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    let path = workspace::root().join("target/bench/lock");
    let failed = |error: io::Error| Failure::Job(format!("{}: {error}", path.display()));
    fs::create_dir_all(path.with_file_name("")).map_err(failed)?;
    let lock = File::create(&path).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => measure(),
        Err(TryLockError::WouldBlock) => Err(Failure::Job(
            "another `bench` is running here: wait for its end, two at once would disturb each other".to_owned(),
        )),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// The documents that are named, those of a folder by name.
fn documents(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if paths.is_empty() {
        return Err(Failure::Usage(
            "expected OpenAPI documents or a folder of them, found none".to_owned(),
        ));
    }
    let mut documents = Vec::new();
    for path in paths {
        if path.is_dir() {
            documents.extend(corpus::documents(path)?);
        } else {
            documents.push(path.clone());
        }
    }
    Ok(documents)
}

/// The cells of a line, each as wide as the others.
fn columns<T>(width: usize, values: &[T], cell: impl Fn(&T) -> String) -> String {
    let mut line = String::new();
    for value in values {
        let cell = cell(value);
        line.push_str(&" ".repeat(width.saturating_sub(cell.len())));
        line.push_str(&cell);
    }
    line
}

/// The first error of what a failed command printed, as short as can be.
fn first_error(failure: &Failure) -> String {
    let text = failure.to_string();
    let lines = || text.lines().map(str::trim_end);
    let told: Vec<&str> = lines()
        .skip_while(|line| !line.to_lowercase().starts_with("error"))
        .take_while(|line| !line.is_empty())
        .take(MOST_LINES)
        .collect();
    if told.is_empty() {
        lines().take(MOST_LINES).collect::<Vec<_>>().join("\n    ")
    } else {
        told.join("\n    ")
    }
}

/// Ours, which comes first, by the least of the others; a dash where there is none to compare.
fn ratio(seconds: &[Option<f64>]) -> String {
    let ours = seconds.first().copied().flatten();
    let others = seconds.iter().skip(1).flatten().copied();
    match (ours, others.reduce(f64::min)) {
        (Some(ours), Some(least)) => format!("{:.2}", ours / least),
        _ => "-".to_owned(),
    }
}
