//! `cargo xtask` as a person meets it: exit codes and texts.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs `cargo xtask` with arguments.
fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .arg("xtask")
        .args(arguments)
        .current_dir(xtask::root())
        .output()
        .expect("cargo runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What a failed run says, with the folder's name, which differs between runs, replaced.
fn failure(arguments: &[&str], code: i32, folder: Option<&Path>) -> String {
    let output = xtask(arguments);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    match folder {
        Some(folder) => said.replace(&folder.display().to_string(), "FOLDER"),
        None => said,
    }
}

#[test]
fn alone_lists_the_commands_a_line_each() {
    let output = xtask(&[]);
    assert!(output.status.success());
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn wrong_usage_is_exit_code_2() {
    insta::assert_snapshot!(failure(&["generat"], 2, None));
    insta::assert_snapshot!(failure(&["generate", "--chek"], 2, None));
    insta::assert_snapshot!(failure(&["generate", "all"], 2, None));
    insta::assert_snapshot!(failure(&["test", "all"], 2, None));
}

#[test]
fn check_names_what_is_missing_stale_and_orphaned_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path");
    assert!(xtask(&["generate", "--out", out]).status.success());
    assert!(
        xtask(&["generate", "--check", "--out", out])
            .status
            .success()
    );

    let openapi = folder.path().join("openapi");
    fs::remove_file(openapi.join("examples/obtain-token.422.json")).expect("removed");
    let document = fs::read_to_string(openapi.join("openapi.yaml")).expect("read");
    fs::write(
        openapi.join("openapi.yaml"),
        document.replace("Who signs in.", "Who?"),
    )
    .expect("written");
    fs::write(openapi.join("schemas/Old.json"), "{}").expect("written");

    insta::assert_snapshot!(failure(&["generate", "--check", "--out", out], 1, None));
    assert!(!openapi.join("examples/obtain-token.422.json").exists());
    assert!(openapi.join("schemas/Old.json").exists());

    let mended = xtask(&["generate", "--out", out]);
    insta::assert_snapshot!(text(&mended.stdout));
    assert!(
        xtask(&["generate", "--check", "--out", out])
            .status
            .success()
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_is_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path");
    // A file where the folder should be: root may write anywhere else.
    fs::create_dir(folder.path().join("openapi")).expect("a folder");
    fs::write(folder.path().join("openapi/schemas"), "in the way").expect("written");
    insta::assert_snapshot!(failure(&["generate", "--out", out], 1, Some(folder.path())));
    let list = Command::new("find")
        .arg(folder.path())
        .args(["-type", "f"])
        .output()
        .expect("find runs");
    assert_eq!(
        text(&list.stdout).lines().count(),
        1,
        "only the file in the way is there"
    );
}
