//! Calls from code that is not async: every kind of answer, from wherever.

use super::api::{ExportSuccess, Permission, User};
use super::fault::{Fault, report};
use crate::runtime::client::Client;
use crate::runtime::error::Error;

/// Answers by the path of the request.
fn server() -> Fault {
    Fault::start(|connection| {
        let request = connection.request();
        let target = request.split(' ').nth(1).unwrap_or_default();
        let (status, kind, body) = match target.split('?').next().unwrap_or_default() {
            "/users/1" => (
                "200 OK",
                "application/json",
                r#"{"id":1,"expired_at":null,"permissions":[{"id":2,"name":"a"}]}"#,
            ),
            "/export" => ("200 OK", "text/csv", "a,b"),
            "/files/x" => ("200 OK", "application/octet-stream", "bytes"),
            "/files/lost" => ("404 Not Found", "text/plain", "hunter2"),
            "/text" => ("204 No Content", "text/plain", ""),
            _ => ("500 Oops", "text/plain", "hunter2"),
        };
        let length = body.len();
        connection.send(format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
    })
}

/// Reads an answer of each kind.
fn read_all(client: &Client) {
    let user = User {
        id: 1,
        expired_at: None,
        nick: None,
        permissions: vec![Permission {
            id: 2,
            name: "a".to_owned(),
        }],
    };
    assert_eq!(client.get_user("1").wait().expect("JSON"), user);
    let answer = client.get_user("1").send_blocking().expect("JSON");
    assert_eq!((answer.status().as_u16(), answer.id), (200, 1));
    client.send_text("hi").wait().expect("nothing");
    let text = client.export().wait().expect("text");
    assert_eq!(text, ExportSuccess::Csv("a,b".to_owned()));
    let mut stream = client.download("x").wait().expect("a stream");
    let mut bytes = Vec::new();
    while let Some(piece) = stream.wait_chunk().expect("a piece") {
        bytes.extend(piece);
    }
    assert_eq!(bytes, b"bytes");
    assert!(stream.wait_chunk().expect("the end").is_none());
    let error = client.download("lost").wait().expect_err("it is not there");
    assert_eq!(error.documented().map(String::as_str), Some("hunter2"));
    let error = client.get_user("2").wait().expect_err("a failure");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
}

#[test]
fn every_kind_of_answer_is_read() {
    let server = server();
    let client = server.client().build().expect("a client");
    read_all(&client);
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || read_all(&client))
        })
        .collect();
    for thread in threads {
        thread.join().expect("it ran");
    }
}

/// The thread is not one of the runtime's, whoever started it.
#[tokio::test]
async fn a_thread_of_its_own_may_wait_beside_async_code() {
    let server = server();
    let client = server.client().build().expect("a client");
    let (sender, done) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        read_all(&client);
        sender.send(()).expect("somebody waits");
    });
    done.await.expect("it ran");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn calls_do_not_wait_within_async_code() {
    let server = server();
    let client = server.client().build().expect("a client");
    let error = client.get_user("1").wait().expect_err("it would block");
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    insta::assert_snapshot!(report(&error).lines().next().unwrap_or_default());
    let stream = client.download("x").send_blocking();
    assert!(matches!(stream, Err(Error::Build(_))));
    assert_eq!(server.connections(), 0);

    // A stream that async code began.
    let mut stream = client.download("x").await.expect("a stream");
    let error = stream.wait_chunk().expect_err("it would block");
    assert!(error.to_string().contains("await"), "{error}");
    assert!(stream.chunk().await.expect("a piece").is_some());

    // Nobody can tell a thread for blocking from the others, so there the caller's own runtime has to wait.
    let blocking = tokio::task::spawn_blocking(move || {
        let refused = client.get_user("1").wait();
        let handle = tokio::runtime::Handle::current();
        (
            refused.is_err(),
            handle.block_on(client.get_user("1").send()),
        )
    });
    let (refused, answer) = blocking.await.expect("no panic");
    assert!(refused);
    assert_eq!(answer.expect("a user").id, 1);
}
