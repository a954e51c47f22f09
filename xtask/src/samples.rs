//! `cargo xtask samples [LANGUAGE…]`: runs every code sample of the document against the sandbox, over TLS.

mod languages;
mod trial;

use anstream::println;
use lexopt::{Arg, Parser};
use vms_admin_api::document::{self, Sample};

use crate::sandbox::Running;
use crate::{Failure, tools};
use languages::{LANGUAGES, Language};
use trial::{Outcome, try_sample};

/// Runs the samples of the languages that are named, or all.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut wanted = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(name) => wanted.push(known(&name.to_string_lossy())?),
            other => return Err(other.unexpected().into()),
        }
    }
    let sandbox = Running::start(&["--tls"]).map_err(Failure::Job)?;
    let mut faults = Vec::new();
    for sample in document::registry()
        .iter()
        .flat_map(|endpoint| &endpoint.samples)
        .filter(|sample| wanted.is_empty() || wanted.contains(&sample.lang))
    {
        match judge(sample, &sandbox) {
            Outcome::Passed => println!("{:<11} {}: as documented", sample.label, sample.file),
            Outcome::NotRun(why) => {
                println!("{:<11} {}: NOT RUN: {why}", sample.label, sample.file);
                if tools::is_ci() {
                    faults.push(format!(
                        "{}: not run, which CI doesn't accept: {why}",
                        sample.file
                    ));
                }
            }
            Outcome::Failed(why) => {
                println!("{:<11} {}: FAILED", sample.label, sample.file);
                faults.push(format!("{}: {why}", sample.file));
            }
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::Job(faults.join("\n\n")))
}

fn judge(sample: &Sample, sandbox: &Running) -> Outcome {
    match of(sample.lang) {
        Some(language) => try_sample(language, sample, sandbox),
        None => Outcome::Failed(format!(
            "nothing tells how `{}` is run; say so in xtask/src/samples/languages.rs",
            sample.lang
        )),
    }
}

fn of(lang: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.lang == lang)
}

fn known(name: &str) -> Result<&'static str, Failure> {
    of(name).map(|language| language.lang).ok_or_else(|| {
        let known: Vec<&str> = LANGUAGES.iter().map(|language| language.lang).collect();
        let known = known.join(", ");
        Failure::Usage(format!(
            "no language is called `{name}`; there are: {known}"
        ))
    })
}
