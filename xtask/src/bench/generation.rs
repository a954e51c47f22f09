//! How long each generator takes for each document, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anstream::{print, println};

use super::crates::{CHECK, Crate};
use super::floor::Floor;
use super::process::{Runs, Usage, measure};
use super::rivals::{Program, Task};
use super::{columns, first_error, ratio};
use crate::{Failure, corpus, workspace};

/// How often each generator runs for each document at least, but those that take long. The rounds go through all
/// generators, so that whatever else the machine does meets them alike.
const ROUNDS: usize = 5;
/// Longer than this, nobody waits for a generator.
const LIMIT: Duration = Duration::from_mins(2);
/// How wide a generator's column is.
const WIDTH: usize = 26;

/// What became of a document with a generator.
struct Outcome {
    runs: Result<Runs, Failure>,
    /// What the compiler says against what was made, where it was asked.
    refusal: Option<Failure>,
}

/// Prints the table of the documents. `compiling`: with what rustc says of the crates. `errors`: with each failure.
pub(super) fn run(documents: &[PathBuf], compiling: bool, errors: bool) -> Result<(), Failure> {
    let folder = workspace::root().join("target/bench/generation");
    fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
    let programs = Program::all()?;
    let floor = Floor::build()?;
    println!(
        "Seconds (MiB) of {ROUNDS} or more runs each into an empty folder: the median (the most). Floor: a process that reads the\n\
         document, and writes the files that ours wrote. Ratios: ours by the fastest other's, whatever that made; by the\n\
         fastest other's that compiles, and an asterisk is at those that don't (with --compiling); and by the floor."
    );
    let heading = columns(WIDTH, &programs, |program| {
        format!("{} {}", program.name(), program.version())
    });
    print!("{:<18}{heading}{:>9}{:>9}", "document", "floor", "fastest");
    println!("{:>10}{:>10}", "compiling", "by floor");
    for document in documents {
        let name = corpus::name(document);
        let (mut outcomes, floor) = time(document, &name, &programs, &floor, &folder);
        if compiling {
            for (program, outcome) in programs.iter().zip(&mut outcomes) {
                if outcome.runs.is_ok() {
                    let made = Crate::new(program, document, &name);
                    outcome.refusal = made.and_then(|made| made.prepare(&CHECK)).err();
                }
            }
        }
        print_line(&name, &outcomes, floor.as_ref(), compiling);
        for (program, outcome) in programs.iter().zip(&outcomes) {
            let failure = outcome.runs.as_ref().err().or(outcome.refusal.as_ref());
            if let Some(failure) = failure.filter(|_| errors) {
                println!("  {}: {}", program.name(), first_error(failure));
            }
        }
    }
    Ok(())
}

fn print_line(name: &str, outcomes: &[Outcome], floor: Option<&Runs>, compiling: bool) {
    let cells = columns(WIDTH, outcomes, |outcome| match &outcome.runs {
        Ok(runs) => {
            let mark = if outcome.refusal.is_some() { "*" } else { "" };
            format!("{:.4}{mark} ({:>4.0})", runs.wall(), runs.peak_mib())
        }
        Err(_) => "fails".to_owned(),
    });
    let seconds = |outcome: &Outcome| outcome.runs.as_ref().ok().map(Runs::wall);
    let all: Vec<Option<f64>> = outcomes.iter().map(seconds).collect();
    let compiled: Vec<Option<f64>> = outcomes
        .iter()
        .map(|outcome| seconds(outcome).filter(|_| compiling && outcome.refusal.is_none()))
        .collect();
    let floor = floor.map(Runs::wall);
    let least = floor.map_or("-".to_owned(), |floor| format!("{floor:.4}"));
    let ours = all.first().copied().flatten();
    println!(
        "{name:<18}{cells}{least:>9}{:>9}{:>10}{:>10}",
        ratio(&all),
        ratio(&compiled),
        ratio(&[ours, floor])
    );
}

/// What each generator took for a document, or what it said where it failed; and what the least takes that ours could.
fn time(
    document: &Path,
    name: &str,
    programs: &[Program],
    floor: &Floor,
    folder: &Path,
) -> (Vec<Outcome>, Option<Runs>) {
    let package = format!("{name}-client");
    let outs: Vec<PathBuf> = programs
        .iter()
        .map(|program| folder.join(program.name()).join(name))
        .collect();
    let mut outcomes: Vec<Outcome> = programs
        .iter()
        .map(|_| Outcome {
            runs: Ok(Runs::default()),
            refusal: None,
        })
        .collect();
    let mut least = Some(Runs::default());
    loop {
        let is_done = |outcome: &Outcome| match &outcome.runs {
            Ok(runs) => runs.are_enough(ROUNDS),
            Err(_) => true,
        };
        if outcomes.iter().all(is_done) {
            break;
        }
        for ((program, out), outcome) in programs.iter().zip(&outs).zip(&mut outcomes) {
            let Ok(runs) = &mut outcome.runs else {
                continue;
            };
            let task = Task {
                document,
                out,
                package: &package,
            };
            if !runs.are_enough(ROUNDS) {
                match generate(program, &task, folder) {
                    Ok(usage) => runs.push(usage),
                    Err(failure) => outcome.runs = Err(failure),
                }
            }
        }
        least = least.zip(outs.first()).and_then(|(mut runs, ours)| {
            let usage = floor.measure(document, ours, folder).ok()?;
            runs.push(usage);
            Some(runs)
        });
    }
    (outcomes, least)
}

/// Lets a generator do a task in an empty folder.
pub(super) fn generate(program: &Program, task: &Task, folder: &Path) -> Result<Usage, Failure> {
    empty(task.out)?;
    let usage = measure(&mut program.command(task), folder, LIMIT)?;
    program
        .finish(task)
        .map_err(|error| cannot(task.out, &error))?;
    Ok(usage)
}

/// Makes an empty folder.
pub(super) fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| cannot(folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| cannot(folder, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Job(format!("{}: {error}", path.display()))
}
