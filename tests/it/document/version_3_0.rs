//! The 3.0 document: what is rewritten, and what is refused.

use serde_json::{Value, json};
use vms_admin_api::document::to_3_0;

/// A document with one schema.
fn with_schema(schema: &Value) -> Value {
    json!({ "openapi": "3.1.0", "info": {}, "paths": {}, "components": { "schemas": { "a/b": schema } } })
}

#[test]
fn schemas_are_rewritten() {
    for (given, expected) in [
        (
            json!({ "type": ["string", "null"] }),
            json!({ "type": "string", "nullable": true }),
        ),
        (json!({ "type": ["string"] }), json!({ "type": "string" })),
        (
            json!({ "type": "string", "examples": ["a"] }),
            json!({ "type": "string", "example": "a" }),
        ),
        (
            json!({ "type": "integer", "exclusiveMinimum": 3 }),
            json!({ "type": "integer", "exclusiveMinimum": true, "minimum": 3 }),
        ),
        (
            json!({ "$ref": "#/x", "description": "A text." }),
            json!({ "description": "A text.", "allOf": [{ "$ref": "#/x" }] }),
        ),
        (json!({ "$ref": "#/x" }), json!({ "$ref": "#/x" })),
        (
            json!({ "type": "object", "properties": { "examples": { "type": ["integer", "null"] } } }),
            json!({ "type": "object", "properties": { "examples": { "type": "integer", "nullable": true } } }),
        ),
        (
            json!({ "type": "array", "items": { "type": ["boolean", "null"] } }),
            json!({ "type": "array", "items": { "type": "boolean", "nullable": true } }),
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": ["string", "null"] } }),
            json!({ "type": "object", "additionalProperties": { "type": "string", "nullable": true } }),
        ),
    ] {
        let document = to_3_0(&with_schema(&given)).expect("3.0 can say it");
        assert_eq!(
            document["components"]["schemas"]["a/b"], expected,
            "{given}"
        );
    }
}

#[test]
fn what_3_0_cannot_say_is_refused_by_its_pointer() {
    let at = "/components/schemas/a~1b";
    for (schema, place) in [
        (json!({ "const": 1 }), format!("{at}/const")),
        (
            json!({ "type": ["string", "integer"] }),
            format!("{at}/type"),
        ),
        (json!({ "type": "null" }), format!("{at}/type")),
        (
            json!({ "type": "string", "examples": ["a", "b"] }),
            format!("{at}/examples"),
        ),
        (
            json!({ "type": "array", "prefixItems": [{}] }),
            format!("{at}/prefixItems"),
        ),
        (
            json!({ "type": "array", "items": true }),
            format!("{at}/items"),
        ),
        (
            json!({ "properties": { "x": { "if": {} } } }),
            format!("{at}/properties/x/if"),
        ),
        (
            json!({ "oneOf": [{}, { "const": 2 }] }),
            format!("{at}/oneOf/1/const"),
        ),
        (
            json!({ "not": { "patternProperties": {} } }),
            format!("{at}/not/patternProperties"),
        ),
        (
            json!({ "additionalProperties": { "contentEncoding": "base64" } }),
            format!("{at}/additionalProperties/contentEncoding"),
        ),
        (
            json!({ "type": "object", "propertyNames": {} }),
            format!("{at}/propertyNames"),
        ),
        (json!(true), at.to_owned()),
    ] {
        let faults = to_3_0(&with_schema(&schema)).expect_err("3.0 can't say it");
        let places: Vec<&str> = faults.0.iter().map(|fault| fault.place.as_str()).collect();
        assert_eq!(places, [place.as_str()], "{schema}");
    }
}

#[test]
fn what_3_0_lacks_beside_schemas_is_refused_too() {
    let mut document = with_schema(&json!({}));
    document["webhooks"] = json!({});
    document["jsonSchemaDialect"] = json!("x");
    document["info"]["summary"] = json!("x");
    document["components"]["pathItems"] = json!({});
    document["components"]["securitySchemes"] = json!({ "certificate": { "type": "mutualTLS" } });
    document["paths"] =
        json!({ "/a": { "get": { "parameters": [{ "schema": { "$id": "x" } }] } } });
    insta::assert_snapshot!(to_3_0(&document).expect_err("3.0 can't say it"));
}
