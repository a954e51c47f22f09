//! Requests that mean no good. Each is answered, or its connection closed, in good time; never with a 5xx; and the
//! sandbox is as well afterwards as before.

mod bodies;
mod heads;
mod timing;

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::Semaphore;

use super::http::{Answer, Request, Step, exchange};
use super::{PATH, config, start};

/// The longest that a request may take to be dealt with, however it is sent.
const TIME: Duration = Duration::from_secs(10);
/// How many are dealt with at the same time.
const AT_ONCE: usize = 24;

/// A request and its name in the snapshot.
struct Case {
    name: &'static str,
    steps: Vec<Step>,
}

impl Case {
    fn new(name: &'static str, steps: Vec<Step>) -> Self {
        Self { name, steps }
    }

    fn bytes(name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(name, vec![Step::Send(bytes.into())])
    }
}

/// The head of a sign-in, up to the blank line. It is the connection's last, so that the case ends with its answer.
fn head(headers: &str) -> String {
    format!(
        "POST {PATH} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n{headers}\r\n"
    )
}

/// A sign-in with this body.
fn post(body: &[u8]) -> Vec<u8> {
    let head = head(&format!(
        "Content-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    ));
    [head.as_bytes(), body].concat()
}

/// A request after which the connection stays open.
fn kept(request: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(request).expect("UTF-8");
    text.replacen("Connection: close\r\n", "", 1).into_bytes()
}

/// What came back, for the snapshot. Long texts are cut: what they quote is the client's own.
fn shown(received: &[u8]) -> String {
    let (answers, rest) = Answer::read_all(received);
    let mut lines = Vec::new();
    for answer in &answers {
        let mut line = answer.status.to_string();
        for name in ["allow", "accept", "connection"] {
            if let Some(value) = answer.header(name) {
                write!(line, " [{name}: {value}]").expect("written");
            }
        }
        let body: String = answer.text().trim_end().chars().take(300).collect();
        lines.push(format!("{line} {body}").trim_end().to_owned());
    }
    if !rest.is_empty() {
        lines.push(format!("then {rest:?}"));
    }
    lines.push("closed".to_owned());
    // The same answer many times over says no more than once.
    let mut folded: Vec<(String, usize)> = Vec::new();
    for line in lines {
        match folded.last_mut() {
            Some((last, times)) if *last == line => *times += 1,
            _ => folded.push((line, 1)),
        }
    }
    let folded: Vec<String> = folded
        .into_iter()
        .map(|(line, times)| {
            if times == 1 {
                line
            } else {
                format!("{times} × {line}")
            }
        })
        .collect();
    folded.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_does_harm() {
    let sandbox = start(config()).await;
    let address = sandbox.address();
    let cases: Vec<Case> = [bodies::cases(), heads::cases(), timing::cases()]
        .into_iter()
        .flatten()
        .collect();
    assert!(cases.len() >= 60, "{} cases", cases.len());

    // Not all at once: a sandbox that is merely busy would look slow.
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let running: Vec<_> = cases
        .into_iter()
        .map(|case| {
            let places = Arc::clone(&places);
            let exchange = async move {
                let _place = places.acquire().await.expect("never closed");
                let start = Instant::now();
                let received = exchange(address, case.steps).await;
                (received, start.elapsed())
            };
            (case.name, tokio::spawn(exchange))
        })
        .collect();
    let mut table = String::new();
    for (name, exchange) in running {
        let (received, time) = exchange.await.expect("no panic");
        assert!(time < TIME, "{name} took {time:?}");
        let (answers, _) = Answer::read_all(&received);
        for answer in answers {
            assert!(answer.status < 500, "{name}: {}", answer.shown());
        }
        write!(table, "## {name}\n{}\n\n", shown(&received)).expect("written");
    }

    let health = Request::get("/_sandbox/health").send(&sandbox).await;
    assert_eq!(health.status, 200);
    assert_eq!(health.json()["status"], json!("ok"));
    sandbox.shutdown().await;
    insta::assert_snapshot!(table);
}
