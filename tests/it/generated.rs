//! What is generated: current, the same everywhere, written only where it differs, never half.

use std::fs;
use std::path::Path;

use xtask::{artifacts, scope};

#[test]
fn everything_is_current() {
    let report = apicrate::check(xtask::root(), &artifacts().expect("no fault"), &scope())
        .expect("a comparison");
    assert!(
        report.is_current(),
        "mend with `cargo xtask generate`:\n{report}"
    );
    assert!(
        report.unchanged > 14,
        "{} files were compared",
        report.unchanged
    );
}

#[test]
fn two_runs_make_the_same_bytes() {
    assert_eq!(
        artifacts().expect("no fault"),
        artifacts().expect("no fault")
    );
}

#[test]
fn no_artifact_names_a_machine() {
    let home = std::env::var("HOME").unwrap_or_else(|_| "/root".to_owned());
    let root = xtask::root().to_string_lossy().into_owned();
    for artifact in artifacts().expect("no fault") {
        let text = artifact.text().expect("all artifacts are text");
        for word in [root.as_str(), home.as_str()] {
            assert!(!text.contains(word), "{} names {word}", artifact.path);
        }
    }
}

/// The modification times of all files below a folder.
fn times(folder: &Path) -> Vec<(String, std::time::SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(times(&path));
        } else {
            let time = fs::metadata(&path)
                .and_then(|data| data.modified())
                .expect("a time");
            found.push((path.display().to_string(), time));
        }
    }
    found.sort();
    found
}

#[test]
fn a_second_run_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let artifacts = artifacts().expect("no fault");
    let first = apicrate::write(folder.path(), &artifacts, &scope()).expect("written");
    assert_eq!(first.changes(), artifacts.len());
    let before = times(folder.path());
    assert_eq!(before.len(), artifacts.len());
    let second = apicrate::write(folder.path(), &artifacts, &scope()).expect("written");
    assert_eq!(second.changes(), 0);
    assert_eq!(times(folder.path()), before);
}
