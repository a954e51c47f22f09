//! Documents of all kinds: what isn't as in the published one must neither break the site nor get lost.

use serde_json::{Value, json};
use vms_admin_docs::{Source, site};

/// The reference page of a document with these parts.
fn page(version: &str, paths: &Value, schemas: &Value) -> String {
    let document = json!({
        "openapi": version,
        "info": { "title": "T <b>", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    let pages = site(&Source::of(document)).expect("a site");
    String::from_utf8(pages[0].contents.clone()).expect("UTF-8")
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
    let page = page("3.1.0", &json!({}), &schemas);
    for name in ["Node.children", "List", "Loop", "Round", "Dangling.lost"] {
        assert!(page.contains(&format!("id=\"{name}\"")), "{name}");
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
    let page = page("3.0.3", &paths, &schemas);
    for part in [
        "id=\"get-a--id-\"",
        "Deprecated",
        "in path",
        "in query",
        "optional",
        "string or A",
        "string or null",
        "Nothing &lt;script&gt;",
        "<textarea",
        "T &lt;b&gt;",
    ] {
        assert!(page.contains(part), "{part}");
    }
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
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "servers": [{ "url": "https://{v0}/", "variables": variables }],
        "paths": { "/a": { "get": {} } },
    });
    let pages = site(&Source::of(document)).expect("a site");
    let page = String::from_utf8_lossy(&pages[0].contents);
    assert!(
        page.contains("value=\"https://{v1}{v1}\""),
        "{}",
        page.len()
    );
}

#[test]
fn another_version_is_refused() {
    let error = site(&Source::of(json!({ "swagger": "2.0" }))).expect_err("a fault");
    assert_eq!(
        error.to_string(),
        "/openapi: expected a version 3, such as \"3.1.0\", found null"
    );
}
