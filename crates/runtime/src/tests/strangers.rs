//! Redirects to another origin that is encrypted, too: who goes along, and what is told there.

use super::fault::{SECRET, report, request, secretive};
use super::loopback::{Server, answer};
use super::tls::{Authority, serve};
use crate::runtime::client::Client;
use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::error::Error;

const USER: &str = r#"{"id":1,"expired_at":null,"permissions":[]}"#;

/// A server that redirects all calls to a stranger, both with certificates of one authority.
struct Pair {
    authority: Authority,
    server: Server,
    stranger: Server,
}

fn redirecting(status: u16) -> Pair {
    let authority = Authority::new();
    let stranger = serve(authority.server("localhost", 4000), |_| {
        answer("200 OK", "", USER)
    });
    let to = stranger.url();
    let server = serve(authority.server("localhost", 4000), move |_| {
        let location = format!("Location: {to}/elsewhere?to=here\r\n");
        answer(&format!("{status} R"), &location, "moved")
    });
    Pair {
        authority,
        server,
        stranger,
    }
}

impl Pair {
    fn builder(&self) -> ClientBuilder {
        Client::builder(self.server.url()).add_root_certificate(self.authority.pem())
    }
}

#[tokio::test]
async fn an_anonymous_call_is_led_to_them() {
    let mut told = Vec::new();
    for status in [301, 302, 303, 307, 308] {
        let pair = redirecting(status);
        let client = pair.builder().build().expect("a client");
        assert_eq!(client.get_user("1").await.expect("a user").id, 1);
        told.extend(pair.stranger.received());
    }
    assert_eq!(told.len(), 5);
    told.dedup();
    insta::assert_snapshot!(told.join("\n"));
}

/// The operation takes no credentials, so the client's stay at home.
#[tokio::test]
async fn a_public_call_of_a_client_with_credentials_tells_them_none() {
    for status in [302, 307, 308] {
        let pair = redirecting(status);
        let client = pair
            .builder()
            .bearer_auth("hunter2-token")
            .api_key("hunter2-key")
            .query_key("hunter2-query")
            .session("hunter2-session")
            .build()
            .expect("a client");
        client.download("x").await.expect("a file");
        let told = pair.stranger.received().join("\n");
        assert!(
            told.starts_with("GET /elsewhere?to=here HTTP/1.1"),
            "{told}"
        );
        assert!(!told.contains(SECRET), "{told}");
    }
}

#[tokio::test]
async fn nothing_of_a_private_call_reaches_them() {
    let settings: [fn(ClientBuilder) -> ClientBuilder; 3] = [
        secretive,
        |builder| builder.bearer_auth("hunter2-token"),
        |builder| builder.header("x-trace", "hunter2-header"),
    ];
    let mut reports = Vec::new();
    for status in [302, 307, 308] {
        let pair = redirecting(status);
        for set in settings {
            let client = set(pair.builder()).build().expect("a client");
            let error = client.get_user("1").await.expect_err("it is not followed");
            assert!(matches!(error, Error::Undocumented(_)));
            reports.push(shown(&report(&error), &pair));
        }
        // A header of this call alone, and a body with a password.
        let client = pair.builder().build().expect("a client");
        let call = client.get_user("1").header("x-own", "hunter2");
        let error = call.await.expect_err("it is not followed");
        reports.push(shown(&report(&error), &pair));
        let error = client.obtain_token(&request()).await;
        let error = error.expect_err("it is not followed");
        reports.push(shown(&report(&error), &pair));
        assert_eq!(pair.stranger.received(), [""; 0]);
        assert_eq!(pair.server.received().len(), settings.len() + 2);
    }
    reports.dedup();
    insta::assert_snapshot!(reports.join("\n"));
}

/// The error's line, without the port.
fn shown(report: &str, pair: &Pair) -> String {
    let line = report.lines().next().unwrap_or_default();
    line.replace(&pair.stranger.url(), "STRANGER")
}
