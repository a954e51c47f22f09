//! Settings whose effect shows on the wire: who the client says it is, and by which way it goes.

use reqwest::header::{HeaderMap, HeaderValue};

use super::fault::{Fault, SECRET, report};
use crate::runtime::client::Client;
use crate::runtime::client::builder::ClientBuilder;

const USER: &str = "HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n{\"id\":1,\"expired_at\":null,\"permissions\":[]}";

/// The request that a client with these settings sends.
async fn sent(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> String {
    let server = Fault::answering(USER);
    let client = set(server.plain()).build().expect("a client");
    client.get_user("1").await.expect("a user");
    server.received().concat()
}

#[tokio::test]
async fn the_user_agent_and_further_headers_are_sent() {
    let plain = sent(|builder| builder).await;
    assert!(
        plain.contains("\r\nuser-agent: imaginary/1.2.3\r\n"),
        "{plain}"
    );
    let own = sent(|builder| builder.user_agent("own/1").header("x-Trace", "abc")).await;
    assert!(own.contains("\r\nuser-agent: own/1\r\n"), "{own}");
    assert!(!own.contains("imaginary"), "{own}");
    assert!(own.contains("\r\nx-trace: abc\r\n"), "{own}");
}

#[tokio::test]
async fn a_client_of_the_callers_own_is_used() {
    let headers = HeaderMap::from_iter([(
        "x-own".parse().expect("a name"),
        HeaderValue::from_static("yes"),
    )]);
    let own = reqwest::Client::builder().default_headers(headers);
    let own = own.build().expect("a client");
    let server = Fault::answering(USER);
    let builder = Client::builder(server.url()).http_client(own);
    let client = builder.build().expect("a client");
    client.get_user("1").await.expect("a user");
    let sent = server.received().concat();
    assert!(sent.contains("\r\nx-own: yes\r\n"), "{sent}");
}

#[tokio::test]
async fn limits_can_be_lifted() {
    let lifted = sent(|builder| builder.connect_timeout(None).timeout(None)).await;
    assert!(lifted.starts_with("GET /users/1 "), "{lifted}");
}

#[tokio::test]
async fn all_calls_go_through_the_proxy_with_its_own_password() {
    let proxy = Fault::answering(USER);
    let address = format!("http://user:hunter2@{}", proxy.address);
    let builder = Client::builder("http://host.example").allow_plain_http();
    let builder = builder.proxy(&address).bearer_auth("token");
    assert!(!format!("{builder:?}").contains(SECRET));
    let client = builder.build().expect("a client");
    client.get_user("1").await.expect("a user");
    let received = proxy.received().concat();
    assert!(
        received.starts_with("GET http://host.example/users/1 HTTP/1.1\r\n"),
        "{received}"
    );
    assert!(
        received.contains("\r\nproxy-authorization: Basic dXNlcjpodW50ZXIy\r\n"),
        "{received}"
    );
}

/// What the proxy is told of an encrypted call is the host.
#[tokio::test]
async fn an_encrypted_call_is_tunnelled_and_a_proxy_that_refuses_is_named() {
    let proxy = Fault::answering("HTTP/1.1 407 hunter2\r\nContent-Length: 7\r\n\r\nhunter2");
    let address = format!("http://user:hunter2@{}", proxy.address);
    let builder = Client::builder("https://host.example").proxy(&address);
    let client = builder.bearer_auth("hunter2-token").retries(0).build();
    let client = client.expect("a client");
    let error = client.get_user("1").await.expect_err("the proxy refuses");
    assert!(error.is_connect(), "{error}");
    let received = proxy.received().concat();
    assert!(
        received.starts_with("CONNECT host.example:443 HTTP/1.1\r\n"),
        "{received}"
    );
    assert!(!received.contains("hunter2-token"), "{received}");
    insta::assert_snapshot!(report(&error).lines().next().unwrap_or_default());
}

/// Variables of this process can't be changed while tests run beside each other, those of another one can.
#[test]
fn the_environments_proxy_is_used_unless_another_is_set() {
    let proxy = Fault::answering(USER);
    let child = std::process::Command::new(std::env::current_exe().expect("a test binary"))
        .args(["--exact", "tests::knobs::a_call_of_a_child", "--ignored"])
        .env("http_proxy", format!("http://{}", proxy.address))
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .output()
        .expect("it runs");
    assert!(child.status.success(), "{child:?}");
    let received = proxy.received().concat();
    assert!(
        received.starts_with("GET http://host.example/users/1 HTTP/1.1\r\n"),
        "{received}"
    );
}

#[tokio::test]
#[ignore = "the process of another test"]
async fn a_call_of_a_child() {
    let builder = Client::builder("http://host.example").allow_plain_http();
    let client = builder.build().expect("a client");
    client.get_user("1").await.expect("a user");
}
