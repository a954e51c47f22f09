//! A server: how it is started, where its document is, and how a journey to it is made.

use std::borrow::Cow;
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::report::Report;
use crate::tools::{Environment, Kit};
use crate::workspace;

/// How long a server may take until it serves. Some write a database first.
const START: Duration = Duration::from_mins(3);
/// How long a journey may take.
const JOURNEY: Duration = Duration::from_mins(3);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// A server that clients are tried against.
pub(super) struct Server {
    /// What the command line calls it; the journey is `tests/real/NAME.rs`.
    pub(super) name: &'static str,
    pub(super) purpose: &'static str,
    pub(super) kit: Kit,
    /// Lines of shell, the last of which becomes the server: `{port}` is a free one of loopback. They run in an empty
    /// folder.
    pub(super) start: Cow<'static, str>,
    pub(super) document: Document,
}

/// Where the document comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Document {
    /// From this path of the server itself.
    Served(&'static str),
    /// The server has none: a file of ours in `tests/real`. It serves once this path is answered.
    Ours(&'static str, &'static str),
    /// The server is made of it. It serves once it answers at all.
    Mocked,
}

/// A server at work; it ends with this.
pub(super) struct Running {
    process: Child,
    folder: PathBuf,
    url: String,
    document: Document,
}

/// The folder of a server, below the target folder.
pub(super) fn folder(name: &str) -> PathBuf {
    workspace::root().join("target/real").join(name)
}

impl Server {
    /// Starts it on a free port of loopback, in a folder that is empty.
    pub(super) fn start(&self) -> Result<Running, String> {
        let folder = folder(self.name).join("server");
        let told = |error: std::io::Error| format!("{}: {error}", folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(told)?;
        }
        fs::create_dir_all(&folder).map_err(told)?;
        for (name, place) in self.kit.links() {
            crate::tools::link(&place, &folder.join(name))?;
        }
        let port = free_port()?;
        let log = File::create(folder.join("log.txt")).map_err(told)?;
        let mut command = Environment::of(&[self.kit])
            // Whatever it keeps at its user's is kept here, and it reports home to nobody.
            .with("HOME", &folder)
            .with("PREFECT_HOME", &folder)
            .with("DO_NOT_TRACK", "1")
            .with("ANONYMIZED_TELEMETRY", "False")
            .with("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
            .command(&folder, &self.start.replace("{port}", &port.to_string()))?;
        group(&mut command);
        let process = command
            .stdout(Stdio::from(log))
            .spawn()
            .map_err(|error| format!("`sh` can't be started: {error}"))?;
        let mut running = Running {
            process,
            folder,
            url: format!("http://127.0.0.1:{port}"),
            document: self.document,
        };
        running.wait()?;
        Ok(running)
    }
}

impl Running {
    /// Waits until it serves.
    fn wait(&mut self) -> Result<(), String> {
        let (ready, fail) = match self.document {
            Document::Served(path) | Document::Ours(_, path) => (path, "--fail"),
            Document::Mocked => ("/", ""),
        };
        let start = Instant::now();
        while start.elapsed() < START {
            if let Ok(Some(status)) = self.process.try_wait() {
                return Err(format!("the server ended ({status}):\n{}", self.log()));
            }
            if self.get(ready, fail).is_ok() {
                return Ok(());
            }
            sleep(PAUSE);
        }
        Err(format!(
            "the server doesn't answer {ready} after {} s:\n{}",
            START.as_secs(),
            self.log()
        ))
    }

    /// The last lines that it wrote.
    fn log(&self) -> String {
        let text = fs::read(self.folder.join("log.txt")).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    fn get(&self, path: &str, fail: &str) -> Result<String, String> {
        let line = format!(
            "curl --silent --show-error {fail} --max-time 30 --noproxy '*' '{}{path}'",
            self.url
        );
        Environment::default().must(&self.folder, &line)
    }

    /// The document, in a file.
    pub(super) fn document(&self) -> Result<PathBuf, String> {
        match self.document {
            Document::Mocked => Err("a mock has no document of its own".to_owned()),
            Document::Ours(file, _) => Ok(workspace::root().join("tests/real").join(file)),
            Document::Served(path) => {
                let file = self.folder.join("document");
                fs::write(&file, self.get(path, "--fail")?)
                    .map_err(|error| format!("{}: {error}", file.display()))?;
                Ok(file)
            }
        }
    }

    /// Runs a journey, in bounded time.
    pub(super) fn travel(&self, program: &Path) -> Result<Report, String> {
        let mut journey = Command::new(program)
            .env("REAL_URL", &self.url)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} can't be started: {error}", program.display()))?;
        let start = Instant::now();
        loop {
            match journey.try_wait() {
                Ok(Some(_)) => break,
                Ok(None) if start.elapsed() < JOURNEY => sleep(PAUSE),
                _ => {
                    // It may have ended already.
                    let _ = journey.kill();
                    return Err(format!("the journey takes over {} s", JOURNEY.as_secs()));
                }
            }
        }
        let output = journey
            .wait_with_output()
            .map_err(|error| error.to_string())?;
        Report::read(&output.stdout).map_err(|why| {
            format!(
                "the journey ended ({}) without a report: {why}\n{}",
                output.status,
                self.log()
            )
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        end_group(&mut self.process);
    }
}

/// A port that nobody listens to.
fn free_port() -> Result<u16, String> {
    let bound =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    bound
        .map(|address| address.port())
        .map_err(|error| format!("no port of loopback is free: {error}"))
}

/// Makes the process the first of a group, so that what it starts ends with it.
#[cfg(unix)]
fn group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn group(_: &mut Command) {}

/// Ends a process, and its group where there are groups.
fn end_group(process: &mut Child) {
    // A server may have ended already, and so may all that it started.
    if cfg!(unix) {
        let _ = Command::new("sh")
            .args(["-c", &format!("kill -TERM -{} 2>/dev/null", process.id())])
            .status();
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(5) && matches!(process.try_wait(), Ok(None)) {
            sleep(PAUSE);
        }
        let _ = Command::new("sh")
            .args(["-c", &format!("kill -KILL -{} 2>/dev/null", process.id())])
            .status();
    }
    let _ = process.kill();
    let _ = process.wait();
}
