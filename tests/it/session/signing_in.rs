//! When and how often a session signs in.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use vms_admin_session::{Credentials, Session, SessionError};

use super::account::{Account, Behaviour, PASSWORD, later, until};
use crate::loopback::answer;

const REFUSAL: &str = include_str!("../../../crates/api/examples/obtain-token.422.json");

fn refusing() -> Behaviour {
    let refusal = answer(
        "422 Unprocessable Entity",
        "Content-Type: application/json\r\n",
        REFUSAL,
    );
    Behaviour {
        refusal: Some(refusal),
        ..Behaviour::default()
    }
}

#[tokio::test]
async fn happens_at_the_first_use_and_is_enough_for_later_ones() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    assert_eq!(account.tries(), 0);
    for _ in 0..3 {
        let token = session.token().await.expect("a token");
        assert_eq!(token.expose(), "token-1");
    }
    assert_eq!(session.user().await.expect("a user").login, "user@mail.com");
    assert_eq!(account.tries(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn happens_once_for_a_thousand_tasks() {
    let account = Account::new(Behaviour {
        delay: Duration::from_millis(200),
        ..Behaviour::default()
    });
    let session = account.session();
    let tasks: Vec<_> = (0..1000)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.token().await })
        })
        .collect();
    for task in tasks {
        let token = task.await.expect("no panic").expect("a token");
        assert_eq!(token.expose(), "token-1");
    }
    assert_eq!(account.tries(), 1);
}

/// What a thousand tasks are told that wait for a signing in that fails.
async fn failures(refusal: Behaviour) -> (usize, Vec<SessionError>) {
    let account = Account::new(Behaviour {
        delay: Duration::from_millis(300),
        ..refusal
    });
    let session = account.session();
    let tasks: Vec<_> = (0..1000)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.token().await })
        })
        .collect();
    let all = async {
        let mut errors = Vec::new();
        for task in tasks {
            errors.push(task.await.expect("no panic").expect_err("no token"));
        }
        errors
    };
    let errors = tokio::time::timeout(Duration::from_secs(10), all).await;
    (
        account.tries(),
        errors.expect("nobody waits for a try of its own"),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn is_refused_once_for_a_thousand_tasks() {
    let (tries, errors) = failures(refusing()).await;
    assert_eq!(tries, 1);
    for error in errors {
        assert!(matches!(error, SessionError::Refused(_)), "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fails_once_for_a_thousand_tasks() {
    let failure = answer("500 Internal Server Error", "", "");
    let (tries, errors) = failures(Behaviour {
        refusal: Some(failure),
        ..Behaviour::default()
    })
    .await;
    assert_eq!(tries, 1);
    for error in errors {
        assert!(matches!(error, SessionError::SignIn(_)), "{error:?}");
    }
}

/// The number of the token that a session gives.
async fn number(session: &Session) -> String {
    let token = session.token().await.expect("a token");
    let number = token.expose().strip_prefix("token-");
    number.expect("a token of the account's").to_owned()
}

#[tokio::test]
async fn happens_again_ahead_of_the_end_while_the_token_is_used_on() {
    let account = Account::new(Behaviour::default());
    let session = account
        .builder()
        .renew_ahead(Duration::from_secs(30))
        .build();
    assert_eq!(number(&session).await, "1");
    later(Duration::from_secs(3565)).await;
    assert_eq!(number(&session).await, "1");
    assert_eq!(account.tries(), 1);
    later(Duration::from_secs(10)).await;
    assert_eq!(number(&session).await, "1");
    until(async || number(&session).await == "2").await;
    assert_eq!(account.tries(), 2);
}

#[tokio::test]
async fn the_servers_own_clock_places_the_end() {
    for (date, expected) in [(true, "2"), (false, "1")] {
        let account = Account::new(Behaviour {
            life: Duration::from_secs(10),
            fast: Duration::from_hours(2),
            date,
            ..Behaviour::default()
        });
        let session = account.session();
        assert_eq!(number(&session).await, "1");
        later(Duration::from_secs(11)).await;
        assert_eq!(number(&session).await, expected);
    }
}

#[tokio::test]
async fn a_renewal_that_fails_costs_no_token_that_is_still_good() {
    let account = Account::new(Behaviour {
        life: Duration::from_hours(20),
        ..Behaviour::default()
    });
    let hour = Duration::from_hours(1);
    let session = account.builder().renew_ahead(hour).build();
    assert_eq!(number(&session).await, "1");
    account.behave(Behaviour {
        refusal: Some(answer("500 Internal Server Error", "", "")),
        ..Behaviour::default()
    });
    later(Duration::from_hours(19)).await;
    for tries in 2..5 {
        until(async || {
            assert_eq!(number(&session).await, "1");
            account.tries() == tries
        })
        .await;
        for _ in 0..100 {
            assert_eq!(number(&session).await, "1");
        }
        assert_eq!(account.tries(), tries);
        later(Duration::from_mins(1)).await;
    }
}

#[tokio::test]
async fn an_end_that_nobody_can_place_is_left_to_the_server() {
    // Without a zone, the end two hours ago may still be to come.
    let account = Account::new(Behaviour::default());
    let session = Session::new(
        account.client(),
        Credentials::new("user@mail.com", PASSWORD),
    );
    for _ in 0..3 {
        session.token().await.expect("a token");
    }
    assert_eq!(account.tries(), 1);
}

#[tokio::test]
async fn refused_credentials_are_not_tried_again_at_once() {
    let account = Account::new(refusing());
    let session = account.session();
    let first = session.token().await.expect_err("refused");
    insta::assert_snapshot!("refused", first);
    assert!(matches!(first, SessionError::Refused(_)), "{first:?}");
    let second = session.token().await.expect_err("paused");
    assert!(matches!(second, SessionError::Paused { .. }), "{second:?}");
    insta::assert_snapshot!("paused", second.to_string().replace("in 14 s", "in 15 s"));
    session.forget();
    assert!(session.token().await.is_err());
    assert_eq!(account.tries(), 1);
    let shown = format!("{session:?} {first:?} {first} {second:?} {second}");
    assert!(!shown.contains(PASSWORD), "{shown}");
}

/// At once, that is with the distance that all signings in keep.
#[tokio::test]
async fn other_credentials_are_tried_at_once() {
    let account = Account::new(refusing());
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let session = Session::new(account.client(), move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        Ok(Credentials::new("user@mail.com", format!("try {number}")))
    });
    assert!(matches!(
        session.token().await,
        Err(SessionError::Refused(_))
    ));
    account.behave(Behaviour::default());
    later(Duration::from_secs(5)).await;
    session.token().await.expect("a token");
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_server_that_asks_for_patience_gets_it() {
    let busy = answer("503 Service Unavailable", "Retry-After: 30\r\n", "");
    let account = Account::new(Behaviour {
        refusal: Some(busy),
        ..Behaviour::default()
    });
    let session = account.session();
    assert!(matches!(
        session.token().await,
        Err(SessionError::SignIn(_))
    ));
    assert!(matches!(
        session.token().await,
        Err(SessionError::Paused { .. })
    ));
    assert_eq!(account.tries(), 1);
}

#[tokio::test]
async fn a_failure_of_another_kind_is_tried_again() {
    let account = Account::new(Behaviour {
        refusal: Some(answer("500 Internal Server Error", "", "")),
        ..Behaviour::default()
    });
    let session = account.session();
    let error = session.token().await.expect_err("failed");
    insta::assert_snapshot!("failed", error);
    account.behave(Behaviour::default());
    later(Duration::from_secs(8)).await;
    session.token().await.expect("a token");
    assert_eq!(account.tries(), 2);
}

#[tokio::test]
async fn goes_on_when_nobody_waits_for_it() {
    let account = Account::new(Behaviour {
        silent: true,
        ..Behaviour::default()
    });
    let session = account.session();
    for _ in 0..20 {
        let hasty = tokio::time::timeout(Duration::from_millis(1), session.token());
        assert!(hasty.await.is_err());
    }
    account.behave(Behaviour::default());
    assert_eq!(number(&session).await, "1");
    assert_eq!(account.tries(), 1);
}

/// A test's own runtime ends with it, and a program may have several.
#[test]
fn is_told_of_when_its_runtime_ends() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.enable_all().build().expect("a runtime")
    };
    let account = Account::new(Behaviour {
        silent: true,
        ..Behaviour::default()
    });
    let session = account.session();
    let (first, second) = (runtime(), runtime());
    let begins = session.clone();
    first.spawn(async move { begins.token().await });
    while account.tries() == 0 {
        std::thread::yield_now();
    }
    let waits = session.clone();
    let waits = second.spawn(async move { waits.token().await });
    first.shutdown_background();
    let error = second.block_on(waits).expect("no panic");
    account.behave(Behaviour::default());
    // Who comes later finds the pause that it began.
    let error = match error.expect_err("interrupted") {
        SessionError::Paused { because, .. } => *because,
        error => error,
    };
    assert!(matches!(error, SessionError::Interrupted), "{error:?}");
    insta::assert_snapshot!(
        error,
        @"the signing in was interrupted: its task panicked, or its runtime was shut down"
    );
}

#[tokio::test]
async fn is_told_of_when_the_source_panics() {
    let account = Account::new(Behaviour::default());
    let session = Session::new(account.client(), || panic!("the test's own"));
    let error = session.token().await.expect_err("interrupted");
    assert!(matches!(error, SessionError::Interrupted), "{error:?}");
    let error = session.token().await.expect_err("paused");
    assert!(matches!(error, SessionError::Paused { .. }), "{error:?}");
}

#[test]
fn needs_a_runtime() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    let mut token = std::pin::pin!(session.token());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = token.as_mut().poll(&mut context) else {
        panic!("it can't sign in");
    };
    insta::assert_snapshot!(error, @"not signed in: a session works within a Tokio runtime, start one");
}

#[tokio::test]
async fn forgets_on_request() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    assert_eq!(number(&session).await, "1");
    session.forget();
    later(Duration::from_secs(5)).await;
    assert_eq!(number(&session).await, "2");
}
