//! What the document is compared with.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{Failure, published, workspace};

/// The tags that mark a release.
const RELEASES: &str = "v*";

/// A document that was published, or is taken as if.
#[derive(Debug)]
pub(super) struct Base {
    /// Where it is from.
    pub(super) name: String,
    pub(super) document: Value,
}

impl Base {
    /// The document of a file, or of a revision of this repository.
    pub(super) fn named(name: &str) -> Result<Self, Failure> {
        let path = Path::new(name);
        if path.is_file() {
            let text = std::fs::read_to_string(path)
                .map_err(|error| Failure::Job(format!("{name} can't be read: {error}")))?;
            return Self::parse(name, &text);
        }
        Self::of_revision(name)
    }

    /// The document of the last release before this commit. The inner error says why there is none to be found.
    pub(super) fn released() -> Result<Result<Self, String>, Failure> {
        let describe = ["describe", "--tags", "--abbrev=0", "--match", RELEASES];
        if let Some(tag) = git(&describe)? {
            return Self::of_revision(tag.trim()).map(Ok);
        }
        let shallow = git(&["rev-parse", "--is-shallow-repository"])?;
        Ok(Err(match shallow.as_deref().map(str::trim) {
            Some("false") => format!(
                "nothing has been released yet: no commit before this one has a tag `{RELEASES}`. The first release sets \
                 the base: tag the commit that is published, `git tag v0.1.0`, and every later change is held against it"
            ),
            Some(_) => format!(
                "this clone is shallow and holds no tag `{RELEASES}`, so the last release is not to be found: \
                 `git fetch --unshallow --tags` brings it"
            ),
            None => "this is no clone of the repository, so the last release is not to be found: name what to compare \
                       with by `--base FILE`"
                .to_owned(),
        }))
    }

    fn of_revision(revision: &str) -> Result<Self, Failure> {
        let object = format!("{revision}:{}", published::DOCUMENT);
        match git(&["show", &object])? {
            Some(text) => Self::parse(revision, &text),
            None => Err(Failure::Job(format!(
                "expected a file or a revision that holds {}, found `{revision}`, which is neither",
                published::DOCUMENT
            ))),
        }
    }

    fn parse(name: &str, text: &str) -> Result<Self, Failure> {
        let document: Value = serde_json::from_str(text).map_err(|error| {
            Failure::Job(format!(
                "expected an OpenAPI document in JSON in {name}, found none: {error}"
            ))
        })?;
        if document["openapi"].is_string() {
            Ok(Self {
                name: name.to_owned(),
                document,
            })
        } else {
            Err(Failure::Job(format!(
                "expected an OpenAPI document in {name}, found JSON without `openapi`"
            )))
        }
    }
}

/// What git prints; nothing where it refuses, which it does where there is no such thing.
fn git(arguments: &[&str]) -> Result<Option<String>, Failure> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(workspace::root())
        .output()
        .map_err(|error| Failure::Job(format!("git can't be started: {error}")))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(output.status.success().then_some(printed))
}
