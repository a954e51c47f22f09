//! What is written, what is reported, and what goes wrong.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use tempfile::TempDir;

use super::{MANIFEST, Mode, check, write};
use crate::artifact::{Artifact, Scope};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn two() -> Vec<Artifact> {
    vec![
        Artifact::new("a.txt", "one\ntwo\n"),
        Artifact::new("src/b.rs", "// @generated\nfn b() {}\n"),
    ]
}

fn scope() -> Scope {
    Scope::new().mixed("src")
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).expect(path)
}

/// Every file below the root, sorted.
fn listing(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    super::files_below(root, "", &mut |path| {
        found.push(path);
        Ok(())
    })
    .expect("a listing");
    found.sort();
    found
}

#[test]
fn writes_what_is_missing_and_then_has_nothing_to_do() {
    let dir = folder();
    let report = write(dir.path(), &two(), &scope()).expect("written");
    assert_eq!(report.missing, ["a.txt", "src/b.rs"]);
    assert_eq!(read(dir.path(), "a.txt"), "one\ntwo\n");
    assert_eq!(listing(dir.path()), ["a.txt", "src/b.rs"]);

    let again = write(dir.path(), &two(), &scope()).expect("written");
    assert!(again.is_current());
    assert_eq!(again.unchanged, 2);
}

#[test]
fn leaves_the_time_of_an_unchanged_file_alone() {
    let dir = folder();
    write(dir.path(), &two(), &scope()).expect("written");
    let path = dir.path().join("a.txt");
    let file = fs::File::options().write(true).open(&path).expect("opened");
    file.set_modified(SystemTime::UNIX_EPOCH).expect("set");
    drop(file);
    write(dir.path(), &two(), &scope()).expect("written");
    let modified = fs::metadata(&path)
        .and_then(|data| data.modified())
        .expect("a time");
    assert_eq!(modified, SystemTime::UNIX_EPOCH);
}

#[test]
fn a_check_names_what_is_missing_stale_and_orphaned_and_writes_nothing() {
    let dir = folder();
    write(dir.path(), &two(), &scope()).expect("written");
    fs::write(dir.path().join("a.txt"), "one\n2\n").expect("edited");
    fs::remove_file(dir.path().join("src/b.rs")).expect("removed");
    fs::write(dir.path().join("src/old.rs"), "// @generated\n").expect("an orphan");
    fs::write(dir.path().join("src/mine.rs"), "// by hand\n").expect("by hand");

    let report = check(dir.path(), &two(), &scope()).expect("checked");
    assert_eq!(report.mode, Mode::Check);
    assert!(!report.is_current());
    assert_eq!(
        report.to_string(),
        "missing  src/b.rs\nstale    a.txt\n    @@ line 1 @@\n     one\n    -2\n    +two\norphaned src/old.rs\n"
    );
    assert_eq!(read(dir.path(), "a.txt"), "one\n2\n");
    assert_eq!(listing(dir.path()), ["a.txt", "src/mine.rs", "src/old.rs"]);
}

#[test]
fn writing_mends_an_edited_file_and_removes_orphans_and_empty_folders() {
    let dir = folder();
    write(dir.path(), &two(), &scope()).expect("written");
    fs::write(dir.path().join("a.txt"), "edited").expect("edited");
    fs::create_dir(dir.path().join("src/old")).expect("a folder");
    fs::write(dir.path().join("src/old/c.rs"), "// @generated\n").expect("an orphan");
    fs::write(dir.path().join("src/mine.rs"), "// by hand\n").expect("by hand");

    let report = write(dir.path(), &two(), &scope()).expect("written");
    assert_eq!(
        report.to_string(),
        "updated  a.txt\nremoved  src/old/c.rs\n"
    );
    assert_eq!(read(dir.path(), "a.txt"), "one\ntwo\n");
    assert_eq!(listing(dir.path()), ["a.txt", "src/b.rs", "src/mine.rs"]);
    assert!(!dir.path().join("src/old").exists());
    assert!(
        check(dir.path(), &two(), &scope())
            .expect("checked")
            .is_current()
    );
}

#[test]
fn a_file_written_by_hand_is_never_replaced_by_one_that_says_it_is_generated() {
    let dir = folder();
    fs::create_dir(dir.path().join("src")).expect("a folder");
    fs::write(dir.path().join("src/b.rs"), "fn by_hand() {}\n").expect("by hand");
    let error = write(dir.path(), &two(), &scope()).expect_err("by hand");
    assert!(error.path.ends_with("b.rs"), "{error}");
    assert!(error.hint.contains("move it away"), "{error}");
    assert_eq!(read(dir.path(), "src/b.rs"), "fn by_hand() {}\n");
    assert_eq!(listing(dir.path()), ["src/b.rs"]);
    let report = check(dir.path(), &two(), &scope()).expect("checked");
    assert_eq!(report.stale.len(), 1);

    fs::write(dir.path().join("src/b.rs"), "").expect("emptied");
    write(dir.path(), &two(), &scope()).expect("an empty file is no loss");
}

#[test]
fn a_file_in_place_of_the_root_is_an_error_of_a_check_too() {
    let dir = folder();
    let root = dir.path().join("file");
    fs::write(&root, "").expect("written");
    let error = check(&root, &two(), &scope()).expect_err("a file");
    assert!(error.hint.contains("where a folder should be"), "{error}");
}

#[test]
fn in_an_owned_folder_every_other_file_is_an_orphan_but_the_exempt_ones() {
    let dir = folder();
    let artifacts = [Artifact::new("out/a.json", "{}")];
    let scope = Scope::new()
        .owned("out")
        .exempt("out/README.md")
        .exempt("out/hand");
    write(dir.path(), &artifacts, &scope).expect("written");
    fs::write(dir.path().join("out/README.md"), "by hand").expect("by hand");
    fs::create_dir(dir.path().join("out/hand")).expect("a folder");
    fs::write(dir.path().join("out/hand/x.txt"), "by hand").expect("by hand");
    fs::write(dir.path().join("out/handy.txt"), "left over").expect("an orphan");
    let report = check(dir.path(), &artifacts, &scope).expect("checked");
    assert_eq!(report.orphaned, ["out/handy.txt"]);
}

#[test]
fn a_file_in_the_way_of_a_folder_is_an_error_and_nothing_is_half_written() {
    let dir = folder();
    fs::write(dir.path().join("a.txt"), "before").expect("written");
    fs::write(dir.path().join("src"), "a file").expect("written");
    let mut artifacts = two();
    artifacts.insert(0, Artifact::new("0.txt", "a new file"));
    let error = write(dir.path(), &artifacts, &scope()).expect_err("src is a file");
    assert!(error.path.ends_with("src"), "{error}");
    assert!(error.reason.starts_with("cannot be written"), "{error}");
    assert!(error.hint.contains("move it away"), "{error}");
    assert_eq!(read(dir.path(), "a.txt"), "before");
    assert_eq!(listing(dir.path()), ["a.txt", "src"]);
}

#[test]
fn a_folder_in_the_way_of_a_file_is_an_error_and_nothing_is_half_written() {
    let dir = folder();
    fs::create_dir_all(dir.path().join("src/b.rs")).expect("a folder");
    let error = write(dir.path(), &two(), &scope()).expect_err("b.rs is a folder");
    assert!(error.path.ends_with("b.rs"), "{error}");
    assert!(error.hint.contains("move"), "{error}");
    assert!(listing(dir.path()).is_empty());
}

#[test]
fn paths_that_lead_out_of_the_root_are_refused() {
    let dir = folder();
    for path in [
        "../a",
        "/etc/a",
        "a/../../b",
        "",
        "C:/a",
        "a\\b",
        "./a/..",
        "a//b",
        "a/./b",
    ] {
        let error = write(dir.path(), &[Artifact::new(path, "x")], &Scope::new());
        let error = error.expect_err(path);
        assert!(error.reason.contains("lead out"), "{error}");
    }
    assert!(listing(dir.path()).is_empty());
}

#[test]
fn two_artifacts_of_one_path_are_refused() {
    let dir = folder();
    let artifacts = [Artifact::new("a", "x"), Artifact::new("a", "y")];
    let error = check(dir.path(), &artifacts, &Scope::new()).expect_err("the same path");
    assert!(error.reason.contains("two artifacts"), "{error}");
}

#[test]
fn in_a_listed_folder_only_what_was_written_is_replaced_or_removed() {
    let dir = folder();
    let listed = Scope::new().listed();
    fs::write(dir.path().join("llms.txt"), "mine").expect("by hand");
    fs::write(dir.path().join("thesis.txt"), "mine").expect("by hand");
    write(dir.path(), &two(), &listed).expect("written");
    assert!(
        check(dir.path(), &two(), &listed)
            .expect("checked")
            .is_current()
    );

    // `a.txt` is changed by its owner, `src/b.rs` is as it was written: only that is removed.
    fs::write(dir.path().join("a.txt"), "mine").expect("edited");
    let other = [Artifact::new("c.txt", "c")];
    let report = write(dir.path(), &other, &listed).expect("written");
    assert_eq!(report.orphaned, ["src/b.rs"]);
    assert_eq!(
        listing(dir.path()),
        [MANIFEST, "a.txt", "c.txt", "llms.txt", "thesis.txt"]
    );
}

#[test]
fn in_a_listed_folder_a_file_of_others_is_never_replaced() {
    let dir = folder();
    let listed = Scope::new().listed();
    fs::write(dir.path().join("a.txt"), "mine").expect("by hand");
    let error = write(dir.path(), &two(), &listed).expect_err("not ours");
    assert!(error.path.ends_with("a.txt"), "{error}");
    assert!(error.reason.contains("somebody else's"), "{error}");
    assert_eq!(listing(dir.path()), ["a.txt"]);

    fs::write(dir.path().join(MANIFEST), "my own list\n").expect("by hand");
    let error = write(dir.path(), &two(), &listed).expect_err("not ours");
    assert!(error.reason.starts_with("expected a list"), "{error}");
}

#[test]
fn a_list_that_leads_out_of_the_folder_removes_nothing() {
    let dir = folder();
    let root = dir.path().join("site");
    let listed = Scope::new().listed();
    write(&root, &two(), &listed).expect("written");
    fs::write(dir.path().join("mine.txt"), "one\ntwo\n").expect("by hand");
    let list = fs::read_to_string(root.join(MANIFEST)).expect("a list");
    fs::write(root.join(MANIFEST), list.replace("a.txt", "../mine.txt")).expect("edited");
    let error = write(&root, &[], &listed).expect_err("it leads out");
    assert!(error.reason.contains("lead out"), "{error}");
    assert!(dir.path().join("mine.txt").is_file());
}
