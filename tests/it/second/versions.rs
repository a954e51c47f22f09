//! Two versions of a contract side by side: two documents of one workspace that share what is equal.

use vms_admin_api::document::{assemble, to_3_0};
use vms_admin_fixture::{about, v2};

use super::document;

#[test]
fn each_has_its_paths_and_both_have_the_same_types() {
    let first = document();
    let second = assemble(&about(), &v2::registry()).expect("the contract has no fault");
    to_3_0(&second).expect("3.0 can say all of it");
    let paths = |document: &serde_json::Value, base: &str| {
        let paths = document["paths"].as_object().expect("paths");
        assert!(paths.keys().all(|path| path.starts_with(base)), "{base}");
        paths.len()
    };
    assert_eq!(
        paths(&first, "/api/admin/v1/"),
        paths(&second, "/api/admin/v2/")
    );

    let before = first["components"]["schemas"].as_object().expect("schemas");
    let after = second["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for (name, schema) in before {
        assert_eq!(after.get(name), Some(schema), "{name}");
    }
    let own: Vec<&str> = after
        .keys()
        .filter(|name| !before.contains_key(*name))
        .map(String::as_str)
        .collect();
    assert_eq!(own, ["Farewell"]);
    let deleted = &second["paths"]["/api/admin/v2/admins/{user}"]["delete"]["responses"];
    assert!(
        deleted.get("204").is_none() && deleted.get("200").is_some(),
        "{deleted}"
    );
}

#[test]
fn a_program_can_have_a_client_of_each() {
    let second = assemble(&about(), &v2::registry()).expect("the contract has no fault");
    for document in [document(), second] {
        let bytes = serde_json::to_vec(&document).expect("JSON");
        let generated =
            apicrate::generate(&bytes, &apicrate::Options::default()).expect("a client");
        assert!(!generated.artifacts.is_empty());
    }
}
