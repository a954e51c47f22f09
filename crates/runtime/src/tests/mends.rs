//! What a lenient call reads as empty, and that it tells.

use serde_json::Value;

use super::api::Token;
use super::fault::Fault;
use super::loopback::answer;
use crate::runtime::response::mend::{Mends, taken};
use crate::runtime::response::payload::{Payload, Problem};

/// What a text is read as, and what was mended for it.
fn mended<T: serde::de::DeserializeOwned>(text: &str) -> (Result<T, Problem>, Vec<String>) {
    let mends = Mends::default();
    let payload = Payload {
        bytes: text.to_owned().into(),
        unread: None,
        mends: Some(Mends::clone(&mends)),
    };
    let value = payload.json();
    let told = taken(&mends).iter().map(ToString::to_string).collect();
    (value, told)
}

#[test]
fn null_and_missing_are_read_as_empty_and_told() {
    let text = r#"{ "user": {"id": null, "permissions": [{"id":1,"name":null},{"name":"b"},{}]},
        "access_token": null }"#;
    let (token, told) = mended::<Token>(text);
    let token = token.expect("it is mended");
    assert_eq!((token.user.id, token.user.permissions.len()), (0, 3));
    assert_eq!(token.user.permissions[1].name, "b");
    assert_eq!(token.access_token.expose(), "");
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn lists_maps_and_objects_too() {
    let (token, told) = mended::<Token>(r#"{"user":null}"#);
    assert!(token.expect("it is mended").user.permissions.is_empty());
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_fits_stays_and_what_is_wrong_is_an_error() {
    let fine =
        r#"{"user":{"id":9007199254740993,"permissions":[]},"expires_at":"","access_token":""}"#;
    let (token, told) = mended::<Token>(fine);
    assert_eq!(token.expect("a token").user.id, 9_007_199_254_740_993);
    assert_eq!(told, [""; 0]);
    for wrong in [r#"{"user":7}"#, r#"{"user":{"id":"x"}}"#, "{", "null x"] {
        let (token, told) = mended::<Token>(wrong);
        assert!(token.is_err(), "{wrong}");
        assert_eq!(told, [""; 0], "{wrong}");
    }
    let (value, told) = mended::<Value>(r#"{"a":null}"#);
    assert!(value.expect("any value")["a"].is_null());
    assert_eq!(told, [""; 0]);
}

/// Each mend reads the text once more, so there is an end to it.
#[test]
fn a_response_beyond_repair_is_an_error() {
    let item = r#"{"id":1,"name":null},"#.repeat(20_000);
    let item = item.trim_end_matches(',');
    let text = format!(r#"{{"user":{{"id":1,"permissions":[{item}]}}}}"#);
    let (token, told) = mended::<Token>(&text);
    assert!(token.is_err());
    assert_eq!(told, [""; 0]);
}

#[tokio::test]
async fn a_call_says_whether_it_is_lenient() {
    let body = r#"{"id":1,"permissions":null}"#;
    let server = Fault::answering(answer("200 OK", "", body));
    let client = server.client().build().expect("a client");
    client.get_user("1").await.expect_err("it is strict");
    let mut told = Vec::new();
    let call = client.get_user("1").page(2);
    let user = call.lenient(|mend| told.push(mend.to_string())).await;
    assert_eq!(user.expect("it is mended").id, 1);
    assert_eq!(told, ["permissions: null, read as []"]);
    let mut paths = Vec::new();
    let call = client.get_user("1");
    let call = call
        .lenient(|mend| paths.push((mend.path().to_owned(), mend.is_missing(), mend.read_as())));
    assert_eq!(call.send().await.expect("a user").id, 1);
    assert_eq!(paths, [("permissions".to_owned(), false, "[]")]);
}
