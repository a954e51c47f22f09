//! A sandbox of a check's own.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::PACKAGE;
use crate::workspace;

/// A running sandbox; it ends with this.
pub(crate) struct Sandbox {
    process: Child,
    /// Where it listens.
    pub(crate) url: String,
    /// Login and password of the user that is always there: the document's example.
    pub(crate) demo: (String, String),
    /// A token of that user.
    pub(crate) token: String,
    /// The certificate to trust, if it speaks TLS.
    pub(crate) authority: Option<PathBuf>,
}

impl Sandbox {
    /// Builds the sandbox and starts it on a free port, with further options.
    ///
    /// # Errors
    /// It can't be built or started, or doesn't say where it listens.
    pub(crate) fn start(options: &[&str]) -> Result<Self, String> {
        let unstarted = |error: std::io::Error| format!("cargo can't be started: {error}");
        let built = cargo("build").output().map_err(unstarted)?;
        if !built.status.success() {
            let why = String::from_utf8_lossy(&built.stderr);
            return Err(format!("the sandbox can't be built:\n{}", why.trim_end()));
        }
        let mut process = cargo("run")
            .args(["--", "--port", "0", "--log", "json"])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // A line for each request: what went wrong is told by who made it.
            .stderr(Stdio::null())
            .spawn()
            .map_err(unstarted)?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            // What can't be read is no announcement, which the next lines tell.
            let _ = BufReader::new(output).read_line(&mut line);
        }
        let announced: Value = serde_json::from_str(&line).unwrap_or_default();
        let text = |name: &str| announced[name].as_str().unwrap_or_default().to_owned();
        let sandbox = Self {
            process,
            url: text("url"),
            demo: (text("login"), text("password")),
            token: text("token"),
            authority: announced["ca"].as_str().map(PathBuf::from),
        };
        if sandbox.url.is_empty() {
            let options = options.join(" ");
            return Err(format!(
                "the sandbox doesn't say where it listens, but {line:?}; `cargo xtask sandbox {options}` tells why"
            ));
        }
        Ok(sandbox)
    }
}

fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([command, "--quiet", "--locked", "--package", PACKAGE])
        .current_dir(workspace::root());
    cargo
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
