//! Command lines as people type them, with the kits' programs at hand.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Kit;

/// What a command line finds when it runs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Environment {
    programs: Vec<PathBuf>,
    variables: Vec<(&'static str, OsString)>,
}

/// What became of a command line.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) success: bool,
    /// All that it printed, errors included, in order.
    pub(crate) output: String,
}

impl Environment {
    /// The machine's own environment, with the programs of some kits before all others.
    pub(crate) fn of(kits: &[Kit]) -> Self {
        Self {
            programs: kits.iter().flat_map(|kit| kit.programs()).collect(),
            variables: Vec::new(),
        }
    }

    /// Sets a variable.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Runs a line of shell in a folder.
    ///
    /// # Errors
    /// The shell itself can't be started.
    pub(crate) fn run(&self, folder: &Path, line: &str) -> Result<Ran, String> {
        let output = self
            .command(folder, line)?
            .output()
            .map_err(|error| format!("`sh` can't be started: {error}"))?;
        Ok(Ran {
            success: output.status.success(),
            output: String::from_utf8_lossy(&output.stdout).into_owned(),
        })
    }

    /// A line of shell, ready to be run in a folder.
    ///
    /// # Errors
    /// A folder of programs has a name that no path may hold.
    pub(crate) fn command(&self, folder: &Path, line: &str) -> Result<Command, String> {
        let mut path: Vec<PathBuf> = self.programs.clone();
        if let Some(inherited) = std::env::var_os("PATH") {
            path.extend(std::env::split_paths(&inherited));
        }
        let path = std::env::join_paths(path).map_err(|error| error.to_string())?;
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("exec 2>&1\nset -e\n{line}")])
            .current_dir(folder)
            .stdin(Stdio::null())
            .env("PATH", path)
            // What was written for a terminal, or for a company's statistics, is noise here.
            .env("NO_COLOR", "1")
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
            .env("npm_config_update_notifier", "false")
            .env("npm_config_loglevel", "error")
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .env("PIP_ROOT_USER_ACTION", "ignore");
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        Ok(command)
    }

    /// Runs a line of shell that has to succeed.
    ///
    /// # Errors
    /// What it printed where it fails.
    pub(crate) fn must(&self, folder: &Path, line: &str) -> Result<String, String> {
        let ran = self.run(folder, line)?;
        if ran.success {
            Ok(ran.output)
        } else {
            Err(format!("`{line}` failed:\n{}", ran.output.trim_end()))
        }
    }
}
