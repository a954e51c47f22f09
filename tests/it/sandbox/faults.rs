//! Misbehaviour on request.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::http::{Answer, Request, Step, exchange};
use super::{config, demo, sign_in, start};

fn with(fault: &str) -> Request {
    demo().header("X-Sandbox-Fault", fault)
}

#[tokio::test]
async fn an_answer_can_come_late() {
    let sandbox = start(config()).await;
    let begin = Instant::now();
    assert_eq!(with("delay=300ms").send(&sandbox).await.status, 200);
    assert!(begin.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn a_connection_can_be_reset() {
    let sandbox = start(config()).await;
    for fault in ["reset", "delay=50ms, reset"] {
        let mut stream = TcpStream::connect(sandbox.address())
            .await
            .expect("a connection");
        stream.write_all(&with(fault).bytes()).await.expect("sent");
        let mut received = Vec::new();
        let error = stream.read_to_end(&mut received).await.expect_err("no end");
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        assert_eq!(received, b"");
    }
}

#[tokio::test]
async fn a_body_can_be_cut_off() {
    let sandbox = start(config()).await;
    for request in [demo(), sign_in("nobody", "wrong")] {
        let bytes = request.header("X-Sandbox-Fault", "truncated").bytes();
        let received = exchange(sandbox.address(), vec![Step::Send(bytes)]).await;
        let (answers, _) = Answer::read_all(&received);
        let [answer] = answers.as_slice() else {
            panic!("one answer")
        };
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.body.len(), answer.length / 2);
        assert!(serde_json::from_slice::<Value>(&answer.body).is_err());
    }
}

#[tokio::test]
async fn a_proxy_can_fail() {
    let sandbox = start(config()).await;
    let answer = with("html-502").send(&sandbox).await;
    insta::assert_snapshot!(answer.shown());
}

#[tokio::test]
async fn a_client_can_be_told_to_wait() {
    let sandbox = start(config()).await;
    let answer = with("429=30").send(&sandbox).await;
    insta::assert_snapshot!(answer.shown());
    assert_eq!(
        with("429").send(&sandbox).await.header("retry-after"),
        Some("1")
    );
}

#[tokio::test]
async fn json_can_be_garbage() {
    let sandbox = start(config()).await;
    let answer = with("garbage").send(&sandbox).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert!(serde_json::from_slice::<Value>(&answer.body).is_err());
    assert!(std::str::from_utf8(&answer.body).is_err());
}

#[tokio::test]
async fn a_fault_goes_with_a_preference_and_with_any_path() {
    let sandbox = start(config()).await;
    let preferred = with("delay=10ms")
        .header("Prefer", "code=422")
        .send(&sandbox)
        .await;
    assert_eq!(preferred.status, 422);
    let elsewhere = Request::get("/nothing")
        .header("X-Sandbox-Fault", "429")
        .send(&sandbox)
        .await;
    assert_eq!(elsewhere.status, 429);
    let corner = Request::get("/_sandbox/health")
        .header("X-Sandbox-Fault", "429")
        .send(&sandbox)
        .await;
    assert_eq!(corner.status, 200);
}

#[tokio::test]
async fn a_faulty_request_is_carried_out_and_recorded_as_answered() {
    let sandbox = start(config()).await;
    with("429").send(&sandbox).await;
    let recorded = Request::get("/_sandbox/requests")
        .send(&sandbox)
        .await
        .json();
    assert_eq!(recorded["requests"][0]["status"], 429);
    assert_eq!(recorded["requests"][0]["body"]["login"], "user@mail.com");
    assert_eq!(recorded["requests"][0]["headers"]["x-sandbox-fault"], "429");
}
