//! What generators made, as crates: each in a workspace of its own, with a program that uses it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::generation::generate;
use super::process::{Usage, measure};
use super::rivals::{Program, Task};
use crate::cargo::{forget_generated, of_generated};
use crate::{Failure, workspace};

/// The program that uses a crate.
const USER: &str = "program";
/// Longer than this, nobody waits for a crate.
const LIMIT: Duration = Duration::from_mins(20);

/// What is done with a crate.
pub(super) struct Job {
    pub(super) title: &'static str,
    verb: &'static str,
    is_release: bool,
}

pub(super) const CHECK: Job = Job {
    title: "check",
    verb: "check",
    is_release: false,
};

pub(super) const BUILDS: [Job; 2] = [
    Job {
        title: "debug",
        verb: "build",
        is_release: false,
    },
    Job {
        title: "release",
        verb: "build",
        is_release: true,
    },
];

/// A generated crate.
pub(super) struct Crate {
    folder: PathBuf,
    package: String,
}

impl Crate {
    /// Lets a generator make the crate of a document.
    pub(super) fn new(program: &Program, document: &Path, name: &str) -> Result<Self, Failure> {
        // One workspace for all documents of a generator, so that its dependencies are built once.
        let folder = workspace::root()
            .join("target/bench/checks")
            .join(program.name());
        let package = format!("{name}-client");
        let task = Task {
            document,
            out: &folder.join(&package),
            package: &package,
        };
        let failed = |error: io::Error| Failure::Job(format!("{}: {error}", folder.display()));
        fs::create_dir_all(&folder).map_err(failed)?;
        generate(program, &task, &folder)?;
        write_user(&folder, &package).map_err(failed)?;
        Ok(Self { folder, package })
    }

    /// Does a job for the crate and its program with whatever was compiled before; so the dependencies are there after.
    pub(super) fn prepare(&self, job: &Job) -> Result<Usage, Failure> {
        let mut command = of_generated(&self.folder, &[job.verb]);
        command.args(["--package", &self.package, "--package", USER]);
        if job.is_release {
            command.arg("--release");
        }
        measure(&mut command, &self.folder, LIMIT)
    }

    /// Does a job anew for the crate and its program.
    pub(super) fn run(&self, job: &Job) -> Result<Usage, Failure> {
        forget_generated(&self.folder, &[&self.package, USER], job.is_release)?;
        self.prepare(job)
    }
}

/// Writes a workspace of a crate and a program that links it.
fn write_user(folder: &Path, package: &str) -> io::Result<()> {
    let user = folder.join(USER);
    let library = package.replace('-', "_");
    fs::create_dir_all(user.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{package:?}, {USER:?}]\n"),
    )?;
    fs::write(
        user.join("Cargo.toml"),
        format!(
            "[package]\nname = {USER:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{package} = {{ path = \"../{package}\" }}\n"
        ),
    )?;
    fs::write(
        user.join("src/main.rs"),
        format!("use {library} as _;\n\nfn main() {{}}\n"),
    )
}
