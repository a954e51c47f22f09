//! `crates/client`: the client crate, generated from the published document.

use apicrate::Artifact;

use crate::Failure;

/// The client crate's folder.
pub(crate) const FOLDER: &str = "crates/client";

pub(crate) fn artifacts(_document: &[u8]) -> Result<Vec<Artifact>, Failure> {
    Ok(Vec::new())
}
