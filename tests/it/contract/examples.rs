//! Every documented payload survives reading and writing by the contract's type, byte for byte.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use vms_admin_api::document::{Example, Place, registry};
use vms_admin_api::{Token, TokenRequest, ValidationFailure};

/// Writes a value as the vendor's page does: four spaces, a line end at the end.
fn written(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let indented = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut writer = serde_json::Serializer::with_formatter(&mut out, indented);
    value
        .serialize(&mut writer)
        .expect("a value that was read can be written");
    String::from_utf8(out).expect("JSON is UTF-8") + "\n"
}

/// The payload as its type writes it again, and as its `Debug` prints it.
pub(crate) fn through<T: DeserializeOwned + Serialize + Debug>(text: &str) -> (String, String) {
    let value: T = serde_json::from_str(text).expect("the payload is of its type");
    (written(&value), format!("{value:#?}"))
}

/// Every documented payload, each of which must come back to the byte: its file and its `Debug`.
pub(crate) fn survivors(through: impl Fn(&Example) -> (String, String)) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for example in registry().iter().flat_map(|endpoint| &endpoint.examples) {
        let (written, debug) = through(example);
        assert_eq!(written, example.text, "{}", example.file);
        seen.push((example.file.to_owned(), debug));
    }
    assert_eq!(seen.len(), 3, "payloads seen");
    seen
}

fn through_contract(example: &Example) -> (String, String) {
    match example.place {
        Place::Request => through::<TokenRequest>(example.text),
        Place::Response("200") => through::<Token>(example.text),
        Place::Response("422") => through::<ValidationFailure>(example.text),
        Place::Response(other) => panic!("teach this test the type of status {other}"),
    }
}

#[test]
fn survive_byte_for_byte() {
    for (file, debug) in survivors(through_contract) {
        insta::assert_snapshot!(format!("{file}.debug"), debug);
    }
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
                .any(|example| matches!(example.place, Place::Response(other) if other == status));
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
