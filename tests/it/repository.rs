//! Rules of the repository: what every file and manifest keeps.

mod journeys;
mod supply_chain;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All files that git tracks or would track, by their path from the root.
fn files() -> Vec<PathBuf> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(xtask::root())
        .output()
        .expect("git runs");
    let listed = String::from_utf8(output.stdout).expect("UTF-8");
    let files: Vec<PathBuf> = listed
        .lines()
        .map(PathBuf::from)
        .filter(|path| xtask::root().join(path).is_file())
        .collect();
    assert!(files.len() > 60, "only {} files were found", files.len());
    files
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(xtask::root().join(path)).expect("the file can be read")
}

fn is_generated(text: &str) -> bool {
    text.lines().take(3).any(|line| line.contains("@generated"))
}

/// The hand-written Rust sources and their texts.
fn sources() -> Vec<(PathBuf, String)> {
    let sources: Vec<_> = files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (path.clone(), read(&path)))
        .filter(|(_, text)| !is_generated(text))
        .collect();
    assert!(
        sources.len() > 40,
        "only {} sources were found",
        sources.len()
    );
    sources
}

/// The manifests that are written by hand and their texts.
fn manifests() -> Vec<(PathBuf, String)> {
    let manifests: Vec<_> = files()
        .into_iter()
        .filter(|path| path.ends_with("Cargo.toml") && path.components().count() > 1)
        // The programs in Rust are no members: each is a workspace of its own.
        .filter(|path| !path.starts_with("tests/sdk"))
        .map(|path| (path.clone(), read(&path)))
        .filter(|(_, text)| !is_generated(text))
        .collect();
    assert!(
        manifests.len() >= 4,
        "only {} manifests were found",
        manifests.len()
    );
    manifests
}

#[test]
fn the_top_level_holds_what_was_agreed_on() {
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "clippy.toml",
        "crates",
        "deny.toml",
        "openapi",
        "rustfmt.toml",
        "tests",
        "xtask",
    ];
    for file in files() {
        let first = file
            .components()
            .next()
            .expect("a name")
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        assert!(
            first.starts_with('.') || agreed.contains(&first.as_str()),
            "{} is out of place",
            file.display()
        );
    }
}

#[test]
fn every_source_says_what_it_is_about() {
    for (path, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "{}: expected a `//!` line first",
            path.display()
        );
    }
}

#[test]
fn sources_are_small() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(
            lines <= 450,
            "{} has {lines} lines; look for the seam",
            path.display()
        );
    }
}

#[test]
fn an_endpoint_is_a_file_that_names_it_first() {
    let folder = xtask::root().join("crates/api/src");
    for endpoint in vms_admin_api::document::registry() {
        let line = format!("//! {} {}", endpoint.method.to_uppercase(), endpoint.path);
        let found = fs::read_dir(&folder)
            .expect("a folder")
            .filter_map(|entry| fs::read_to_string(entry.expect("an entry").path()).ok())
            .filter(|text| text.lines().next() == Some(line.as_str()))
            .count();
        assert_eq!(found, 1, "expected one file that begins with `{line}`");
    }
}

#[test]
fn manifests_take_lints_and_versions_from_the_workspace() {
    for (path, text) in manifests() {
        let path = path.display();
        assert!(
            text.contains("[lints]\nworkspace = true"),
            "{path}: expected `[lints] workspace = true`"
        );
        for key in ["version", "edition", "rust-version", "license"] {
            assert!(
                text.contains(&format!("{key}.workspace = true")),
                "{path}: expected `{key}.workspace = true`"
            );
        }
        let mut in_dependencies = false;
        for line in text.lines() {
            if line.starts_with('[') {
                in_dependencies = line.ends_with("dependencies]");
            } else if in_dependencies && line.contains('=') {
                assert!(
                    line.contains("workspace = true"),
                    "{path}: `{line}` states a version of its own"
                );
            }
        }
    }
}

/// The packages that a package's normal dependencies bring, itself included.
fn dependencies(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--package",
            package,
        ])
        .current_dir(xtask::root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let listed = String::from_utf8(output.stdout).expect("UTF-8");
    let names: Vec<String> = listed
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 5, "{package}: {names:?}");
    names
}

/// A broken client must not block its own repair, and the main command must not compile an HTTP stack.
#[test]
fn the_main_command_is_lean() {
    for package in ["xtask", "apicrate", "apicrate-openapi", "vms-admin-api"] {
        let found = dependencies(package);
        for heavy in [
            "vms-admin-client",
            "reqwest",
            "hyper",
            "tokio",
            "axum",
            "rustls",
        ] {
            assert!(
                !found.iter().any(|name| name == heavy),
                "{package} depends on {heavy}"
            );
        }
    }
    for other in ["apicrate", "xtask"] {
        assert!(
            !dependencies("vms-admin-api")
                .iter()
                .any(|name| name == other),
            "the contract depends on {other}"
        );
    }
}

/// Whatever is made of a document stands on the reader, never the reverse.
#[test]
fn the_reader_of_documents_knows_nobody() {
    let found = dependencies("apicrate-openapi");
    let ours = |name: &&String| name.starts_with("apicrate") || name.starts_with("vms-admin");
    let known: Vec<&String> = found.iter().filter(ours).collect();
    assert_eq!(known, ["apicrate-openapi"]);
}

#[test]
fn the_changelog_knows_the_version() {
    let version = env!("CARGO_PKG_VERSION");
    let changelog = read("CHANGELOG.md");
    assert!(
        changelog.contains(&format!("\n## {version}")),
        "expected a heading for {version}"
    );
    let document = vms_admin_api::document::openapi_3_1().expect("no fault");
    assert_eq!(document["info"]["version"], version);
}

#[test]
fn generated_files_are_marked_for_reviews() {
    let output = |path: &str| {
        let output = Command::new("git")
            .args(["check-attr", "linguist-generated", "--", path])
            .current_dir(xtask::root())
            .output()
            .expect("git runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for artifact in xtask::artifacts().expect("no fault") {
        assert!(
            output(&artifact.path).ends_with(": true\n"),
            "{}: add it to .gitattributes",
            artifact.path
        );
    }
}

#[test]
fn no_file_names_a_machine_or_a_mirror() {
    // Put together, so that this file doesn't name them either.
    let words = [
        ["/ro", "ot/"].concat(),
        ["/ho", "me/"].concat(),
        ["/wo", "rk/"].concat(),
    ];
    for file in files() {
        let Ok(text) = fs::read_to_string(xtask::root().join(&file)) else {
            continue;
        };
        for word in &words {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
        if file.ends_with("Cargo.lock") {
            for line in text.lines().filter(|line| line.starts_with("source = ")) {
                assert_eq!(
                    line,
                    "source = \"registry+https://github.com/rust-lang/crates.io-index\""
                );
            }
        }
    }
}

#[test]
fn the_readme_has_its_two_commands() {
    let readme = read("README.md");
    for command in ["cargo xtask generate", "cargo xtask test"] {
        assert!(readme.contains(command), "{command}");
    }
}

#[test]
fn every_snapshot_has_its_test_file() {
    for file in files().iter().filter(|file| {
        file.extension()
            .is_some_and(|extension| extension == "snap")
    }) {
        let text = read(file);
        let source = text
            .lines()
            .find_map(|line| line.strip_prefix("source: "))
            .expect("a snapshot names its source");
        assert!(
            xtask::root().join(source).is_file(),
            "{}: {source} is gone",
            file.display()
        );
    }
}
