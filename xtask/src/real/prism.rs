//! Every operation of the documents in a folder, against Prism, which pretends to be their server and judges requests.
//!
//! The program that calls them is made from the document: what an argument is comes from its examples and schemas, what
//! it looks like in Rust from the generator's model. Prism answers with the document's examples, then with what it makes
//! up itself.

mod explained;
mod expression;
mod pattern;
mod program;
mod value;

use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::crates;
use super::report::Report;
use super::server::{self, Document as Place, Server};
use crate::corpus::documents;
use crate::tools::{Environment, Kit};
use explained::EXPLAINED;
use value::Document;

/// What the command line calls it.
pub(super) const NAME: &str = "prism";

/// How Prism makes its answers.
const MODES: [(&str, &str); 2] = [("examples", ""), ("made up", "--dynamic")];

/// Tries every document of the folder; a line of the table for each, and for each way of answering.
pub(super) fn visit(folder: &Path) -> Vec<(String, Outcome)> {
    if let Err(why) = Kit::Prism.install() {
        return vec![(NAME.to_owned(), Outcome::Lacking(why))];
    }
    let documents = match documents(folder) {
        Ok(documents) => documents,
        Err(failure) => return vec![(NAME.to_owned(), Outcome::Failed(failure.to_string()))],
    };
    let mut rows = Vec::new();
    for document in documents {
        let name = crate::corpus::name(&document).replace('.', "-");
        let prepared = prepare(&name, &document);
        for (mode, option) in MODES {
            let outcome = prepared
                .as_ref()
                .map_err(Clone::clone)
                .and_then(|(json, program)| travel(&name, json, program, option));
            let outcome = match outcome {
                Ok(report) => Outcome::Ran(report),
                Err(why) => Outcome::Failed(why),
            };
            rows.push((format!("{name}, {mode}"), outcome));
        }
    }
    rows
}

/// The document as JSON, and the program that calls its operations.
fn prepare(name: &str, document: &Path) -> Result<(PathBuf, PathBuf), String> {
    let place = server::folder(NAME).join(name);
    let told = |error: std::io::Error| format!("{}: {error}", place.display());
    fs::create_dir_all(&place).map_err(told)?;
    let json = place.join("document.json");
    fs::write(&json, as_json(document, &place)?).map_err(told)?;
    let bytes = fs::read(&json).map_err(told)?;
    let parsed = apicrate::parse(&bytes).map_err(|error| error.to_string())?;
    let (api, _) = apicrate::lower(&parsed).map_err(|error| error.to_string())?;
    let value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
    let source = place.join("program.rs");
    fs::write(&source, program::source(&api, &Document(value))).map_err(told)?;
    let program = crates::compile(&format!("{NAME}-{name}"), &json, &source)?;
    Ok((json, program))
}

/// JSON as it is; YAML by the reader that Prism has, too.
fn as_json(document: &Path, place: &Path) -> Result<String, String> {
    let text =
        fs::read_to_string(document).map_err(|error| format!("{}: {error}", document.display()))?;
    if text.trim_start().starts_with('{') {
        return Ok(text);
    }
    fs::write(place.join("document.yaml"), text).map_err(|error| error.to_string())?;
    for (name, at) in Kit::Prism.links() {
        if !place.join(name).exists() {
            crate::tools::link(&at, &place.join(name))?;
        }
    }
    let line = "node -e \"const fs = require('fs'); const { parse } = require('@stoplight/yaml'); \
                fs.writeFileSync('document.json', JSON.stringify(parse(fs.readFileSync('document.yaml', 'utf8')), null, 1))\"";
    Environment::of(&[Kit::Prism]).must(place, line)?;
    fs::read_to_string(place.join("document.json")).map_err(|error| error.to_string())
}

fn travel(name: &str, json: &Path, program: &Path, option: &str) -> Result<Report, String> {
    let mock = Server {
        name: NAME,
        purpose: "",
        kit: Kit::Prism,
        start: format!(
            "exec prism mock --errors --host 127.0.0.1 --port {{port}} {option} '{}'",
            json.display()
        )
        .into(),
        // It answers whatever is asked, and refuses what the document doesn't have.
        document: Place::Mocked,
    };
    let running = mock.start()?;
    let mut report = running.travel(program)?;
    let explained = EXPLAINED.iter().filter(|known| known.document == name);
    for known in explained {
        if !report.explain(known.step, known.says, known.whose, known.why) && option.is_empty() {
            report.surprise(format!(
                "{}: the explanation is out of date: {}",
                known.step, known.why
            ));
        }
    }
    Ok(report)
}
