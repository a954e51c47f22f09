//! `cargo xtask docs [--open] [--out DIR] [--overlay FILE] [--url URL] [--serve [-- SANDBOX OPTION…]]`: makes the
//! reference site.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lexopt::{Arg, Parser};

use crate::cargo::become_cargo;
use crate::tools::{Environment, copy};
use crate::{Failure, artifacts, published, sandbox, scope, workspace};

/// The crates whose documentation is part of the site; the first one's page is linked to.
const CRATES: [&str; 2] = ["vms-admin-client", "vms-admin-session"];
/// Where it stands below the site's root.
const RUSTDOC: &str = "rust";
const GUIDES: &str = "crates/api/guides";
const CHANGELOG: &str = "CHANGELOG.md";

#[derive(Debug, Default)]
struct Options {
    open: bool,
    serve: bool,
    out: Option<PathBuf>,
    overlay: Option<OsString>,
    url: Option<OsString>,
    /// What the sandbox behind the site is told.
    sandbox: Vec<OsString>,
}

/// Makes the site, and shows it where that is asked for.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("open") => options.open = true,
            Arg::Long("serve") => options.serve = true,
            Arg::Long("out") => options.out = Some(arguments.value()?.into()),
            Arg::Long("overlay") => options.overlay = Some(arguments.value()?),
            Arg::Long("url") => options.url = Some(arguments.value()?),
            Arg::Value(option) if options.serve => options.sandbox.push(option),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.open && options.serve {
        return Err(Failure::Usage(
            "--open shows the files and --serve serves them; name one of the two".to_owned(),
        ));
    }
    let out = options
        .out
        .clone()
        .unwrap_or_else(|| workspace::root().join("target/site"));
    build(&out, &options)?;
    if options.open {
        return open(&out.join("index.html").to_string_lossy());
    }
    if options.serve {
        let mut arguments = vec![OsString::from("--site"), out.into()];
        arguments.append(&mut options.sandbox);
        return become_cargo(
            &["run", "--quiet", "--package", sandbox::PACKAGE],
            arguments.into_iter(),
        );
    }
    Ok(())
}

/// Makes the site of what is published, which must be current.
fn build(out: &Path, options: &Options) -> Result<(), Failure> {
    let report = apicrate::check(workspace::root(), &artifacts()?, &scope())?;
    if !report.is_current() {
        return Err(Failure::Job(format!(
            "what is published isn't what the types say; first: cargo xtask generate\n{report}"
        )));
    }
    let first = CRATES[0].replace('-', "_");
    let root = workspace::root();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args([
            "run",
            "--quiet",
            "--package",
            "vms-admin-docs",
            "--manifest-path",
        ])
        .arg(root.join("Cargo.toml"))
        .arg("--")
        .arg("--documents")
        .arg(root.join(published::FOLDER))
        .arg("--guides")
        .arg(root.join(GUIDES))
        .arg("--changelog")
        .arg(root.join(CHANGELOG))
        .arg("--further")
        .arg(format!("{RUSTDOC}/{first}/index.html=Rust"))
        .arg("--out")
        .arg(out);
    for (name, value) in [("--overlay", &options.overlay), ("--url", &options.url)] {
        if let Some(value) = value {
            command.arg(name).arg(value);
        }
    }
    let ran = command
        .status()
        .map_err(|error| Failure::Job(format!("cargo can't be started: {error}")))?;
    if !ran.success() {
        return Err(Failure::Job("the site can't be made".to_owned()));
    }
    rustdoc(&out.join(RUSTDOC)).map_err(Failure::Job)
}

/// The documentation of the crates alone: in the workspace's own folder there is that of all others, too.
fn rustdoc(out: &Path) -> Result<(), String> {
    let target = workspace::root().join("target/rustdoc");
    let doc = target.join("doc");
    if doc.exists() {
        fs::remove_dir_all(&doc).map_err(|error| format!("{}: {error}", doc.display()))?;
    }
    let line = format!(
        "cargo doc --quiet --no-deps --package {}",
        CRATES.join(" --package ")
    );
    // Compiled is still in the workspace's folder: only the pages go elsewhere.
    Environment::default()
        .with("CARGO_TARGET_DIR", target)
        .with("CARGO_BUILD_BUILD_DIR", workspace::root().join("target"))
        .must(workspace::root(), &line)?;
    copy(&doc, out)
}

/// Opens a page as the system does it.
fn open(page: &str) -> Result<(), Failure> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    match Command::new(program).arg(page).spawn() {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::Job(format!(
            "`{program}` can't be started ({error}); the site is at {page}"
        ))),
    }
}
