//! Credentials from a provider: when it is asked, what it is told, and how often a call is sent.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use std::sync::Arc;

use super::fault::{Fault, SECRET, report};
use crate::runtime::client::Client;
use crate::runtime::security::provider::{Provider, Providing};
use crate::runtime::security::secret::Secret;

const USER: &str = "HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n{\"id\":1,\"expired_at\":null,\"permissions\":[]}";
const NO: &str = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
const BROKEN: &str = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";

/// Numbers its tokens, and notes what it is asked and told.
#[derive(Default)]
struct Numbered {
    given: AtomicUsize,
    /// How many tokens there are.
    limit: Option<usize>,
    hopeful: bool,
    notes: Mutex<Vec<String>>,
}

impl Numbered {
    fn new(hopeful: bool, limit: Option<usize>) -> Arc<Self> {
        Arc::new(Self {
            limit,
            hopeful,
            ..Self::default()
        })
    }

    fn note(&self, what: &str, token: &Secret, again: bool) {
        let token = token.expose().trim_start_matches("hunter2-");
        let again = if again { " again" } else { "" };
        self.notes
            .lock()
            .expect("no test panics while it holds this")
            .push(format!("{what} {token}{again}"));
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = self
            .notes
            .lock()
            .expect("no test panics while it holds this");
        std::mem::take(&mut notes)
    }
}

impl Provider for Numbered {
    fn token(&self) -> Providing<'_> {
        Box::pin(async {
            let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
            if self.limit.is_some_and(|limit| number > limit) {
                return Err("the vault is sealed".into());
            }
            Ok(Secret::new(format!("hunter2-{number}")))
        })
    }

    fn refused(&self, token: &Secret, again: bool) -> bool {
        self.note("refused", token, again);
        self.hopeful
    }

    fn accepted(&self, token: &Secret, again: bool) {
        self.note("accepted", token, again);
    }
}

/// A server that accepts tokens from this number on.
fn accepting(oldest: usize) -> Fault {
    Fault::start(move |connection| {
        let request = connection.request();
        let token = request.split_once("authorization: Bearer hunter2-");
        let number = token.and_then(|(_, rest)| rest.lines().next()?.parse::<usize>().ok());
        let accepted = number.is_some_and(|number| number >= oldest);
        connection.send(if accepted { USER } else { NO });
    })
}

fn client(server: &Fault, provider: &Arc<Numbered>) -> Client {
    let builder = server.plain().credentials(Arc::clone(provider));
    assert!(!format!("{builder:?}").contains(SECRET));
    builder.build().expect("a client")
}

#[tokio::test]
async fn is_asked_before_each_call_and_told_that_it_went_well() {
    let (server, provider) = (accepting(1), Numbered::new(true, None));
    let client = client(&server, &provider);
    for _ in 0..2 {
        client.get_user("1").await.expect("a user");
    }
    assert_eq!(provider.notes(), ["accepted 1", "accepted 2"]);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn is_told_of_a_401_and_the_call_is_sent_once_more() {
    let (server, provider) = (accepting(2), Numbered::new(true, None));
    let client = client(&server, &provider);
    client.get_user("1").await.expect("a user");
    assert_eq!(provider.notes(), ["refused 1", "accepted 2 again"]);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_call_is_sent_twice_at_most() {
    let (server, provider) = (accepting(usize::MAX), Numbered::new(true, None));
    let client = client(&server, &provider);
    let error = client.get_user("1").await.expect_err("refused");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(provider.notes(), ["refused 1", "refused 2 again"]);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_call_is_sent_once_where_another_token_would_not_help() {
    let (server, provider) = (accepting(2), Numbered::new(false, None));
    let client = client(&server, &provider);
    client.get_user("1").await.expect_err("refused");
    assert_eq!(provider.notes(), ["refused 1"]);
    assert_eq!(server.received().len(), 1);
    // The next one asks anew.
    client.get_user("1").await.expect("a user");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn what_cannot_be_repeated_is_sent_once() {
    let (server, provider) = (accepting(2), Numbered::new(true, None));
    let client = client(&server, &provider);
    client.send_text("a").await.expect_err("refused");
    assert_eq!(provider.notes(), ["refused 1"]);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_without_a_token() {
    let (server, provider) = (accepting(1), Numbered::new(true, Some(0)));
    let client = client(&server, &provider);
    let error = client.get_user("1").await.expect_err("no token");
    assert_eq!(server.connections(), 0);
    insta::assert_snapshot!(error, @"GET /users/{id}: not sent: there are no credentials: the vault is sealed");
    report(&error);
}

#[tokio::test]
async fn the_401_is_the_result_where_there_is_no_second_token() {
    let (server, provider) = (accepting(2), Numbered::new(true, Some(1)));
    let client = client(&server, &provider);
    let error = client.get_user("1").await.expect_err("no token");
    assert_eq!(server.received().len(), 1);
    let said = error.to_string();
    assert!(
        said.contains("401") && said.contains("the vault is sealed"),
        "{said}"
    );
    report(&error);
}

#[tokio::test]
async fn a_server_that_repeats_the_tokens_does_not_get_them_shown() {
    let (server, provider) = (
        Fault::start(|connection| {
            let request = connection.request();
            let body = "{\"message\":\"neither hunter2-1 nor hunter2-2 will do\"}";
            let status = if request.contains("hunter2-1") {
                401
            } else {
                403
            };
            let length = body.len();
            connection.send(format!(
                "HTTP/1.1 {status} No\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
            ));
        }),
        Numbered::new(true, None),
    );
    let client = client(&server, &provider);
    let error = client.get_user("1").await.expect_err("refused");
    assert!(error.to_string().contains("nor"), "{error}");
    report(&error);
}

#[tokio::test]
async fn a_server_that_fails_has_accepted_nothing() {
    let (server, provider) = (Fault::answering(BROKEN), Numbered::new(true, None));
    let client = client(&server, &provider);
    client.get_user("1").await.expect_err("it failed");
    assert_eq!(provider.notes(), [""; 0]);
}

#[tokio::test]
async fn is_not_asked_for_what_needs_no_token_or_has_one() {
    let (server, provider) = (accepting(1), Numbered::new(true, None));
    let client = client(&server, &provider);
    // It takes keys, and nothing where there are none.
    let _ = client.export().await;
    let fixed = client.with_bearer_auth("hunter2-7").expect("a client");
    fixed.get_user("1").await.expect("a user");
    assert_eq!(provider.given.load(Ordering::SeqCst), 0);
    let other = fixed.with_credentials(Arc::clone(&provider));
    other.get_user("1").await.expect("a user");
    assert_eq!(provider.given.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn the_token_does_not_follow_a_redirect_to_a_stranger() {
    let stranger = Fault::answering(USER);
    let head = format!(
        "HTTP/1.1 307 R\r\nLocation: {}/users/1\r\nContent-Length: 0\r\n\r\n",
        stranger.url()
    );
    let (server, provider) = (Fault::answering(head), Numbered::new(true, None));
    let client = client(&server, &provider);
    client.get_user("1").await.expect_err("not followed");
    assert!(server.received()[0].contains("authorization: Bearer hunter2-1\r\n"));
    assert_eq!(stranger.connections(), 0);
}

#[tokio::test]
async fn the_time_for_a_token_is_the_calls() {
    struct Never;
    impl Provider for Never {
        fn token(&self) -> Providing<'_> {
            Box::pin(std::future::pending())
        }

        fn refused(&self, _: &Secret, _: bool) -> bool {
            true
        }
    }
    let server = accepting(1);
    let client = server.plain().credentials(Never).build().expect("a client");
    let call = client
        .get_user("1")
        .timeout(std::time::Duration::from_millis(10));
    assert!(call.await.expect_err("no token").is_timeout());
    assert_eq!(server.connections(), 0);
}
