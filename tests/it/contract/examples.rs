//! Every documented payload survives reading and writing by the contract's type, byte for byte.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use vms_admin_api::document::{Example, Place, registry};
use vms_admin_api::{Token, TokenRequest, ValidationFailure};

/// Reads a payload by its type and writes it as the vendor's page does: four spaces, a line end at the end.
pub(crate) fn rewrite<T: DeserializeOwned + Serialize>(text: &str) -> String {
    let value: T = serde_json::from_str(text).expect("the payload is of its type");
    let mut out = Vec::new();
    let indented = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut writer = serde_json::Serializer::with_formatter(&mut out, indented);
    value
        .serialize(&mut writer)
        .expect("a value that was read can be written");
    String::from_utf8(out).expect("JSON is UTF-8") + "\n"
}

/// The payload as its type writes it again, and as its `Debug` prints it.
fn through_contract(example: &Example) -> (String, String) {
    fn both<T: DeserializeOwned + Serialize + std::fmt::Debug>(text: &str) -> (String, String) {
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
    for example in registry()
        .iter()
        .flat_map(|endpoint| endpoint.examples.clone())
    {
        let (written, debug) = through_contract(&example);
        assert_eq!(written, example.text, "{}", example.file);
        insta::assert_snapshot!(format!("{}.debug", example.file), debug);
        seen += 1;
    }
    assert_eq!(seen, 3, "payloads seen");
}

#[test]
fn cover_each_status() {
    for endpoint in registry() {
        let statuses: Vec<&String> = endpoint.operation["responses"]
            .as_object()
            .expect("responses")
            .keys()
            .collect();
        assert!(
            !statuses.is_empty(),
            "{} documents no status",
            endpoint.path
        );
        for status in statuses {
            let covered = endpoint
                .examples
                .iter()
                .any(|example| example.place == Place::Response(status.as_str().to_owned().leak()));
            assert!(covered, "{} {status} has no example", endpoint.path);
        }
        assert!(
            endpoint
                .examples
                .iter()
                .any(|example| example.place == Place::Request),
            "{}",
            endpoint.path
        );
    }
}

/// The published copies are the contract's payloads, and the document holds the same values.
#[test]
fn are_published_verbatim() {
    let document = vms_admin_api::document::openapi_3_1().expect("the contract has no fault");
    for endpoint in registry() {
        for example in &endpoint.examples {
            let path = xtask::root().join("openapi/examples").join(example.file);
            let published = std::fs::read_to_string(&path).expect("the example is published");
            assert_eq!(published, example.text, "{}", example.file);
            let pointer = format!(
                "{}{}/examples/{}/value",
                endpoint.pointer(),
                example.place.content_pointer(),
                example.name
            );
            let value: Value = serde_json::from_str(example.text).expect("JSON");
            assert_eq!(document.pointer(&pointer), Some(&value), "{pointer}");
        }
    }
}
