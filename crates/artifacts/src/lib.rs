//! Files to be, and the one writer that puts them on a disk, or compares.
//!
//! Whatever makes files returns [`Artifact`]s; [`write()`] makes a folder hold them, and [`check`] says what differs.
//! What belongs to nobody's knowledge stays: a file that the writer didn't write is neither replaced nor removed. How
//! it knows its own is the [`Scope`]: a folder that holds nothing else, a mark in the file, or a list beside them.
//!
//! ```
//! use apicrate_artifacts::{Artifact, MANIFEST, Scope, check, write};
//!
//! # let folder = tempfile::tempdir()?;
//! # let root = folder.path();
//! let files = [Artifact::new("index.html", "<h1>Lamps</h1>")];
//! write(root, &files, &Scope::new().listed())?;
//! assert!(check(root, &files, &Scope::new().listed())?.is_current());
//! assert!(root.join(MANIFEST).is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod artifact;
mod write;

pub use artifact::{Artifact, Scope};
pub use write::{MANIFEST, Mode, Report, Stale, WriteError, check, write};
