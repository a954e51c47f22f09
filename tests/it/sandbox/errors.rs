//! Errors beyond the contract: `{message}` for who accepts JSON, a page for all others.

use vms_admin_sandbox::Sandbox;

use super::http::{Answer, Request};
use super::{PATH, config, sign_in, start};

/// A request for each error.
fn failing() -> Vec<Request> {
    let json = |request: Request| request.header("Content-Type", "application/json");
    vec![
        Request::get("/api/admin/v1/nothing"),
        Request::get(PATH),
        json(Request::post(PATH)).body(vec![b' '; 64 * 1024 + 1]),
        Request::post(PATH)
            .header("Content-Type", "text/plain")
            .body("login"),
        json(Request::post(PATH)).body("{}"),
        sign_in("user@mail.com", "wrong"),
        Request::get("/_sandbox/token"),
    ]
}

async fn answers(sandbox: &Sandbox, accept: Option<&str>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for request in failing() {
        let request = request.without("Accept");
        let request = match accept {
            Some(accept) => request.header("Accept", accept),
            None => request,
        };
        answers.push(request.send(sandbox).await);
    }
    answers
}

#[tokio::test]
async fn json_is_for_who_accepts_it() {
    let sandbox = start(config()).await;
    let answers = answers(&sandbox, Some("text/html, application/json")).await;
    for answer in &answers {
        assert!(answer.json()["message"].is_string(), "{}", answer.text());
    }
    let shown: Vec<String> = answers.iter().map(Answer::shown).collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[tokio::test]
async fn a_page_is_for_all_others() {
    let sandbox = start(config()).await;
    let with_json: Vec<u16> = answers(&sandbox, Some("application/json"))
        .await
        .iter()
        .map(|answer| answer.status)
        .collect();
    for accept in [None, Some("*/*"), Some("text/html")] {
        let answers = answers(&sandbox, accept).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, with_json);
        for answer in &answers {
            assert_eq!(
                answer.header("content-type"),
                Some("text/html; charset=utf-8")
            );
            assert!(
                answer.text().starts_with("<!DOCTYPE html>"),
                "{}",
                answer.text()
            );
        }
    }
    let shown = answers(&sandbox, None).await[0].shown();
    insta::assert_snapshot!(shown);
}

#[tokio::test]
async fn head_is_answered_as_get_without_the_body() {
    let sandbox = start(config()).await;
    let address = sandbox.address();
    let request = Request::new("HEAD", "/openapi.json").header("Connection", "close");
    let received =
        super::http::exchange(address, vec![super::http::Step::Send(request.bytes())]).await;
    let head = String::from_utf8(received).expect("a head alone");
    assert!(
        head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
}
