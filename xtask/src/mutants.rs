//! `cargo xtask mutants [PART…] [--file GLOB]`: changes the code that handles passwords, tokens and errors, bit by bit,
//! and sees that a test notices.
//!
//! The tree is copied below the target folder, where a change can hurt nobody and is compiled in seconds after the
//! first. `.cargo/mutants.toml` says which changes nobody can notice, and why.

use std::fs;
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser, ValueExt as _};
use xshell::{Shell, cmd};

use crate::tools::{cargo_program, folder};
use crate::{Failure, workspace};

/// The release of cargo-mutants that makes the changes.
const CARGO_MUTANTS: &str = "27.1.0";

/// Code that is changed, and the tests that should notice.
struct Part {
    name: &'static str,
    /// The package that the code is of.
    package: &'static str,
    files: &'static [&'static str],
    /// What else is compiled.
    features: &'static [&'static str],
    /// The packages whose tests run, in which of their targets, and which of their tests.
    tests: &'static [&'static str],
    targets: &'static [&'static str],
    only: &'static [&'static str],
}

const PARTS: [Part; 2] = [
    Part {
        name: "session",
        package: "vms-admin-session",
        files: &["crates/session/src/*.rs"],
        features: &["vms-admin-session/prompt"],
        tests: &["vms-admin-session", "vms-admin-tests"],
        targets: &["--lib", "--test=it"],
        only: &["session::", "tests::"],
    },
    Part {
        name: "runtime",
        package: "apicrate-runtime",
        files: &[
            "crates/runtime/src/runtime/{call,client,error,response}.rs",
            "**/runtime/call/{blocking,draft,endpoint,observe,redirect,retry,send}.rs",
            "**/runtime/{client/builder,error/reply,error/transport,response/payload,response/stream}.rs",
            "**/runtime/security/{credentials,secret}.rs",
        ],
        features: &["apicrate-runtime/default"],
        tests: &["apicrate-runtime"],
        targets: &["--lib"],
        only: &[],
    },
];

/// Runs the named parts, or all.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut parts = Vec::new();
    let mut files = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("file") => files.push(arguments.value()?.string()?),
            Arg::Value(name) => parts.push(part(&name.string()?)?),
            other => return Err(other.unexpected().into()),
        }
    }
    if parts.is_empty() {
        parts.extend(&PARTS);
    }
    let program = cargo_program("cargo-mutants", CARGO_MUTANTS).map_err(Failure::Job)?;
    let place = write().map_err(Failure::Job)?;
    let survived: Vec<&str> = parts
        .iter()
        .filter(|part| mutate(&program, &place, part, &files).is_err())
        .map(|part| part.name)
        .collect();
    if survived.is_empty() {
        return Ok(());
    }
    Err(Failure::Job(format!(
        "changes of: {} go unnoticed, or never end; write a test, or say in .cargo/mutants.toml why nobody can notice",
        survived.join(", ")
    )))
}

fn part(name: &str) -> Result<&'static Part, Failure> {
    PARTS.iter().find(|part| part.name == name).ok_or_else(|| {
        let known: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        let known = known.join(", ");
        Failure::Usage(format!("no part is called `{name}`; there are: {known}"))
    })
}

fn mutate(program: &Path, place: &Path, part: &Part, files: &[String]) -> Result<(), Failure> {
    let mut shell = Shell::new()?;
    shell.set_current_dir(place);
    // Before each `--file`, and so on.
    let each = |option: &str, values: Vec<&str>| -> Vec<String> {
        let pairs = values.iter().map(|value| [option, *value]);
        pairs.flatten().map(str::to_owned).collect()
    };
    let chosen = if files.is_empty() {
        part.files.to_vec()
    } else {
        files.iter().map(String::as_str).collect()
    };
    let files = each("--file", chosen);
    let features = each("--features", part.features.to_vec());
    let tests = each("--test-package", part.tests.to_vec());
    let targets = each("--cargo-arg", part.targets.to_vec());
    let out = workspace::root().join("target/mutants").join(part.name);
    fs::create_dir_all(&out).map_err(|error| Failure::Job(told(&out, &error)))?;
    let (package, only) = (part.package, part.only);
    cmd!(
        shell,
        "{program} mutants --in-place --package {package} {features...} {files...} {tests...} {targets...} --cargo-arg=--locked --output {out} -- -- {only...}"
    )
    .env("INSTA_UPDATE", "no")
    .run_interactive()?;
    Ok(())
}

/// Copies the tree and tells where to.
fn write() -> Result<PathBuf, String> {
    let root = workspace::root();
    let place = folder().with_file_name("mutants").join("workspace");
    for entry in fs::read_dir(&place).into_iter().flatten() {
        let path = entry.map_err(|error| told(&place, &error))?.path();
        // Nothing stays of an earlier run, neither a file that is gone nor a change, but what was compiled.
        if path.is_dir() && !path.ends_with("target") {
            fs::remove_dir_all(&path).map_err(|error| told(&path, &error))?;
        }
    }
    let mut shell = Shell::new().map_err(|error| error.to_string())?;
    shell.set_current_dir(root);
    let listed = cmd!(shell, "git ls-files --cached --others --exclude-standard")
        .read()
        .map_err(|error| error.to_string())?;
    for name in listed.lines().filter(|name| root.join(name).is_file()) {
        let to = place.join(name);
        let parent = to.parent().unwrap_or(&place);
        fs::create_dir_all(parent)
            .and_then(|()| fs::copy(root.join(name), &to))
            .map_err(|error| told(&to, &error))?;
    }
    Ok(place)
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
