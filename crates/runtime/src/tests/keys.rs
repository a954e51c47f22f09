//! A key in the query: it is part of the URL, which the HTTP library is fond of quoting, and comes out nowhere.

use std::time::Duration;

use reqwest::Method;

use super::api::{Download, GetUser};
use super::fault::{Connection, Fault, SECRET, report, within};
use crate::runtime::call::Call;
use crate::runtime::call::draft::Draft;
use crate::runtime::call::operation::Operation;
use crate::runtime::client::Client;
use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::error::Error;

const SOON: Duration = Duration::from_secs(5);

/// A call that needs the key in its query.
fn keyed<O: Operation>(client: &Client) -> Call<'_, O> {
    Draft::new(client, Method::GET, "/keyed")
        .auth(&[&[3]])
        .call()
}

/// The settings of a client with a key.
fn builder(url: &str) -> ClientBuilder {
    Client::builder(url).query_key("hunter2").retries(0)
}

fn client(url: &str) -> Client {
    builder(url).build().expect("a client")
}

/// What is told of a call that fails; `report` looks for the key.
async fn told(server: &Fault) -> String {
    told_by(&client(&server.url()), server).await
}

async fn told_by(client: &Client, server: &Fault) -> String {
    let call = keyed::<GetUser>(client);
    assert!(!format!("{client:?}{call:?}").contains(SECRET));
    let error = within(SOON, call).await.expect_err("it fails");
    let sent = server.received().concat();
    assert!(
        sent.starts_with("GET /keyed?key=hunter2 HTTP/1.1"),
        "{sent}"
    );
    report(&error).lines().next().unwrap_or_default().to_owned()
}

fn answer(status: &str, headers: &str, body: &str) -> Fault {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n");
    Fault::answering(format!("{head}Connection: close\r\n\r\n{body}"))
}

#[tokio::test]
async fn stays_unseen_where_an_answer_is_wrong() {
    let mut lines = Vec::new();
    for (status, headers, body) in [
        ("500 Internal Server Error", "", "hunter2"),
        ("404 Not Found", "", ""),
        ("200 OK", "", r#"{"id":"hunter2"}"#),
        ("200 OK", "Content-Encoding: gzip\r\n", "hunter2"),
        (
            "307 R",
            "Location: https://other.example/keyed?key=hunter2\r\n",
            "",
        ),
        ("307 R", "Location: /keyed?key=hunter2\r\n", ""),
        ("307 R", "Location: http://[hunter2\r\n", ""),
    ] {
        lines.push(told(&answer(status, headers, body)).await);
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn stays_unseen_where_a_connection_fails() {
    let mut lines = Vec::new();
    lines.push(told(&Fault::answering("")).await);
    lines.push(
        told(&Fault::answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
        ))
        .await,
    );
    lines.push(told(&Fault::answering("hunter2\r\n\r\n")).await);
    let stalling = Fault::start(|connection| {
        connection.request();
        Connection::stall();
    });
    let hasty = builder(&stalling.url()).timeout(Duration::from_millis(300));
    lines.push(told_by(&hasty.build().expect("a client"), &stalling).await);
    let huge = answer("200 OK", "", &"x".repeat(100));
    let limited = builder(&huge.url()).response_limit(10).build();
    let limited = limited.expect("a client");
    let error = keyed::<GetUser>(&limited)
        .await
        .expect_err("it is too much");
    lines.push(report(&error).lines().next().unwrap_or_default().to_owned());
    // Nobody listens, nobody is called so, and nobody is behind the proxy.
    let proxied = builder("https://host.example").proxy("http://user:hunter2@127.0.0.1:9");
    for client in [
        client("http://127.0.0.1:9"),
        client("https://no-such-host.invalid"),
        proxied.build().expect("a client"),
    ] {
        let error = within(SOON, keyed::<GetUser>(&client)).await;
        let error = error.expect_err("no connection");
        assert!(error.is_connect(), "{error}");
        report(&error);
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn stays_unseen_where_a_stream_breaks() {
    let server = Fault::answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\none");
    let client = client(&server.url());
    let mut stream = keyed::<Download>(&client).await.expect("a stream");
    assert!(!format!("{stream:?}").contains(SECRET));
    assert!(stream.chunk().await.expect("a piece").is_some());
    let error = stream.chunk().await.expect_err("it ends too early");
    report(&Error::<()>::from(error));
}
