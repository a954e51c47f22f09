//! The table at the end of a test run.

use std::time::Duration;

use anstream::println;
use anstyle::{AnsiColor, Style};

use super::step::Outcome;

/// What became of a step.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) outcome: Outcome,
    pub(super) time: Duration,
}

impl Line {
    pub(super) fn is_failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_))
    }
}

pub(super) fn print_summary(lines: &[Line]) {
    println!();
    for Line {
        name,
        outcome,
        time,
    } in lines
    {
        let (word, colour, why) = match outcome {
            Outcome::Passed => ("passed", AnsiColor::Green, ""),
            Outcome::Failed(_) => ("FAILED", AnsiColor::Red, ""),
            Outcome::Skipped(why) => ("skipped", AnsiColor::Yellow, why.as_str()),
        };
        let style = Style::new().fg_color(Some(colour.into()));
        println!(
            "{name:<10} {style}{word:<8}{style:#}{:>7.1} s  {why}",
            time.as_secs_f64()
        );
    }
    let count =
        |wanted: fn(&Outcome) -> bool| lines.iter().filter(|line| wanted(&line.outcome)).count();
    let passed = count(|outcome| matches!(outcome, Outcome::Passed));
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let skipped = count(|outcome| matches!(outcome, Outcome::Skipped(_)));
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
}
