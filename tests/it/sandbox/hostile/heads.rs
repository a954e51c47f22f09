//! Heads that no client should send.

use super::super::PATH;
use super::{Case, head, kept, post};

/// A request without a body, in these words.
fn line(line: &str) -> String {
    format!("{line}\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n")
}

/// A sign-in without a body, with these headers.
fn with(headers: impl AsRef<[u8]>) -> Vec<u8> {
    let start = format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n");
    [start.as_bytes(), headers.as_ref(), b"\r\n"].concat()
}

pub(super) fn cases() -> Vec<Case> {
    [lines(), headers(), lengths(), protocols(), pipelines()]
        .into_iter()
        .flatten()
        .collect()
}

fn lines() -> Vec<Case> {
    vec![
        Case::bytes(
            "a method in small letters",
            line(&format!("post {PATH} HTTP/1.1")),
        ),
        Case::bytes("an unknown method", line(&format!("BREW {PATH} HTTP/1.1"))),
        Case::bytes("TRACE", line(&format!("TRACE {PATH} HTTP/1.1"))),
        Case::bytes("CONNECT", line("CONNECT sandbox:443 HTTP/1.1")),
        Case::bytes("OPTIONS of everything", line("OPTIONS * HTTP/1.1")),
        Case::bytes(
            "OPTIONS of the operation",
            line(&format!("OPTIONS {PATH} HTTP/1.1")),
        ),
        Case::bytes("DELETE", line(&format!("DELETE {PATH} HTTP/1.1"))),
        Case::bytes(
            "a method that goes on and on",
            line(&format!("{} / HTTP/1.1", "A".repeat(20_000))),
        ),
        Case::bytes(
            "a whole URL",
            line("GET http://elsewhere.example/_sandbox/health HTTP/1.1"),
        ),
        Case::bytes("up and away", line("GET /../../etc/passwd HTTP/1.1")),
        Case::bytes(
            "up and away, escaped",
            line("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1"),
        ),
        Case::bytes("an escaped NUL in the path", line("GET /a%00b HTTP/1.1")),
        Case::bytes("a broken escape in the path", line("GET /%zz HTTP/1.1")),
        Case::bytes(
            "a letter of the path escaped",
            line("GET /api/admin/v1/auth/%74oken HTTP/1.1"),
        ),
        Case::bytes("two slashes", line(&format!("GET /{PATH} HTTP/1.1"))),
        Case::bytes("a slash too many", line(&format!("GET {PATH}/ HTTP/1.1"))),
        Case::bytes(
            "a query",
            line(&format!("GET {PATH}?password=secret HTTP/1.1")),
        ),
        Case::bytes(
            "markup in the path",
            line("GET /<script>alert(1)</script> HTTP/1.1"),
        ),
        Case::bytes(
            "a path that is no ASCII",
            [b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n".as_slice()].concat(),
        ),
        Case::bytes("a blank in the path", line("GET /a b HTTP/1.1")),
        Case::bytes(
            "a path of 20,000 letters",
            line(&format!("GET /{} HTTP/1.1", "a".repeat(20_000))),
        ),
        Case::bytes(
            "a path of 100,000 letters",
            line(&format!("GET /{} HTTP/1.1", "a".repeat(100_000))),
        ),
        Case::bytes("no path", line("GET HTTP/1.1")),
    ]
}

fn headers() -> Vec<Case> {
    vec![
        Case::bytes("100 headers", with("X: 1\r\n".repeat(97))),
        Case::bytes("101 headers", with("X: 1\r\n".repeat(98))),
        Case::bytes("10,000 headers", with("X: 1\r\n".repeat(10_000))),
        Case::bytes(
            "a header of 30,000 bytes",
            with(format!("X: {}\r\n", "a".repeat(30_000))),
        ),
        Case::bytes(
            "a header of 1 MB",
            with(format!("X: {}\r\n", "a".repeat(1 << 20))),
        ),
        Case::bytes(
            "a header name of 100,000 bytes",
            with(format!("{}: 1\r\n", "X".repeat(100_000))),
        ),
        Case::bytes("a header without a colon", with("X\r\n")),
        Case::bytes("a header without a name", with(": 1\r\n")),
        Case::bytes("a blank before the colon", with("X : 1\r\n")),
        Case::bytes("a header with a NUL", with(b"X: a\0b\r\n")),
        Case::bytes("a header that is no ASCII", with(b"X: \xff\r\n")),
        Case::bytes("a folded header", with("X: 1\r\n 2\r\n")),
        Case::bytes(
            "line feeds alone",
            line(&format!("GET {PATH} HTTP/1.1")).replace("\r\n", "\n"),
        ),
        Case::bytes(
            "carriage returns alone",
            line(&format!("GET {PATH} HTTP/1.1")).replace("\r\n", "\r"),
        ),
        Case::bytes(
            "no Host",
            format!("GET {PATH} HTTP/1.1\r\nAccept: application/json\r\nConnection: close\r\n\r\n"),
        ),
        Case::bytes(
            "two Hosts",
            format!(
                "GET {PATH} HTTP/1.1\r\nHost: a\r\nHost: b\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
            ),
        ),
        Case::bytes(
            "a strange Accept",
            line(&format!("GET {PATH} HTTP/1.1")).replace("application/json", ";;q=,,/,*/json;q=x"),
        ),
        Case::bytes("an unknown preference", with("Prefer: code=299\r\n")),
        Case::bytes(
            "a preference that is no text",
            with(b"Prefer: code=\xff\r\n"),
        ),
        Case::bytes(
            "an example that isn't there",
            with("Prefer: example=../secret\r\n"),
        ),
        Case::bytes("an unknown fault", with("X-Sandbox-Fault: explode\r\n")),
        Case::bytes(
            "a fault that is no text",
            with(b"X-Sandbox-Fault: \xff\r\n"),
        ),
        Case::bytes(
            "an endless delay",
            with("X-Sandbox-Fault: delay=9999999999999999999h\r\n"),
        ),
        Case::bytes("a foreign page", with("Origin: https://example.org\r\n")),
    ]
}

fn lengths() -> Vec<Case> {
    let length = |text: &str| {
        head(&format!(
            "Content-Type: application/json\r\nContent-Length: {text}\r\n"
        )) + "{}"
    };
    vec![
        Case::bytes("a negative length", length("-2")),
        Case::bytes("a signed length", length("+2")),
        Case::bytes("a length that is no number", length("two")),
        Case::bytes(
            "a length larger than numbers go",
            length("99999999999999999999999"),
        ),
        Case::bytes(
            "a length as large as numbers go",
            length("18446744073709551615"),
        ),
        Case::bytes("two lengths that differ", length("2\r\nContent-Length: 3")),
        Case::bytes("two lengths that agree", length("2\r\nContent-Length: 2")),
    ]
}

fn protocols() -> Vec<Case> {
    // The first bytes of a TLS handshake.
    let hello =
        b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09";
    vec![
        Case::bytes("HTTP/0.9", format!("GET {PATH}\r\n")),
        Case::bytes("HTTP/1.0", format!("GET {PATH} HTTP/1.0\r\nAccept: application/json\r\n\r\n")),
        Case::bytes("HTTP/1.2", line(&format!("GET {PATH} HTTP/1.2"))),
        Case::bytes("HTTP/9.9", line(&format!("GET {PATH} HTTP/9.9"))),
        Case::bytes("HTTP/2 without asking", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"),
        Case::bytes("HTTP/2, asked for", line(&format!("GET {PATH} HTTP/1.1")).replace(
            "Connection: close", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__"
        )),
        Case::bytes("a web socket", line(&format!("GET {PATH} HTTP/1.1")).replace(
            "Connection: close", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13"
        )),
        Case::bytes("TLS", hello),
        Case::bytes("SSH", b"SSH-2.0-OpenSSH_9.6\r\n"),
        Case::bytes("noise", (0..=255).cycle().take(4096).collect::<Vec<u8>>()),
        Case::bytes("blank lines first", format!("\r\n\r\n{}", line(&format!("GET {PATH} HTTP/1.1")))),
        Case::bytes("100,000 blank lines", b"\r\n".repeat(100_000)),
    ]
}

fn pipelines() -> Vec<Case> {
    let bad = kept(post(b"{}"));
    let last = line("GET /last HTTP/1.1");
    vec![
        Case::bytes(
            "three in a row",
            [bad.clone(), bad.clone(), last.clone().into_bytes()].concat(),
        ),
        Case::bytes(
            "200 in a row",
            [bad.repeat(200), last.clone().into_bytes()].concat(),
        ),
        Case::bytes(
            "noise behind a request",
            [bad.clone(), b"\0\0\0\0\r\n\r\n".to_vec()].concat(),
        ),
        Case::bytes(
            "a request behind one that is too large",
            [kept(post(&vec![b'a'; 70_000])), last.clone().into_bytes()].concat(),
        ),
        Case::bytes(
            "a request behind one of another type",
            [
                head("Content-Type: text/plain\r\nContent-Length: 2\r\n").as_bytes(),
                b"{}",
                last.as_bytes(),
            ]
            .concat(),
        ),
    ]
}
