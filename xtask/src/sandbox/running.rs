//! A sandbox that runs beside a command, for programs to sign in to.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::workspace;

/// A running sandbox; dropped, it ends.
#[derive(Debug)]
pub(crate) struct Running {
    process: Child,
    announced: Value,
}

impl Running {
    /// Builds the sandbox and starts it on a free port, with further options.
    ///
    /// # Errors
    /// It can't be built or started.
    pub(crate) fn start(options: &[&str]) -> Result<Self, String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--package", "vms-admin-sandbox"])
            .current_dir(workspace::root())
            .status()
            .map_err(|error| format!("cargo can't be started: {error}"))?;
        if !built.success() {
            return Err("the sandbox can't be built".to_owned());
        }
        let program = workspace::root().join("target/debug/vms-admin-sandbox");
        let mut process = Command::new(&program)
            .args(["--port", "0", "--log", "json"])
            .args(options)
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} can't be started: {error}", program.display()))?;
        let mut line = String::new();
        let read = process
            .stdout
            .take()
            .map(|output| BufReader::new(output).read_line(&mut line));
        // From here on it ends however this function does.
        let mut running = Self {
            process,
            announced: Value::Null,
        };
        running.announced = read
            .and_then(Result::ok)
            .and_then(|_| serde_json::from_str(&line).ok())
            .ok_or_else(|| format!("the sandbox doesn't say where it listens: {line}"))?;
        Ok(running)
    }

    fn text(&self, key: &str) -> &str {
        self.announced[key].as_str().unwrap_or_default()
    }

    /// Its address, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        self.text("url")
    }

    /// The login of the documented user.
    pub(crate) fn login(&self) -> &str {
        self.text("login")
    }

    /// The documented user's password, which is known to everybody.
    pub(crate) fn password(&self) -> &str {
        self.text("password")
    }

    /// The certificate to trust, if it speaks TLS.
    pub(crate) fn authority(&self) -> Option<PathBuf> {
        self.announced["ca"].as_str().map(PathBuf::from)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It ends one way or the other: its output has no reader any more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
