//! A server on loopback that gives one prepared answer and keeps what it received.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

/// A running server: one thread, one connection.
pub(crate) struct Server {
    /// Its base address, without a slash at the end.
    pub(crate) url: String,
    thread: JoinHandle<String>,
}

impl Server {
    /// Answers the next request with these bytes, head and body.
    pub(crate) fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let thread = std::thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a connection");
            serve(stream, &answer)
        });
        Self { url: format!("http://{address}"), thread }
    }

    /// Answers the next request with a status line, a content type and a body.
    pub(crate) fn with_body(status: &str, content_type: &str, body: &str) -> Self {
        Self::answering(format!(
            "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        ))
    }

    /// The request as it came: request line, headers and body, with the port, which differs between runs, replaced.
    pub(crate) fn received(self) -> String {
        let port = self.url.rsplit(':').next().expect("a port").to_owned();
        self.thread.join().expect("the server ran").replace(&port, "PORT")
    }
}

/// Reads one request, answers it, returns the request's text.
fn serve(stream: TcpStream, answer: &[u8]) -> String {
    let mut reader = BufReader::new(stream);
    let mut received = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line of the head");
        if line == "\r\n" || line.is_empty() {
            break;
        }
        let line = line.trim_end();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        received.push_str(line);
        received.push('\n');
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    received.push('\n');
    received.push_str(&String::from_utf8(body).expect("UTF-8"));
    reader.get_mut().write_all(answer).expect("answered");
    received
}
