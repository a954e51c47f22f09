//! The generated client against the sandbox: what it gets over http and TLS, and what it says of each fault.

use std::time::Duration;

use vms_admin_client::models::{Token, TokenRequest};
use vms_admin_client::{Client, ClientBuilder};
use vms_admin_sandbox::{DEMO_LOGIN, DEMO_PASSWORD, Sandbox, Tls};

use super::tls::start_tls;
use super::{check_token, config, start};

fn builder(sandbox: &Sandbox) -> ClientBuilder {
    Client::builder(sandbox.url())
        .timeout(Duration::from_secs(5))
        .retries(0)
}

/// A client that asks for a fault or a preference with each call.
fn with(sandbox: &Sandbox, name: &str, value: &str) -> Client {
    builder(sandbox)
        .header(name, value)
        .build()
        .expect("a client")
}

fn demo() -> TokenRequest {
    TokenRequest::new(DEMO_LOGIN, DEMO_PASSWORD)
}

fn assert_documented_user(token: &Token) {
    assert_eq!(token.token_type, "Bearer");
    assert_eq!(token.user.login, DEMO_LOGIN);
    token
        .expires_at
        .parse()
        .expect("a date as the contract has it");
}

#[tokio::test]
async fn it_signs_in_over_http() {
    let sandbox = start(config()).await;
    let client = builder(&sandbox).build().expect("a client");
    let token = client.obtain_token(&demo()).await.expect("signed in");
    assert_documented_user(&token);
    let bearer = format!("Bearer {}", token.access_token.expose());
    assert_eq!(check_token(&sandbox, &bearer).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_signs_in_over_tls_where_the_authority_is_trusted() {
    let sandbox = start_tls(Tls::default()).await;
    let pem = sandbox.authority().expect("an authority").pem();
    let client = builder(&sandbox)
        .add_root_certificate(pem)
        .build()
        .expect("a client");
    let token = client.obtain_token(&demo()).await.expect("signed in");
    assert_documented_user(&token);

    let stranger = builder(&sandbox).build().expect("a client");
    let refused = stranger.obtain_token(&demo()).await.expect_err("refused");
    assert!(refused.is_connect(), "{refused}");
    assert!(
        refused.to_string().contains("certificate"),
        "the cause is told: {refused}"
    );
}

#[tokio::test]
async fn a_wrong_password_is_the_documented_failure() {
    let sandbox = start(config()).await;
    let client = builder(&sandbox).build().expect("a client");
    let refused = client
        .obtain_token(&TokenRequest::new(DEMO_LOGIN, "wrong"))
        .await
        .expect_err("refused");
    let failure = refused.documented().expect("the documented failure");
    assert!(failure.errors.contains_key("login"), "{failure:?}");
    insta::assert_snapshot!(refused);
}

#[tokio::test]
async fn every_fault_is_an_error_that_tells_it() {
    let sandbox = start(config()).await;
    let mut told = Vec::new();
    for (name, value) in [
        ("Prefer", "code=422"),
        ("Prefer", "code=404"),
        ("Prefer", "code=500"),
        ("X-Sandbox-Fault", "reset"),
        ("X-Sandbox-Fault", "truncated"),
        ("X-Sandbox-Fault", "html-502"),
        ("X-Sandbox-Fault", "429=7"),
        ("X-Sandbox-Fault", "garbage"),
    ] {
        let error = with(&sandbox, name, value)
            .obtain_token(&demo())
            .await
            .expect_err("a fault");
        let error = error.to_string().replace(&sandbox.url(), "[server]");
        told.push(format!("{name}: {value}\n  {error}"));
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn a_documented_answer_comes_on_request() {
    let sandbox = start(config()).await;
    let client = with(&sandbox, "Prefer", "code=200");
    let token = client
        .obtain_token(&TokenRequest::new("nobody@mail.com", "wrong"))
        .await
        .expect("the example");
    assert_eq!(token.expires_at.as_str(), "2022-09-08 13:47:18");
}
