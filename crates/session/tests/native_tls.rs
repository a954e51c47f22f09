//! Signing in over the system's TLS library: which certificates are trusted, and what is said of those that are not.
//!
//! `cargo test --package vms-admin-session --no-default-features --features native-tls` runs it.

use std::fmt::Write as _;

use vms_admin_client::{Client, Error, TransportKind};
use vms_admin_session::{Credentials, Session, SessionError};

#[allow(dead_code, reason = "the helpers of all tests")]
#[path = "../../../tests/it/loopback.rs"]
mod loopback;
#[path = "../../../tests/it/tls.rs"]
mod tls;

use loopback::{Server, answer};
use tls::{Authority, self_signed};

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

fn start(config: std::sync::Arc<rustls::ServerConfig>) -> Server {
    let token = answer("200 OK", "Content-Type: application/json\r\n", TOKEN);
    Server::start_encrypted(config, move |_| token.clone())
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
        let error = sign_in(server, trusted)
            .await
            .expect_err("it is not trusted");
        assert!(!format!("{error:?}{error}").contains(PASSWORD), "{error:?}");
        let SessionError::SignIn(cause) = &error else {
            panic!("not a failed signing in: {error:?}");
        };
        assert!(cause.is_connect(), "{cause}");
        let Error::Transport(transport) = &**cause else {
            panic!("not a failed transport: {cause:?}");
        };
        assert_eq!(transport.kind(), TransportKind::Certificate, "{cause}");
        assert_eq!(server.received().len(), before, "nothing was sent");
        let line = error.to_string().replace(&server.url(), "SERVER");
        let _ = writeln!(told, "{what}: {line}");
    }
    insta::assert_snapshot!(told);
}
