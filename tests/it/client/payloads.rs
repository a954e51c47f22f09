//! Every documented payload survives reading and writing by the client's type, byte for byte.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vms_admin_api::document::{Example, Place, registry};
use vms_admin_client::models::{Token, TokenRequest, ValidationFailure};

use crate::contract::rewrite;

fn through_client(example: &Example) -> (String, String) {
    fn both<T: DeserializeOwned + Serialize + Debug>(text: &str) -> (String, String) {
        let value: T = serde_json::from_str(text).expect("the payload is of its type");
        (rewrite::<T>(text), format!("{value:#?}"))
    }
    match example.place {
        Place::Request => both::<TokenRequest>(example.text),
        Place::Response("200") => both::<Token>(example.text),
        Place::Response("422") => both::<ValidationFailure>(example.text),
        Place::Response(other) => panic!("teach this test the type of status {other}"),
    }
}

#[test]
fn survive_byte_for_byte() {
    let mut seen = 0;
    for endpoint in registry() {
        for example in &endpoint.examples {
            let (written, debug) = through_client(example);
            assert_eq!(written, example.text, "{}", example.file);
            insta::assert_snapshot!(format!("{}.debug", example.file), debug);
            seen += 1;
        }
    }
    assert_eq!(seen, 3, "payloads seen");
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
