//! The floor of generation: what no generator of the same files could do without.
//!
//! A process of its own, as the generators are, that reads the document into values and writes files that are there
//! already: it doesn't understand, name or print anything. It reads their contents first, which a generator doesn't
//! have to; that is copying within memory.

use std::fs;
use std::hint::black_box;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::generation::empty;
use super::process::{Usage, measure};
use crate::{Failure, cargo};

const LIMIT: Duration = Duration::from_mins(1);

/// This program, built for release as the generators are.
pub(super) struct Floor(PathBuf);

impl Floor {
    pub(super) fn build() -> Result<Self, Failure> {
        cargo::build(env!("CARGO_PKG_NAME")).map(Self)
    }

    /// What it takes to read a document in JSON and to write the files of a folder anew.
    pub(super) fn measure(
        &self,
        document: &Path,
        files: &Path,
        folder: &Path,
    ) -> Result<Usage, Failure> {
        let out = folder.join("floor");
        empty(&out)?;
        let mut command = Command::new(&self.0);
        command.args(["bench", PART]).args([document, files, &out]);
        measure(&mut command, folder, LIMIT)
    }
}

/// What the process is started as: `bench floor DOCUMENT FILES OUT`.
pub(super) const PART: &str = "floor";

/// What the process does.
pub(super) fn run(document: &Path, files: &Path, out: &Path) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::Job(format!("{}: {error}", document.display()));
    let text = fs::read(document).map_err(failed)?;
    let value: Value = serde_json::from_slice(&text).map_err(|error| failed(error.into()))?;
    // Freeing the values is no part of it.
    mem::forget(black_box(value));
    copy(files, out).map_err(failed)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::write(target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
