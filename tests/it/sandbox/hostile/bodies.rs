//! Bodies that are no sign-in.

use super::super::PATH;
use super::super::http::Step;
use super::{Case, head, post};

const LIMIT: usize = 64 * 1024;

/// A sign-in whose body is exactly this long.
fn of_length(length: usize) -> Vec<u8> {
    let (start, end) = (r#"{"login": ""#, r#"", "password": ""}"#);
    let filling = "a".repeat(length - start.len() - end.len());
    format!("{start}{filling}{end}").into_bytes()
}

/// A sign-in with this `Content-Type` line.
fn typed(line: &str) -> Vec<u8> {
    let body = r#"{"login": "a", "password": "b"}"#;
    head(&format!("{line}Content-Length: {}\r\n", body.len()))
        .into_bytes()
        .into_iter()
        .chain(body.bytes())
        .collect()
}

/// A body in chunks.
fn chunked(chunks: &[u8]) -> Vec<u8> {
    let head = head("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
    [head.as_bytes(), chunks].concat()
}

pub(super) fn cases() -> Vec<Case> {
    [
        texts(),
        fields(),
        depths(),
        encodings(),
        sizes(),
        types(),
        chunks(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn texts() -> Vec<Case> {
    let json = |name, body: &str| Case::bytes(name, post(body.as_bytes()));
    vec![
        json("empty body", ""),
        json("only blanks", " \r\n\t "),
        json("truncated object", r#"{"login": "a", "#),
        json("truncated string", r#"{"login": "a"#),
        json("truncated escape", r#"{"login": "\u00"#),
        json("trailing comma", r#"{"login": "a", "password": "b",}"#),
        json("single quotes", r"{'login': 'a', 'password': 'b'}"),
        json("keys without quotes", r#"{login: "a"}"#),
        json("a comment", r#"{"login": "a" /* , */, "password": "b"}"#),
        json(
            "text behind the object",
            r#"{"login": "a", "password": "b"} x"#,
        ),
        json("two objects", r#"{"login": "a", "password": "b"}{}"#),
        json("NaN", r#"{"login": NaN, "password": Infinity}"#),
        json(
            "an endless number",
            r#"{"login": 1e999999, "password": "b"}"#,
        ),
        json(
            "a number of 10,000 digits",
            &format!(r#"{{"login": {}, "password": "b"}}"#, "9".repeat(10_000)),
        ),
        json(
            "a number of minus nothing",
            r#"{"login": -, "password": "b"}"#,
        ),
    ]
}

fn fields() -> Vec<Case> {
    let json = |name, body: &str| Case::bytes(name, post(body.as_bytes()));
    vec![
        json("null", "null"),
        json("a boolean", "true"),
        json("a number", "42"),
        json("a string", r#""login""#),
        json("a list", r#"[{"login": "a", "password": "b"}]"#),
        json("no fields", "{}"),
        json("fields of null", r#"{"login": null, "password": null}"#),
        json(
            "fields of wrong types",
            r#"{"login": {"$ne": ""}, "password": ["b"]}"#,
        ),
        json("fields of numbers", r#"{"login": 1, "password": 2.5}"#),
        json("fields in capitals", r#"{"Login": "a", "PASSWORD": "b"}"#),
        json("empty credentials", r#"{"login": "", "password": ""}"#),
        json(
            "an unknown field",
            r#"{"login": "a", "password": "b", "__proto__": {"admin": true}}"#,
        ),
        json(
            "a login twice",
            r#"{"login": "a", "login": "b", "password": "c"}"#,
        ),
        json(
            "a password twice, once escaped",
            r#"{"login": "a", "password": "b", "pass\u0077ord": "c"}"#,
        ),
        json(
            "1,000 times the same field",
            &format!(r#"{{{}"login": "a"}}"#, r#""login": "a", "#.repeat(1000)),
        ),
        json(
            "5,000 unknown fields",
            &format!(r#"{{{}"login": "a"}}"#, r#""x":0,"#.repeat(5000)),
        ),
        json(
            "SQL in the login",
            r#"{"login": "' OR 1=1; --", "password": "' OR ''='"}"#,
        ),
        json(
            "markup in the login",
            r#"{"login": "<script>alert(1)</script>", "password": "b"}"#,
        ),
        json(
            "a login from right to left",
            "{\"login\": \"\u{202e}moc.liam@resu\", \"password\": \"b\"}",
        ),
    ]
}

fn depths() -> Vec<Case> {
    let json = |name, body: &str| Case::bytes(name, post(body.as_bytes()));
    vec![
        json("1,000 lists deep", &("[".repeat(1000) + &"]".repeat(1000))),
        json("100,000 lists deep", &"[".repeat(100_000)),
        json(
            "30,000 lists deep in a field",
            &format!(
                r#"{{"login": {}{}}}"#,
                "[".repeat(30_000),
                "]".repeat(30_000)
            ),
        ),
        json(
            "10,000 objects deep in a field",
            &format!(
                r#"{{"login": {}1{}}}"#,
                r#"{"a":"#.repeat(10_000),
                "}".repeat(10_000)
            ),
        ),
        json(
            "10,000 objects deep in an unknown field",
            &format!(
                r#"{{"x": {}1{}}}"#,
                r#"{"a":"#.repeat(10_000),
                "}".repeat(10_000)
            ),
        ),
    ]
}

fn encodings() -> Vec<Case> {
    let login = |name, login: &[u8]| {
        Case::bytes(
            name,
            post(&[br#"{"login": ""#, login, br#"", "password": "b"}"#].concat()),
        )
    };
    let utf_16: Vec<u8> = "\u{feff}{\"login\": \"a\"}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        login("a bare NUL", b"a\0b"),
        login("an escaped NUL", br"a\u0000b"),
        login("overlong UTF-8", b"\xc0\xaf"),
        login("UTF-8 of a surrogate", b"\xed\xa0\x80"),
        login("bytes that are no UTF-8", b"\xff\xfe"),
        login("half a surrogate pair", br"\ud800"),
        login("a line break in a string", b"a\nb"),
        Case::bytes(
            "a byte order mark",
            post(b"\xef\xbb\xbf{\"login\": \"a\", \"password\": \"b\"}"),
        ),
        Case::bytes("UTF-16", post(&utf_16)),
    ]
}

fn sizes() -> Vec<Case> {
    let ten = 10 << 20;
    let one_chunk = [
        format!("{ten:x}\r\n").as_bytes(),
        &vec![b'a'; ten],
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    vec![
        Case::bytes("64 KiB", post(&of_length(LIMIT))),
        Case::bytes("64 KiB and a byte", post(&of_length(LIMIT + 1))),
        Case::bytes("10 MB", post(&vec![b'a'; ten])),
        Case::bytes("10 MB in a chunk", chunked(&one_chunk)),
        Case::bytes("10 MB to a place that isn't there", [
            format!("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Length: {ten}\r\n\r\n").into_bytes(),
            vec![b'a'; ten],
        ].concat()),
        Case::bytes("10 MB announced, none sent", head(&format!("Content-Type: application/json\r\nContent-Length: {ten}\r\n"))),
        Case::bytes("10 MB asked for leave to send", head(&format!(
            "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {ten}\r\n"
        ))),
        Case::new("a small body after leave to send", vec![
            Step::Send(head("Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n").into_bytes()),
            Step::Wait(std::time::Duration::from_millis(50)),
            Step::Send(b"{}".to_vec()),
        ]),
    ]
}

fn types() -> Vec<Case> {
    vec![
        Case::bytes("no content type", typed("")),
        Case::bytes("an empty content type", typed("Content-Type:\r\n")),
        Case::bytes(
            "a form",
            typed("Content-Type: application/x-www-form-urlencoded\r\n"),
        ),
        Case::bytes(
            "parts",
            typed("Content-Type: multipart/form-data; boundary=x\r\n"),
        ),
        Case::bytes("XML", typed("Content-Type: application/xml\r\n")),
        Case::bytes("nearly JSON", typed("Content-Type: application/json5\r\n")),
        Case::bytes(
            "JSON in capitals, with parameters",
            typed("Content-Type: APPLICATION/JSON ; charset=utf-8\r\n"),
        ),
        Case::bytes(
            "two content types",
            typed("Content-Type: text/plain\r\nContent-Type: application/json\r\n"),
        ),
        Case::bytes("a content type that is no text", {
            let mut bytes = typed("Content-Type: ~\r\n");
            for byte in &mut bytes {
                if *byte == b'~' {
                    *byte = 0xff;
                }
            }
            bytes
        }),
        Case::bytes(
            "gzip",
            typed("Content-Type: application/json\r\nContent-Encoding: gzip\r\n"),
        ),
    ]
}

fn chunks() -> Vec<Case> {
    vec![
        Case::bytes("chunks", chunked(b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")),
        Case::bytes("a trailer", chunked(b"2\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n")),
        Case::bytes("1,000 trailers", chunked(&[b"2\r\n{}\r\n0\r\n".to_vec(), b"X: 1\r\n".repeat(1000), b"\r\n".to_vec()].concat())),
        Case::bytes("a chunk without a size", chunked(b"\r\n{}\r\n0\r\n\r\n")),
        Case::bytes("a chunk of a negative size", chunked(b"-2\r\n{}\r\n0\r\n\r\n")),
        Case::bytes("a chunk larger than numbers go", chunked(b"fffffffffffffffff\r\n{}\r\n")),
        Case::bytes("a chunk as large as numbers go", chunked(b"ffffffffffffffff\r\n{}\r\n")),
        Case::bytes("a chunk shorter than it says", chunked(b"5\r\n{}\r\n0\r\n\r\n")),
        Case::bytes("a chunk with a long extension", chunked(&[b"2;".to_vec(), b"x".repeat(100_000), b"\r\n{}\r\n0\r\n\r\n".to_vec()].concat())),
        Case::bytes("1,000 chunks of a byte", chunked(&[b"1\r\n \r\n".repeat(1000), b"0\r\n\r\n".to_vec()].concat())),
        Case::bytes("chunks without an end", chunked(b"2\r\n{}\r\n")),
        Case::bytes("chunks and a length", [
            format!("POST {PATH} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: application/json\r\n\
                     Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n").as_bytes(),
            b"GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ].concat()),
        Case::bytes("an unknown transfer encoding", head("Transfer-Encoding: gzip\r\n")),
        Case::bytes("chunked, and chunked again", head("Transfer-Encoding: chunked, chunked\r\n")),
        Case::bytes("chunked, but not last", head("Transfer-Encoding: chunked, gzip\r\n")),
    ]
}
