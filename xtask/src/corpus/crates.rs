//! The generated crates: one workspace below `target/`, so that their dependencies are built once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use xshell::{Shell, cmd};

use super::row::Row;
use crate::cargo::{forget_generated, of_generated};
use crate::{Failure, workspace};

pub(super) struct Crates {
    folder: PathBuf,
    generator: PathBuf,
}

impl Crates {
    /// An empty workspace.
    pub(super) fn new(shell: &Shell, generator: PathBuf) -> Result<Self, Failure> {
        let folder = workspace::root().join("target/corpus");
        shell.create_dir(&folder)?;
        Ok(Self { folder, generator })
    }

    /// Generates the crate of a document.
    pub(super) fn generate(&self, shell: &Shell, document: &Path) -> Result<Row, Failure> {
        let name = super::name(document);
        let (generator, out) = (&self.generator, self.folder.join(&name));
        let package = package(&name);
        let generate = cmd!(
            shell,
            "{generator} generate {document} --out {out} --name {package} --stats"
        );
        let output = generate.ignore_status().output()?;
        let mut row = Row {
            name,
            ..Row::default()
        };
        if output.status.success() {
            row.stats = serde_json::from_slice(&output.stdout).ok();
        } else {
            row.complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        }
        Ok(row)
    }

    /// Writes the workspace's manifest and builds what the crates depend on.
    pub(super) fn build_dependencies(&self, rows: &[Row]) -> Result<(), Failure> {
        let members: Vec<String> = rows
            .iter()
            .filter(|row| row.is_generated())
            .map(|row| format!("{:?}", row.name))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            members.join(", ")
        );
        let path = self.folder.join("Cargo.toml");
        fs::write(&path, manifest).map_err(|error| {
            Failure::Job(format!("{}: cannot be written: {error}", path.display()))
        })?;
        // Failures are told crate by crate.
        drop(self.cargo("check", None).output());
        drop(self.cargo("clippy", None).output());
        Ok(())
    }

    /// Times `cargo check` of a crate alone, and lints it.
    pub(super) fn check(&self, row: &mut Row) {
        if let Err(failure) = forget_generated(&self.folder, &[&package(&row.name)], false) {
            row.complaint = failure.to_string();
            return;
        }
        let start = Instant::now();
        let checked = self.cargo("check", Some(&row.name)).output();
        row.check = Some(start.elapsed().as_secs_f64());
        let linted = self.cargo("clippy", Some(&row.name)).output();
        for outcome in [checked, linted] {
            match outcome {
                Ok(output) if output.status.success() && output.stderr.is_empty() => {}
                Ok(output) => row
                    .complaint
                    .push_str(&String::from_utf8_lossy(&output.stderr)),
                Err(error) => row.complaint.push_str(&error.to_string()),
            }
        }
    }

    /// A cargo command for one crate, or for all.
    fn cargo(&self, verb: &str, name: Option<&str>) -> Command {
        let mut command = of_generated(&self.folder, &[verb]);
        match name {
            Some(name) => command.args(["--package", &package(name)]),
            None => command.args(["--workspace", "--keep-going"]),
        };
        command
    }
}

fn package(name: &str) -> String {
    format!("{name}-client")
}
