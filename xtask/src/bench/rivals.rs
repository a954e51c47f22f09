//! The other generators of Rust clients: which there are, how each is installed, and how each is run.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::build_generator;
use crate::{Failure, tools};

/// A generator, ours or another.
pub(super) struct Generator {
    /// What it is called in the tables.
    pub(super) name: &'static str,
    origin: Origin,
    arguments: fn(&Task) -> Vec<OsString>,
    layout: Layout,
}

/// What a generator makes.
enum Layout {
    /// A crate.
    Crate,
    /// Modules in the folder `src`, and the dependencies that they need in this file beside them.
    Modules { dependencies: &'static str },
}

/// Where a generator's program comes from.
enum Origin {
    /// This workspace.
    Here,
    /// The registry of crates, at this version.
    Crate(&'static str),
}

/// What a generator shall do.
pub(super) struct Task<'a> {
    pub(super) document: &'a Path,
    pub(super) out: &'a Path,
    pub(super) package: &'a str,
}

/// Ours, then the others.
pub(super) const GENERATORS: &[Generator] = &[
    Generator {
        name: "apicrate",
        origin: Origin::Here,
        arguments: |task| {
            line(&[
                &"generate",
                &task.document,
                &"--out",
                &task.out,
                &"--name",
                &task.package,
                &"--quiet",
            ])
        },
        layout: Layout::Crate,
    },
    Generator {
        name: "ploidy",
        origin: Origin::Crate("0.15.0"),
        arguments: |task| {
            line(&[
                &"generate",
                &"rust",
                &task.document,
                &"--output",
                &task.out,
                &"--name",
                &task.package,
            ])
        },
        layout: Layout::Crate,
    },
    Generator {
        name: "openapi-to-rust",
        origin: Origin::Crate("0.23.0"),
        arguments: |task| {
            line(&[
                &"generate",
                &task.document,
                &"--output-dir",
                &task.out.join("src"),
                &"--quiet",
            ])
        },
        layout: Layout::Modules {
            dependencies: "src/REQUIRED_DEPS.toml",
        },
    },
    Generator {
        name: "oas3-gen",
        origin: Origin::Crate("0.29.0"),
        arguments: |task| {
            line(&[
                &"generate",
                &"client-mod",
                &"--workspace",
                &"--quiet",
                &"--input",
                &task.document,
                &"--output",
                &task.out,
            ])
        },
        layout: Layout::Crate,
    },
    Generator {
        name: "cargo-progenitor",
        origin: Origin::Crate("0.15.0"),
        arguments: |task| {
            line(&[
                &"progenitor",
                &"--input",
                &task.document,
                &"--output",
                &task.out,
                &"--name",
                &task.package,
                &"--version",
                &"0.1.0",
            ])
        },
        layout: Layout::Crate,
    },
];

fn line(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Vec<OsString> {
    arguments
        .iter()
        .map(|argument| argument.as_ref().to_owned())
        .collect()
}

impl Generator {
    /// Its version, where it isn't this workspace's.
    pub(super) fn version(&self) -> &'static str {
        match self.origin {
            Origin::Here => env!("CARGO_PKG_VERSION"),
            Origin::Crate(version) => version,
        }
    }

    /// The path of its program, which is built or installed first.
    pub(super) fn install(&self) -> Result<PathBuf, Failure> {
        match self.origin {
            Origin::Here => build_generator(),
            Origin::Crate(version) => {
                tools::cargo_program(self.name, version).map_err(Failure::Job)
            }
        }
    }

    /// Makes a crate of what it generated.
    pub(super) fn finish(&self, task: &Task) -> std::io::Result<()> {
        match self.layout {
            Layout::Crate => Ok(()),
            Layout::Modules { dependencies } => {
                let dependencies = fs::read_to_string(task.out.join(dependencies))?;
                let package = task.package;
                let manifest = format!(
                    "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                     [lib]\npath = \"src/mod.rs\"\n\n{dependencies}"
                );
                fs::write(task.out.join("Cargo.toml"), manifest)
            }
        }
    }

    /// The command that does a task, by the program that [`Generator::install`] returned.
    pub(super) fn command(&self, program: &Path, task: &Task) -> Command {
        let mut command = Command::new(program);
        command.args((self.arguments)(task));
        command
    }
}
