//! The site's parts: what `apisite` makes, and rustdoc.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use apicrate::{Artifact, Scope};

use crate::tools::Environment;
use crate::{Failure, artifacts, published, scope, workspace};

/// The crates whose documentation is part of the site; the first one's page is linked to.
const CRATES: [&str; 2] = ["vms-admin-client", "vms-admin-session"];
/// Where it stands below the site's root.
const RUSTDOC: &str = "rust";
const GUIDES: &str = "crates/api/guides";
const CHANGELOG: &str = "CHANGELOG.md";

/// What a publisher can change of it.
#[derive(Debug, Default)]
pub(super) struct Branding {
    /// The file of an OpenAPI Overlay.
    pub(super) overlay: Option<OsString>,
    /// Where the site is published.
    pub(super) url: Option<OsString>,
}

/// Makes the site of what is published, which must be current.
pub(super) fn build(out: &Path, branding: &Branding) -> Result<(), Failure> {
    let report = apicrate::check(workspace::root(), &artifacts()?, &scope())?;
    if !report.is_current() {
        return Err(Failure::Job(format!(
            "what is published isn't what the types say; first: cargo xtask generate\n{report}"
        )));
    }
    let first = CRATES[0].replace('-', "_");
    let root = workspace::root();
    let mut command = apisite(&root.join(published::DOCUMENT), out);
    command
        .arg("--files")
        .arg(root.join(published::FOLDER))
        .arg("--guides")
        .arg(root.join(GUIDES))
        .arg("--changelog")
        .arg(root.join(CHANGELOG))
        .arg("--further")
        .arg(format!("{RUSTDOC}/{first}/index.html=Rust"));
    for (name, value) in [("--overlay", &branding.overlay), ("--url", &branding.url)] {
        if let Some(value) = value {
            command.arg(name).arg(value);
        }
    }
    run(command)?;
    let pages = rustdoc().map_err(Failure::Job)?;
    apicrate::write(&out.join(RUSTDOC), &pages, &Scope::new().listed())?;
    Ok(())
}

/// Makes the site of another document, with nothing around it.
pub(super) fn alone(document: &Path, out: &Path) -> Result<(), Failure> {
    run(apisite(document, out))
}

/// The command that makes a site. It is a program of its own: what it needs isn't compiled with these commands.
fn apisite(document: &Path, out: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "apisite",
            "--manifest-path",
        ])
        .arg(workspace::root().join("Cargo.toml"))
        .arg("--")
        .arg(document)
        .arg("--out")
        .arg(out);
    command
}

fn run(mut command: Command) -> Result<(), Failure> {
    let ran = command
        .status()
        .map_err(|error| Failure::Job(format!("cargo can't be started: {error}")))?;
    if ran.success() {
        return Ok(());
    }
    Err(Failure::Job("the site can't be made".to_owned()))
}

/// The documentation of the crates alone: in the workspace's own folder there is that of all others, too.
fn rustdoc() -> Result<Vec<Artifact>, String> {
    let target = workspace::root().join("target/rustdoc");
    let doc = target.join("doc");
    if doc.exists() {
        fs::remove_dir_all(&doc).map_err(|error| format!("{}: {error}", doc.display()))?;
    }
    let line = format!(
        "cargo doc --quiet --locked --no-deps --package {}",
        CRATES.join(" --package ")
    );
    // Compiled is still in the workspace's folder: only the pages go elsewhere.
    Environment::default()
        .with("CARGO_TARGET_DIR", target)
        .with("CARGO_BUILD_BUILD_DIR", workspace::root().join("target"))
        .must(workspace::root(), &line)?;
    let mut pages = Vec::new();
    collect(&doc, "", &mut pages).map_err(|error| format!("{}: {error}", doc.display()))?;
    Ok(pages)
}

/// All files below a folder.
fn collect(folder: &Path, below: &str, files: &mut Vec<Artifact>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(Artifact::new(path, fs::read(entry.path())?));
        }
    }
    // The order in which a folder is read is the file system's.
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(())
}
