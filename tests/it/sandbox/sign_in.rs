//! Signing in: the token, the user, and what an attacker can learn.

use std::fmt::Write as _;
use std::time::Instant;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use vms_admin_api::{LocalDateTime, ObtainToken, Operation, Token};
use vms_admin_sandbox::{Cost, DEMO_LOGIN};

use super::http::Request;
use super::{PATH, check_token, config, demo, sign_in, start, token};

/// The documented answer.
fn documented() -> Token {
    let text = include_str!("../../../crates/api/examples/obtain-token.200.json");
    serde_json::from_str(text).expect("a token")
}

#[tokio::test]
async fn the_path_is_the_contracts() {
    assert_eq!(PATH, ObtainToken::PATH);
}

#[tokio::test]
async fn the_right_password_gets_the_documented_user_and_a_fresh_token() {
    let sandbox = start(config()).await;
    let before = Timestamp::now();
    let answer = demo().send(&sandbox).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));

    let got: Token = serde_json::from_slice(&answer.body).expect("a token");
    assert_eq!(got.user, documented().user);
    assert_eq!(got.token_type, "Bearer");
    let expires_at = got
        .expires_at
        .in_zone(&TimeZone::UTC)
        .expect("a date")
        .timestamp();
    let ttl = expires_at.duration_since(before);
    assert!((3600..=3605).contains(&ttl.as_secs()), "{ttl}");

    // Everything stands in the documented order.
    let mut expected = documented();
    expected.expires_at = got.expires_at.clone();
    expected.access_token = got.access_token.clone();
    assert_eq!(
        answer.text(),
        serde_json::to_string(&expected).expect("JSON")
    );

    // 256 bits in hexadecimal, others each time.
    let text = got.access_token.expose();
    assert_eq!(text.len(), 64);
    assert!(text.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_ne!(token(&sandbox).await, text);
    assert_eq!(
        check_token(&sandbox, &format!("Bearer {text}"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn success_is_json_whatever_is_accepted() {
    let sandbox = start(config()).await;
    for accept in ["*/*", "text/html", "image/png"] {
        let answer = demo()
            .without("Accept")
            .header("Accept", accept)
            .send(&sandbox)
            .await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn expiry_is_told_in_the_zone_that_was_asked_for() {
    let mut config = config();
    config.zone = TimeZone::get("Asia/Kathmandu").expect("a zone");
    config.token_ttl = SignedDuration::from_mins(90);
    let sandbox = start(config).await;
    let answer = demo().send(&sandbox).await.json();
    let told = LocalDateTime::from(answer["expires_at"].as_str().expect("a text"));
    let ends = told
        .in_zone(&TimeZone::fixed(jiff::tz::offset(5)))
        .expect("a date")
        .timestamp();
    let ttl = ends.duration_since(Timestamp::now()) - SignedDuration::from_mins(45);
    assert!((5395..=5401).contains(&ttl.as_secs()), "{ttl}");
}

#[tokio::test]
async fn a_token_can_begin_with_the_word_bearer() {
    let mut config = config();
    config.bearer_prefix = true;
    let sandbox = start(config).await;
    let token = token(&sandbox).await;
    assert!(
        token.starts_with("Bearer ") && token.len() == 71,
        "{} characters",
        token.len()
    );
    assert_eq!(check_token(&sandbox, &token).await.status, 200);
    let doubled = check_token(&sandbox, &format!("Bearer {token}")).await;
    assert_eq!(doubled.status, 401);
    assert_eq!(
        doubled.json()["message"],
        "The word `Bearer` is there twice."
    );
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    let sandbox = start(config()).await;
    let wrong = sign_in(DEMO_LOGIN, "wrong").send(&sandbox).await;
    let unknown = sign_in("nobody@mail.com", "wrong").send(&sandbox).await;
    assert_eq!(wrong.shown(), unknown.shown());
    insta::assert_snapshot!(wrong.shown());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_login_takes_as_long_as_a_wrong_password() {
    let mut config = config();
    config.hashing.cost = Cost {
        memory_kib: 8 * 1024,
        passes: 3,
    };
    let sandbox = start(config).await;
    let time = async |request: &Request| {
        let start = Instant::now();
        assert_eq!(request.send(&sandbox).await.status, 422);
        start.elapsed().as_secs_f64()
    };
    let known = sign_in(DEMO_LOGIN, "wrong");
    let unknown = sign_in("nobody@mail.com", "wrong");
    // The shortest times: whatever else the machine does only makes some of them longer. Without a hash in both cases
    // the times would be a hundredfold apart.
    let mut shortest = [f64::INFINITY; 2];
    for _ in 0..30 {
        shortest[0] = shortest[0].min(time(&known).await);
        shortest[1] = shortest[1].min(time(&unknown).await);
    }
    let [known, unknown] = shortest;
    assert!(known > 0.002, "a hash that takes {known} s hides nothing");
    let ratio = unknown / known;
    assert!(
        (0.1..10.0).contains(&ratio),
        "{unknown} s against {known} s"
    );
}

#[tokio::test]
async fn bad_input_is_refused_field_by_field() {
    let sandbox = start(config()).await;
    let mut shown = String::new();
    for body in [
        "{}",
        r#"{"login": "user@mail.com"}"#,
        r#"{"password": "open-sesame"}"#,
        r#"{"login": null, "password": "open-sesame"}"#,
        r#"{"login": 7, "password": true}"#,
        r#"{"login": "user@mail.com", "password": {"text": "open-sesame"}}"#,
        r#"{"login": "user@mail.com", "password": "open-sesame""#,
        "[]",
        "",
    ] {
        let request = Request::post(PATH)
            .header("Content-Type", "application/json")
            .body(body);
        let answer = request.send(&sandbox).await;
        write!(shown, "{body}\n{} {}\n\n", answer.status, answer.text()).expect("written");
    }
    assert!(!shown.contains("open-sesame,"));
    insta::assert_snapshot!(shown);
}
