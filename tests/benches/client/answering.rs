//! A server that answers every request with the documented token, as fast as it can.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

/// The documented answer.
pub(crate) const TOKEN: &str = include_str!("../../../crates/api/examples/obtain-token.200.json");

/// Starts it; it ends with the process.
pub(crate) fn start() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that goes is no failure.
            thread::spawn(move || drop(answer(stream)));
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let length = TOKEN.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{TOKEN}"
    );
    let mut buffer = [0; 4096];
    let mut filled = 0;
    loop {
        match stream.read(&mut buffer[filled..])? {
            0 => return Ok(()),
            read => filled += read,
        }
        // The end of the body, which is a flat object.
        if buffer[..filled].ends_with(b"}") {
            stream.write_all(answer.as_bytes())?;
            filled = 0;
        }
    }
}
