//! Schemathesis against a running sandbox: it makes requests of the published document, good and bad, and judges the
//! answers by it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use xshell::{Shell, cmd};

use super::step::{Outcome, quiet};
use crate::{tools, workspace};

/// Configuration, requirements, and the users whose sign-in is the document's example.
const FOLDER: &str = "tests/schemathesis";

pub(super) fn run(shell: &Shell) -> Outcome {
    let program = match tools::schemathesis(shell) {
        Ok(program) => program,
        Err(why) if tools::is_ci() => return Outcome::Failed(why + "\n"),
        Err(why) => return Outcome::Skipped(why),
    };
    let sandbox = match Sandbox::start() {
        Ok(sandbox) => sandbox,
        Err(why) => return Outcome::Failed(format!("the sandbox doesn't start: {why}\n")),
    };
    // Both documents, as they are served.
    for document in ["openapi.json", "openapi-3.0.yaml"] {
        let url = &sandbox.url;
        let outcome = quiet(&cmd!(
            shell,
            "{program} --config-file {FOLDER}/schemathesis.toml run {url}/{document} --url {url}"
        ));
        if !matches!(outcome, Outcome::Passed) {
            return outcome;
        }
    }
    Outcome::Passed
}

/// A sandbox of its own; it ends with this.
struct Sandbox {
    process: Child,
    url: String,
}

impl Sandbox {
    fn start() -> Result<Self, String> {
        let mut process = Command::new("cargo")
            .args(["run", "--quiet", "--package", "vms-admin-sandbox", "--"])
            .args(["--port", "0", "--log", "off", "--users"])
            .arg(format!("{FOLDER}/users.json"))
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            // A sandbox that says nothing has told why on the standard error.
            let _ = BufReader::new(output).read_line(&mut line);
        }
        let url = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .map(str::to_owned);
        // It ends with this, whether it said where it is or not.
        let sandbox = Self {
            process,
            url: url.clone().unwrap_or_default(),
        };
        url.map(|_| sandbox)
            .ok_or_else(|| format!("expected its address, found {line:?}"))
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
