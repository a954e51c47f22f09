//! The samples that are published: generated, or written by hand where a file in `crates/api/samples/` has their name.

use std::fs;
use std::io;

use serde_json::Value;
use vms_admin_samples::{Sample, samples};

use crate::{Failure, workspace};

/// Where the samples are that take the place of generated ones.
const OWN: &str = "crates/api/samples";
/// How the variables begin that samples take from the environment.
const PREFIX: &str = "VMS";

/// The samples of a document.
///
/// # Errors
/// A file in the folder of those written by hand belongs to no operation or can't be read.
pub(crate) fn of(document: &Value) -> Result<Vec<Sample>, Failure> {
    let folder = workspace::root().join(OWN);
    let failed = |error: io::Error| Failure::Job(format!("{OWN}: {error}"));
    let mut samples = samples(document, PREFIX);
    let mut entries: Vec<_> = fs::read_dir(&folder)
        .and_then(Iterator::collect::<io::Result<Vec<_>>>)
        .map_err(failed)?
        .iter()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    entries.sort();
    for file in entries {
        let Some(sample) = samples.iter_mut().find(|sample| sample.file == file) else {
            return Err(Failure::Job(format!(
                "{OWN}/{file}: expected a sample of an operation, by its id in kebab-case and a language's extension \
                 (`obtain-token.py`); rename or remove it"
            )));
        };
        sample.text = fs::read_to_string(folder.join(&file)).map_err(failed)?;
    }
    Ok(samples)
}
