//! Independent derivations of the contract accept and reject the same instances: utoipa's document and schemars'
//! schemas, the 3.1 document and its 3.0 twin. The judge is a complete validator.

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use vms_admin_api::document::{json_schemas, openapi_3_1, registry, to_3_0};

use super::mutants;

const TOKEN: &str = include_str!("../../../crates/api/examples/obtain-token.200.json");
const REQUEST: &str = include_str!("../../../crates/api/examples/obtain-token.request.json");
const FAILURE: &str = include_str!("../../../crates/api/examples/obtain-token.422.json");

/// A documented instance of each component. A group of DHCP subnets is on no page: its list is empty there.
pub(crate) fn instances() -> Vec<(&'static str, Value)> {
    let parse = |text| serde_json::from_str::<Value>(text).expect("JSON");
    let token = parse(TOKEN);
    let user = token["user"].clone();
    vec![
        ("TokenRequest", parse(REQUEST)),
        ("Permission", user["permissions"][0].clone()),
        ("CameraGroup", user["admin_camera_groups"][0].clone()),
        (
            "DhcpSubnetGroup",
            json!({ "id": 5, "title": "Office network", "users": [1, "text", null] }),
        ),
        ("User", user),
        ("Token", token),
        ("ValidationFailure", parse(FAILURE)),
    ]
}

/// A validator of one component of a 3.1 document.
pub(crate) fn component(document: &Value, name: &str) -> Validator {
    let schema = json!({
        "$ref": format!("#/components/schemas/{name}"),
        "components": document["components"],
    });
    jsonschema::draft202012::new(&schema).expect("the document's schemas are valid")
}

/// Compares two judges on all mutants of an instance; returns how many were accepted and rejected.
fn compare(name: &str, instance: &Value, one: &Validator, other: &Validator) -> (usize, usize) {
    let mut counts = (0, 0);
    for mutant in mutants::of(instance) {
        let verdict = one.is_valid(&mutant);
        assert_eq!(
            verdict,
            other.is_valid(&mutant),
            "{name}: the judges differ on {mutant}"
        );
        if verdict {
            counts.0 += 1;
        } else {
            counts.1 += 1;
        }
    }
    counts
}

#[test]
fn every_component_has_an_instance_and_a_schema() {
    let document = openapi_3_1().expect("the contract has no fault");
    let mut components: Vec<String> = document["components"]["schemas"]
        .as_object()
        .expect("schemas")
        .keys()
        .cloned()
        .collect();
    let mut schemas: Vec<String> = json_schemas(&registry())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let mut tried: Vec<String> = instances()
        .into_iter()
        .map(|(name, _)| name.to_owned())
        .collect();
    for names in [&mut components, &mut schemas, &mut tried] {
        names.sort();
    }
    assert_eq!(components, schemas);
    assert_eq!(components, tried);
}

/// Holds another judge of each component, made from its name, against a document.
pub(crate) fn agree(document: &Value, other: impl Fn(&str) -> Validator) {
    let (mut accepted, mut rejected) = (0, 0);
    for (name, instance) in instances() {
        let counts = compare(name, &instance, &component(document, name), &other(name));
        accepted += counts.0;
        rejected += counts.1;
    }
    // Judges that say the same to everything prove nothing.
    assert!(
        accepted > 200 && rejected > 1000,
        "{accepted} accepted, {rejected} rejected"
    );
}

#[test]
fn schemars_agrees_with_utoipa() {
    let document = openapi_3_1().expect("the contract has no fault");
    let schemas = json_schemas(&registry());
    agree(&document, |name| {
        let (_, alone) = schemas
            .iter()
            .find(|(other, _)| other == name)
            .expect("a schema of each type");
        jsonschema::draft202012::new(alone).expect("the schema is valid")
    });
}

#[test]
fn the_3_0_document_agrees_with_the_3_1_document() {
    let document = openapi_3_1().expect("the contract has no fault");
    let twin = as_json_schema(&to_3_0(&document).expect("3.0 can say all of it"));
    agree(&document, |name| component(&twin, name));
}

/// Apart from schemas and the license, the twins say the same word for word.
#[test]
fn the_twins_differ_in_schemas_alone() {
    let document = openapi_3_1().expect("the contract has no fault");
    let twin = to_3_0(&document).expect("3.0 can say all of it");
    let mut expected = document.clone();
    expected["openapi"] = json!("3.0.3");
    expected["info"]["license"] = twin["info"]["license"].clone();
    expected["components"]["schemas"] = twin["components"]["schemas"].clone();
    assert_eq!(expected, twin);
    assert!(twin["info"]["license"]["url"].is_string());
}

/// What the schema dialect of OpenAPI 3.0 means, in JSON Schema 2020-12. Written from the specification of 3.0, not
/// as the reverse of our rewriting.
fn as_json_schema(node: &Value) -> Value {
    match node {
        // Beside a reference, nothing counts.
        Value::Object(members) if members.contains_key("$ref") => {
            json!({ "$ref": members["$ref"] })
        }
        Value::Object(members) => {
            let mut out: Map<String, Value> = members
                .iter()
                .map(|(key, member)| (key.clone(), as_json_schema(member)))
                .collect();
            if out.shift_remove("nullable") == Some(json!(true))
                && let Some(name) = out.get("type").cloned()
            {
                out.insert("type".to_owned(), json!([name, "null"]));
            }
            Value::Object(out)
        }
        Value::Array(items) => items.iter().map(as_json_schema).collect(),
        scalar => scalar.clone(),
    }
}
