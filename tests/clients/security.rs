//! Credentials on the wire: each kind in its place, and none where an operation wants none.

use std::fmt::Write as _;

use clients::security::{Client, ClientBuilder};

use super::{header, server, target};

/// What a builder's client sends where the document's usual security holds, and where none does.
fn client(url: &str, with: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    with(Client::builder(url)).build().expect("a client")
}

#[tokio::test]
async fn bearer() {
    let server = server();
    let client = client(&server.url(), |builder| builder.bearer("secret"));
    client.by_default().await.expect("an answer");
    assert_eq!(
        header(&server, "authorization").as_deref(),
        Some("Bearer secret")
    );
}

#[tokio::test]
async fn basic_and_a_key_together() {
    let server = server();
    let client = client(&server.url(), |builder| {
        builder.basic("user", "pass:word").key("k")
    });
    client.by_default().await.expect("an answer");
    assert_eq!(
        header(&server, "authorization").as_deref(),
        Some("Basic dXNlcjpwYXNzOndvcmQ=")
    );
    assert_eq!(header(&server, "x-api-key").as_deref(), Some("k"));
}

#[tokio::test]
async fn an_operation_without_security_gets_no_credentials() {
    let server = server();
    let client = client(&server.url(), |builder| {
        builder.bearer("secret").key("k").query("q").cookie("c")
    });
    client.none().await.expect("an answer");
    assert_eq!(header(&server, "authorization"), None);
    assert_eq!(header(&server, "x-api-key"), None);
    assert_eq!(header(&server, "cookie"), None);
    assert_eq!(target(&server), "/none");
}

#[tokio::test]
async fn an_operation_of_its_own_security_gets_that() {
    let own = server();
    let with_both = client(&own.url(), |builder| {
        builder.bearer("secret").oauth("other")
    });
    with_both.optional().await.expect("an answer");
    assert_eq!(
        header(&own, "authorization").as_deref(),
        Some("Bearer other")
    );
    let own = server();
    let with_cookie = client(&own.url(), |builder| builder.cookie("c"));
    with_cookie.unknown().await.expect("an answer");
    assert_eq!(header(&own, "cookie").as_deref(), Some("sid=c"));
}

#[tokio::test]
async fn without_credentials_a_call_that_needs_some_is_sent_all_the_same() {
    let server = server();
    let client = client(&server.url(), |builder| builder);
    client.by_default().await.expect("an answer");
    assert_eq!(header(&server, "authorization"), None);
}

#[tokio::test]
async fn that_no_credentials_were_sent_is_said_where_it_matters() {
    const SAID: &str = "no credentials were sent";
    for (status, needed, optional) in [
        ("401 Unauthorized", true, true),
        ("403 Forbidden", true, true),
        ("404 Not Found", false, false),
        ("500 Internal Server Error", false, false),
    ] {
        let answer = super::loopback::answer(status, "", "");
        let server = super::Server::start(move |_| answer.clone());
        let client = client(&server.url(), |builder| builder);
        let error = client.by_default().await.expect_err(status).to_string();
        assert_eq!(error.contains(SAID), needed, "{error}");
        let error = client.optional().await.expect_err(status).to_string();
        assert_eq!(error.contains(SAID), optional, "{error}");
    }
}

#[tokio::test]
async fn a_client_with_other_credentials_leaves_the_first_as_it_was() {
    let server = server();
    let first = client(&server.url(), |builder| builder);
    let second = first.with_bearer("Bearer secret").expect("a client");
    second.by_default().await.expect("an answer");
    first.by_default().await.expect("an answer");
    let [one, other] = &server.received()[..] else {
        panic!("expected two requests");
    };
    assert!(one.contains("authorization: Bearer secret\n"), "{one}");
    assert!(!other.contains("authorization"), "{other}");
}

/// The URL holds it, which the HTTP library is fond of quoting.
#[tokio::test]
async fn a_key_in_the_query_is_sent_and_never_shown() {
    let url = "/keyed?api_key=hunter2";
    let elsewhere = format!("Location: https://other.example{url}\r\n");
    for (status, headers, body) in [
        ("200 OK", "", "1"),
        ("200 OK", "", "[]"),
        ("500 Internal Server Error", "", "no"),
        ("307 Temporary Redirect", elsewhere.as_str(), ""),
        ("200 OK", "Content-Encoding: gzip\r\n", "no gzip"),
        ("no status", "", ""),
    ] {
        let answer = super::loopback::answer(status, headers, body);
        let server = super::Server::start(move |_| answer.clone());
        let client = client(&server.url(), |builder| builder.query("hunter2"));
        let call = client.keyed();
        let mut shown = format!("{client:?} {call:?}");
        let answer = call.send().await;
        assert_eq!(target(&server), url);
        assert_eq!(answer.is_ok(), body == "1", "{answer:?}");
        let _ = write!(shown, "{answer:?}");
        if let Err(error) = &answer {
            let mut cause: Option<&dyn std::error::Error> = Some(error);
            while let Some(error) = cause {
                let _ = write!(shown, "{error} {error:?}");
                cause = error.source();
            }
        }
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    let refused = client("http://127.0.0.1:9", |builder| builder.query("hunter2"));
    let error = refused.keyed().await.expect_err("nobody listens");
    assert!(
        !format!("{error} {error:?}").contains("hunter2"),
        "{error:?}"
    );
}
