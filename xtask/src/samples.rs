//! `cargo xtask samples [LANGUAGE…]`: runs every code sample of the document against the sandbox, over TLS.

mod languages;
mod trial;
pub(crate) mod written;

use anstream::println;
use lexopt::{Arg, Parser};
use vms_admin_api::document;
use vms_admin_samples::Sample;

use crate::sandbox::Sandbox;
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
    try_all(&wanted).map(|_| ())
}

/// Runs every sample. Returns the languages that this machine lacks.
pub(crate) fn run_all() -> Result<Vec<&'static str>, Failure> {
    try_all(&[])
}

/// Whatever a sample shouldn't do is an error; on CI, one that can't be run is one, too.
fn try_all(wanted: &[&str]) -> Result<Vec<&'static str>, Failure> {
    let sandbox = Sandbox::start(&["--tls"]).map_err(Failure::Job)?;
    let mut lacking = Vec::new();
    let mut faults = Vec::new();
    let samples = written::of(&document::openapi_3_1()?)?;
    for sample in samples
        .iter()
        .filter(|sample| wanted.is_empty() || wanted.contains(&sample.lang))
    {
        let outcome = judge(sample, &sandbox);
        println!("{:<11} {}: {outcome}", sample.label, sample.file);
        match outcome {
            Outcome::Passed => {}
            Outcome::NotRun(why) => {
                lacking.push(sample.label);
                if tools::is_ci() {
                    let file = &sample.file;
                    faults.push(format!("{file}: not run, which CI doesn't accept: {why}"));
                }
            }
            Outcome::Failed(why) => faults.push(format!("{}: {why}", sample.file)),
        }
    }
    if faults.is_empty() {
        return Ok(lacking);
    }
    Err(Failure::Job(faults.join("\n\n")))
}

fn judge(sample: &Sample, sandbox: &Sandbox) -> Outcome {
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
