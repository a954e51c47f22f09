//! A server on loopback that answers as a test wants it, and keeps what it received.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// A running server. It ends when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    /// Its base address less the port.
    base: &'static str,
    received: Arc<Mutex<Vec<String>>>,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers each request, of which it is given the text, with the bytes of an answer: head and body.
    pub(crate) fn start<A: Into<Vec<u8>>>(
        answer: impl Fn(&str) -> A + Send + Sync + 'static,
    ) -> Self {
        Self::over("http://127.0.0.1", |stream| stream, answer)
    }

    /// The same over connections that `open` makes of the plain ones.
    pub(crate) fn over<S: Read + Write, A: Into<Vec<u8>>>(
        base: &'static str,
        open: impl Fn(TcpStream) -> S + Send + Sync + 'static,
        answer: impl Fn(&str) -> A + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let received = Arc::new(Mutex::new(Vec::new()));
        let ending = Arc::new(AtomicBool::new(false));
        let (kept, end) = (Arc::clone(&received), Arc::clone(&ending));
        let how = Arc::new((open, answer));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let stream = stream.expect("a connection");
                let (kept, how) = (Arc::clone(&kept), Arc::clone(&how));
                std::thread::spawn(move || serve(how.0(stream), &kept, &how.1));
            }
        });
        Self {
            address,
            base,
            received,
            ending,
            thread: Some(thread),
        }
    }

    /// Answers every request with a status line, a content type and a body.
    pub(crate) fn with_body(status: &str, content_type: &str, body: &str) -> Self {
        let answer = answer(status, &format!("Content-Type: {content_type}\r\n"), body);
        Self::start(move |_| answer.clone())
    }

    /// Its base address, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("{}:{}", self.base, self.address.port())
    }

    /// The requests as they came: request line, headers and body, with the port, which differs between runs, replaced.
    pub(crate) fn received(&self) -> Vec<String> {
        let port = self.address.port().to_string();
        let received = self
            .received
            .lock()
            .expect("no test panics while it holds this");
        received
            .iter()
            .map(|request| request.replace(&port, "PORT"))
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server ran");
        }
    }
}

/// The bytes of an answer. Each further header ends with a line end.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// Reads one request and answers it.
fn serve<A: Into<Vec<u8>>>(
    stream: impl Read + Write,
    kept: &Mutex<Vec<String>>,
    answer: &impl Fn(&str) -> A,
) {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).is_err() || line.is_empty() {
            return;
        }
        if line == "\r\n" {
            break;
        }
        let line = line.trim_end();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        request.push_str(line);
        request.push('\n');
    }
    let mut body = vec![0; length];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    request.push('\n');
    request.push_str(&String::from_utf8(body).expect("UTF-8"));
    kept.lock()
        .expect("no test panics while it holds this")
        .push(request.clone());
    // The client may have gone.
    let stream = reader.get_mut();
    let _ = stream
        .write_all(&answer(&request).into())
        .and_then(|()| stream.flush());
}
