//! The published documents, whole.

use serde_json::Value;
use vms_admin_api::document::{openapi_3_1, to_3_0};

#[test]
fn openapi_3_1_document() {
    insta::assert_json_snapshot!(openapi_3_1().expect("the contract has no fault"));
}

#[test]
fn openapi_3_0_document() {
    let document = openapi_3_1().expect("the contract has no fault");
    insta::assert_json_snapshot!(to_3_0(&document).expect("3.0 can say all of it"));
}

/// The YAML files hold what the JSON files hold, for a reader of YAML that is not the one that wrote them.
#[test]
fn yaml_equals_json() {
    let folder = xtask::root().join("openapi");
    for name in ["openapi", "openapi-3.0"] {
        let read = |extension| {
            std::fs::read_to_string(folder.join(format!("{name}.{extension}")))
                .expect("the document is published")
        };
        let mut json: Value = serde_json::from_str(&read("json")).expect("JSON");
        let yaml: Value = yaml_serde::from_str(&read("yaml")).expect("YAML");
        let mark = json
            .as_object_mut()
            .expect("an object")
            .shift_remove("x-generated");
        assert!(mark.is_some_and(|mark| {
            mark.as_str()
                .is_some_and(|text| text.contains("@generated"))
        }));
        assert_eq!(json, yaml, "{name}");
        assert!(read("yaml").starts_with("# @generated"), "{name}");
    }
}
