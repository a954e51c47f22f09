//! How long each generator takes for each document, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};

use anstream::println;

use super::process::{Runs, measure};
use super::rivals::{GENERATORS, Generator, Task};
use crate::{Failure, corpus, workspace};

/// How often each generator runs for each document. The rounds go through all generators, so that whatever else the
/// machine does meets them alike.
const ROUNDS: usize = 5;

/// Prints the table of the documents in a folder.
pub(super) fn run(documents: &[PathBuf]) -> Result<(), Failure> {
    let folder = workspace::root().join("target/bench/generation");
    fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
    let programs = programs()?;
    println!(
        "Seconds (MiB) of {ROUNDS} runs each into an empty folder: the median (the most). Ratio: ours by the fastest\n\
         other's."
    );
    let heading = super::columns(24, &programs, |(generator, _)| {
        format!("{} {}", generator.name, generator.version())
    });
    println!("{:<18}{heading}{:>8}", "document", "ratio");
    for document in documents {
        let name = corpus::name(document);
        let all = time(document, &name, &programs, &folder);
        let columns = super::columns(24, &all, |runs| match runs {
            Ok(runs) => format!("{:.3} ({:>4.0})", runs.wall(), runs.peak_mib()),
            Err(_) => "fails".to_owned(),
        });
        let seconds: Vec<Option<f64>> = all
            .iter()
            .map(|runs| runs.as_ref().ok().map(Runs::wall))
            .collect();
        println!("{name:<18}{columns}{:>8.2}", super::ratio(&seconds));
    }
    Ok(())
}

/// Each generator with its program.
pub(super) fn programs() -> Result<Vec<(&'static Generator, PathBuf)>, Failure> {
    GENERATORS
        .iter()
        .map(|generator| Ok((generator, generator.install()?)))
        .collect()
}

/// What each generator took for a document, or what it said where it failed.
fn time(
    document: &Path,
    name: &str,
    programs: &[(&'static Generator, PathBuf)],
    folder: &Path,
) -> Vec<Result<Runs, Failure>> {
    let mut all: Vec<Result<Runs, Failure>> =
        programs.iter().map(|_| Ok(Runs::default())).collect();
    for _ in 0..ROUNDS {
        for ((generator, program), runs) in programs.iter().zip(&mut all) {
            let out = folder.join(generator.name).join(name);
            let package = format!("{name}-client");
            let task = Task {
                document,
                out: &out,
                package: &package,
            };
            if let Ok(done) = runs {
                match generate(generator, program, &task, folder) {
                    Ok(usage) => done.push(usage),
                    Err(failure) => *runs = Err(failure),
                }
            }
        }
    }
    all
}

/// Lets a generator do a task in an empty folder.
pub(super) fn generate(
    generator: &Generator,
    program: &Path,
    task: &Task,
    folder: &Path,
) -> Result<super::process::Usage, Failure> {
    if task.out.exists() {
        fs::remove_dir_all(task.out).map_err(|error| cannot(task.out, &error))?;
    }
    fs::create_dir_all(task.out).map_err(|error| cannot(task.out, &error))?;
    let usage = measure(&mut generator.command(program, task), folder)?;
    generator
        .finish(task)
        .map_err(|error| cannot(task.out, &error))?;
    Ok(usage)
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Job(format!("{}: {error}", path.display()))
}
