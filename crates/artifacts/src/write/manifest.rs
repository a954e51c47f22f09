//! The list of what was written into a folder that other files share.

use std::fs;
use std::path::Path;

use indexmap::IndexMap;

use super::{WriteError, is_absent, refuse_escape};
use crate::artifact::Artifact;

/// The file, below the root, that lists what was written there under [`Scope::listed`](crate::Scope::listed).
pub const MANIFEST: &str = ".generated-files";

/// Its first line. A file of that name which begins otherwise is somebody else's.
const FIRST_LINE: &str =
    "# @generated: the files written here, each with a checksum; nothing else is ever removed";

/// Paths with the checksums of what was written.
pub(super) struct Manifest(IndexMap<String, String>);

impl Manifest {
    /// The list that stands below the root; empty where there is none yet.
    pub(super) fn read(root: &Path) -> Result<Self, WriteError> {
        let place = root.join(MANIFEST);
        let text = match fs::read_to_string(&place) {
            Ok(text) => text,
            Err(error) if is_absent(&error) => String::new(),
            Err(error) => return Err(WriteError::reading(&place, &error)),
        };
        let mut lines = text.lines();
        if lines.next().is_some_and(|first| first != FIRST_LINE) {
            return Err(WriteError::new(
                place.display(),
                "expected a list of the files that were written, found something else",
                "move it away, or choose another folder",
            ));
        }
        let mut listed = IndexMap::new();
        for line in lines {
            let (sum, path) = line.split_once("  ").unwrap_or_default();
            // What it lists may be removed: a list that somebody changed must not lead out of the folder.
            refuse_escape(path)?;
            listed.insert(path.to_owned(), sum.to_owned());
        }
        Ok(Self(listed))
    }

    /// The list of these artifacts, as a file.
    pub(super) fn of(artifacts: &[Artifact]) -> Artifact {
        let mut text = format!("{FIRST_LINE}\n");
        for artifact in artifacts {
            text.push_str(&checksum(&artifact.contents));
            text.push_str("  ");
            text.push_str(&artifact.path);
            text.push('\n');
        }
        Artifact::new(MANIFEST, text)
    }

    pub(super) fn lists(&self, path: &str) -> bool {
        path == MANIFEST || self.0.contains_key(path)
    }

    /// The files that are still what was written, and that no artifact names any more.
    pub(super) fn left_over(&self, root: &Path, named: &dyn Fn(&str) -> bool) -> Vec<String> {
        self.0
            .iter()
            .filter(|(path, _)| !named(path))
            .filter(|(path, sum)| {
                fs::read(root.join(path)).is_ok_and(|found| checksum(&found) == **sum)
            })
            .map(|(path, _)| path.clone())
            .collect()
    }
}

/// FNV-1a: it tells a file that was changed since, by chance or by hand. It is no defence against forgery, and needs
/// none: the list lies beside the files.
fn checksum(contents: &[u8]) -> String {
    let hash = contents
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}
