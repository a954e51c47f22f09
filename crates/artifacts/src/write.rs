//! The only code that touches the disk: one walk compares artifacts with a folder, and writes or reports.

mod diff;
mod manifest;
mod report;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use indexmap::{IndexMap, IndexSet};

use crate::artifact::{Artifact, Scope};
use diff::short_diff;
pub use manifest::MANIFEST;
use manifest::Manifest;
pub use report::{Mode, Report, Stale, WriteError};

/// A file is taken for generated when this stands in its first bytes.
const MARK: &[u8] = b"@generated";
/// How many bytes are searched for the mark.
const HEAD: usize = 512;

/// Makes the folder hold exactly the artifacts: creates and replaces files (only those whose bytes differ) and
/// removes orphans.
///
/// A file whose artifact says `@generated` in its first lines only replaces one that says so, too: what was written
/// by hand is never lost.
///
/// All files are written before the first one replaces another, so a failure, of which the error tells the path,
/// the reason and the way out, leaves every file as it was.
pub fn write(root: &Path, artifacts: &[Artifact], scope: &Scope) -> Result<Report, WriteError> {
    let manifest = scope.is_listed().then(|| Manifest::of(artifacts));
    let all = artifacts.iter().chain(&manifest);
    let (report, changed) = compare(root, all, scope, Mode::Write)?;
    replace(&changed)?;
    for orphan in &report.orphaned {
        remove(root, orphan)?;
    }
    Ok(report)
}

/// Compares the folder with the artifacts and writes nothing.
///
/// An error means that the comparison itself failed; differences are in the [`Report`].
pub fn check(root: &Path, artifacts: &[Artifact], scope: &Scope) -> Result<Report, WriteError> {
    let manifest = scope.is_listed().then(|| Manifest::of(artifacts));
    let all = artifacts.iter().chain(&manifest);
    compare(root, all, scope, Mode::Check).map(|(report, _)| report)
}

/// A file that must be written.
struct Change<'a> {
    artifact: &'a Artifact,
    target: PathBuf,
    /// There is none in its place yet.
    is_new: bool,
}

/// The walk that both modes share: what differs, and the artifacts that would mend it.
fn compare<'a>(
    root: &Path,
    artifacts: impl Iterator<Item = &'a Artifact>,
    scope: &Scope,
    mode: Mode,
) -> Result<(Report, Vec<Change<'a>>), WriteError> {
    if fs::metadata(root).is_ok_and(|root| !root.is_dir()) {
        return Err(WriteError::reading(
            root,
            &io::ErrorKind::NotADirectory.into(),
        ));
    }
    let mut report = Report::new(mode);
    let mut changed = Vec::new();
    let earlier = if scope.is_listed() {
        Some(Manifest::read(root)?)
    } else {
        None
    };
    let mut named = IndexSet::new();
    let mut folders = IndexMap::new();
    for artifact in artifacts {
        refuse_escape(&artifact.path)?;
        if !named.insert(artifact.path.as_str()) {
            return Err(WriteError::new(
                &artifact.path,
                "two artifacts have this path",
                "this is a fault of the generator: give one of them another path",
            ));
        }
        // In a folder that isn't there, no file need be looked for.
        let folder = artifact
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let is_there = *folders
            .entry(folder)
            .or_insert_with(|| root.join(folder).exists());
        let target = root.join(&artifact.path);
        let found = if is_there {
            fs::read(&target)
        } else {
            Err(io::ErrorKind::NotFound.into())
        };
        let mut is_new = false;
        match found {
            Ok(found) if found == artifact.contents => {
                report.unchanged += 1;
                continue;
            }
            Ok(found) => {
                if mode == Mode::Write {
                    refuse_foreign(&found, artifact, &target, earlier.as_ref())?;
                }
                // Only a check shows what differs.
                let diff = match mode {
                    Mode::Check => short_diff(&found, &artifact.contents),
                    Mode::Write => String::new(),
                };
                report.stale.push(Stale {
                    path: artifact.path.clone(),
                    diff,
                });
            }
            Err(error) if is_absent(&error) => {
                is_new = true;
                report.missing.push(artifact.path.clone());
            }
            Err(error) => return Err(WriteError::reading(&target, &error)),
        }
        changed.push(Change {
            artifact,
            target,
            is_new,
        });
    }
    report.orphaned = orphans(root, &named, scope)?;
    if let Some(earlier) = &earlier {
        let left_over = earlier.left_over(root, &|path| named.contains(path));
        report.orphaned.extend(left_over);
    }
    Ok((report, changed))
}

/// Refuses to replace a file that the writer didn't write.
fn refuse_foreign(
    found: &[u8],
    artifact: &Artifact,
    target: &Path,
    earlier: Option<&Manifest>,
) -> Result<(), WriteError> {
    let reason = match earlier {
        Some(earlier) if !earlier.lists(&artifact.path) => {
            "it isn't among the files that were written there, so it is somebody else's"
        }
        None if is_foreign(found, artifact) => {
            "written by hand, it seems: its head doesn't say `@generated`, as that of the file to be put there"
        }
        _ => return Ok(()),
    };
    Err(WriteError::new(
        target.display(),
        reason,
        "move it away or remove it, or choose another folder",
    ))
}

/// Whether a file that says nothing of being generated stands where one that does belongs.
fn is_foreign(found: &[u8], artifact: &Artifact) -> bool {
    !found.is_empty() && !has_mark(found) && has_mark(&artifact.contents)
}

fn has_mark(contents: &[u8]) -> bool {
    let head = &contents[..contents.len().min(HEAD)];
    head.windows(MARK.len()).any(|window| window == MARK)
}

/// A file where a folder should be means that what is below it is absent, too.
fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Refuses a path that could lead out of the root, on any system.
fn refuse_escape(path: &str) -> Result<(), WriteError> {
    let is_plain =
        !path.contains(['\\', ':']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if is_plain {
        return Ok(());
    }
    Err(WriteError::new(
        path,
        "the path is not a plain relative one, so it could lead out of the folder that is written",
        "use names separated by forward slashes, without `..`, drive or backslash",
    ))
}

/// The files in the scope that no artifact names, sorted.
fn orphans(root: &Path, named: &IndexSet<&str>, scope: &Scope) -> Result<Vec<String>, WriteError> {
    let mut found = Vec::new();
    for folder in scope.owned_folders() {
        files_below(root, folder, &mut |path| {
            if !named.contains(path.as_str()) && !scope.is_exempt(&path) {
                found.push(path);
            }
            Ok(())
        })?;
    }
    for folder in scope.mixed_folders() {
        files_below(root, folder, &mut |path| {
            if !named.contains(path.as_str())
                && !scope.is_exempt(&path)
                && is_marked(&root.join(&path))?
            {
                found.push(path);
            }
            Ok(())
        })?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Calls `visit` with the path, relative to the root, of every file below a folder.
fn files_below(
    root: &Path,
    folder: &str,
    visit: &mut dyn FnMut(String) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let directory = root.join(folder);
    let entries = match fs::read_dir(&directory) {
        Ok(entries) => entries,
        Err(error) if is_absent(&error) => return Ok(()),
        Err(error) => return Err(WriteError::reading(&directory, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| WriteError::reading(&directory, &error))?;
        // A name that is not UTF-8 is none of ours.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = if folder.is_empty() {
            name
        } else {
            format!("{folder}/{name}")
        };
        let kind = entry
            .file_type()
            .map_err(|error| WriteError::reading(&entry.path(), &error))?;
        if kind.is_dir() {
            files_below(root, &path, visit)?;
        } else {
            visit(path)?;
        }
    }
    Ok(())
}

/// Whether the head of a file says that it is generated.
fn is_marked(path: &Path) -> Result<bool, WriteError> {
    let mut head = Vec::with_capacity(HEAD);
    fs::File::open(path)
        .and_then(|file| file.take(HEAD as u64).read_to_end(&mut head))
        .map_err(|error| WriteError::reading(path, &error))?;
    Ok(has_mark(&head))
}

/// Puts the artifacts in place: new ones at once, others next to their places, then all of these are moved.
fn replace(changed: &[Change<'_>]) -> Result<(), WriteError> {
    let mut staged = Staged::default();
    let mut folders = IndexSet::new();
    for change in changed {
        let target = &change.target;
        if let Some(folder) = target.parent()
            && folders.insert(folder)
        {
            fs::create_dir_all(folder).map_err(|error| WriteError::writing(folder, &error))?;
        }
        let failed = |error| WriteError::writing(target, &error);
        let contents = change.artifact.contents.as_slice();
        if change.is_new {
            // Should another process have made one meanwhile, it stays.
            let mut file = fs::File::create_new(target).map_err(failed)?;
            staged.created.push(target.clone());
            file.write_all(contents).map_err(failed)?;
        } else {
            let temporary = temporary_path(target);
            staged.replacing.push((temporary.clone(), target.clone()));
            fs::write(&temporary, contents).map_err(failed)?;
        }
    }
    staged.commit()
}

/// A name in the same folder (so that the rename is atomic), out of the way of other processes.
fn temporary_path(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// What was written so far. It is removed when this is dropped before all is in place.
#[derive(Default)]
struct Staged {
    /// New files.
    created: Vec<PathBuf>,
    /// Temporary files, and what each one replaces.
    replacing: Vec<(PathBuf, PathBuf)>,
}

impl Staged {
    fn commit(mut self) -> Result<(), WriteError> {
        let files = std::mem::take(&mut self.replacing);
        let mut files = files.into_iter();
        while let Some((temporary, target)) = files.next() {
            if let Err(error) = fs::rename(&temporary, &target) {
                self.replacing = std::iter::once((temporary, PathBuf::new()))
                    .chain(files)
                    .collect();
                return Err(WriteError::writing(&target, &error));
            }
        }
        self.created.clear();
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let temporary = self.replacing.iter().map(|(temporary, _)| temporary);
        for file in temporary.chain(&self.created) {
            // A failed clean-up must not hide why it was needed.
            let _ = fs::remove_file(file);
        }
    }
}

/// Removes a file, and the folders that became empty by it.
fn remove(root: &Path, path: &str) -> Result<(), WriteError> {
    let target = root.join(path);
    fs::remove_file(&target).map_err(|error| WriteError::writing(&target, &error))?;
    let folders = Path::new(path)
        .ancestors()
        .skip(1)
        .filter(|folder| *folder != Path::new(""));
    for folder in folders {
        // It fails, as it should, for a folder that still holds something.
        if fs::remove_dir(root.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
