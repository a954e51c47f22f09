//! A server that does what no good server does, and how a call against it ends.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::api::TokenRequest;
use crate::runtime::client::Client;
use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::error::Error;

/// A text that stands in everything secret, so that it is found wherever one comes out.
pub(super) const SECRET: &str = "hunter2";

/// A server on loopback that leaves each connection to a script. It ends with the test's process.
pub(super) struct Fault {
    pub(super) address: SocketAddr,
    connections: Arc<AtomicUsize>,
    received: Arc<Mutex<Vec<String>>>,
}

/// A connection, and what was read from it.
pub(super) struct Connection {
    pub(super) stream: TcpStream,
    /// How many came before it.
    pub(super) number: usize,
    received: Arc<Mutex<Vec<String>>>,
}

impl Fault {
    /// Runs `script` for each connection.
    pub(super) fn start(script: impl Fn(&mut Connection) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let connections = Arc::new(AtomicUsize::new(0));
        let received = Arc::new(Mutex::new(Vec::new()));
        let (counter, kept, script) = (connections.clone(), received.clone(), Arc::new(script));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let number = counter.fetch_add(1, Ordering::SeqCst);
                let stream = stream.expect("a connection");
                let mut connection = Connection {
                    stream,
                    number,
                    received: kept.clone(),
                };
                let script = script.clone();
                std::thread::spawn(move || script(&mut connection));
            }
        });
        Self {
            address,
            connections,
            received,
        }
    }

    /// Answers each request with these bytes, and closes the connection.
    pub(super) fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::start(move |connection| {
            connection.request();
            connection.send(&answer);
        })
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections came.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The requests, their port replaced.
    pub(super) fn received(&self) -> Vec<String> {
        let received = self
            .received
            .lock()
            .expect("no test panics while it holds this");
        let port = self.address.port().to_string();
        received
            .iter()
            .map(|request| request.replace(&port, "PORT"))
            .collect()
    }

    /// A client of it, that uses a connection only once, as the scripts do.
    pub(super) fn plain(&self) -> ClientBuilder {
        Client::builder(self.url()).configure(|builder| builder.pool_max_idle_per_host(0))
    }

    /// The same with secrets wherever they can be.
    pub(super) fn client(&self) -> ClientBuilder {
        secretive(self.plain())
    }
}

/// A client's settings with secrets wherever they can be.
pub(super) fn secretive(builder: ClientBuilder) -> ClientBuilder {
    builder
        .bearer_auth("hunter2-token")
        .basic_auth("user", "hunter2-password")
        .api_key("hunter2-key")
        .query_key("hunter2-query")
        .session("hunter2-session")
        .header("x-trace", "hunter2-header")
        .timeout(Duration::from_secs(20))
}

impl Connection {
    /// Reads a request, of which the body must have a length.
    pub(super) fn request(&mut self) -> String {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(b"\r\n\r\n") {
            if !matches!(self.stream.read(&mut byte), Ok(1)) {
                return String::new();
            }
            bytes.extend(byte);
        }
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a length"))];
        if self.stream.read_exact(&mut body).is_err() {
            return String::new();
        }
        let request = format!("{head}{}", String::from_utf8_lossy(&body));
        self.received
            .lock()
            .expect("no test panics while it holds this")
            .push(request.clone());
        request
    }

    /// Sends bytes; the client may have gone.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).is_ok()
    }

    /// Sends nothing more, for longer than any test waits.
    pub(super) fn stall() {
        std::thread::sleep(Duration::from_secs(30));
    }
}

/// A request for a token.
pub(super) fn request() -> TokenRequest {
    TokenRequest {
        login: "user".to_owned(),
        password: "hunter2-password".into(),
    }
}

/// All that an error shows, free of what differs between runs.
pub(super) fn report<E: std::fmt::Debug>(error: &Error<E>) -> String {
    let mut out = format!("{error}\n\n{error:#?}\n");
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(out, "\nbecause {error} ({error:?})");
        source = error.source();
    }
    let _ = write!(
        out,
        "\nstatus {:?}, timeout {}, connect {}, request {:?}, retry after {:?}, body {:?}",
        error.status().map(|status| status.as_u16()),
        error.is_timeout(),
        error.is_connect(),
        error.request_id(),
        error.retry_after(),
        error.raw_body().map(<[u8]>::len),
    );
    assert!(!out.contains(SECRET), "a secret came out: {out}");
    without_ports(&out)
}

/// Replaces the ports of loopback addresses.
fn without_ports(text: &str) -> String {
    let mut parts = text.split("127.0.0.1:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("127.0.0.1:PORT");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// Runs `call` and checks how long it takes.
pub(super) async fn within<T>(limit: Duration, call: impl IntoFuture<Output = T>) -> T {
    let start = Instant::now();
    let result = call.into_future().await;
    let took = start.elapsed();
    assert!(took < limit, "it took {took:?}, more than {limit:?}");
    result
}
