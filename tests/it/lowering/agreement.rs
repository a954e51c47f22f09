//! Documents that say the same become the same.

use super::{lowered, outline::outline};
use crate::fixtures::fixtures;

/// The fixture of this name.
fn fixture(name: &str) -> Vec<u8> {
    let found = fixtures().into_iter().find(|(other, _)| other == name);
    found.expect("a fixture of that name").1
}

#[test]
fn both_versions_say_nullable_their_own_way() {
    let (old, warnings) = lowered(&fixture("nullable_3_0"));
    assert_eq!(warnings, []);
    let (new, warnings) = lowered(&fixture("nullable_3_1"));
    assert_eq!(warnings, []);
    assert_eq!(outline(&old), outline(&new));
}

#[test]
fn yaml_says_what_its_json_twin_says() {
    let yaml = br#"
openapi: 3.1.0
info:
  title: Twins   # a remark
  version: "1.0"
  description: |
    Several lines,

        with code.
paths:
  /things/{id}:
    get: &get
      operationId: getThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: since, in: query, schema: {type: string, default: 2024-01-01}}
      responses:
        200:
          description: Found.
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
        4XX: {description: Wrong.}
        default: {description: Else.}
    delete:
      <<: *get
      operationId: deleteThing
components:
  schemas:
    Thing:
      type: object
      required: [on, no]
      properties:
        on: {type: string, enum: [on, off, yes, no]}
        no: {type: integer, minimum: 0, maximum: 10}
        y: {type: string, default: 012}
        date: {type: string, enum: [2024-01-01, 1_000]}
        quoted: {type: string, default: "null"}
        big: {type: number, maximum: 1e3}
        null: {type: string}
        1:
          type: string
          description: >-
            Folded
            text
"#;
    let json = br##"{
    "openapi": "3.1.0",
    "info": { "title": "Twins", "version": "1.0", "description": "Several lines,\n\n    with code.\n" },
    "paths": { "/things/{id}": {
        "get": { "operationId": "getThing",
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "since", "in": "query", "schema": { "type": "string", "default": "2024-01-01" } } ],
            "responses": {
                "200": { "description": "Found.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                "4XX": { "description": "Wrong." }, "default": { "description": "Else." } } },
        "delete": { "operationId": "deleteThing",
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
                { "name": "since", "in": "query", "schema": { "type": "string", "default": "2024-01-01" } } ],
            "responses": {
                "200": { "description": "Found.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                "4XX": { "description": "Wrong." }, "default": { "description": "Else." } } } } },
    "components": { "schemas": { "Thing": { "type": "object", "required": ["on", "no"], "properties": {
        "on": { "type": "string", "enum": ["on", "off", "yes", "no"] },
        "no": { "type": "integer", "minimum": 0, "maximum": 10 },
        "y": { "type": "string", "default": "012" },
        "date": { "type": "string", "enum": ["2024-01-01", "1_000"] },
        "quoted": { "type": "string", "default": "null" },
        "big": { "type": "number", "maximum": 1000.0 },
        "null": { "type": "string" },
        "1": { "type": "string", "description": "Folded text" } } } } }
}"##;
    let (from_yaml, warnings) = lowered(yaml);
    assert_eq!(warnings, []);
    let (from_json, warnings) = lowered(json);
    assert_eq!(warnings, []);
    assert_eq!(outline(&from_yaml), outline(&from_json));
    assert_eq!(from_yaml, from_json);
}

#[test]
fn every_fixture_says_in_json_what_it_says_in_yaml() {
    let mut compared = 0;
    for (name, yaml) in fixtures() {
        // A repeated name can't be said in a value.
        if name == "invalid" {
            continue;
        }
        let value: serde_json::Value = yaml_serde::from_slice(&yaml).expect("YAML");
        let json = serde_json::to_vec(&value).expect("JSON");
        let (from_json, json_warnings) = lowered(&json);
        let (from_yaml, yaml_warnings) = lowered(&yaml);
        assert_eq!(outline(&from_yaml), outline(&from_json), "{name}");
        assert_eq!(from_yaml, from_json, "{name}");
        assert_eq!(yaml_warnings, json_warnings, "{name}");
        compared += 1;
    }
    assert!(compared > 20, "only {compared} fixtures were compared");
}

#[test]
fn a_byte_order_mark_and_blanks_before_the_text_mean_nothing() {
    let json = r#"{"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {}}"#;
    let plain = lowered(json.as_bytes());
    assert_eq!(lowered(format!("\u{feff}{json}").as_bytes()), plain);
    assert_eq!(lowered(format!("\n  {json}\n").as_bytes()), plain);
    let flow = "{openapi: 3.0.3, info: {title: A, version: '1'}, paths: {}}";
    assert_eq!(lowered(flow.as_bytes()), plain);
}

/// No rule gives a meaning to what contains itself, so no fixture's examples could tell.
#[test]
fn a_union_that_contains_itself_is_its_other_variants() {
    let types = |schemas: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{{schemas}}}}}"
        );
        lowered(text.as_bytes())
    };
    let (circle, warnings) = types(
        "A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]},
         B: {oneOf: [{type: integer}, {$ref: '#/components/schemas/C'}]},
         C: {anyOf: [{type: array, items: {$ref: '#/components/schemas/C'}}, {$ref: '#/components/schemas/A'}]}",
    );
    let (flat, _) = types(
        "A: {oneOf: [{type: string}, {type: integer}, {type: array, items: {$ref: '#/components/schemas/C'}}]},
         B: {oneOf: [{type: integer}, {type: array, items: {$ref: '#/components/schemas/C'}}, {type: string}]},
         C: {anyOf: [{type: array, items: {$ref: '#/components/schemas/C'}}, {type: string}, {type: integer}]}",
    );
    assert_eq!(outline(&circle), outline(&flat));
    let told: Vec<&str> = warnings
        .iter()
        .map(|warning| warning.pointer.as_str())
        .collect();
    let places = ["A", "B", "C"].map(|name| format!("#/components/schemas/{name}"));
    assert_eq!(told, places);
}
