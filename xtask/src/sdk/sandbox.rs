//! The server that the clients sign in to.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::workspace;

/// A running server and who may sign in to it.
#[derive(Debug)]
pub(super) struct Sandbox {
    url: String,
    process: Option<Child>,
}

impl Sandbox {
    /// A server that runs already.
    pub(super) fn elsewhere(url: String) -> Self {
        Self { url, process: None }
    }

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
            .args(["--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{} can't be started: {error}", program.display()))?;
        let output = process.stdout.take();
        let mut lines = BufReader::new(output.ok_or("the sandbox has no output")?).lines();
        let url = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| url_in(&line));
        // Read on, or the sandbox waits for room in the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        match url {
            Some(url) => Ok(Self {
                url,
                process: Some(process),
            }),
            None => Err("the sandbox ended without saying where it listens".to_owned()),
        }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    #[expect(clippy::unused_self, reason = "who may sign in is the server's to say")]
    pub(super) fn login(&self) -> &'static str {
        "user@mail.com"
    }

    #[expect(clippy::unused_self, reason = "who may sign in is the server's to say")]
    pub(super) fn password(&self) -> &'static str {
        "password"
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

/// The address that a line names.
fn url_in(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    let rest = line.get(start..)?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    rest.get(..end)
        .map(|url| url.trim_end_matches(['/', '.', ',']).to_owned())
}
