//! Documented answers on request.

use super::http::Request;
use super::{PATH, config, demo, start};

const OK: &str = include_str!("../../../crates/api/examples/obtain-token.200.json");
const REFUSED: &str = include_str!("../../../crates/api/examples/obtain-token.422.json");

#[tokio::test]
async fn a_documented_answer_comes_to_the_byte() {
    let sandbox = start(config()).await;
    for (preference, status, text) in [
        ("code=200", 200, OK),
        ("code=422", 422, REFUSED),
        ("example=documented", 200, OK),
        ("example=\"documented\", code=422", 422, REFUSED),
        ("respond-async; wait=5, Code = 422", 422, REFUSED),
    ] {
        // Whatever the body is.
        for request in [
            demo(),
            Request::post(PATH),
            Request::post(PATH).body("noise"),
        ] {
            let answer = request.header("Prefer", preference).send(&sandbox).await;
            assert_eq!(
                (answer.status, answer.text().as_str()),
                (status, text),
                "{preference}"
            );
            assert_eq!(answer.header("content-type"), Some("application/json"));
            assert!(answer.header("preference-applied").is_some());
        }
    }
}

#[tokio::test]
async fn every_other_error_can_be_had_too() {
    let sandbox = start(config()).await;
    for code in [400, 401, 403, 500, 503] {
        let answer = demo()
            .header("Prefer", &format!("code={code}"))
            .send(&sandbox)
            .await;
        assert_eq!(answer.status, code);
        assert_eq!(answer.text(), r#"{"message":"As preferred."}"#);
    }
    let page = demo()
        .without("Accept")
        .header("Prefer", "code=422")
        .send(&sandbox)
        .await;
    assert_eq!(page.status, 422);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn what_cannot_be_had_is_refused_with_what_can() {
    let sandbox = start(config()).await;
    let mut messages = Vec::new();
    for preference in [
        "code=204",
        "code=x",
        "example=other",
        "code=500, example=documented",
    ] {
        let answer = demo().header("Prefer", preference).send(&sandbox).await;
        assert_eq!(answer.status, 400, "{preference}");
        assert!(answer.header("preference-applied").is_none());
        messages.push(answer.text());
    }
    messages.dedup();
    insta::assert_snapshot!(messages.join("\n"));
}

#[tokio::test]
async fn other_preferences_change_nothing() {
    let sandbox = start(config()).await;
    let answer = demo()
        .header("Prefer", "respond-async, wait=100, return=minimal")
        .send(&sandbox)
        .await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("preference-applied").is_none());
}
