//! What a comparison found, and why it failed.

use std::fmt;
use std::io;
use std::path::Path;

/// What is done about differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The folder is made to agree.
    Write,
    /// Nothing is touched.
    Check,
}

/// How a folder differs from the artifacts (in [`Mode::Write`]: differed, before it was mended).
///
/// Displayed as one line a file, with a short diff below each stale one in [`Mode::Check`]; empty when nothing
/// differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Whether the folder was mended.
    pub mode: Mode,
    /// Artifacts without a file.
    pub missing: Vec<String>,
    /// Artifacts whose file has other contents.
    pub stale: Vec<Stale>,
    /// Files that no artifact names.
    pub orphaned: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

/// A file with other contents than its artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The artifact's path.
    pub path: String,
    /// The first lines that differ, `-` as found, `+` as wanted. Empty in [`Mode::Write`].
    pub diff: String,
}

impl Report {
    pub(super) fn new(mode: Mode) -> Self {
        Self {
            mode,
            missing: Vec::new(),
            stale: Vec::new(),
            orphaned: Vec::new(),
            unchanged: 0,
        }
    }

    /// Nothing differs.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.changes() == 0
    }

    /// How many files differ.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.missing.len() + self.stale.len() + self.orphaned.len()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (missing, stale, orphaned) = match self.mode {
            Mode::Write => ("created", "updated", "removed"),
            Mode::Check => ("missing", "stale", "orphaned"),
        };
        for path in &self.missing {
            writeln!(f, "{missing:<9}{path}")?;
        }
        for file in &self.stale {
            writeln!(f, "{stale:<9}{}", file.path)?;
            for line in file.diff.lines() {
                writeln!(f, "    {line}")?;
            }
        }
        for path in &self.orphaned {
            writeln!(f, "{orphaned:<9}{path}")?;
        }
        Ok(())
    }
}

/// Why a folder could not be compared or written: the path, the reason, the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    /// The file or folder it is about.
    pub path: String,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

impl WriteError {
    pub(super) fn new(
        path: impl fmt::Display,
        reason: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            path: path.to_string(),
            reason: reason.into(),
            hint: hint.into(),
        }
    }

    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        Self::new(
            path.display(),
            format!("cannot be read: {error}"),
            way_out(error),
        )
    }

    pub(super) fn writing(path: &Path, error: &io::Error) -> Self {
        Self::new(
            path.display(),
            format!("cannot be written: {error}"),
            way_out(error),
        )
    }
}

/// What to do about an error of the file system.
fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "give yourself the right to write there, then run again",
        io::ErrorKind::ReadOnlyFilesystem => "choose a folder on a file system that can be written",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some room, then run again"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder should be: move it away, then run again"
        }
        io::ErrorKind::IsADirectory => {
            "a folder stands where a file should be: move it away, then run again"
        }
        _ => "mend that, then run again",
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.path, self.reason, self.hint)
    }
}

impl std::error::Error for WriteError {}
