//! The command `vms-admin-sandbox`.

mod announce;
mod arguments;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use vms_admin_api::Secret;
use vms_admin_sandbox::{Api, Config, Sandbox, hash_password};

use arguments::{HELP, Log, Task};

fn main() -> ExitCode {
    let task = match arguments::parse(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => return fail(2, format_args!("{error}; --help tells what there is")),
    };
    let done = match task {
        Task::Help => write!(io::stdout(), "{HELP}").map_err(|error| error.to_string()),
        Task::Version => writeln!(
            io::stdout(),
            "vms-admin-sandbox {}",
            env!("CARGO_PKG_VERSION")
        )
        .map_err(|error| error.to_string()),
        Task::HashPassword => hash_a_line(),
        Task::Serve {
            config,
            document,
            log,
        } => {
            start_log(log);
            api(document.as_deref()).and_then(|api| serve(api, *config, log))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => fail(1, format_args!("{message}")),
    }
}

fn fail(code: u8, message: std::fmt::Arguments<'_>) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(code)
}

fn start_log(log: Log) {
    let builder = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    match log {
        Log::Text => builder.with_target(false).compact().init(),
        Log::Json => builder.json().flatten_event(true).init(),
        Log::Off => {}
    }
}

/// Reads a password from the standard input and writes its hash, for a file of users.
fn hash_a_line() -> Result<(), String> {
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    let password = Secret::from(line.trim_end_matches(['\r', '\n']));
    let hash = hash_password(&password).map_err(|error| error.to_string())?;
    writeln!(io::stdout(), "{hash}").map_err(|error| error.to_string())
}

fn api(document: Option<&Path>) -> Result<Api, String> {
    match document {
        Some(path) => Api::read(path).map_err(|error| error.to_string()),
        None => Ok(Api::default()),
    }
}

/// Serves until ctrl-c or SIGTERM; a second one ends at once.
fn serve(api: Api, config: Config, log: Log) -> Result<(), String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        // Listening for signals first: none may end the process on its own.
        let mut signals = Signals::new().map_err(|error| error.to_string())?;
        let sandbox = Sandbox::serve(api, config)
            .await
            .map_err(|error| error.to_string())?;
        let announced = match log {
            Log::Json => announce::json(&sandbox),
            Log::Text | Log::Off => announce::text(&sandbox),
        };
        // Nobody may be listening to the standard output.
        let _ = io::stdout().write_all(announced.as_bytes());
        signals.next().await;
        tracing::info!("ending: requests under way are answered first");
        tokio::select! {
            () = sandbox.shutdown() => {}
            () = signals.next() => {}
        }
        Ok(())
    })
}

/// The signals that end the command.
struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn next(&mut self) {
        // Where ctrl-c can't be waited for, the process ends as it does by default.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
