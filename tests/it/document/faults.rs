//! A faulty contract is refused with a clear error, before anything is written.

use vms_admin_api::document::{Endpoint, Example, Place, assemble, frame, registry};

/// The text of the faults that a changed endpoint has.
fn faults(change: impl FnOnce(&mut Vec<Endpoint>)) -> String {
    let mut endpoints = registry();
    change(&mut endpoints);
    assemble(&frame(), &endpoints)
        .expect_err("a fault was expected")
        .to_string()
}

/// The faults after one documented payload was replaced.
fn with_payload(place: Place, text: &'static str) -> String {
    faults(|endpoints| {
        let example = endpoints[0]
            .examples
            .iter_mut()
            .find(|example| example.place == place)
            .expect("an example");
        example.text = text;
    })
}

#[test]
fn an_operation_listed_twice() {
    insta::assert_snapshot!(faults(|endpoints| endpoints.extend(registry())));
}

#[test]
fn an_operation_id_used_twice() {
    insta::assert_snapshot!(faults(|endpoints| {
        let mut twin = registry().remove(0);
        twin.path = "/api/admin/v1/other".to_owned();
        endpoints.push(twin);
    }));
}

#[test]
fn a_broken_example() {
    insta::assert_snapshot!(with_payload(Place::Request, "{ \"login\": \n"));
}

#[test]
fn an_example_that_its_schema_rejects() {
    insta::assert_snapshot!(with_payload(
        Place::Response("422"),
        r#"{ "message": null, "errors": { "login": ["a", 1] } }"#
    ),);
}

#[test]
fn an_example_with_a_wrong_date() {
    let text = include_str!("../../../crates/api/examples/obtain-token.200.json")
        .replace("2022-09-08 13:47:18", "2022-09-08T13:47:18Z")
        .replace("\"is_house\": 0", "\"is_house\": 2")
        .replace("\"access_token_id\": null", "\"other\": 1");
    insta::assert_snapshot!(with_payload(Place::Response("200"), text.leak()));
}

#[test]
fn an_example_of_no_body() {
    insta::assert_snapshot!(faults(|endpoints| endpoints[0].examples.push(Example {
        place: Place::Response("404"),
        name: "documented",
        summary: "x",
        file: "obtain-token.404.json",
        text: "{}",
    })));
}

#[test]
fn two_examples_of_one_name() {
    insta::assert_snapshot!(faults(|endpoints| {
        let twin = endpoints[0].examples[0];
        endpoints[0].examples.push(twin);
    }));
}

#[test]
fn a_type_without_a_description() {
    insta::assert_snapshot!(faults(|endpoints| {
        let user = endpoints[0].components["User"]
            .as_object_mut()
            .expect("an object");
        user.shift_remove("description");
        user["properties"]["id"]
            .as_object_mut()
            .expect("an object")
            .shift_remove("description");
    }));
}
