//! The site, written to disk.

use std::path::Path;

use apicrate_artifacts::{Artifact, Scope};

/// Writes the site's files, and removes those of an earlier site that are still as they were written. What others put
/// into the folder stays.
pub(crate) fn write(out: &Path, files: &[Artifact]) -> Result<(), String> {
    let report = apicrate_artifacts::write(out, files, &Scope::new().listed())
        .map_err(|error| error.to_string())?;
    println!(
        "{} files in {}, {} changed",
        files.len(),
        out.display(),
        report.changes()
    );
    Ok(())
}
