//! What is found in values and errors beside the text they show, and how they are compared.

use std::error::Error as _;

use reqwest::Method;

use super::api::TokenRequest;
use super::fault::{Fault, request};
use crate::runtime::call::Call;
use crate::runtime::call::draft::Draft;
use crate::runtime::call::operation::{Operation, empty, never, replies, text};
use crate::runtime::client::Client;
use crate::runtime::error::{BuildError, Error};
use crate::runtime::security::credentials::{Credential, Scheme};
use crate::runtime::security::secret::Secret;

/// What asking for a token ends in at a server that answers so.
async fn fail(answer: &str) -> Error<super::api::ValidationFailure> {
    let server = Fault::answering(answer);
    let client = server.client().build().expect("a client");
    let call = client.obtain_token(&request());
    call.await.expect_err("it is no token")
}

#[test]
fn secrets_are_compared_to_the_last_byte() {
    let secret = Secret::new("hunter2");
    assert_eq!(secret, Secret::from("hunter2".to_owned()));
    for other in ["", "hunter", "hunter22", "hunter3", "iunter2", "HUNTER2"] {
        assert_ne!(secret, Secret::from(other), "{other}");
    }
    assert_eq!(Secret::new(""), Secret::new(""));
    let body = |password: &str| TokenRequest {
        login: "user".to_owned(),
        password: password.into(),
    };
    assert_eq!(body("a"), body("a"));
    assert_ne!(body("a"), body("b"));
}

#[test]
fn a_clients_credentials_are_shown_by_their_kind() {
    let builder = Client::builder("https://host.example")
        .bearer_auth("hunter2")
        .query_key("hunter2")
        .session("hunter2");
    let client = builder.build().expect("a client");
    let shown = format!("{client:?}");
    let kinds = "[Some(Header(…)), None, None, Some(Query(…)), Some(Cookie(…))]";
    assert!(shown.contains(kinds), "{shown}");
}

/// Libraries neither show such a value nor keep it in a table of headers that they compress by.
#[test]
fn headers_with_credentials_are_marked_as_sensitive() {
    let secret = Secret::new("hunter2");
    for scheme in [Scheme::Bearer, Scheme::Basic, Scheme::Header("x-api-key")] {
        let credential = Credential::new(scheme, &secret).expect("a credential");
        let Credential::Header(_, value) = credential else {
            panic!("not a header: {credential:?}");
        };
        assert!(value.is_sensitive(), "{scheme:?}");
    }
    let (_, value) = crate::runtime::client::builder::header("x-own", "hunter2").expect("a header");
    assert!(value.is_sensitive());
}

#[test]
fn a_client_that_cannot_be_built_says_what_is_behind() {
    let error = Client::new("nowhere").expect_err("no URL");
    assert_eq!(
        error.source().map(ToString::to_string).as_deref(),
        Some("relative URL without a base")
    );
    let shown = format!("{error:?}");
    for part in ["BuildError", "base URL", "RelativeUrlWithoutBase"] {
        assert!(shown.contains(part), "{shown}");
    }
    let error = Error::<()>::from(error);
    assert_eq!(
        error.source().map(ToString::to_string).as_deref(),
        Some("relative URL without a base")
    );
    assert!(BuildError::new("no reason").source().is_none());
    assert!(error.status().is_none() && error.headers().is_none() && error.raw_body().is_none());
    assert!(!error.is_timeout() && !error.is_connect());
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_located() {
    let body = r#"{"user":{"id":"hunter2"}}"#;
    let head = format!(
        "HTTP/1.1 200 OK\r\nX-Own: yes\r\nContent-Length: {}\r\n",
        body.len()
    );
    let error = fail(&format!("{head}\r\n{body}")).await;
    let Error::Decode(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.path(), "user.id");
    assert_eq!(error.reason(), "found string, expected i64");
    assert_eq!(error.headers()["x-own"], "yes");
    assert_eq!(error.status(), 200);
    assert_eq!(error.endpoint().to_string(), "POST /auth/token");
    assert_eq!(error.raw_body(), body.as_bytes());
}

#[tokio::test]
async fn a_request_has_the_identity_that_the_server_gave_it() {
    let long = "x".repeat(129);
    let longest = "x".repeat(128);
    for (headers, expected) in [
        (
            "X-Request-Id: one\r\nX-Correlation-Id: two\r\n",
            Some("one"),
        ),
        ("X-Request-Id: \r\nX-Correlation-Id: two\r\n", Some("two")),
        ("Request-Id: three\r\n", Some("three")),
        (&format!("X-Request-Id: {long}\r\n"), None),
        (&format!("X-Amzn-RequestId: {longest}\r\n"), Some(&*longest)),
        ("X-Trace-Id: \u{7f}\u{e9}\r\n", None),
        ("", None),
    ] {
        let error = fail(&format!(
            "HTTP/1.1 500 Oops\r\n{headers}Content-Length: 0\r\n\r\n"
        ))
        .await;
        assert_eq!(error.request_id(), expected, "{headers}");
        let shown = expected.map(|id| format!(" (request {id})"));
        assert!(
            error.to_string().ends_with(&shown.unwrap_or_default()),
            "{error}"
        );
    }
}

/// Documents redirects as errors.
struct Moved;
replies! { Moved: "*/*";
    ok(()) = empty 200..=299;
    err(()) = empty 300..=399;
}

/// Documents one status beside all.
struct Narrow;
replies! { Narrow: "*/*";
    ok(Which) { 0 Exact = 500; 1 Rest(text) = 0..=999; }
    err(crate::runtime::error::Never) = never;
}

#[derive(Debug, PartialEq)]
enum Which {
    Exact,
    Rest(String),
}

fn get<O: Operation>(client: &Client) -> Call<'_, O> {
    Draft::new(client, Method::GET, "/x").auth(&[]).call()
}

#[tokio::test]
async fn a_documented_redirect_is_an_answer() {
    let head = "HTTP/1.1 302 Found\r\nLocation: /round\r\nContent-Length: 0\r\n\r\n";
    let server = Fault::answering(head);
    let client = server.plain().build().expect("a client");
    let error = get::<Moved>(&client).await.expect_err("a redirect");
    assert!(matches!(error, Error::Documented(_)), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn the_narrowest_range_is_meant() {
    let rest = || Which::Rest(String::new());
    for (status, expected) in [(500, Which::Exact), (501, rest()), (200, rest())] {
        let server = Fault::answering(format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n"));
        let client = server.plain().build().expect("a client");
        assert_eq!(get::<Narrow>(&client).await.expect("documented"), expected);
    }
}
