//! How long rustc takes for what each generator makes of each document, with the dependencies built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anstream::println;

use super::generation::{generate, programs};
use super::process::{Runs, measure};
use super::rivals::{Generator, Task};
use crate::{Failure, corpus, workspace};

/// How often each crate is checked.
const ROUNDS: usize = 3;

/// What is done with a crate.
struct Job {
    title: &'static str,
    /// Cargo's arguments before the package's name.
    cargo: &'static [&'static str],
}

const CHECK: Job = Job {
    title: "check",
    cargo: &["check"],
};

const BUILDS: [Job; 2] = [
    Job {
        title: "debug",
        cargo: &["build"],
    },
    Job {
        title: "release",
        cargo: &["build", "--release"],
    },
];

/// Prints a table of the documents.
pub(super) fn run(documents: &[PathBuf], builds: bool) -> Result<(), Failure> {
    let folder = workspace::root().join("target/bench/checks");
    let failed = |error: std::io::Error| Failure::Job(format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(failed)?;
    let programs = programs()?;
    let jobs: Vec<&Job> = std::iter::once(&CHECK)
        .chain(BUILDS.iter().filter(|_| builds))
        .collect();
    println!(
        "Seconds of processors for a crate alone and a program that uses it, the median of {ROUNDS}. Ratio: ours by the\n\
         quickest other's."
    );
    let heading = super::columns(18, &programs, |(generator, _)| generator.name.to_owned());
    println!("{:<18}{:<9}{heading}{:>8}", "document", "job", "ratio");
    for document in documents {
        let name = corpus::name(document);
        let crates: Vec<Option<Crate>> = programs
            .iter()
            .map(|(generator, program)| {
                Crate::new(generator, program, document, &name, &folder).ok()
            })
            .collect();
        for job in &jobs {
            let seconds = time(&crates, job);
            let columns = super::columns(18, &seconds, |seconds| {
                seconds.map_or("fails".to_owned(), |seconds| format!("{seconds:.2}"))
            });
            println!(
                "{name:<18}{:<9}{columns}{:>8.2}",
                job.title,
                super::ratio(&seconds)
            );
        }
    }
    Ok(())
}

/// What a job takes for each crate; nothing where it doesn't compile.
fn time(crates: &[Option<Crate>], job: &Job) -> Vec<Option<f64>> {
    let mut all: Vec<Option<Runs>> = crates
        .iter()
        .map(|one| one.as_ref().map(|_| Runs::default()))
        .collect();
    // The first round builds the dependencies.
    for round in 0..=ROUNDS {
        for (one, runs) in crates.iter().zip(&mut all) {
            let (Some(one), Some(done)) = (one, &mut *runs) else {
                continue;
            };
            match one.run(job) {
                Ok(_) if round == 0 => {}
                Ok(usage) => done.push(usage),
                Err(_) => *runs = None,
            }
        }
    }
    all.into_iter()
        .map(|runs| runs.map(|runs| runs.processor()))
        .collect()
}

/// A generated crate in a workspace of its own, with a program that uses it.
struct Crate {
    folder: PathBuf,
    package: String,
}

impl Crate {
    fn new(
        generator: &Generator,
        program: &Path,
        document: &Path,
        name: &str,
        folder: &Path,
    ) -> Result<Self, Failure> {
        // One workspace for all documents of a generator, so that its dependencies are built once.
        let package = format!("{name}-client");
        let root = folder.join(generator.name);
        let task = Task {
            document,
            out: &root.join(&package),
            package: &package,
        };
        fs::create_dir_all(&root)
            .map_err(|error| Failure::Job(format!("{}: {error}", root.display())))?;
        generate(generator, program, &task, &root)?;
        let user = root.join("program");
        let library = package.replace('-', "_");
        fs::create_dir_all(user.join("src"))
            .and_then(|()| {
                fs::write(
                    root.join("Cargo.toml"),
                    format!(
                        "[workspace]\nresolver = \"3\"\nmembers = [{package:?}, \"program\"]\n"
                    ),
                )
            })
            .and_then(|()| {
                fs::write(
                    user.join("Cargo.toml"),
                    format!(
                        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
                         [dependencies]\n{package} = {{ path = \"../{package}\" }}\n"
                    ),
                )
            })
            .and_then(|()| {
                fs::write(
                    user.join("src/main.rs"),
                    format!("use {library} as _;\n\nfn main() {{}}\n"),
                )
            })
            .map_err(|error| Failure::Job(format!("{}: {error}", root.display())))?;
        Ok(Self {
            folder: root,
            package,
        })
    }

    /// Does a job anew for the crate and its program, with the dependencies that there are.
    fn run(&self, job: &Job) -> Result<super::process::Usage, Failure> {
        let mut clean = self.cargo(&["clean", "--package"]);
        clean.arg(&self.package).args(["--package", "program"]);
        if job.cargo.contains(&"--release") {
            clean.arg("--release");
        }
        measure(&mut clean, &self.folder)?;
        let mut command = self.cargo(job.cargo);
        command.args(["--package", &self.package, "--package", "program"]);
        measure(&mut command, &self.folder)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder);
        command
    }
}
