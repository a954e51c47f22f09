//! The other generators of Rust clients: which there are, how each is installed, and how each is run.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anstream::println;

use crate::Failure;
use crate::cargo::build_generator;
use crate::tools::{self, pinned};

/// A generator, ours or another.
struct Generator {
    /// What it is called in the tables.
    name: &'static str,
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
    /// The package of PyPI with openapi-generator's jar. Java runs it.
    Jar,
}

/// What a generator shall do.
pub(super) struct Task<'a> {
    pub(super) document: &'a Path,
    pub(super) out: &'a Path,
    pub(super) package: &'a str,
}

/// Ours, then the others. Each is told to leave out what it can of documentation and tests beside the code.
static GENERATORS: [Generator; 6] = [
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
    Generator {
        name: "openapi-generator",
        origin: Origin::Jar,
        arguments: |task| {
            line(&[
                &"generate",
                &"--generator-name",
                &"rust",
                &"--input-spec",
                &task.document,
                &"--output",
                &task.out,
                &"--skip-validate-spec",
                &"--global-property",
                &"apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                &"--additional-properties",
                &format!(
                    "library=reqwest,reqwestDefaultFeatures=rustls,packageName={}",
                    task.package
                ),
            ])
        },
        layout: Layout::Crate,
    },
];

/// For a Java that shall do a short task soon: it compiles quickly and collects garbage on the same thread. Measured on
/// small and large documents, this halves what the task takes.
const JAVA: &[&str] = &["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"];

fn line(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Vec<OsString> {
    arguments
        .iter()
        .map(|argument| argument.as_ref().to_owned())
        .collect()
}

/// A generator that is installed.
pub(super) struct Program {
    generator: &'static Generator,
    /// What runs it, with the first arguments.
    start: Vec<OsString>,
}

impl Program {
    /// Ours, which is built first.
    pub(super) fn ours() -> Result<Self, Failure> {
        let [ours, ..] = &GENERATORS;
        Self::new(ours)
    }

    /// All generators, ours first. Others that can't be installed here are told and left out.
    pub(super) fn all() -> Result<Vec<Self>, Failure> {
        let [ours, others @ ..] = &GENERATORS;
        let mut programs = vec![Self::new(ours)?];
        for generator in others {
            match Self::new(generator) {
                Ok(program) => programs.push(program),
                Err(failure) => println!("{} is left out: {failure}\n", generator.name),
            }
        }
        Ok(programs)
    }

    fn new(generator: &'static Generator) -> Result<Self, Failure> {
        let start = match generator.origin {
            Origin::Here => vec![build_generator()?.into()],
            Origin::Crate(version) => {
                let program = tools::cargo_program(generator.name, version);
                vec![program.map_err(Failure::Job)?.into()]
            }
            Origin::Jar => {
                let jar = tools::openapi_generator_jar().map_err(Failure::Job)?;
                let words = std::iter::once(&"java").chain(JAVA);
                words.map(Into::into).chain([jar.into()]).collect()
            }
        };
        Ok(Self { generator, start })
    }

    /// What it is called in the tables.
    pub(super) fn name(&self) -> &'static str {
        self.generator.name
    }

    /// Its version.
    pub(super) fn version(&self) -> String {
        match self.generator.origin {
            Origin::Here => env!("CARGO_PKG_VERSION").to_owned(),
            Origin::Crate(version) => version.to_owned(),
            Origin::Jar => pinned::python(tools::OPENAPI_GENERATOR).unwrap_or_default(),
        }
    }

    /// The command that does a task.
    pub(super) fn command(&self, task: &Task) -> Command {
        let mut words = self.start.iter();
        let mut command = Command::new(words.next().cloned().unwrap_or_default());
        command.args(words).args((self.generator.arguments)(task));
        command
    }

    /// Makes a crate of what it generated.
    pub(super) fn finish(&self, task: &Task) -> std::io::Result<()> {
        match self.generator.layout {
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
}
