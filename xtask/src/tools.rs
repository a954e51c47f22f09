//! Programs that the checks need and Rust doesn't bring: installed below `target/tools`, at pinned versions.
//!
//! A kit is what one package manager installs. `xtask/tools` holds the manifests; what Debian installs is only looked
//! for, because it needs another user's rights: `.ci/run` installs it.

mod cargo;
mod debian;
mod go;
mod maven;
mod npm;
mod python;
mod shell;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anstream::println;

use crate::workspace;

pub(crate) use cargo::{cargo_deny, cargo_program};
pub(crate) use go::{GoProgram, OAPI_CODEGEN, OGEN};
pub(crate) use shell::Environment;

/// The versions that the manifests pin.
pub(crate) mod pinned {
    pub(crate) use super::npm::version as npm;
    pub(crate) use super::python::version as python;
}

/// Programs or libraries that are installed as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kit {
    /// Node and what `package.json` lists.
    Npm,
    /// A virtual environment with what `requirements.txt` lists.
    Python,
    /// The generators and the differ that are Go modules.
    Go,
    /// A JDK, and the jars of the Kotlin compiler and of what it compiles against.
    Jvm,
    /// Debian's PHP with Guzzle.
    Php,
    /// Debian's Ruby with Typhoeus.
    Ruby,
    /// Debian's Mono.
    Mono,
    /// The compiler of this workspace.
    Rust,
}

impl Kit {
    pub(crate) const ALL: [Self; 8] = [
        Self::Npm,
        Self::Python,
        Self::Go,
        Self::Jvm,
        Self::Php,
        Self::Ruby,
        Self::Mono,
        Self::Rust,
    ];

    /// Installs what isn't there in its pinned version.
    ///
    /// # Errors
    /// Why it can't be used on this machine.
    pub(crate) fn install(self) -> Result<(), String> {
        match self {
            Self::Npm => npm::install(),
            Self::Python => python::install(),
            Self::Go => go::install(),
            Self::Jvm => maven::install(),
            Self::Php => debian::php(),
            Self::Ruby => debian::ruby(),
            Self::Mono => debian::mono(),
            Self::Rust => Ok(()),
        }
    }

    /// The kit, as messages call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Npm => "Node's packages",
            Self::Python => "Python's packages",
            Self::Go => "Go's programs",
            Self::Jvm => "the JDK's libraries",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
            Self::Mono => "Mono",
            Self::Rust => "Rust",
        }
    }

    /// What a command finds of it in its own folder, by the name it finds it under.
    pub(crate) fn links(self) -> Vec<(&'static str, PathBuf)> {
        match self {
            Self::Npm => vec![("node_modules", npm::modules())],
            Self::Jvm => vec![("lib", maven::jars())],
            _ => Vec::new(),
        }
    }

    /// Where its programs are, beside those that the machine knows anyway.
    pub(crate) fn programs(self) -> Vec<PathBuf> {
        match self {
            Self::Npm => npm::programs(),
            Self::Python => python::programs(),
            Self::Go => go::programs(),
            Self::Jvm | Self::Php | Self::Ruby | Self::Mono | Self::Rust => Vec::new(),
        }
    }
}

/// Whether this is a CI machine, where nothing may be skipped.
pub(crate) fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// Everything that is installed is below this folder.
pub(crate) fn folder() -> PathBuf {
    workspace::root().join("target/tools")
}

/// One installation at a time for a folder: whoever comes second finds it done.
static INSTALLING: Mutex<Vec<(PathBuf, Arc<Mutex<()>>)>> = Mutex::new(Vec::new());

/// Runs an installation into a folder, unless the folder says that just this was installed there.
///
/// `what` is the manifest: whatever makes another installation necessary.
fn install_once(
    folder: &Path,
    name: &str,
    what: &str,
    install: impl FnOnce() -> Result<(), String>,
) -> Result<(), String> {
    let lock = lock_of(folder);
    let _alone = lock.lock().unwrap_or_else(PoisonError::into_inner);
    let stamp = folder.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == what) {
        return Ok(());
    }
    println!("      installing {name} into target/tools, once");
    fs::create_dir_all(folder)
        .map_err(|error| format!("{} can't be made: {error}", folder.display()))?;
    install().map_err(|why| format!("{name} can't be installed: {why}"))?;
    fs::write(&stamp, what)
        .map_err(|error| format!("{} can't be written: {error}", stamp.display()))
}

fn lock_of(folder: &Path) -> Arc<Mutex<()>> {
    let mut locks = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, lock)) = locks.iter().find(|(held, _)| held == folder) {
        return Arc::clone(lock);
    }
    let lock = Arc::new(Mutex::new(()));
    locks.push((folder.to_owned(), Arc::clone(&lock)));
    lock
}
