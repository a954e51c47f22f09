//! `cargo xtask diff [--base REV|FILE] [--write]`: what has changed in the document since the last release, whom it
//! breaks, and whether the version and the changelog say so.

mod announcement;
mod base;
mod change;
mod difference;
mod oasdiff;
mod rules;
mod version;

use std::fmt::Write;
use std::fs;

use anstream::println;
use lexopt::{Arg, Parser};
use serde_json::Value;

use crate::{Failure, published, workspace};
use base::Base;

pub use change::{Change, Side, Verdict};

/// Where oasdiff finds what it compares.
const FOLDER: &str = "target/diff";

/// Prints the changes and judges them; `--write` raises the version and announces them in the changelog.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut wanted = None;
    let mut write = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("base") => wanted = Some(arguments.value()?.to_string_lossy().into_owned()),
            Arg::Long("write") => write = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let base = match wanted {
        Some(wanted) => Base::named(&wanted)?,
        None => match Base::released()? {
            Ok(base) => base,
            Err(why) => {
                println!("{why}");
                return Ok(());
            }
        },
    };
    judge(&base, write)
}

/// Judges the document against the last release. Returns why not, where there is none to be found.
pub(crate) fn since_release() -> Result<Option<String>, Failure> {
    match Base::released()? {
        Ok(base) => judge(&base, false).map(|()| None),
        Err(why) => Ok(Some(why)),
    }
}

fn judge(base: &Base, write: bool) -> Result<(), Failure> {
    let path = workspace::root().join(published::DOCUMENT);
    let text = fs::read_to_string(&path)
        .map_err(|error| Failure::Job(format!("{} can't be read: {error}", path.display())))?;
    let document: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::Job(format!("{} is no JSON: {error}", path.display())))?;
    let changes = compare(&base.document, &document)?;
    println!(
        "{} against {}: {}",
        published::DOCUMENT,
        base.name,
        report(&changes)
    );
    if changes.is_empty() {
        return Ok(());
    }
    announcement::demand(&base.document, &document, &changes, write)
}

/// All changes from one document to another, the worst first.
///
/// # Errors
/// oasdiff can't be installed, or can't read one of them.
pub fn compare(before: &Value, after: &Value) -> Result<Vec<Change>, Failure> {
    // A folder for each comparison: tests compare side by side.
    static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = workspace::root()
        .join(FOLDER)
        .join(format!("{}-{number}", std::process::id()));
    let failed = |error| Failure::Job(format!("{} can't be made: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(failed)?;
    let (old, new) = (folder.join("before.json"), folder.join("after.json"));
    oasdiff::lay_down(&old, before)?;
    oasdiff::lay_down(&new, after)?;
    let found = oasdiff::changes(&old, &new);
    fs::remove_dir_all(&folder).map_err(failed)?;
    let mut changes = found?;
    changes.extend(rules::changes(before, after));
    changes.sort_by_key(|change| std::cmp::Reverse((change.wire, change.code)));
    Ok(changes)
}

/// The changes as a table, a line each.
#[must_use]
pub fn report(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "no change".to_owned();
    }
    let mut text = format!(
        "{}\n\n{:<15}{:<15}{:<10}what",
        match changes.len() {
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        },
        "on the wire",
        "in code",
        "in"
    );
    for change in changes {
        // Writing to a text can't fail.
        let _ = write!(
            text,
            "\n{:<15}{:<15}{:<10}{}",
            change.wire, change.code, change.side, change.text
        );
    }
    text + "\n"
}
