//! The settings of a client, the credentials it sends, and what stays unseen.

use std::fmt::Write as _;

use super::fault::{Fault, report, request};
use crate::runtime::client::Client;

const NONE: &str = "HTTP/1.1 204 No Content\r\n\r\n";

/// Why a client cannot be built.
fn refused(builder: crate::runtime::client::builder::ClientBuilder) -> String {
    let shown = format!("{builder:?}");
    let error = builder.build().expect_err("a wrong setting");
    let text = format!("{error}");
    assert!(
        !format!("{shown}{text}{error:?}").contains("hunter2"),
        "{shown} {error:?}"
    );
    text
}

#[test]
fn wrong_settings_are_refused() {
    let good = || Client::builder("https://host.example");
    let reasons = [
        refused(Client::builder("")),
        refused(Client::builder("host.example")),
        refused(Client::builder("ftp://host.example")),
        refused(Client::builder("http://host.example")),
        refused(Client::builder("http://127.0.0.1.example")),
        refused(Client::builder("https://user:hunter2@host.example")),
        refused(Client::builder("https://host.example/?key=hunter2")),
        refused(good().bearer_auth("hunter2\u{7}")),
        refused(good().session("hunter2; other=1")),
        refused(good().header("a b", "hunter2")),
        refused(good().header("a", "hunter2\n")),
        refused(good().header("Content-Length", "1")),
        refused(good().user_agent("\n")),
        refused(good().proxy("::hunter2::")),
        refused(good().add_root_certificate("hunter2")),
        refused(
            good()
                .add_root_certificate("x")
                .http_client(reqwest::Client::new()),
        ),
        refused(
            good()
                .proxy("http://proxy.example")
                .http_client(reqwest::Client::new()),
        ),
        refused(
            Client::builder("http://127.0.0.1:1").proxy("http://hunter2:hunter2@proxy.example"),
        ),
    ];
    insta::assert_snapshot!(reasons.join("\n"));
}

/// Whoever could set them could hide a second request in the first one's body.
#[tokio::test]
async fn the_frame_of_a_message_is_not_the_callers() {
    let server = Fault::answering(NONE);
    let client = server.plain().build().expect("a client");
    for name in [
        "Content-Length",
        "host",
        "Transfer-Encoding",
        "connection",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "upgrade",
    ] {
        let error = client.export().header(name, "hunter2").await;
        let error = error.expect_err(name).to_string();
        let expected = format!("the header `{}` cannot be set", name.to_lowercase());
        assert!(error.contains(&expected), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn base_urls_are_completed() {
    for (given, kept) in [
        ("https://host.example", "https://host.example/"),
        (" https://host.example/api/ ", "https://host.example/api"),
        ("http://localhost:8080", "http://localhost:8080/"),
        ("http://[::1]:8080/a/b//", "http://[::1]:8080/a/b"),
        ("http://127.9.9.9", "http://127.9.9.9/"),
    ] {
        let client = Client::new(given).expect("a client");
        assert_eq!(client.base_url().as_str(), kept);
    }
    assert!(
        Client::builder("http://host.example")
            .allow_plain_http()
            .build()
            .is_ok()
    );
}

#[test]
fn nothing_secret_is_shown() {
    let server = Fault::answering(NONE);
    let builder = server.client();
    let mut shown = format!("{builder:#?}");
    let client = builder.build().expect("a client");
    let call = client.obtain_token(&request()).header("x-own", "hunter2");
    let _ = write!(shown, "{client:#?}{call:#?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

/// The request that a call with these credentials makes.
async fn sent(
    builder: impl FnOnce(
        crate::runtime::client::builder::ClientBuilder,
    ) -> crate::runtime::client::builder::ClientBuilder,
) -> String {
    let server = Fault::answering(NONE);
    let client = builder(server.plain()).build().expect("a client");
    client.export().await.expect("an answer");
    let _ = client.get_user("1").await;
    let received = server.received().join("\n");
    let telling = |line: &&str| {
        line.contains(" HTTP/")
            || ["authorization", "cookie", "x-api-key"]
                .iter()
                .any(|name| line.starts_with(name))
    };
    received
        .lines()
        .filter(telling)
        .collect::<Vec<_>>()
        .join(" | ")
}

/// `export` takes (header key and query key), or basic, or a cookie, or nothing; `get_user` a bearer token.
#[tokio::test]
async fn the_first_alternative_that_can_be_met_is_sent() {
    let lines = [
        sent(|builder| builder).await,
        sent(|builder| builder.bearer_auth("Bearer t")).await,
        sent(|builder| builder.bearer_auth("bearer  Bearer t ")).await,
        sent(|builder| builder.api_key("k").basic_auth("u", "p")).await,
        sent(|builder| builder.api_key("k").query_key("q &").session("s")).await,
        sent(|builder| builder.session("s")).await,
    ];
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn a_client_changes_its_credential_and_keeps_its_connections() {
    let server = Fault::answering(NONE);
    let first = server.plain().build().expect("a client");
    let second = first.with_bearer_auth("second").expect("a token");
    let third = second.without_credential(0);
    for client in [first, second, third] {
        let _ = client.get_user("1").await;
    }
    let received = server.received();
    let carries = received
        .iter()
        .map(|request| request.contains("authorization: Bearer second"));
    assert_eq!(carries.collect::<Vec<_>>(), [false, true, false]);
}

#[tokio::test]
async fn what_cannot_be_sent_is_not() {
    let server = Fault::answering(NONE);
    let client = server.client().build().expect("a client");
    let mut reports = Vec::new();
    for id in ["", ".", ".."] {
        reports.push(report(&client.get_user(id).await.expect_err("no user")));
    }
    let call = client.get_user("1").header("a b", "hunter2");
    reports.push(report(&call.await.expect_err("no header")));
    let call = client.get_user("1").header("a", "hunter2\r\nevil: 1");
    reports.push(report(&call.await.expect_err("no header")));
    assert_eq!(server.connections(), 0);
    let lines: Vec<_> = reports
        .iter()
        .filter_map(|report| report.lines().next())
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn a_path_stays_below_the_base() {
    let server = Fault::answering(NONE);
    let client = server
        .plain()
        .base_url(format!("{}/api/", server.url()))
        .build()
        .expect("a client");
    for id in ["a/b", "../x", "%2e%2e", "?a#b", "é \\"] {
        let _ = client.get_user(id).page(2).await;
    }
    let received = server.received();
    let lines: Vec<_> = received
        .iter()
        .filter_map(|request| request.lines().next())
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
