//! Documents of all kinds: what isn't as in the published one must neither break the site nor get lost.

use std::collections::BTreeMap;

use apisite::{Source, broken_links, site};
use serde_json::{Value, json};

/// The files of the site of a document with these parts.
fn files(version: &str, paths: &Value, schemas: &Value) -> BTreeMap<String, String> {
    let document = json!({
        "openapi": version,
        "info": { "title": "T <b>", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    drawn(document)
}

fn drawn(document: Value) -> BTreeMap<String, String> {
    let files = site(&Source::of(document)).expect("a site");
    assert_eq!(broken_links(&files, &[]), Vec::<String>::new());
    files
        .into_iter()
        .map(|file| (file.path, String::from_utf8(file.contents).expect("UTF-8")))
        .collect()
}

#[test]
fn schemas_that_contain_themselves_end() {
    let schemas = json!({
        "Node": { "properties": { "children": { "items": { "$ref": "#/components/schemas/Node" } } } },
        "List": { "type": "array", "items": { "$ref": "#/components/schemas/List" } },
        "Loop": { "allOf": [{ "$ref": "#/components/schemas/Loop" }] },
        "Round": { "$ref": "#/components/schemas/Round" },
        "Dangling": { "properties": { "lost": { "$ref": "#/nowhere" } } },
    });
    let files = files("3.1.0", &json!({}), &schemas);
    for (page, part) in [
        ("Node", "id=\"children\""),
        ("List", "list of"),
        ("Loop", "<h1>Loop</h1>"),
        ("Round", "<h1>Round</h1>"),
        ("Dangling", "#/nowhere"),
    ] {
        assert!(
            files[&format!("models/{page}.html")].contains(part),
            "{page}"
        );
    }
}

#[test]
fn what_an_operation_does_not_say_is_made_up_for() {
    let paths = json!({
        "/a/{id}": {
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
            "get": {
                "deprecated": true,
                "parameters": [{ "name": "page", "in": "query", "description": "Which one", "schema": { "type": "string" } }],
                "requestBody": { "content": { "application/json": { "schema": { "oneOf": [{ "type": "string" }, { "$ref": "#/components/schemas/A" }] } } } },
                "responses": { "204": { "description": "Nothing <script>" } },
            },
        },
    });
    let schemas = json!({ "A": { "type": "object", "properties": { "a": { "type": "string", "nullable": true, "example": 1 } } } });
    let files = files("3.0.3", &paths, &schemas);
    let page = &files["operations/get-a-id.html"];
    for part in [
        "Deprecated",
        "Path parameters",
        "Query parameters",
        "optional",
        "Exactly one of",
        "Nothing &lt;script&gt;",
        "<textarea",
        "T &lt;b&gt;",
        "curl",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // Where nothing is declared, nothing is claimed.
    assert!(!page.contains("credentials"), "{page}");
    assert!(files["models/A.html"].contains("or null"));
}

#[test]
fn defaults_of_servers_are_filled_in_once() {
    let variables: serde_json::Map<String, Value> = (0..40)
        .map(|index| {
            let next = index + 1;
            let default = json!({ "default": format!("{{v{next}}}{{v{next}}}") });
            (format!("v{index}"), default)
        })
        .collect();
    let files = drawn(json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "servers": [{ "url": "https://{v0}/", "variables": variables }],
        "paths": { "/a": { "get": {} } },
    }));
    let page = &files["operations/get-a.html"];
    assert!(page.contains("value=\"https://{v1}{v1}\""), "{page}");
}

/// Bytes of all files.
fn weight(files: &BTreeMap<String, String>) -> usize {
    files.values().map(String::len).sum()
}

#[test]
fn fields_within_fields_do_not_grow_without_end() {
    // Each of 12 models has 12 fields of each of the next: 12^12 places, in a few kilobytes.
    let schemas: serde_json::Map<String, Value> = (0..12)
        .map(|index| {
            let next = format!("#/components/schemas/M{}", (index + 1) % 12);
            let fields: serde_json::Map<String, Value> = (0..12)
                .map(|field| (format!("f{field}"), json!({ "$ref": next })))
                .collect();
            (
                format!("M{index}"),
                json!({ "type": "object", "properties": fields }),
            )
        })
        .collect();
    let paths = json!({ "/a": { "get": { "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/M0" } } } } } } } });
    let files = files("3.1.0", &paths, &Value::Object(schemas));
    assert!(weight(&files) < 4_000_000, "{}", weight(&files));
    // So do diamonds of `allOf`, and objects within objects without a name.
    let schemas: serde_json::Map<String, Value> = (0..40)
        .map(|index| {
            let next = json!({ "$ref": format!("#/components/schemas/D{}", index + 1) });
            (
                format!("D{index}"),
                json!({ "allOf": [next, next], "properties": { format!("p{index}"): {} } }),
            )
        })
        .collect();
    let files = self::files("3.1.0", &json!({}), &Value::Object(schemas));
    assert!(weight(&files) < 8_000_000, "{}", weight(&files));
    assert!(files["models/D0.html"].contains("id=\"p39\""));
    let mut deep = json!({ "type": "string" });
    for _ in 0..50 {
        deep = json!({ "type": "object", "properties": { "a": deep, "b": deep.clone() } });
        if deep.to_string().len() > 500_000 {
            break;
        }
    }
    let files = self::files("3.1.0", &json!({}), &json!({ "Deep": deep }));
    assert!(weight(&files) < 12_000_000, "{}", weight(&files));
    let page = &files["models/Deep.html"];
    assert!(
        page.contains("This page would be too long") && page.len() < 150_000,
        "{}",
        page.len()
    );
}

#[test]
fn thousands_of_operations_have_pages_that_stay_small() {
    let paths: serde_json::Map<String, Value> = (0..3000)
        .map(|index| (format!("/{index}"), json!({ "get": {} })))
        .collect();
    let files = files("3.1.0", &Value::Object(paths), &json!({}));
    assert!(files.contains_key("operations/get-2999.html"));
    assert!(weight(&files) < 80_000_000, "{}", weight(&files));
}

#[test]
fn another_version_is_refused() {
    let error = site(&Source::of(json!({ "swagger": "2.0" }))).expect_err("a fault");
    assert_eq!(
        error.to_string(),
        "/openapi: expected a version 3, such as \"3.1.0\", found null"
    );
}
