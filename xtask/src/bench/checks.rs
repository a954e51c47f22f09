//! How long rustc takes for what each generator makes of each document, with the dependencies built.

use std::path::PathBuf;

use anstream::println;

use super::crates::{BUILDS, CHECK, Crate, Job};
use super::process::Runs;
use super::rivals::Program;
use super::{columns, first_error, ratio};
use crate::{Failure, corpus};

/// How often each crate is checked.
const ROUNDS: usize = 3;
/// How wide a generator's column is.
const WIDTH: usize = 18;

/// Prints a table of the documents. `builds`: with those for debug and release. `errors`: with each failure.
pub(super) fn run(documents: &[PathBuf], builds: bool, errors: bool) -> Result<(), Failure> {
    let programs = Program::all()?;
    let jobs: Vec<&Job> = std::iter::once(&CHECK)
        .chain(BUILDS.iter().filter(|_| builds))
        .collect();
    println!(
        "Seconds of processors for a crate and a program that uses it, both forgotten before each of {ROUNDS} runs, the\n\
         dependencies built: the median. Ratio: ours by the quickest other's that compiles."
    );
    let heading = columns(WIDTH, &programs, |program| program.name().to_owned());
    println!("{:<18}{:<9}{heading}{:>8}", "document", "job", "ratio");
    for document in documents {
        let name = corpus::name(document);
        let mut crates: Vec<Result<Crate, Failure>> = programs
            .iter()
            .map(|program| Crate::new(program, document, &name))
            .collect();
        for job in &jobs {
            let all = time(&mut crates, job);
            let seconds: Vec<Option<f64>> = all
                .iter()
                .map(|runs| runs.as_ref().map(Runs::processor))
                .collect();
            let cells = columns(WIDTH, &seconds, |seconds| {
                seconds.map_or("fails".to_owned(), |seconds| format!("{seconds:.2}"))
            });
            println!("{name:<18}{:<9}{cells}{:>8}", job.title, ratio(&seconds));
        }
        for (program, one) in programs.iter().zip(&crates) {
            if let Err(failure) = one
                && errors
            {
                println!("  {}: {}", program.name(), first_error(failure));
            }
        }
    }
    Ok(())
}

/// What a job takes for each crate; nothing where it fails, which leaves the failure in the crate's place.
fn time(crates: &mut [Result<Crate, Failure>], job: &Job) -> Vec<Option<Runs>> {
    let mut all = vec![Runs::default(); crates.len()];
    // The first round builds the dependencies.
    for round in 0..=ROUNDS {
        for (place, runs) in crates.iter_mut().zip(&mut all) {
            let Ok(one) = place else { continue };
            if runs.are_long() {
                continue;
            }
            match one.run(job) {
                Ok(_) if round == 0 => {}
                Ok(usage) => runs.push(usage),
                Err(failure) => *place = Err(failure),
            }
        }
    }
    let told = crates.iter().zip(all);
    told.map(|(one, runs)| one.is_ok().then_some(runs))
        .collect()
}
