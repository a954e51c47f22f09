//! The rules of the contract's own types: dates, flags, secrets, nulls, growth.

use serde_json::{Value, json};
use vms_admin_api::{Flag, LocalDateTime, Secret, Token, TokenRequest, User};

const TOKEN: &str = include_str!("../../../crates/api/examples/obtain-token.200.json");

fn token() -> Value {
    serde_json::from_str(TOKEN).expect("JSON")
}

#[test]
fn an_unreadable_date_does_not_cost_the_token() {
    for text in [
        "",
        "0000-00-00 00:00:00",
        "never",
        "2022-02-30 10:00:00",
        "2022-3-4 1:2:3",
        "2022-09-08T13:47:18Z",
    ] {
        let mut answer = token();
        answer["expires_at"] = json!(text);
        answer["user"]["expired_at"] = json!(text);
        let token: Token = serde_json::from_value(answer.clone()).expect("the token survives");
        assert_eq!(token.expires_at.as_str(), text);
        let error = token
            .expires_at
            .civil()
            .expect_err("not a date")
            .to_string();
        assert!(
            error.starts_with("expected a date as `YYYY-MM-DD hh:mm:ss`, found "),
            "{error}"
        );
        assert_eq!(serde_json::to_value(&token).expect("written"), answer);
    }
}

#[test]
fn a_date_is_a_moment_once_the_zone_is_said() {
    let date = LocalDateTime::from("2022-09-08 13:47:18");
    let civil = date.civil().expect("a date");
    assert_eq!(LocalDateTime::from(civil), date);
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(3));
    let moment = date.in_zone(&zone).expect("a moment");
    assert_eq!(moment.timestamp().to_string(), "2022-09-08T10:47:18Z");
}

#[test]
fn secrets_are_shown_nowhere() {
    let token: Token = serde_json::from_str(TOKEN).expect("a token");
    let request = TokenRequest {
        login: "user@mail.com".to_owned(),
        password: Secret::from("pa55-w0rd"),
    };
    let shown = format!("{token:?} {token:#?} {request:?} {request:#?}");
    assert!(!shown.contains("Bearer token"), "{shown}");
    assert!(!shown.contains("pa55-w0rd"), "{shown}");
    assert_eq!(token.access_token.expose(), "Bearer token");
    assert_eq!(
        serde_json::to_value(&request).expect("written")["password"],
        "pa55-w0rd"
    );
}

#[test]
fn a_secret_of_the_wrong_type_is_not_quoted_by_the_error() {
    // serde quotes a number it did not expect: a password sent as a number must not come back in a log.
    let error =
        serde_json::from_value::<TokenRequest>(json!({ "login": "a", "password": 12_345_678 }))
            .expect_err("not a text")
            .to_string();
    assert!(!error.contains("12345678"), "{error}");
}

#[test]
fn flags_are_numbers() {
    assert_eq!(
        serde_json::from_str::<Flag>("1").expect("a flag"),
        Flag::from(true)
    );
    for wrong in ["2", "-1", "true", "\"1\"", "null", "1.5"] {
        assert!(serde_json::from_str::<Flag>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn servers_may_grow() {
    let mut answer = token();
    answer["new"] = json!({ "deep": [1] });
    answer["user"]["new"] = json!("text");
    answer["user"]["permissions"][0]["new"] = json!(null);
    let read: Token = serde_json::from_value(answer).expect("unknown properties are accepted");
    assert_eq!(read.user.permissions.len(), 3);
}

#[test]
fn null_stays_null() {
    let user: User = serde_json::from_value(token()["user"].clone()).expect("a user");
    assert_eq!(user.expired_at, None);
    let written = serde_json::to_value(&user).expect("written");
    assert_eq!(written["expired_at"], Value::Null);
    assert!(
        written
            .as_object()
            .expect("an object")
            .contains_key("access_token_id")
    );
}
