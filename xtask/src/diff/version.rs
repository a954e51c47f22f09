//! Raises the version of the whole workspace. Cargo refuses manifests of which only some are raised, so nothing of it can
//! be left to `cargo xtask generate`, which cargo would have to start.

use std::fs;

use anstream::println;
use semver::Version;
use xshell::{Shell, cmd};

use crate::{Failure, workspace};

/// Where versions stand: the workspace's own, and that of the generated client.
const MANIFESTS: [&str; 2] = ["Cargo.toml", "crates/client/Cargo.toml"];

/// Sets a version in all manifests and makes anew what is generated.
///
/// # Errors
/// A manifest can't be read or written, states another version, or cargo fails.
pub(super) fn raise(old: &Version, new: &Version) -> Result<(), Failure> {
    let root = workspace::root();
    let mut texts = Vec::new();
    for manifest in MANIFESTS {
        let told = |error: std::io::Error| Failure::Job(format!("{manifest}: {error}"));
        let text = fs::read_to_string(root.join(manifest)).map_err(told)?;
        let raised = raised(&text, old, new).ok_or_else(|| {
            Failure::Job(format!(
                "{manifest}: expected `version = \"{old}\"`, found it not; set the version to {new} by hand, in all manifests"
            ))
        })?;
        texts.push((manifest, raised));
    }
    for (manifest, text) in texts {
        let told = |error: std::io::Error| Failure::Job(format!("{manifest}: {error}"));
        fs::write(root.join(manifest), text).map_err(told)?;
    }
    println!("version {new} in {}", MANIFESTS.join(" and "));
    let mut shell = Shell::new()?;
    shell.set_current_dir(root);
    // The lock file states the versions of the members, too.
    cmd!(shell, "cargo update --quiet --offline --workspace").run()?;
    cmd!(
        shell,
        "cargo run --quiet --locked --package xtask -- generate"
    )
    .run()?;
    Ok(())
}

/// A manifest with another version of the workspace's packages; `None` if it states none.
fn raised(text: &str, old: &Version, new: &Version) -> Option<String> {
    let stated = format!("version = \"{old}\"");
    let mut found = false;
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            // A package's own, or that of a dependency of this workspace: others may have the same number.
            let is_ours = line == stated || line.contains("path = \"");
            if !is_ours || !line.contains(&stated) {
                return line.to_owned();
            }
            found = true;
            line.replace(&stated, &format!("version = \"{new}\""))
        })
        .collect();
    found.then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::raised;

    #[test]
    fn only_the_workspace_s_own_versions_are_raised() {
        let (old, new) = (Version::new(0, 1, 0), Version::new(0, 2, 0));
        let text = "[workspace.package]\nversion = \"0.1.0\"\n\n[workspace.dependencies]\nours = { path = \"crates/ours\", \
                    version = \"0.1.0\" }\ntheirs = { version = \"0.1.0\" }\n";
        let expected = "[workspace.package]\nversion = \"0.2.0\"\n\n[workspace.dependencies]\nours = { path = \
                        \"crates/ours\", version = \"0.2.0\" }\ntheirs = { version = \"0.1.0\" }\n";
        assert_eq!(raised(text, &old, &new).as_deref(), Some(expected));
        assert_eq!(raised("[package]\nversion = \"0.3.0\"\n", &old, &new), None);
    }
}
