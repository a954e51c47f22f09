//! The server that the clients sign in to.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::workspace;

/// The user of whom the server sends an empty text in place of a date: a client that holds answers against the date's
/// pattern must let that through.
const SPARSE: (&str, &str) = ("sparse@mail.com", "sparse");
/// The file that holds them.
const USERS: &str = "tests/sdk/users.json";

/// A running server.
#[derive(Debug)]
pub(super) struct Sandbox {
    url: String,
    /// Who may sign in: logins and passwords.
    users: Vec<(String, String)>,
    process: Option<Child>,
}

impl Sandbox {
    /// Builds the sandbox and starts it on a free port.
    pub(super) fn start() -> Result<Self, String> {
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
            .args(["--port", "0", "--log", "json", "--users", USERS])
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} can't be started: {error}", program.display()))?;
        let output = process.stdout.take();
        let mut line = String::new();
        let mut output = BufReader::new(output.ok_or("the sandbox has no output")?);
        let read = output.read_line(&mut line);
        let mut sandbox = Self {
            url: String::new(),
            users: Vec::new(),
            process: Some(process),
        };
        let announced: Value = read
            .ok()
            .and_then(|_| serde_json::from_str(&line).ok())
            .ok_or_else(|| format!("the sandbox doesn't say where it listens: {line}"))?;
        let text = |key: &str| announced[key].as_str().unwrap_or_default().to_owned();
        sandbox.url = text("url");
        let sparse = (SPARSE.0.to_owned(), SPARSE.1.to_owned());
        sandbox.users = vec![(text("login"), text("password")), sparse];
        Ok(sandbox)
    }

    pub(super) fn users(&self) -> &[(String, String)] {
        &self.users
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // It ends one way or the other: its output has no reader any more.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
