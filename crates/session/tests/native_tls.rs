//! Signing in over the system's TLS library: which certificates are trusted, and what is said of those that are not.
//!
//! `cargo test --package vms-admin-session --no-default-features --features native-tls` runs it.

use std::fmt::Write as _;

use vms_admin_client::models::ValidationFailure;
use vms_admin_client::{Client, Error, TransportKind};
use vms_admin_session::{Credentials, Session, SessionError};

#[allow(dead_code, reason = "the helpers of all tests")]
#[path = "../../../tests/it/loopback.rs"]
mod loopback;
#[path = "../../runtime/src/tests/tls.rs"]
mod tls;

use loopback::{Server, answer};
use tls::{Authority, self_signed, serve};

const TOKEN: &str = include_str!("../../api/examples/obtain-token.200.json");
const PASSWORD: &str = "hunter2";

/// Signs in at a server that gives a token to everybody, trusting this authority.
async fn sign_in(server: &Server, trusted: Option<&Authority>) -> Result<(), SessionError> {
    let builder = Client::builder(server.url());
    let builder = match trusted {
        Some(authority) => builder.add_root_certificate(authority.pem()),
        None => builder,
    };
    let client = builder.build().expect("a client");
    let session = Session::new(client, Credentials::new("user", PASSWORD));
    session.token().await.map(|_| ())
}

/// The error of the client behind the session's.
fn cause(error: &SessionError) -> &Error<ValidationFailure> {
    match error {
        SessionError::SignIn(cause) => cause,
        _ => panic!("not a failed signing in: {error:?}"),
    }
}

fn kind(error: &SessionError) -> TransportKind {
    match cause(error) {
        Error::Transport(error) => error.kind(),
        error => panic!("not a failed transport: {error:?}"),
    }
}

fn start(config: std::sync::Arc<rustls::ServerConfig>) -> Server {
    let token = answer("200 OK", "Content-Type: application/json\r\n", TOKEN);
    serve(config, move |_| token.clone())
}

#[tokio::test]
async fn only_certificates_of_trusted_authorities_are_accepted() {
    let authority = Authority::new();
    let good = start(authority.server("localhost", 4000));
    sign_in(&good, Some(&authority)).await.expect("a token");
    assert_eq!(good.received().len(), 1);

    let lonely = start(self_signed("localhost"));
    let misnamed = start(authority.server("other.example", 4000));
    let expired = start(authority.server("localhost", 2021));
    let mut told = String::new();
    for (what, server, trusted) in [
        ("of an authority nobody named", &good, None),
        ("self-signed", &lonely, None),
        (
            "self-signed, with another authority",
            &lonely,
            Some(&authority),
        ),
        ("for another host", &misnamed, Some(&authority)),
        ("expired", &expired, Some(&authority)),
    ] {
        let before = server.received().len();
        let error = sign_in(server, trusted).await;
        let error = error.expect_err("it is not trusted");
        assert!(!format!("{error:?}{error}").contains(PASSWORD), "{error:?}");
        assert_eq!(kind(&error), TransportKind::Certificate, "{error}");
        assert!(cause(&error).is_connect(), "{error}");
        assert_eq!(server.received().len(), before, "nothing was sent");
        let line = error.to_string().replace(&server.url(), "SERVER");
        let _ = writeln!(told, "{what}: {line}");
    }
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn a_connection_that_breaks_is_told_from_an_answer_that_is_none() {
    let authority = Authority::new();
    let mut told = String::new();
    for (sent, expected) in [
        ("", TransportKind::Interrupted),
        ("HTTP/1.1 200 OK\r\nContent-Le", TransportKind::Interrupted),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"hunter2",
            TransportKind::Interrupted,
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"hunter2",
            TransportKind::Interrupted,
        ),
        ("220 hunter2 SMTP ready\r\n", TransportKind::Protocol),
    ] {
        let config = authority.server("localhost", 4000);
        let server = serve(config, move |_| sent);
        let error = sign_in(&server, Some(&authority)).await;
        let error = error.expect_err("it is no answer");
        assert_eq!(kind(&error), expected, "{error}");
        assert!(!cause(&error).is_connect(), "{error}");
        assert!(!format!("{error:?}{error}").contains(PASSWORD), "{error:?}");
        let _ = writeln!(
            told,
            "{}",
            error.to_string().replace(&server.url(), "SERVER")
        );
    }
    insta::assert_snapshot!(told);
}

#[tokio::test]
async fn a_server_without_tls_is_no_connection() {
    let server = Server::with_body("200 OK", "application/json", TOKEN);
    let url = server.url().replace("http://", "https://");
    let client = Client::new(&url).expect("a client");
    let session = Session::new(client, Credentials::new("user", PASSWORD));
    let error = session.token().await.expect_err("it does not speak TLS");
    assert_eq!(kind(&error), TransportKind::Connect, "{error}");
}
