//! A server that refuses, fails or makes no sense is not asked again and again, whoever calls and however often.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::StatusCode;
use vms_admin_session::{Credentials, Session, SessionError};

use super::account::{Account, Behaviour, PASSWORD, TOKEN, later, until};
use crate::loopback::answer;

/// What a server may answer to a signing in that fails, and whether that is a refusal of the credentials.
fn failures() -> Vec<(&'static str, String, bool)> {
    const HTML: &str = "Content-Type: text/html\r\n";
    const JSON: &str = "Content-Type: application/json\r\n";
    let empty = TOKEN.replace("\"Bearer token\"", "\"\"");
    assert_ne!(empty, TOKEN);
    vec![
        ("401", answer("401 Unauthorized", "", ""), true),
        ("403", answer("403 Forbidden", HTML, "<p>no</p>"), true),
        ("400", answer("400 Bad Request", JSON, "{}"), true),
        ("423", answer("423 Locked", "", ""), true),
        ("422 in HTML", answer("422 U", HTML, "<p>no</p>"), true),
        ("422 {}", answer("422 U", JSON, "{}"), true),
        ("429", answer("429 Too Many Requests", "", ""), false),
        ("500", answer("500 Internal Server Error", "", ""), false),
        ("404", answer("404 Not Found", HTML, "<p>no</p>"), false),
        (
            "302",
            answer("302 Found", "Location: /login\r\n", ""),
            false,
        ),
        ("200 in HTML", answer("200 OK", HTML, "<p>hi</p>"), false),
        ("an empty token", answer("200 OK", JSON, &empty), false),
        (
            "the word alone",
            answer("200 OK", JSON, &TOKEN.replace("Bearer token", "Bearer ")),
            false,
        ),
        ("nothing", String::new(), false),
    ]
}

fn failing(refusal: &str) -> Account {
    Account::new(Behaviour {
        refusal: Some(refusal.to_owned()),
        ..Behaviour::default()
    })
}

#[tokio::test]
async fn two_hundred_calls_at_once_and_two_hundred_in_a_row_are_one_signing_in() {
    for (what, refusal, is_refusal) in failures() {
        let account = failing(&refusal);
        let session = account.session();
        let tasks: Vec<_> = (0..200)
            .map(|_| {
                let session = session.clone();
                tokio::spawn(async move { session.token().await })
            })
            .collect();
        for task in tasks {
            let error = task.await.expect("no panic").expect_err(what);
            let refused = matches!(error, SessionError::Refused(_));
            assert_eq!(refused, is_refusal, "{what}: {error:?}");
        }
        for _ in 0..200 {
            let error = session.token().await.expect_err(what);
            assert!(matches!(error, SessionError::Paused { .. }), "{error:?}");
        }
        assert_eq!(account.tries(), 1, "{what}");
        // The pause ends: again, it is one.
        later(Duration::from_mins(2)).await;
        for _ in 0..200 {
            assert!(session.token().await.is_err());
        }
        assert_eq!(account.tries(), 2, "{what}");
    }
}

#[tokio::test]
async fn callers_that_do_not_wait_for_the_refusal_do_not_make_another() {
    for (what, refusal, _) in failures() {
        let failing = Behaviour {
            refusal: Some(refusal),
            ..Behaviour::default()
        };
        let account = Account::new(Behaviour {
            silent: true,
            ..failing.clone()
        });
        let session = account.session();
        for _ in 0..30 {
            let hasty = tokio::time::timeout(Duration::from_millis(1), session.token());
            assert!(hasty.await.is_err(), "{what}: nobody answers yet");
        }
        until(async || account.tries() > 0).await;
        account.behave(failing);
        session.token().await.expect_err(what);
        assert_eq!(account.tries(), 1, "{what}");
    }
}

/// One call a second for an hour.
#[tokio::test]
async fn an_hour_of_calls_is_a_handful_of_signings_in() {
    for (what, refusal, is_refusal) in failures() {
        let account = failing(&refusal);
        let session = account.session();
        for _ in 0..3600 {
            session.token().await.expect_err(what);
            later(Duration::from_secs(1)).await;
        }
        let tries = account.tries();
        // After 0, 15, 75, 315, 1215, 2115 and 3015 seconds; or after doubling waits, up to half as long again.
        let expected = if is_refusal { 7..=7 } else { 10..=18 };
        assert!(expected.contains(&tries), "{what}: {tries}");
    }
}

#[tokio::test]
async fn a_source_with_ever_new_credentials_locks_no_account() {
    let (_, refusal, _) = failures().swap_remove(0);
    let account = failing(&refusal);
    let number = AtomicUsize::new(0);
    let session = Session::new(account.client(), move || {
        let number = number.fetch_add(1, Ordering::SeqCst);
        Ok(Credentials::new("user", number.to_string()))
    });
    for _ in 0..3600 {
        assert!(session.token().await.is_err());
        later(Duration::from_secs(1)).await;
    }
    assert!(account.tries() <= 8, "{}", account.tries());
}

#[tokio::test]
async fn tokens_that_are_forgotten_at_once_keep_their_distance() {
    let account = Account::new(Behaviour::default());
    let session = account.session();
    for _ in 0..10 {
        session.token().await.expect("a token");
        let start = tokio::time::Instant::now();
        session.forget();
        let session = session.clone();
        let waits = tokio::spawn(async move { session.token().await });
        while !waits.is_finished() {
            later(Duration::from_millis(200)).await;
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        waits.await.expect("no panic").expect("a token");
        let passed = start.elapsed();
        assert!(passed > Duration::from_secs(4), "{passed:?}");
    }
    assert_eq!(account.tries(), 11);
}

/// How many calls came, beside the signings in.
fn calls(account: &Account) -> usize {
    let received = account.server.received();
    let is_call = |request: &&String| !request.contains("/auth/token ");
    received.iter().filter(is_call).count()
}

#[tokio::test]
async fn calls_that_are_always_refused_are_sent_once_with_one_token() {
    let account = Account::new(Behaviour::default());
    account.refuse_all();
    let session = Arc::new(account.session());
    let http = reqwest::Client::new();
    let url = format!("{}/cameras", account.server.url());
    let tasks: Vec<_> = (0..25)
        .map(|_| {
            let (session, request) = (Arc::clone(&session), http.get(&url));
            tokio::spawn(async move { session.send(request).await })
        })
        .collect();
    for task in tasks {
        let answer = task.await.expect("no panic").expect("an answer");
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    for _ in 0..25 {
        let answer = session.send(http.get(&url)).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!((calls(&account), account.tries()), (50, 1));
    // Six a minute for an hour: a new token after 1, 5, 20, 35 and 50 minutes, each with one call repeated.
    for _ in 0..360 {
        session.send(http.get(&url)).await.expect("an answer");
        later(Duration::from_secs(10)).await;
    }
    assert_eq!((calls(&account), account.tries()), (50 + 360 + 5, 6));
    assert!(!format!("{session:?}").contains(PASSWORD));
}
