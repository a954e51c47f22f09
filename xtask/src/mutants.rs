//! `cargo xtask mutants [PART…] [--file GLOB]`: changes the code that handles passwords, tokens and errors, bit by bit,
//! and sees that a test notices.
//!
//! cargo-mutants changes libraries and runs their tests; the runtime is tested as part of an integration test. So a
//! small workspace is put below the target folder, in which those tests are a library, and a change is compiled in
//! seconds. `.cargo/mutants.toml` says which changes nobody can notice, and why.

use std::fs;
use std::path::{Path, PathBuf};

use lexopt::{Arg, Parser, ValueExt as _};
use xshell::{Shell, cmd};

use crate::tools::{cargo_program, copy, folder};
use crate::{Failure, workspace};

/// The release of cargo-mutants that makes the changes.
const CARGO_MUTANTS: &str = "27.1.0";

/// Code that is changed, and the tests that should notice.
struct Part {
    name: &'static str,
    /// The package that the code is of, as cargo-mutants sees it.
    package: &'static str,
    files: &'static [&'static str],
    features: &'static str,
    /// The packages whose tests run, and which of their tests.
    tests: &'static [&'static str],
    only: &'static [&'static str],
}

const PARTS: [Part; 2] = [
    Part {
        name: "session",
        package: "vms-admin-session",
        files: &["crates/session/src/*.rs"],
        features: "vms-admin-session/prompt",
        tests: &["vms-admin-session", "vms-admin-tests"],
        only: &["--skip", "runtime::"],
    },
    Part {
        name: "runtime",
        package: "vms-admin-tests",
        files: &[
            "**/runtime/{error,reply,transport,retry,redirect,answer,credentials,secret,send}.rs",
            "**/runtime/{blocking,builder,call,client,draft,endpoint,observe,payload,stream}.rs",
        ],
        features: "vms-admin-tests/default",
        tests: &["vms-admin-tests"],
        only: &["runtime::"],
    },
];

/// The members of the small workspace that it has of this one as they are.
const MEMBERS: [&str; 5] = [
    "crates/api",
    "crates/client",
    "crates/docs",
    "crates/sandbox",
    "crates/session",
];
/// What it has besides.
const COPIED: [&str; 3] = [
    "crates/codegen/src/runtime",
    "tests/it/runtime",
    "tests/it/session",
];
const COPIED_FILES: [&str; 6] = [
    ".cargo/mutants.toml",
    "Cargo.lock",
    "tests/it/loopback.rs",
    "tests/it/runtime.rs",
    "tests/it/session.rs",
    "tests/it/tls.rs",
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
    let tests = each("--test-package", part.tests.to_vec());
    let out = workspace::root().join("target/mutants").join(part.name);
    fs::create_dir_all(&out).map_err(|error| Failure::Job(told(&out, &error)))?;
    let (package, features, only) = (part.package, part.features, part.only);
    cmd!(
        shell,
        "{program} mutants --in-place --package {package} --features {features} {files...} {tests...} --output {out} --cargo-arg=--lib -- -- {only...}"
    )
    .env("INSTA_UPDATE", "no")
    .run_interactive()?;
    Ok(())
}

/// Writes the small workspace and tells where it is.
fn write() -> Result<PathBuf, String> {
    let root = workspace::root();
    let place = folder().with_file_name("mutants").join("workspace");
    for name in MEMBERS.iter().chain(&COPIED) {
        // Nothing stays of an earlier run: neither a file that is gone nor a change.
        let to = place.join(name);
        drop(fs::remove_dir_all(&to));
        copy(&root.join(name), &to)?;
    }
    for name in COPIED_FILES {
        let to = place.join(name);
        let parent = to.parent().unwrap_or(&place);
        fs::create_dir_all(parent)
            .and_then(|()| fs::copy(root.join(name), &to))
            .map_err(|error| told(&to, &error))?;
    }
    let read = |name: &str| {
        let path = root.join(name);
        fs::read_to_string(&path).map_err(|error| told(&path, &error))
    };
    let files = [
        ("Cargo.toml", manifest(&read("Cargo.toml")?)),
        ("tests/Cargo.toml", tests(&read("tests/Cargo.toml")?)),
        (
            "tests/it/main.rs",
            "mod loopback;\nmod runtime;\nmod session;\nmod tls;\n".to_owned(),
        ),
    ];
    for (name, text) in files {
        let path = place.join(name);
        fs::write(&path, text).map_err(|error| told(&path, &error))?;
    }
    Ok(place)
}

/// The workspace's manifest with the members that are copied.
fn manifest(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if line.starts_with("members = ") {
            out.push_str("members = [");
            out.extend(MEMBERS.iter().map(|member| format!("{member:?}, ")));
            out.push_str("\"tests\"]");
        } else if !line.starts_with("default-members = ") {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// The manifest of the tests, in which they are a library without the tests of the generator.
fn tests(text: &str) -> String {
    let mut out = String::new();
    let mut taken = true;
    for line in text.lines() {
        if line.starts_with('[') {
            taken = !["[lib]", "[[test]]", "[[example]]", "[[bench]]"].contains(&line);
        }
        if taken
            && !line.starts_with("apicrate.")
            && !line.starts_with("apicrate =")
            && !line.starts_with("xtask.")
        {
            out.push_str(line);
            out.push('\n');
        }
    }
    // Its name is part of the snapshots' names.
    out.push_str("\n[lib]\nname = \"it\"\npath = \"it/main.rs\"\ndoctest = false\n");
    out
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
