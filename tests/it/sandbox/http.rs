//! A client that can send anything: bytes over TCP, and answers read off them without help.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use vms_admin_sandbox::Sandbox;

/// How long an exchange may take: beyond it the server hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A piece of what a client does.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Byte by byte, with this pause between.
    Drip(Vec<u8>, Duration),
    /// Ends what the client sends; it reads on.
    Finish,
}

/// Carries the steps out and returns all that comes back until the server closes. Sending and reading go on at the
/// same time: a server may answer while it is still sent to.
pub(crate) async fn exchange(address: SocketAddr, steps: Vec<Step>) -> Vec<u8> {
    let stream = TcpStream::connect(address).await.expect("a connection");
    let (mut reader, mut writer) = stream.into_split();
    let send = async {
        for step in steps {
            // A server that has heard enough may close: what it said counts.
            let sent = match step {
                Step::Send(bytes) => writer.write_all(&bytes).await,
                Step::Wait(time) => {
                    sleep(time).await;
                    Ok(())
                }
                Step::Drip(bytes, pause) => drip(&mut writer, &bytes, pause).await,
                Step::Finish => writer.shutdown().await,
            };
            if sent.is_err() {
                break;
            }
        }
        writer
    };
    let receive = async {
        let mut received = Vec::new();
        // A reset ends it like an end.
        let _ = reader.read_to_end(&mut received).await;
        received
    };
    let both = async { tokio::join!(send, receive).1 };
    timeout(PATIENCE, both)
        .await
        .expect("the server doesn't hang")
}

async fn drip(
    writer: &mut (impl AsyncWriteExt + Unpin),
    bytes: &[u8],
    pause: Duration,
) -> std::io::Result<()> {
    for byte in bytes {
        writer.write_all(&[*byte]).await?;
        sleep(pause).await;
    }
    Ok(())
}

/// A well-formed request.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &'static str, path: &str) -> Self {
        Self {
            method,
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
        .header("Host", "localhost")
    }

    /// A GET that accepts JSON.
    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path).header("Accept", "application/json")
    }

    /// A POST that accepts JSON.
    pub(crate) fn post(path: &str) -> Self {
        Self::new("POST", path).header("Accept", "application/json")
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a header away that was added before.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| other != name);
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("Content-Type", "application/json")
            .body(body.to_string())
    }

    /// The request's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").expect("written");
        }
        if !self.body.is_empty() || self.method == "POST" {
            write!(head, "Content-Length: {}\r\n", self.body.len()).expect("written");
        }
        let mut bytes = (head + "\r\n").into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Sends it on a connection of its own.
    pub(crate) async fn send(&self, sandbox: &Sandbox) -> Answer {
        let closing = self.clone().header("Connection", "close");
        let received = exchange(sandbox.address(), vec![Step::Send(closing.bytes())]).await;
        let (mut answers, rest) = Answer::read_all(&received);
        assert_eq!(rest, "", "nothing but the answer");
        assert_eq!(answers.len(), 1, "one answer");
        answers.remove(0)
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How much of the body the head promised.
    pub(crate) length: usize,
}

impl Answer {
    /// The answers that some bytes hold, and what is no answer behind them.
    pub(crate) fn read_all(mut bytes: &[u8]) -> (Vec<Self>, String) {
        let mut answers = Vec::new();
        while let Some((answer, used)) = Self::read(bytes) {
            answers.push(answer);
            bytes = &bytes[used..];
        }
        (answers, String::from_utf8_lossy(bytes).into_owned())
    }

    fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines
            .next()?
            .strip_prefix("HTTP/1.")?
            .get(2..5)?
            .parse()
            .ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .map_or(0, |(_, value)| value.parse().expect("a number"));
        let start = end + 4;
        let stop = (start + length).min(bytes.len());
        let answer = Self {
            status,
            headers,
            body: bytes[start..stop].to_vec(),
            length,
        };
        Some((answer, stop))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The answer for a snapshot: all but the date.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("{}\n", self.status);
        for (name, value) in self.headers.iter().filter(|(name, _)| name != "date") {
            writeln!(shown, "{name}: {value}").expect("written");
        }
        shown + "\n" + self.text().trim_end()
    }
}
