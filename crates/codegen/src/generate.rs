//! The whole way from a document's bytes to a crate's files.

use crate::options::Options;
use crate::render::render;
use crate::{Error, Warning, lower, parse};
use apicrate_artifacts::{Artifact, Scope};

/// A client crate, and what its reader should know of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Generated {
    /// The files of the crate, sorted by path.
    pub artifacts: Vec<Artifact>,
    /// What was mended, left out, or made weaker than the document says.
    pub warnings: Vec<Warning>,
    /// How many operations the crate has.
    pub operations: usize,
    /// How many types the crate has.
    pub schemas: usize,
}

impl Generated {
    /// Where left-over files of a generated crate are looked for: among its sources, which may have hand-written
    /// neighbours.
    #[must_use]
    pub fn scope() -> Scope {
        Scope::new().mixed("src")
    }
}

/// Makes a client crate of a document: JSON or YAML, OpenAPI 3.0 or 3.1.
///
/// Nothing is read or written. An error says where in the document the trouble is and how to get out of it.
pub fn generate(document: &[u8], options: &Options) -> Result<Generated, Error> {
    options.check()?;
    let document = parse(document)?;
    let (mut api, warnings) = lower(&document)?;
    if options.keep_unknown {
        api.keep_unknown();
    }
    Ok(Generated {
        artifacts: render(&api, options),
        warnings,
        operations: api
            .modules
            .iter()
            .map(|module| module.operations.len())
            .sum(),
        schemas: api.types.len(),
    })
}
