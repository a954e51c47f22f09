//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub(crate) const HELP: &str = "\
A reference site of an OpenAPI document: static pages that call nobody.

vms-admin-docs --documents DIR --out DIR [OPTION…]

  --documents DIR     the published files; `openapi.json` among them is the document
  --guides DIR        pages of prose in Markdown; `index.md` comes first, the others by their names
  --changelog FILE    the changelog, in Markdown
  --overlay FILE      an OpenAPI Overlay 1.0 for the documents: hosts, titles, the site's looks
  --url URL           where the site is published (x-site.url)
  --further PATH=NAME a page below the site's root that another program makes
  --out DIR           where the site goes; files of others that are there stay
  --help
";

/// What is asked for.
pub(crate) enum Task {
    Help,
    Build(Settings),
}

/// What a site is built of, and where.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub(crate) documents: PathBuf,
    pub(crate) guides: Option<PathBuf>,
    pub(crate) changelog: Option<PathBuf>,
    pub(crate) overlay: Option<PathBuf>,
    pub(crate) url: Option<String>,
    pub(crate) further: Vec<(String, String)>,
    pub(crate) out: PathBuf,
}

pub(crate) fn parse(mut arguments: Parser) -> Result<Task, lexopt::Error> {
    let mut settings = Settings::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(Task::Help),
            Arg::Long("documents") => settings.documents = arguments.value()?.into(),
            Arg::Long("guides") => settings.guides = Some(arguments.value()?.into()),
            Arg::Long("changelog") => settings.changelog = Some(arguments.value()?.into()),
            Arg::Long("overlay") => settings.overlay = Some(arguments.value()?.into()),
            Arg::Long("url") => {
                settings.url = Some(arguments.value()?.string()?);
            }
            Arg::Long("further") => settings
                .further
                .push(further(&arguments.value()?.to_string_lossy())?),
            Arg::Long("out") => settings.out = arguments.value()?.into(),
            other => return Err(other.unexpected()),
        }
    }
    for (path, option) in [
        (&settings.documents, "--documents"),
        (&settings.out, "--out"),
    ] {
        if path.as_os_str().is_empty() {
            return Err(format!("{option} is missing").into());
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
