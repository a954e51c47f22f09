//! Schemathesis against a running sandbox: it makes requests of the published document, good and bad, and judges the
//! answers by it.

use super::step::{Outcome, lacking};
use crate::sandbox::Sandbox;
use crate::tools::{Environment, Kit};
use crate::workspace;

/// Configuration, and the users whose sign-in is the document's example.
const FOLDER: &str = "tests/schemathesis";

pub(super) fn run() -> Outcome {
    if let Err(why) = Kit::Python.install() {
        return lacking(why);
    }
    match try_documents() {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why + "\n"),
    }
}

/// Both documents, as they are served.
fn try_documents() -> Result<(), String> {
    let sandbox = Sandbox::start(&["--users", &format!("{FOLDER}/users.json")])?;
    // The configuration names it: on the command line it would be in what is printed of a failure.
    let environment = Environment::of(&[Kit::Python]).with("SANDBOX_TOKEN", sandbox.token.as_str());
    let url = &sandbox.url;
    for document in ["openapi.json", "openapi-3.0.yaml"] {
        environment.must(
            workspace::root(),
            &format!("schemathesis --config-file {FOLDER}/schemathesis.toml run {url}/{document} --url {url}"),
        )?;
    }
    Ok(())
}
