//! Whether users are told: by the API's version, and by an entry in the changelog.

use std::fmt::Write;
use std::fs;

use anstream::println;
use semver::Version;
use serde_json::Value;

use super::change::{Change, Verdict};
use super::version::raise;
use crate::{Failure, workspace};

const CHANGELOG: &str = "CHANGELOG.md";
/// Begins what is written here; the next heading ends it.
const HEADING: &str = "### The document, since ";

/// Demands the version and the entry that the changes need; with `write` makes both.
pub(super) fn demand(
    before: &Value,
    after: &Value,
    changes: &[Change],
    write: bool,
) -> Result<(), Failure> {
    let (old, mut new) = (version(before)?, version(after)?);
    let verdict = changes.iter().map(Change::verdict).max();
    let needed = needed(&old, verdict.unwrap_or(Verdict::Documentation));
    if new < needed && write {
        raise(&new, &needed)?;
        new = needed;
    } else if new < needed {
        let worst = verdict.map(|verdict| verdict.to_string());
        return Err(Failure::Job(format!(
            "expected version {needed} or later, found {new}: a change since {old} is {}; `cargo xtask diff --write` \
             sets it everywhere, generates, and writes the changelog",
            worst.unwrap_or_default()
        )));
    }
    let path = workspace::root().join(CHANGELOG);
    let told = |error: std::io::Error| Failure::Job(format!("{CHANGELOG}: {error}"));
    let changelog = fs::read_to_string(&path).map_err(told)?;
    let announced = announce(&changelog, &old, &new, changes);
    if changelog == announced {
        return Ok(());
    }
    if write {
        fs::write(&path, announced).map_err(told)?;
        println!("{CHANGELOG} says so under {new}");
        return Ok(());
    }
    Err(Failure::Job(format!(
        "expected these changes under {new} in {CHANGELOG}, found them not, or others; `cargo xtask diff --write` writes \
         them there"
    )))
}

fn version(document: &Value) -> Result<Version, Failure> {
    let text = document["info"]["version"].as_str().unwrap_or_default();
    Version::parse(text).map_err(|error| {
        Failure::Job(format!(
            "expected `info.version` as MAJOR.MINOR.PATCH, found `{text}`: {error}"
        ))
    })
}

/// The first version that may carry such a change: below 1.0 the second number is the one that breaks.
fn needed(old: &Version, verdict: Verdict) -> Version {
    match (old.major, verdict) {
        (0, Verdict::Breaking) => Version::new(0, old.minor + 1, 0),
        (0, _) | (_, Verdict::Documentation) => Version::new(old.major, old.minor, old.patch + 1),
        (_, Verdict::Compatible) => Version::new(old.major, old.minor + 1, 0),
        (_, Verdict::Breaking) => Version::new(old.major + 1, 0, 0),
    }
}

/// The changelog with the changes under the new version, in the place of what stood there of them.
fn announce(changelog: &str, old: &Version, new: &Version, changes: &[Change]) -> String {
    let entry = entry(old, changes);
    let title = format!("## {new}");
    let mut sections = Vec::new();
    let mut section = String::new();
    for line in changelog.lines() {
        if line.starts_with("## ") {
            sections.push(std::mem::take(&mut section));
        }
        section.push_str(line);
        section.push('\n');
    }
    sections.push(section);
    let is_new = |section: &String| section.lines().next() == Some(title.as_str());
    if !sections.iter().any(is_new) {
        // Behind what stands before all versions.
        sections.insert(1.min(sections.len()), format!("{title}\n\n"));
    }
    let text: String = sections
        .into_iter()
        .map(|section| {
            if is_new(&section) {
                with_entry(&section, &entry)
            } else {
                section
            }
        })
        .collect();
    format!("{}\n", text.trim_end())
}

/// A version's section with the entry at its end, in the place of an older one.
fn with_entry(section: &str, entry: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in section.lines() {
        if line.starts_with("### ") {
            inside = line.starts_with(HEADING);
        }
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    format!("{}\n\n{entry}\n", kept.trim_end())
}

fn entry(old: &Version, changes: &[Change]) -> String {
    let mut text = format!("{HEADING}{old}\n");
    for change in changes {
        let word = match (change.wire, change.code) {
            (Verdict::Breaking, Verdict::Breaking) => "**Breaking**",
            (Verdict::Breaking, _) => "**Breaking on the wire**",
            (_, Verdict::Breaking) => "**Breaking in generated code**",
            (Verdict::Documentation, Verdict::Documentation) => "Documentation",
            _ => "Compatible",
        };
        // Writing to a text can't fail.
        let _ = write!(text, "\n- {word}, {}: {}.", change.side, change.text);
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::{announce, needed};
    use crate::diff::Verdict::{Breaking, Compatible, Documentation};
    use crate::diff::{Change, Side};

    #[test]
    fn a_break_raises_the_number_that_breaks() {
        for (old, verdict, expected) in [
            ("0.1.0", Breaking, "0.2.0"),
            ("0.1.0", Compatible, "0.1.1"),
            ("0.1.0", Documentation, "0.1.1"),
            ("1.2.3", Breaking, "2.0.0"),
            ("1.2.3", Compatible, "1.3.0"),
            ("1.2.3", Documentation, "1.2.4"),
        ] {
            let old = old.parse().expect("a version");
            assert_eq!(needed(&old, verdict).to_string(), expected);
        }
    }

    #[test]
    fn the_entry_stands_once_under_its_version() {
        let change = |text: &str| Change {
            side: Side::Answer,
            text: text.to_owned(),
            wire: Compatible,
            code: Breaking,
        };
        let (old, new) = ("0.1.0".parse(), "0.2.0".parse());
        let (old, new) = (old.expect("a version"), new.expect("a version"));
        let before = "# Changelog\n\nAll.\n\n## 0.1.0\n\n- It.\n";
        let first = announce(before, &old, &new, &[change("one")]);
        let expected = "# Changelog\n\nAll.\n\n## 0.2.0\n\n### The document, since 0.1.0\n\n\
                        - **Breaking in generated code**, answers: one.\n\n## 0.1.0\n\n- It.\n";
        assert_eq!(first, expected);
        assert_eq!(announce(&first, &old, &new, &[change("one")]), expected);
        let second = announce(&first, &old, &new, &[change("two")]);
        assert_eq!(second, expected.replace("one", "two"));
    }
}
