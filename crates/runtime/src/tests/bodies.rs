//! Bodies of requests, and streams.

use std::io::Write as _;
use std::time::Duration;

use super::api::{AvatarForm, Kinds, Permission};
use super::decoding::decode;
use super::fault::{Connection, Fault, report};
use crate::runtime::body::upload::Upload;
use crate::runtime::error::Error;

const NONE: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// The request less what is the same for all.
fn shown(request: &str) -> String {
    let telling = |line: &&str| {
        !["user-agent", "accept", "host", "x-trace", "authorization"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    request
        .lines()
        .filter(telling)
        .collect::<Vec<_>>()
        .join("\n")
}

#[tokio::test]
async fn forms_and_texts() {
    let server = Fault::answering(NONE);
    let client = server.client().build().expect("a client");
    let kinds: Kinds = decode(
        r#"{"object":"kinds","required":1,"nullable":null,"version":3,"final":true,"list":["a b","c&d"],"deep":{"x":{"y":1}}}"#,
    )
    .expect("it fits");
    client.send_form(&kinds).await.expect("an answer");
    client.send_text("hé").await.expect("an answer");
    insta::assert_snapshot!(
        server
            .received()
            .iter()
            .map(|request| shown(request))
            .collect::<Vec<_>>()
            .join("\n---\n")
    );
}

#[tokio::test]
async fn uploads() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"from a file").expect("written");
    let server = Fault::answering(NONE);
    let client = server.client().build().expect("a client");
    client
        .upload("a b", b"bytes".to_vec())
        .await
        .expect("an answer");
    client
        .upload("f", Upload::from_path(file.path()).media_type("text/plain"))
        .await
        .expect("an answer");
    insta::assert_snapshot!(
        server
            .received()
            .iter()
            .map(|request| shown(request))
            .collect::<Vec<_>>()
            .join("\n---\n")
    );

    let error = client
        .upload("f", Upload::from_path("no/such/file"))
        .await
        .expect_err("no file");
    assert!(matches!(error, Error::Build(_)));
    insta::assert_snapshot!(
        "uploads_of_nothing",
        report(&error).lines().next().unwrap_or_default()
    );
}

#[tokio::test]
async fn forms_with_files() {
    let server = Fault::answering(NONE);
    let client = server.client().build().expect("a client");
    let form = AvatarForm {
        avatar: Upload::from("png").file_name("a \"quoted\"\nname.png"),
        more: vec![
            "one".into(),
            Upload::from("two").file_name("2").media_type("text/plain"),
        ],
        title: Some("hé".to_owned()),
        tags: vec!["a".to_owned(), "b".to_owned()],
        meta: Permission {
            id: 1,
            name: "p".to_owned(),
        },
        extra: None,
    };
    client.set_avatar(form).await.expect("an answer");
    let request = server.received().join("");
    let boundary = request
        .split("boundary=")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    let request = request.replace(boundary.expect("a boundary"), "BOUNDARY");
    insta::assert_snapshot!(shown(&request));
}

#[tokio::test]
async fn a_download_comes_piece_by_piece() {
    let server = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
        std::thread::sleep(Duration::from_millis(200));
        connection.send("two");
    });
    let client = server.client().response_limit(1).build().expect("a client");
    let mut stream = client.download("x").await.expect("a stream");
    assert_eq!(stream.content_length(), Some(6));
    let mut pieces = Vec::new();
    while let Some(piece) = stream.chunk().await.expect("a piece") {
        pieces.push(String::from_utf8(piece.to_vec()).expect("text"));
    }
    assert_eq!(pieces, ["one", "two"]);
    let stream = client.download("x").await.expect("a stream");
    assert_eq!(&*stream.bytes(6).await.expect("all of it"), b"onetwo");
    let stream = client.download("x").await.expect("a stream");
    let error = stream.bytes(5).await.expect_err("it is more");
    insta::assert_snapshot!(
        report(&Error::<()>::from(error))
            .lines()
            .next()
            .unwrap_or_default()
    );
}

#[tokio::test]
async fn a_download_that_stalls_or_breaks_is_an_error() {
    let stalling = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
        Connection::stall();
    });
    let breaking = Fault::answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\none");
    let mut reports = Vec::new();
    for server in [stalling, breaking] {
        let client = server
            .client()
            .timeout(Duration::from_millis(300))
            .build()
            .expect("a client");
        let mut stream = client.download("x").await.expect("a stream");
        assert!(stream.chunk().await.expect("a piece").is_some());
        let error = stream.chunk().await.expect_err("it ends too early");
        reports.push(
            report(&Error::<()>::from(error))
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        );
        assert!(stream.chunk().await.expect("the end").is_none());
    }
    insta::assert_snapshot!(reports.join("\n"));
}

/// A task may send it elsewhere.
#[test]
fn calls_are_send() {
    fn is_send<T: Send>(_: &T) {}
    fn is_error<E: std::error::Error + Send + Sync + 'static>() {}

    let server = Fault::answering(NONE);
    let client = server.client().build().expect("a client");
    is_send(&client.get_user("1"));
    is_send(&client.get_user("1").send());
    is_send(&client.upload("x", "y").into_future());
    is_error::<Error<super::api::ValidationFailure>>();
    is_error::<Error>();
}

#[tokio::test]
async fn a_body_as_large_as_the_limit_is_read_and_no_larger_one() {
    let whole = "HTTP/1.1 404 No\r\nContent-Length: 12\r\n\r\naaaabbbbcccc";
    let pieces = Fault::start(|connection| {
        connection.request();
        connection.send("HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n");
        for piece in ["aaaa", "bbbb", "cccc"] {
            connection.send(format!("4\r\n{piece}\r\n"));
            std::thread::sleep(Duration::from_millis(50));
        }
        connection.send("0\r\n\r\n");
    });
    for server in [Fault::answering(whole), pieces] {
        let ask = async |limit| {
            let client = server.client().response_limit(limit).build();
            client.expect("a client").download("x").await
        };
        let read = ask(12).await.expect_err("it is not there");
        assert_eq!(read.raw_body(), Some(&b"aaaabbbbcccc"[..]));
        let error = ask(11).await.expect_err("it is too much");
        assert!(
            error.to_string().contains("larger than 11 bytes"),
            "{error}"
        );
    }
}

/// A stream is used up by the first try, whatever the server would like.
#[tokio::test]
async fn a_stream_is_sent_once() {
    for (head, expected) in [
        (
            "307 R\r\nLocation: /moved\r\n",
            "the body can be sent only once",
        ),
        ("503 Busy\r\nRetry-After: 0\r\n", "503 Service Unavailable"),
    ] {
        let server = Fault::answering(format!("HTTP/1.1 {head}Content-Length: 0\r\n\r\n"));
        let client = server.client().build().expect("a client");
        let body = reqwest::Body::wrap_stream(Once(Some("bytes")));
        let error = client.upload("f", body).await.expect_err("not taken");
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(server.connections(), 1);
    }
}

/// A stream of one piece.
struct Once(Option<&'static str>);

impl futures_core::Stream for Once {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(Ok))
    }
}
