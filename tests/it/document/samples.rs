//! The code samples: each operation has one in each language, and those written by hand are there to the byte. `cargo
//! xtask samples` runs them.

use std::fs;

use serde_json::Value;
use vms_admin_api::document::registry;
use vms_admin_samples::LANGUAGES;

fn published() -> Value {
    let text =
        fs::read_to_string(xtask::root().join("openapi/openapi.json")).expect("the document");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn each_operation_has_one_in_each_language() {
    let document = published();
    for endpoint in registry() {
        let shown = document
            .pointer(&format!("{}/x-codeSamples", endpoint.pointer()))
            .and_then(Value::as_array)
            .expect("samples");
        let languages: Vec<&str> = shown
            .iter()
            .filter_map(|sample| sample["lang"].as_str())
            .collect();
        let expected: Vec<&str> = LANGUAGES.iter().map(|language| language.lang).collect();
        assert_eq!(languages, expected);
    }
}

#[test]
fn those_written_by_hand_take_the_place_of_generated_ones() {
    let document = published();
    let mut seen = 0;
    for entry in fs::read_dir(xtask::root().join("crates/api/samples")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a sample");
        let shown = document["paths"]
            .as_object()
            .expect("paths")
            .values()
            .flat_map(|item| {
                let operations = item.as_object().expect("an object").values();
                operations
                    .flat_map(|operation| operation["x-codeSamples"].as_array().expect("samples"))
            });
        let found = shown.filter(|sample| sample["source"] == text).count();
        assert_eq!(found, 1, "{}", path.display());
        let name = path.file_name().expect("a name");
        let file = fs::read_to_string(xtask::root().join("openapi/samples").join(name))
            .expect("it is published");
        assert_eq!(file, text);
        seen += 1;
    }
    assert!(seen >= 8, "{seen} samples are written by hand");
}
