//! The caller's own requests, sent with the token.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use vms_admin_session::{Credentials, SendError, Session, SessionError};

use super::account::{Account, Behaviour, TOKEN, later};
use crate::loopback::{Server, answer};

/// The requests that are not signings in, by their first line.
fn calls(account: &Account) -> Vec<String> {
    let received = account.server.received();
    let lines = received.iter().filter_map(|request| request.lines().next());
    lines
        .filter(|line| !line.contains("/auth/token"))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn carry_the_token() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    let request = Client::new().get(format!("{}/cameras", account.server.url()));
    let answer = session.send(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let sent = account.server.received().pop().expect("a request");
    assert!(sent.contains("\nauthorization: Bearer token-1\n"), "{sent}");
}

#[tokio::test]
async fn are_sent_again_with_a_fresh_token_after_a_401() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    let url = format!("{}/cameras", account.server.url());
    let http = Client::new();
    session.token().await.expect("a token");
    account.withdraw();
    later(Duration::from_secs(15)).await;
    let answer = session
        .send(http.put(&url).body("a"))
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(account.tries(), 2);
    assert_eq!(
        calls(&account),
        ["PUT /cameras HTTP/1.1", "PUT /cameras HTTP/1.1"]
    );
}

#[tokio::test]
async fn that_cannot_safely_be_repeated_are_sent_once() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    let url = format!("{}/cameras", account.server.url());
    let http = Client::new();
    session.token().await.expect("a token");
    account.withdraw();
    later(Duration::from_secs(15)).await;
    let answer = session
        .send(http.post(&url).body("a"))
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(calls(&account), ["POST /cameras HTTP/1.1"]);
    // The next one begins with a fresh token.
    let answer = session
        .send(http.post(&url).body("a"))
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(account.tries(), 2);
}

#[tokio::test]
async fn that_are_refused_twice_end_with_the_401() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    account.refuse_all();
    let url = format!("{}/cameras", account.server.url());
    let answer = session
        .send(Client::new().get(&url))
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    // Its token is as fresh as can be.
    assert_eq!((calls(&account).len(), account.tries()), (1, 1));
    later(Duration::from_mins(1)).await;
    let answer = session.send(Client::new().get(&url)).await;
    assert_eq!(
        answer.expect("an answer").status(),
        StatusCode::UNAUTHORIZED
    );
    assert_eq!((calls(&account).len(), account.tries()), (3, 2));
    account.withdraw();
    later(Duration::from_mins(4)).await;
    let answer = session.send(Client::new().get(&url)).await;
    assert_eq!(answer.expect("an answer").status(), StatusCode::OK);
    assert_eq!((calls(&account).len(), account.tries()), (5, 3));
}

#[tokio::test]
async fn to_another_origin_are_not_sent() {
    let account = Account::new(Behaviour::default());
    let other = Account::new(Behaviour::default());
    let session = account.session();
    let error = session
        .send(Client::new().get(other.server.url()))
        .await
        .expect_err("another origin");
    assert!(
        matches!(error, SendError::Session(SessionError::OtherOrigin { .. })),
        "{error:?}"
    );
    assert_eq!(
        other.server.received().len() + account.server.received().len(),
        0
    );
    let said = error
        .to_string()
        .replace(&other.server.url(), "OTHER")
        .replace(&account.server.url(), "OURS");
    insta::assert_snapshot!(said);
}

/// The caller's own client follows the redirect, without the token.
#[tokio::test]
async fn that_are_redirected_to_a_stranger_leave_the_token_behind() {
    let stranger = Server::start(|_| answer("200 OK", "", "done"));
    let location = format!("Location: {}/elsewhere\r\n", stranger.url());
    let server = Server::start(move |request| {
        if request.starts_with("POST /api/admin/v1/auth/token ") {
            answer("200 OK", "Content-Type: application/json\r\n", TOKEN)
        } else {
            answer("307 R", &location, "")
        }
    });
    let client = vms_admin_client::Client::new(server.url()).expect("a client");
    let session = Session::new(client, Credentials::new("user", "password"));
    let request = Client::new().get(format!("{}/cameras", server.url()));
    let answer = session.send(request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(server.received()[1].contains("authorization: Bearer token"));
    let told = stranger.received().concat();
    assert!(told.starts_with("GET /elsewhere "), "{told}");
    assert!(!told.contains("authorization"), "{told}");
}

#[tokio::test]
async fn that_fail_do_not_show_their_address() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    session.token().await.expect("a token");
    let url = format!("{}/cameras?key=secret", account.server.url());
    let Account { server, .. } = account;
    drop(server);
    let error = session
        .send(Client::new().get(&url))
        .await
        .expect_err("the server is gone");
    assert!(matches!(error, SendError::Request(_)), "{error:?}");
    assert!(
        !format!("{error} {error:?}").contains("secret"),
        "{error:?}"
    );
}
