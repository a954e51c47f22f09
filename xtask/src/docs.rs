//! `cargo xtask docs [--out DIR] [--overlay FILE] [--url URL] [--check [DOCUMENT…] | --open | --serve [-- SANDBOX OPTION…]]`:
//! makes the reference site; with `--check`, those of further documents, too, and looks at them in a browser.

mod browser;
mod build;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anstream::{print, println};
use lexopt::{Arg, Parser};

use crate::cargo::become_cargo;
use crate::tools::Kit;
use crate::{Failure, sandbox, workspace};
use build::{Branding, build};

/// What the check in a browser needs.
const KITS: [Kit; 2] = [Kit::Npm, Kit::Chromium];

/// What becomes of the site once it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Nothing,
    Check,
    Open,
    Serve,
}

/// Makes the site, and checks, shows or serves it where that is asked for.
pub(crate) fn run(arguments: &mut Parser) -> Result<(), Failure> {
    let mut then = Then::Nothing;
    let mut out = folder();
    let mut branding = Branding::default();
    let mut sandbox_options = Vec::new();
    let mut documents = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("check") => then = Then::Check,
            Arg::Long("open") => then = Then::Open,
            Arg::Long("serve") => then = Then::Serve,
            Arg::Long("out") => out = arguments.value()?.into(),
            Arg::Long("overlay") => branding.overlay = Some(arguments.value()?),
            Arg::Long("url") => branding.url = Some(arguments.value()?),
            Arg::Value(option) if then == Then::Serve => sandbox_options.push(option),
            Arg::Value(document) if then == Then::Check => documents.push(PathBuf::from(document)),
            other => return Err(other.unexpected().into()),
        }
    }
    build(&out, &branding)?;
    match then {
        Then::Nothing => Ok(()),
        Then::Check => {
            install().map_err(Failure::Job)?;
            print!("{}", browser::check(&out).map_err(Failure::Job)?);
            for document in &documents {
                let name = document.file_stem().unwrap_or_default();
                let out = workspace::root().join("target/sites").join(name);
                build::alone(document, &out)?;
                println!("\n{}", document.display());
                print!("{}", browser::look(&out).map_err(Failure::Job)?);
            }
            Ok(())
        }
        Then::Open => open(&out.join("index.html").to_string_lossy()),
        Then::Serve => {
            let mut arguments = vec![OsString::from("--site"), out.into()];
            arguments.append(&mut sandbox_options);
            become_cargo(
                &["run", "--quiet", "--package", sandbox::PACKAGE],
                arguments.into_iter(),
            )
        }
    }
}

fn folder() -> PathBuf {
    workspace::root().join("target/site")
}

/// Installs what [`check`] needs.
///
/// # Errors
/// Why it can't be had on this machine.
pub(crate) fn install() -> Result<(), String> {
    KITS.iter().try_for_each(|kit| kit.install())
}

/// Makes the site and checks it in a browser.
pub(crate) fn check() -> Result<(), Failure> {
    build(&folder(), &Branding::default())?;
    browser::check(&folder()).map(|_| ()).map_err(Failure::Job)
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
