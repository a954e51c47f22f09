//! Everything that the workspace generates and commits.

use apicrate::{Artifact, Scope};

use crate::{Failure, client, published};

/// Every generated file of the workspace, by its path from the workspace's root.
///
/// # Errors
/// The contract breaks a rule of the document, or the generator can't make a client of the document.
pub fn artifacts() -> Result<Vec<Artifact>, Failure> {
    let mut artifacts = published::artifacts()?;
    // The client comes from the document as it is published, never from the types.
    let document = artifacts
        .iter()
        .find(|artifact| artifact.path == published::DOCUMENT)
        .ok_or_else(|| {
            Failure::Job(format!(
                "{} is not among the artifacts",
                published::DOCUMENT
            ))
        })?;
    let client = client::artifacts(&document.contents)?;
    artifacts.extend(client);
    Ok(artifacts)
}

/// The folders that hold nothing but generated files.
#[must_use]
pub fn scope() -> Scope {
    Scope::new().owned(published::FOLDER).owned(client::FOLDER)
}
