//! One sample: signed in, refused, and before a server that it doesn't trust.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use vms_admin_api::{LocalDateTime, ObtainToken, Operation};
use vms_admin_samples::Sample;

use super::languages::Language;
use crate::sandbox::Sandbox;
use crate::tools::{Environment, Kit, link};
use crate::workspace;

/// What became of a sample.
pub(super) enum Outcome {
    Passed,
    Failed(String),
    /// With the reason.
    NotRun(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed => f.write_str("as documented"),
            Self::Failed(_) => f.write_str("FAILED"),
            Self::NotRun(why) => write!(f, "NOT RUN: {why}"),
        }
    }
}

/// The variable of samples that take a token.
const TOKEN: &str = "VMS_TOKEN";
/// What a sample that signs in prints before the date.
const SIGNED_IN: &str = "valid until ";
/// A password that nobody has, and that breaks whatever isn't quoted.
const WRONG: &str = "wr\"o'n$g ü\\";

/// Runs a sample three times, in a folder of its own below `target/samples`.
pub(super) fn try_sample(language: &Language, sample: &Sample, sandbox: &Sandbox) -> Outcome {
    if let Err(why) = lacks(language) {
        return Outcome::NotRun(why);
    }
    match Trial::prepare(language, sample, sandbox).and_then(|trial| trial.all(sandbox)) {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

fn lacks(language: &Language) -> Result<(), String> {
    language.kits.iter().try_for_each(|kit| kit.install())?;
    let probed = Environment::of(language.kits).run(workspace::root(), language.probe)?;
    if probed.success {
        return Ok(());
    }
    Err(format!(
        "not here; on Debian: apt-get install {}",
        language.packages
    ))
}

struct Trial<'a> {
    language: &'a Language,
    sample: &'a Sample,
    environment: Environment,
    folder: PathBuf,
    ca: PathBuf,
}

impl<'a> Trial<'a> {
    fn prepare(
        language: &'a Language,
        sample: &'a Sample,
        sandbox: &Sandbox,
    ) -> Result<Self, String> {
        let ca = sandbox
            .authority
            .clone()
            .ok_or("the sandbox has no certificate to trust")?;
        let trial = Self {
            language,
            sample,
            // By name: Mono accepts no address in a certificate.
            environment: Environment::of(language.kits)
                .with("VMS_URL", sandbox.url.replace("127.0.0.1", "localhost"))
                .with("VMS_LOGIN", &sandbox.demo.0),
            folder: folder(sample, language.kits)?,
            ca,
        };
        let line = trial.fill(language.prepare);
        trial.environment.must(&trial.folder, &line)?;
        Ok(trial)
    }

    fn all(&self, sandbox: &Sandbox) -> Result<(), String> {
        if self.sample.text.contains(TOKEN) {
            return self.with_token(sandbox);
        }
        let right = &sandbox.demo.1;
        let output = self.run(right, self.language.trust)?;
        let date = output
            .strip_prefix(SIGNED_IN)
            .and_then(|rest| rest.strip_suffix('\n'));
        if !date.is_some_and(is_a_date) {
            return Err(told("the right password", "`valid until` a date", &output));
        }
        let output = self.run(WRONG, self.language.trust)?;
        let refused = output.starts_with("login: ") && output.ends_with("\nexit code 1\n");
        if !refused || output.lines().count() != 2 {
            return Err(told(
                "the wrong password",
                "the field's reason and exit code 1",
                &output,
            ));
        }
        let output = self.run(right, "")?;
        if output.contains(SIGNED_IN) || !output.contains("exit code ") {
            return Err(told(
                "a certificate that isn't trusted",
                "a failure",
                &output,
            ));
        }
        Ok(())
    }

    /// A sample that was generated, or prints as those do.
    fn with_token(&self, sandbox: &Sandbox) -> Result<(), String> {
        let token = self.token(sandbox)?;
        let output = self.run_with(TOKEN, &token, self.language.trust)?;
        if output.contains("exit code ") || !output.contains(": ") {
            return Err(told("a token", "a name and its value", &output));
        }
        let output = self.run_with(TOKEN, "not a token", self.language.trust)?;
        if !output.contains("401: ") || !output.ends_with("\nexit code 1\n") {
            return Err(told("a wrong token", "`401: ` and exit code 1", &output));
        }
        let output = self.run_with(TOKEN, &token, "")?;
        if !output.contains("exit code ") {
            return Err(told(
                "a certificate that isn't trusted",
                "a failure",
                &output,
            ));
        }
        Ok(())
    }

    /// A token of the demo user.
    fn token(&self, sandbox: &Sandbox) -> Result<String, String> {
        let line = format!(
            "jq --null-input '{{login: env.VMS_LOGIN, password: env.VMS_PASSWORD}}' | curl --silent --fail --cacert {} \
             --header 'Content-Type: application/json' --header 'Accept: application/json' --data @- \
             \"$VMS_URL{}\" | jq --raw-output .access_token",
            self.ca.display(),
            ObtainToken::PATH
        );
        let environment = self
            .environment
            .clone()
            .with("VMS_PASSWORD", &sandbox.demo.1);
        let token = environment.must(&self.folder, &line)?;
        Ok(token.trim().trim_start_matches("Bearer ").to_owned())
    }

    /// All that a run printed, and its exit code where that isn't 0.
    fn run(&self, password: &str, trust: &str) -> Result<String, String> {
        self.run_with("VMS_PASSWORD", password, trust)
    }

    fn run_with(&self, variable: &'static str, value: &str, trust: &str) -> Result<String, String> {
        let line = self.fill(&self.language.run.replace("{trust}", trust));
        self.environment
            .clone()
            .with("VMS_PASSWORD", value)
            .with(variable, value)
            .must(
                &self.folder,
                &format!("{{ {line}; }} || echo \"exit code $?\""),
            )
    }

    fn fill(&self, line: &str) -> String {
        let stem = self.sample.file.split('.').next().unwrap_or_default();
        line.replace("{file}", &self.sample.file)
            .replace("{stem}", stem)
            .replace("{ca}", &self.ca.to_string_lossy())
            .replace("{root}", &workspace::root().to_string_lossy())
    }
}

fn is_a_date(text: &str) -> bool {
    LocalDateTime::from(text).civil().is_ok()
}

/// The output is shown: a sample prints no secret, or this says that it does.
fn told(with: &str, expected: &str, output: &str) -> String {
    format!("with {with} it should print {expected}, and printed:\n{output}")
}

/// A fresh folder with the sample and what the kits lay beside it.
fn folder(sample: &Sample, kits: &[Kit]) -> Result<PathBuf, String> {
    let folder = workspace::root().join("target/samples").join(sample.lang);
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(told)?;
    }
    fs::create_dir_all(&folder).map_err(told)?;
    fs::write(folder.join(&sample.file), &sample.text).map_err(told)?;
    if sample.lang == "rust" {
        package(sample, &folder)?;
    }
    for (name, place) in kits.iter().flat_map(|kit| kit.links()) {
        link(Path::new(&place), &folder.join(name))?;
    }
    Ok(folder)
}

/// Makes a cargo package of a sample in Rust, with the versions of this workspace.
fn package(sample: &Sample, folder: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let root = workspace::root();
    let own = fs::read_to_string(root.join("Cargo.toml")).map_err(told)?;
    let version = |name: &str| {
        let line = own
            .lines()
            .find(|line| line.split(' ').next() == Some(name))
            .unwrap_or_default();
        let quoted = line.split('"').nth(1).unwrap_or("*");
        format!("{name} = {{ version = \"{quoted}\", features = [")
    };
    let stem = sample.file.split('.').next().unwrap_or_default();
    let manifest = format!(
        "[package]\nname = \"{stem}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[[bin]]\nname = \"{stem}\"\npath = \
         \"{}\"\n\n[workspace]\n\n[dependencies]\n{}\"form\", \"json\", \"multipart\", \"query\"] }}\n{}] }}\n{}\"macros\", \
         \"rt-multi-thread\"] }}\nvms-admin-client = {{ path = \"{}\" }}\n",
        sample.file,
        version("reqwest"),
        version("serde_json"),
        version("tokio"),
        root.join("crates/client").display(),
    );
    fs::write(folder.join("Cargo.toml"), manifest).map_err(told)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(told)?;
    Ok(())
}
