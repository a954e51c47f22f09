//! A client that costs as little as it can: what it takes is missing to the server.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vms_admin_api::{ObtainToken, Operation};
use vms_admin_sandbox::{DEMO_LOGIN, DEMO_PASSWORD};

/// A connection that stays open.
pub(crate) struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What is of interest in an answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(4096),
        })
    }

    /// Sends a request and reads its answer whole.
    pub(crate) async fn send(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(answer) = parse(&self.buffer) {
                return Ok(answer);
            }
        }
    }
}

/// The answer, once its head and as much body as it promises are there.
fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let header = |name: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
    };
    let length: usize = usize::try_from(header("content-length:").unwrap_or(0_u64)).ok()?;
    if bytes.len() < end + 4 + length {
        return None;
    }
    Some(Answer {
        status: head.get(9..12)?.parse().ok()?,
        retry_after: header("retry-after:").map(Duration::from_secs),
    })
}

fn post(body: &str) -> Vec<u8> {
    format!(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        ObtainToken::PATH,
        body.len()
    )
    .into_bytes()
}

/// The documented user's sign-in.
pub(crate) fn sign_in() -> Vec<u8> {
    post(&json!({ "login": DEMO_LOGIN, "password": DEMO_PASSWORD }).to_string())
}

/// A sign-in that lacks a field.
pub(crate) fn incomplete() -> Vec<u8> {
    post(&json!({ "login": DEMO_LOGIN }).to_string())
}

/// A GET.
pub(crate) fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n")
        .into_bytes()
}

/// Sends a request over and over on so many connections. Returns how many were answered with the status per second.
pub(crate) async fn rate(
    address: SocketAddr,
    request: &[u8],
    status: u16,
    connections: usize,
    time: Duration,
) -> io::Result<f64> {
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let request = request.to_vec();
        let mut client = Client::connect(address).await?;
        tasks.push(tokio::spawn(async move {
            let mut count = 0_u32;
            while start.elapsed() < time {
                let answer = client.send(&request).await?;
                if answer.status != status {
                    return Err(io::Error::other(format!(
                        "expected {status}, found {}",
                        answer.status
                    )));
                }
                count += 1;
            }
            Ok(count)
        }));
    }
    let mut count = 0.0;
    for task in tasks {
        count += f64::from(task.await??);
    }
    Ok(count / start.elapsed().as_secs_f64())
}

/// The median of some figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
