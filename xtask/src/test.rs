//! `cargo xtask test [STEP…]`: everything that must hold, or the steps that are named.

mod schemathesis;
mod step;
mod summary;

use std::time::Instant;

use anstream::{eprint, println};
use lexopt::{Arg, Parser};
use xshell::Shell;

use crate::tools::Kit;
use crate::{Failure, workspace};
use step::{Outcome, STEPS, Step};
use summary::{Line, print_summary};

/// The step of a name.
fn step(name: &str) -> Result<&'static Step, Failure> {
    let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    let found = STEPS.iter().find(|step| step.name == name);
    found.ok_or_else(|| Failure::unknown("step", name, &known))
}

/// Installs the tools of later steps while the compiler works: it's the network that they wait for.
fn install_meanwhile() {
    for kit in Kit::OF_CHECKS {
        // What fails is tried again, and told, by the step that needs it.
        std::thread::spawn(move || kit.install());
    }
}

/// Runs the steps that are named, or every one, goes on after a failed one, and ends with a table.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut chosen = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(name) => chosen.push(step(&name.to_string_lossy())?),
            other => return Err(other.unexpected().into()),
        }
    }
    if chosen.is_empty() {
        chosen.extend(STEPS);
        install_meanwhile();
    }
    let mut shell = Shell::new()?;
    shell.set_current_dir(workspace::root());
    // Snapshots are compared, never written: a test command that mends what it tests proves nothing.
    shell.set_var("INSTA_UPDATE", "no");
    let mut lines = Vec::new();
    for step in chosen {
        println!("{}: {}", step.name, step.purpose);
        let start = Instant::now();
        let outcome = (step.run)(&shell);
        if let Outcome::Failed(output) = &outcome {
            eprint!("{output}");
        }
        lines.push(Line {
            name: step.name,
            outcome,
            time: start.elapsed(),
        });
    }
    print_summary(&lines);
    let failed: Vec<&str> = lines
        .iter()
        .filter(|line| line.is_failed())
        .map(|line| line.name)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Job(format!("not fine: {}", failed.join(", "))))
}
