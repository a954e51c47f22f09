//! Every documented payload survives reading and writing by the client's type, byte for byte.

use vms_admin_api::document::{Example, Place};
use vms_admin_client::models::{Token, TokenRequest, ValidationFailure};

use crate::contract::{survivors, through};

fn through_client(example: &Example) -> (String, String) {
    match example.place {
        Place::Request => through::<TokenRequest>(example.text),
        Place::Response("200") => through::<Token>(example.text),
        Place::Response("422") => through::<ValidationFailure>(example.text),
        Place::Response(other) => panic!("teach this test the type of status {other}"),
    }
}

#[test]
fn survive_byte_for_byte() {
    for (file, debug) in survivors(through_client) {
        insta::assert_snapshot!(format!("{file}.debug"), debug);
    }
}

#[test]
fn a_request_is_made_of_its_parts() {
    let request = TokenRequest::new("string", "string");
    let written = serde_json::to_string(&request).expect("written");
    assert_eq!(written, r#"{"login":"string","password":"string"}"#);
    assert!(
        !format!("{request:?}").contains(r#"password: "string""#),
        "{request:?}"
    );
}

#[test]
fn dates_keep_their_text_and_give_their_parsed_form() {
    let text = include_str!("../../../crates/api/examples/obtain-token.200.json");
    let token: Token = serde_json::from_str(text).expect("a token");
    assert_eq!(token.expires_at.as_str(), "2022-09-08 13:47:18");
    let civil = token.expires_at.parse().expect("a date");
    assert_eq!(civil, jiff::civil::date(2022, 9, 8).at(13, 47, 18, 0));

    let without = text.replace("2022-09-08 13:47:18", "");
    let token: Token = serde_json::from_str(&without).expect("the token survives");
    insta::assert_snapshot!(token.expires_at.parse().expect_err("no date"));
}
