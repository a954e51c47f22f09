//! The servers under load, each a process of its own.

use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::routing::post;
use bytes::Bytes;
use vms_admin_api::{ObtainToken, Operation};

/// Has this program serve a bare handler instead of loading a server.
pub(crate) const BARE: &str = "--bare-server";

/// What the bare handler answers: the size of a real refusal.
const REFUSAL: &str = r#"{"message":"The given data was invalid.","errors":{"password":["The password field is required."]}}"#;

/// A running server; it ends with this.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// The sandbox, as it is built and by its defaults, but for the log.
    pub(crate) fn sandbox() -> io::Result<Self> {
        Self::start(
            Command::new(env!("CARGO_BIN_EXE_vms-admin-sandbox"))
                .args(["--port", "0", "--log", "off"]),
        )
    }

    /// An axum server with one handler that reads the body and answers with a constant.
    pub(crate) fn bare() -> io::Result<Self> {
        Self::start(Command::new(std::env::current_exe()?).arg(BARE))
    }

    fn start(command: &mut Command) -> io::Result<Self> {
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line
            .trim_end()
            .rsplit("//")
            .next()
            .and_then(|address| address.parse().ok());
        match address {
            Some(address) => Ok(Self { process, address }),
            None => Err(io::Error::other(format!(
                "expected an address, found {line:?}"
            ))),
        }
    }

    /// Seconds of processor time so far, in its own code and in the system's; `None` where the system doesn't tell.
    pub(crate) fn processor(&self) -> Option<[f64; 2]> {
        // Linux counts in hundredths of a second, whatever the machine.
        const TICKS: f64 = 100.0;
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).ok()?;
        let mut fields = text.rsplit(") ").next()?.split(' ').skip(11);
        let mut next = || Some(fields.next()?.parse::<f64>().ok()? / TICKS);
        Some([next()?, next()?])
    }

    /// Resident memory in MiB; `None` where the system doesn't tell.
    pub(crate) fn memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kib / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves the bare handler until it is killed.
pub(crate) fn serve_bare() -> io::Result<bool> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let handler = async |_: Bytes| {
            let json = HeaderValue::from_static("application/json");
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                [(header::CONTENT_TYPE, json)],
                REFUSAL,
            )
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}", listener.local_addr()?);
        axum::serve(
            listener,
            Router::new().route(ObtainToken::PATH, post(handler)),
        )
        .await?;
        Ok(true)
    })
}
