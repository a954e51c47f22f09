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

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anstream::println;

use crate::workspace;

pub(crate) use cargo::{cargo_deny, cargo_program};
pub(crate) use python::{OPENAPI_GENERATOR, openapi_generator_jar};
pub(crate) use shell::Environment;

/// The versions that the manifests pin.
pub(crate) mod pinned {
    pub(crate) use super::go::version as go;
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
    /// The generators that are Go modules.
    Go,
    /// The differ of documents, a Go module, too.
    Oasdiff,
    /// The judge of GitHub's workflows, another one.
    Actionlint,
    /// A JDK, and the jars of the Kotlin compiler and of what it compiles against.
    Jvm,
    /// Debian's PHP with Guzzle.
    Php,
    /// Debian's Ruby with Typhoeus.
    Ruby,
    /// Debian's Mono.
    Mono,
    /// Debian's Chromium.
    Chromium,
    /// The system's TLS library, as a C compiler needs it.
    Tls,
    /// The compiler of this workspace.
    Rust,
    /// The server Chroma, in a virtual environment.
    Chroma,
    /// The server httpbin, in another.
    Httpbin,
    /// The server Prefect, in another.
    Prefect,
    /// The server Prometheus, a Go module.
    Prometheus,
    /// The server `WireMock`, a jar.
    WireMock,
    /// The mock Prism, of npm.
    Prism,
}

impl Kit {
    /// What the checks need: all but the servers that clients are tried against.
    pub(crate) const OF_CHECKS: [Self; 12] = [
        Self::Npm,
        Self::Python,
        Self::Go,
        Self::Oasdiff,
        Self::Actionlint,
        Self::Jvm,
        Self::Php,
        Self::Ruby,
        Self::Mono,
        Self::Chromium,
        Self::Tls,
        Self::Rust,
    ];

    /// Installs what isn't there in its pinned version.
    ///
    /// # Errors
    /// Why it can't be used on this machine.
    pub(crate) fn install(self) -> Result<(), String> {
        match self {
            Self::Npm => npm::CHECKS.install(),
            Self::Python => python::CHECKS.install(),
            Self::Go => go::GENERATORS.iter().try_for_each(go::install),
            Self::Oasdiff => go::install(&go::OASDIFF),
            Self::Actionlint => go::install(&go::ACTIONLINT),
            Self::Jvm => maven::JVM.install(),
            Self::Php => debian::php(),
            Self::Ruby => debian::ruby(),
            Self::Mono => debian::mono(),
            Self::Chromium => debian::chromium(),
            Self::Tls => debian::tls(),
            Self::Rust => Ok(()),
            Self::Chroma => python::CHROMA.install(),
            Self::Httpbin => python::HTTPBIN.install(),
            Self::Prefect => python::PREFECT.install(),
            Self::Prometheus => go::install(&go::PROMETHEUS),
            Self::WireMock => maven::WIREMOCK.install(),
            Self::Prism => npm::PRISM.install(),
        }
    }

    /// The kit, as messages call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Npm => "Node's packages",
            Self::Python => "Python's packages",
            Self::Go => "Go",
            Self::Oasdiff => "oasdiff",
            Self::Actionlint => "actionlint",
            Self::Jvm => "the JDK's libraries",
            Self::Php => "PHP",
            Self::Ruby => "Ruby",
            Self::Mono => "Mono",
            Self::Chromium => "Chromium",
            Self::Tls => "the system's TLS library",
            Self::Rust => "Rust",
            Self::Chroma => "Chroma",
            Self::Httpbin => "httpbin",
            Self::Prefect => "Prefect",
            Self::Prometheus => "Prometheus",
            Self::WireMock => "WireMock",
            Self::Prism => "Prism",
        }
    }

    /// What a command finds of it in its own folder, by the name it finds it under.
    pub(crate) fn links(self) -> Vec<(&'static str, PathBuf)> {
        match self {
            Self::Npm => vec![("node_modules", npm::CHECKS.modules())],
            Self::Prism => vec![("node_modules", npm::PRISM.modules())],
            Self::Jvm => vec![("lib", maven::JVM.folder())],
            Self::WireMock => vec![("lib", maven::WIREMOCK.folder())],
            _ => Vec::new(),
        }
    }

    /// Where its programs are, beside those that the machine knows anyway.
    pub(crate) fn programs(self) -> Vec<PathBuf> {
        match self {
            Self::Npm => npm::CHECKS.programs(),
            Self::Python => python::CHECKS.programs(),
            Self::Chroma => python::CHROMA.programs(),
            Self::Httpbin => python::HTTPBIN.programs(),
            Self::Prefect => python::PREFECT.programs(),
            Self::Prism => npm::PRISM.programs(),
            Self::Go | Self::Oasdiff | Self::Actionlint | Self::Prometheus => vec![go::programs()],
            _ => Vec::new(),
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

/// Runs an installation into a folder, unless the folder says that just this was installed there.
///
/// `what` is the manifest: whatever makes another installation necessary.
fn install_once(
    folder: &Path,
    name: &str,
    what: &str,
    install: impl FnOnce() -> Result<(), String>,
) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(told)?;
    // One installation at a time, of whatever thread or process: who comes second finds it done.
    let lock = File::create(folder.join("lock")).map_err(told)?;
    lock.lock().map_err(told)?;
    let stamp = folder.join("installed.txt");
    // With the place, because some programs keep it: a copy of the folder is no installation.
    let what = format!("{}\n{what}", folder.display());
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == what) {
        return Ok(());
    }
    println!("      installing {name} into target/tools, once");
    install().map_err(|why| format!("{name} can't be installed: {why}"))?;
    fs::write(&stamp, what)
        .map_err(|error| format!("{} can't be written: {error}", stamp.display()))
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", from.display());
    fs::create_dir_all(to).map_err(told)?;
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry.map_err(told)?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(told)?;
        }
    }
    Ok(())
}

/// Makes `name` a link to a folder.
#[cfg(unix)]
pub(crate) fn link(place: &Path, name: &Path) -> Result<(), String> {
    std::os::unix::fs::symlink(place, name).map_err(|error| error.to_string())
}

/// Makes `name` a link to a folder.
#[cfg(windows)]
pub(crate) fn link(place: &Path, name: &Path) -> Result<(), String> {
    std::os::windows::fs::symlink_dir(place, name).map_err(|error| error.to_string())
}
