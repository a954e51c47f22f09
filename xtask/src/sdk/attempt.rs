//! One generator on one document: generate, compile, sign in.

use std::fs;
use std::path::{Path, PathBuf};

use super::target::{Target, Version, Warning};
use crate::sandbox::Sandbox;
use crate::tools::Environment;
use crate::{published, workspace};

/// Users beside the one that is always there.
pub(super) const USERS: &str = "tests/sdk/users.json";
/// The one of whom the server sends an empty text in place of a date: a client that holds answers against the date's
/// pattern must let that through.
const SPARSE: (&str, &str) = ("sparse@mail.com", "sparse");

/// What became of a part of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Yes,
    No,
    NotRun,
}

/// What became of a generator on a document.
#[derive(Debug)]
pub(super) struct Attempt {
    /// Index into the targets that were chosen.
    pub(super) target: usize,
    pub(super) version: Version,
    pub(super) generates: Cell,
    pub(super) compiles: Cell,
    pub(super) signs_in: Cell,
    /// Whatever isn't as the table says.
    pub(super) faults: Vec<String>,
    /// All that the commands printed.
    output: String,
}

impl Attempt {
    pub(super) fn not_run(target: usize, version: Version) -> Self {
        Self {
            target,
            version,
            generates: Cell::NotRun,
            compiles: Cell::NotRun,
            signs_in: Cell::NotRun,
            faults: Vec::new(),
            output: String::new(),
        }
    }

    /// Whether an expected warning came, or could not come.
    pub(super) fn not_run_or_warned(&self, warning: &Warning) -> bool {
        self.generates == Cell::NotRun || self.output.contains(warning.says)
    }

    /// Runs commands; remembers what they print, and as a fault what they fail with.
    fn run(&mut self, environment: &Environment, folder: &Path, commands: &[String]) -> Cell {
        for command in commands {
            match environment.run(folder, command) {
                Ok(ran) => {
                    self.output.push_str(&ran.output);
                    if !ran.success {
                        self.faults
                            .push(format!("`{command}` failed:\n{}", ran.output.trim_end()));
                        return Cell::No;
                    }
                }
                Err(why) => {
                    self.faults.push(why);
                    return Cell::No;
                }
            }
        }
        Cell::Yes
    }
}

/// Tries a target on a document, in a folder of its own below `target/sdk`.
pub(super) fn attempt(
    target: &Target,
    index: usize,
    version: Version,
    sandbox: &Sandbox,
) -> Attempt {
    let mut attempt = Attempt::not_run(index, version);
    let folder = match prepare(target, version) {
        Ok(folder) => folder,
        Err(error) => {
            attempt
                .faults
                .push(format!("no folder to work in: {error}"));
            return attempt;
        }
    };
    let environment = Environment::of(target.kits)
        .with("VMS_URL", &sandbox.url)
        // Compiled once for all attempts in Rust.
        .with(
            "CARGO_TARGET_DIR",
            workspace::root().join("target/sdk/rust/target"),
        );
    let fill = |commands: &[&str]| -> Vec<String> {
        commands
            .iter()
            .map(|command| target.fill(command, version))
            .collect()
    };
    attempt.generates = attempt.run(&environment, &folder, &fill(&[target.generate]));
    if attempt.generates == Cell::Yes {
        attempt.compiles = attempt.run(&environment, &folder, &fill(target.compile));
    }
    if !target.reads(version) {
        return unread(attempt);
    }
    find_warnings(&mut attempt, target);
    if attempt.compiles == Cell::Yes {
        let (login, password) = &sandbox.demo;
        for (login, password) in [(login.as_str(), password.as_str()), SPARSE] {
            let environment = environment
                .clone()
                .with("VMS_LOGIN", login)
                .with("VMS_PASSWORD", password);
            attempt.signs_in = attempt.run(&environment, &folder, &fill(&[target.run]));
            if attempt.signs_in != Cell::Yes {
                break;
            }
        }
    }
    attempt
}

/// Of a document that the table says can't be read.
fn unread(mut attempt: Attempt) -> Attempt {
    if attempt.compiles == Cell::Yes {
        attempt.faults.push(
            "the table says that this version isn't read, but it is; correct the table".to_owned(),
        );
    } else {
        attempt.faults.clear();
    }
    attempt
}

/// Every line that warns and that the table doesn't explain is a fault.
fn find_warnings(attempt: &mut Attempt, target: &Target) {
    let unexplained: Vec<String> = attempt
        .output
        .lines()
        .filter(|line| {
            let line = line.to_lowercase();
            line.contains("warn") || line.contains("deprecat")
        })
        // `2 warnings`: the sum of lines that are judged one by one.
        .filter(|line| !line.starts_with(|first: char| first.is_ascii_digit()))
        .filter(|line| {
            !target
                .warnings
                .iter()
                .any(|warning| line.contains(warning.says))
        })
        .map(|line| format!("warns, and the table doesn't explain it: {line}"))
        .collect();
    attempt.faults.extend(unexplained);
}

/// A fresh folder with our program, the published files and what the kits lay beside them.
fn prepare(target: &Target, version: Version) -> Result<PathBuf, String> {
    let root = workspace::root();
    let folder = root
        .join("target/sdk")
        .join(target.program)
        .join(version.name());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    copy(&root.join("tests/sdk").join(target.program), &folder)?;
    copy(
        &root.join(published::FOLDER),
        &folder.join(published::FOLDER),
    )?;
    for (name, place) in target.kits.iter().flat_map(|kit| kit.links()) {
        link(&place, &folder.join(name))?;
    }
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", from.display());
    fs::create_dir_all(to).map_err(told)?;
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry.map_err(told)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(told)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn link(place: &Path, name: &Path) -> Result<(), String> {
    std::os::unix::fs::symlink(place, name).map_err(|error| error.to_string())
}

#[cfg(windows)]
fn link(place: &Path, name: &Path) -> Result<(), String> {
    std::os::windows::fs::symlink_dir(place, name).map_err(|error| error.to_string())
}
