//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub(crate) const HELP: &str = "\
Documentation of an API: a static site of an OpenAPI document, for any document and of any size.

apisite DOCUMENT --out DIR [OPTION…]

DOCUMENT is a file in JSON or YAML, of OpenAPI 3.0 to 3.2. DIR is where the site goes; files of others that are there
stay. The pages work from disk, below any path and under a strict content security policy; they ask no other host for
anything.

  --guides DIR        pages of prose in Markdown; `index.md` comes first, the others by their names
  --changelog FILE    the changelog, in Markdown
  --files DIR         files to download; `openapi*.json` and `.yaml` among them are branded, too
  --overlay FILE      an OpenAPI Overlay 1.0: hosts, titles, the site's looks
  --url URL           where the site is published (x-site.url)
  --further PATH=NAME a page below the site's root that another program makes
  --check             write nothing; say which links lead nowhere and what in DIR is missing, stale or left
                      over, and fail if anything is
  --serve             serve the site on this machine when it is made, and until this is stopped
  --port N            … on this port [default: one that is free]
  --help, --version

Exit codes: 0 all is fine; 1 the document, the disk or a check is not; 2 wrong usage.

Examples:
  apisite openapi.yaml --out site --serve
  apisite openapi.json --out site --overlay ours.yaml --guides guides --url https://docs.example.org
";

/// What is asked for.
pub(crate) enum Task {
    Print(&'static str),
    Build(Settings),
}

/// What a site is built of, and where.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) document: PathBuf,
    pub(crate) files: Option<PathBuf>,
    pub(crate) guides: Option<PathBuf>,
    pub(crate) changelog: Option<PathBuf>,
    pub(crate) overlay: Option<PathBuf>,
    pub(crate) url: Option<String>,
    pub(crate) further: Vec<(String, String)>,
    pub(crate) out: PathBuf,
    pub(crate) check: bool,
    pub(crate) serve: bool,
    pub(crate) port: u16,
}

pub(crate) fn parse(mut arguments: Parser) -> Result<Task, lexopt::Error> {
    let mut settings = Settings::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Task::Print(HELP)),
            Arg::Long("version") | Arg::Short('V') => {
                return Ok(Task::Print(concat!(
                    "apisite ",
                    env!("CARGO_PKG_VERSION"),
                    "\n"
                )));
            }
            Arg::Value(file) if settings.document.as_os_str().is_empty() => {
                settings.document = file.into();
            }
            Arg::Long("files") => settings.files = Some(arguments.value()?.into()),
            Arg::Long("guides") => settings.guides = Some(arguments.value()?.into()),
            Arg::Long("changelog") => settings.changelog = Some(arguments.value()?.into()),
            Arg::Long("overlay") => settings.overlay = Some(arguments.value()?.into()),
            Arg::Long("url") => settings.url = Some(arguments.value()?.string()?),
            Arg::Long("further") => settings
                .further
                .push(further(&arguments.value()?.to_string_lossy())?),
            Arg::Long("out") => settings.out = arguments.value()?.into(),
            Arg::Long("check") => settings.check = true,
            Arg::Long("serve") => settings.serve = true,
            Arg::Long("port") => settings.port = arguments.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    for (path, what) in [
        (&settings.document, "DOCUMENT"),
        (&settings.out, "--out DIR"),
    ] {
        if path.as_os_str().is_empty() {
            return Err(format!("{what} is missing").into());
        }
    }
    Ok(Task::Build(settings))
}

fn further(value: &str) -> Result<(String, String), lexopt::Error> {
    match value.split_once('=') {
        Some((path, name)) => Ok((path.to_owned(), name.to_owned())),
        None => Err(format!("--further: expected PATH=NAME, found `{value}`").into()),
    }
}
