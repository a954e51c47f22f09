//! The session as its client's provider: what it says of each 401, and what a call without a token tells.

use std::error::Error as _;
use std::time::Duration;

use vms_admin_session::{Credentials, Provider, Session, SessionError};

use super::account::{Account, Behaviour, PASSWORD, later};
use crate::loopback::answer;

#[tokio::test]
async fn the_client_has_it_and_the_one_that_signs_in_has_not() {
    let account = Account::new(Behaviour::default());
    let client = account.client();
    let session = Session::new(client.clone(), Credentials::new("user@mail.com", PASSWORD));
    assert!(format!("{:?}", session.client()).contains("provider: true"));
    assert!(format!("{client:?}").contains("provider: false"));
    assert_eq!(session.client().base_url(), client.base_url());
    // A call that needs no token takes none.
    let request = vms_admin_client::models::TokenRequest::new("user@mail.com", PASSWORD);
    session
        .client()
        .obtain_token(&request)
        .await
        .expect("a token");
    assert_eq!(account.tries(), 1);
    let sent = account.server.received().concat();
    assert!(!sent.contains("authorization"), "{sent}");
}

/// The client asks, sends, and tells; `refused` is whether it is to send the call again.
#[tokio::test]
async fn it_gives_one_token_to_all_and_another_when_that_is_at_its_end() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    let provider: &dyn Provider = &session;
    let first = provider.token().await.expect("a token");
    assert_eq!(first.expose(), "token-1");
    // Another token would be as fresh.
    assert!(!provider.refused(&first, false));
    provider.accepted(&first, false);
    later(Duration::from_mins(1)).await;
    assert!(provider.refused(&first, false));
    let second = provider.token().await.expect("a token");
    assert_eq!(second.expose(), "token-2");
    // Who comes late finds the new one.
    assert!(provider.refused(&first, false));
    provider.accepted(&second, true);
    // Where the fresh one is refused, too, nobody else need try.
    assert!(!provider.refused(&second, true));
    assert!(!provider.refused(&first, false));
    assert_eq!(provider.token().await.expect("a token").expose(), "token-2");
    assert_eq!(account.tries(), 2);
}

#[tokio::test]
async fn its_error_is_found_behind_that_of_the_call() {
    let account = Account::new(Behaviour {
        refusal: Some(answer("403 Forbidden", "", "")),
        ..Behaviour::default()
    });
    let session = account.session();
    let provider: &dyn Provider = &session;
    let error = provider.token().await.expect_err("refused");
    let session_error = error.downcast_ref::<SessionError>().expect("the session's");
    assert!(matches!(session_error, SessionError::Refused(_)), "{error}");
    assert!(session_error.source().is_some());
    assert!(!format!("{error} {error:?}").contains(PASSWORD));
}
