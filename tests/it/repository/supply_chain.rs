//! What is run, compiled or installed is what somebody looked at: pinned to the byte, with no more rights than it needs.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{files, read};

/// The text of each file that git knows below a folder, by its path.
fn below(folder: &str) -> Vec<(PathBuf, String)> {
    let found: Vec<_> = files()
        .into_iter()
        .filter(|path| path.starts_with(folder))
        .map(|path| (path.clone(), read(&path)))
        .collect();
    assert!(!found.is_empty(), "nothing is in {folder}");
    found
}

/// GitHub's workflows, as text and as what the text says.
fn workflows() -> Vec<(PathBuf, String, Value)> {
    below(".github/workflows")
        .into_iter()
        .map(|(path, text)| {
            let value = yaml_serde::from_str(&text).expect("YAML");
            (path, text, value)
        })
        .collect()
}

fn jobs(workflow: &Value) -> Vec<(&String, &Value)> {
    let jobs = workflow["jobs"].as_object().expect("jobs");
    assert!(!jobs.is_empty());
    jobs.iter().collect()
}

fn steps(job: &Value) -> &[Value] {
    job["steps"].as_array().map_or(&[], Vec::as_slice)
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn actions_are_pinned_by_commit_and_say_which_version_that_is() {
    let mut count = 0;
    for (path, text, _) in workflows() {
        for line in text.lines().filter(|line| line.contains("uses: ")) {
            let action = line.split("uses: ").nth(1).expect("an action");
            if action.starts_with("./") {
                continue;
            }
            let (pin, version) = action.split_once(" # v").unwrap_or((action, ""));
            let commit = pin.split_once('@').map_or("", |(_, commit)| commit);
            assert!(
                is_hex(commit, 40) && version.split('.').count() == 3,
                "{}: expected `uses: OWNER/NAME@COMMIT # vVERSION`, found `{action}`",
                path.display()
            );
            count += 1;
        }
    }
    assert!(count > 5, "only {count} actions were found");
}

#[test]
fn images_are_pinned_by_digest() {
    let mut count = 0;
    for (path, _, workflow) in workflows() {
        for (name, job) in jobs(&workflow) {
            let container = &job["container"];
            if container.is_null() {
                continue;
            }
            let image = container
                .as_str()
                .or(container["image"].as_str())
                .expect("an image");
            let digest = image
                .split_once("@sha256:")
                .map_or("", |(_, digest)| digest);
            assert!(
                is_hex(digest, 64),
                "{}: job `{name}`: expected `IMAGE@sha256:DIGEST`, found `{image}`",
                path.display()
            );
            count += 1;
        }
    }
    assert!(count > 0, "no image was found");
}

#[test]
fn nothing_is_run_as_it_comes_from_the_network() {
    for folder in [".github", ".ci", "xtask"] {
        for (path, text) in below(folder) {
            for line in text.lines() {
                let piped = line
                    .split_once("curl ")
                    .or(line.split_once("wget "))
                    .is_some_and(|(_, rest)| {
                        ["| sh", "|sh", "| bash", "|bash"]
                            .iter()
                            .any(|shell| rest.contains(shell))
                    });
                assert!(!piped, "{}: `{}`", path.display(), line.trim());
            }
        }
    }
}

/// A token that may write is in no job that runs code of the repository, or of its dependencies.
#[test]
fn jobs_that_may_write_run_nothing_of_the_repository() {
    let writes = |permissions: &Value| permissions.to_string().contains("write");
    let mut count = 0;
    for (path, _, workflow) in workflows() {
        let path = path.display();
        let permissions = &workflow["permissions"];
        assert!(
            permissions.is_object() && !writes(permissions),
            "{path}: expected `permissions` for all jobs that write nothing, found {permissions}"
        );
        for (name, job) in jobs(&workflow) {
            if !writes(&job["permissions"]) {
                continue;
            }
            count += 1;
            for step in steps(job) {
                let text = step.to_string();
                for code in ["checkout", "cargo", "npm", "pip ", ".ci/", "rustup"] {
                    assert!(
                        !text.contains(code),
                        "{path}: job `{name}` may write, and has a step with `{code}`"
                    );
                }
            }
        }
    }
    assert!(count >= 2, "only {count} jobs write");
}

#[test]
fn checkouts_leave_no_token_behind() {
    let mut count = 0;
    for (path, _, workflow) in workflows() {
        for (name, job) in jobs(&workflow) {
            for step in steps(job) {
                let action = step["uses"].as_str().unwrap_or_default();
                if action.starts_with("actions/checkout@") {
                    count += 1;
                    assert_eq!(
                        step["with"]["persist-credentials"],
                        Value::Bool(false),
                        "{}: job `{name}`",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(count > 2, "only {count} checkouts were found");
}

#[test]
fn cargo_takes_the_lock_file_as_it_is() {
    let alias = read(".cargo/config.toml");
    assert!(alias.contains("\"run --quiet --locked "), "{alias}");
    let verbs = [
        "build", "check", "clippy", "doc", "fetch", "install", "package", "run", "test",
    ];
    let mut count = 0;
    for folder in ["xtask/src", ".github", ".ci"] {
        for (path, text) in below(folder) {
            for line in text.lines() {
                let line = line.trim();
                // What is run, in a string or a script; comments and messages say `cargo` in backticks.
                let command = line
                    .split_once("\"cargo ")
                    .map(|(_, rest)| rest)
                    .or_else(|| line.strip_prefix("cargo "))
                    .or_else(|| line.strip_prefix("run: cargo "));
                let Some(command) = command else { continue };
                let verb = command.split(' ').next().unwrap_or_default();
                if verbs.contains(&verb) {
                    count += 1;
                    assert!(
                        command.contains("--locked"),
                        "{}: `{line}` lacks --locked",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(count > 8, "only {count} commands were found");
}

#[test]
fn packages_of_python_have_hashes() {
    let lists: Vec<_> = below("xtask/tools")
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|extension| extension == "txt"))
        .filter(|(_, text)| text.contains("=="))
        .collect();
    assert!(!lists.is_empty());
    for (path, text) in lists {
        let path = path.display();
        // A package and its hashes are one line, continued by backslashes.
        for entry in text.replace("\\\n", " ").lines() {
            let mut words = entry.split_whitespace();
            let package = words.next().unwrap_or_default();
            assert!(package.contains("=="), "{path}: found `{entry}`");
            let hashes: Vec<&str> = words
                .filter_map(|word| word.strip_prefix("--hash=sha256:"))
                .collect();
            // A condition has its own `==`, with room around it.
            let packages = entry
                .split_whitespace()
                .filter(|word| word.len() > 2 && word.contains("=="));
            assert_eq!(packages.count(), 1, "{path}: {package} has no hash");
            assert!(
                !hashes.is_empty() && hashes.iter().all(|hash| is_hex(hash, 64)),
                "{path}: {package} has no hash; CONTRIBUTING.md says how the list is made"
            );
        }
    }
    let source = read("xtask/src/tools/python.rs");
    assert!(source.contains("pip install --quiet --no-deps --require-hashes"));
}

#[test]
fn packages_of_npm_have_integrity() {
    let locks: Vec<_> = files()
        .into_iter()
        .filter(|path| path.ends_with("package-lock.json"))
        .collect();
    assert!(!locks.is_empty());
    for path in locks {
        let lock: Value = serde_json::from_str(&read(&path)).expect("JSON");
        let path = path.display();
        for (name, package) in lock["packages"].as_object().expect("packages") {
            if name.is_empty() {
                continue;
            }
            let integrity = package["integrity"].as_str().unwrap_or_default();
            assert!(
                integrity.starts_with("sha512-"),
                "{path}: {name}: found {integrity:?}"
            );
            assert!(
                package.get("resolved").is_none(),
                "{path}: {name} names the registry that it came from"
            );
        }
    }
    assert!(read("xtask/src/tools/npm.rs").contains("npm ci --ignore-scripts"));
}

#[test]
fn programs_of_go_have_sums() {
    let modules: Vec<_> = below("xtask/tools/go")
        .into_iter()
        .filter(|(path, _)| path.ends_with("go.mod"))
        .collect();
    assert!(modules.len() >= 4, "only {} were found", modules.len());
    for (path, manifest) in modules {
        let sums = read(path.with_file_name("go.sum"));
        let path = path.display();
        assert!(!manifest.contains("replace"), "{path} replaces a module");
        let required: Vec<&str> = manifest
            .lines()
            .map(|line| line.trim().trim_start_matches("require "))
            .filter(|line| {
                line.split(' ')
                    .nth(1)
                    .is_some_and(|word| word.starts_with('v'))
            })
            .collect();
        assert!(!required.is_empty(), "{path} requires nothing");
        for line in required {
            let module: Vec<&str> = line.split(' ').take(2).collect();
            let sum = format!("{} h1:", module.join(" "));
            assert!(
                sums.contains(&sum),
                "{path}: no sum of {}",
                module.join(" ")
            );
        }
    }
    assert!(read("xtask/src/tools/go.rs").contains("go install -mod=readonly"));
}

#[test]
fn jars_have_checksums() {
    let between = |text: &str, tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>")).expect("the element");
        rest.split('<').next().expect("its text").to_owned()
    };
    let manifests: Vec<_> = below("xtask/tools")
        .into_iter()
        .filter(|(path, _)| path.ends_with("pom.xml"))
        .collect();
    assert!(manifests.len() >= 2, "only {} were found", manifests.len());
    for (path, manifest) in manifests {
        let known = read(path.with_file_name("jars.sha256"));
        for line in known.lines() {
            let (sum, jar) = line.split_once("  ").expect("a sum and a name");
            assert!(
                is_hex(sum, 64) && Path::new(jar).extension().is_some(),
                "{line}"
            );
        }
        let dependencies: Vec<&str> = manifest.split("<dependency>").skip(1).collect();
        assert!(!dependencies.is_empty());
        for dependency in dependencies {
            let jar = format!(
                "  {}-{}.jar\n",
                between(dependency, "artifactId"),
                between(dependency, "version")
            );
            assert!(known.contains(&jar), "no checksum of{jar}");
        }
    }
    let source = read("xtask/src/tools/maven.rs");
    assert!(
        source.contains("--batch-mode --strict-checksums")
            && source.contains("sha256sum --check --strict")
    );
}

#[test]
fn lists_of_what_is_installed_name_no_registry() {
    for (path, text) in below("xtask/tools") {
        let of_packages = path.extension().is_some_and(|extension| {
            ["txt", "sum", "mod", "sha256"]
                .iter()
                .any(|known| extension == *known)
        });
        assert!(
            !of_packages || !(text.contains("://") || text.contains("index-url")),
            "{} names an address",
            path.display()
        );
    }
}

/// Each kind of thing that is pinned is moved on by somebody.
#[test]
fn what_is_pinned_is_kept_current() {
    let dependabot = read(".github/dependabot.yml");
    for ecosystem in ["github-actions", "cargo", "npm", "pip", "maven", "gomod"] {
        assert!(
            dependabot.contains(&format!("package-ecosystem: {ecosystem}\n")),
            "{ecosystem}"
        );
    }
}
