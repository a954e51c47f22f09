//! What rustdoc would compile of a crate: the example that the generator wrote, and nothing from the document.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::{Artifact, Generated, Options, generate};

/// Every kind of block that could hide code.
const HARM: &str = "Harm\\n\\n```text\\n``\u{e000}`\\n``\u{e000}`rust\\nharm();\\n``\u{e000}`\\n```\\n\\n    harm();\\n\\n\
                    ```\\nharm();\\n\\nharm();\\n```\\n\\n10. [](#)\\n\\n    harm();\\n\\n<pre>```\\n```rust\\nharm();</pre>\
                    \\n\u{202e}\u{2028}\u{e0041}";

/// A document whose texts are all of that kind.
fn document(harm: &str) -> String {
    r##"{
  "openapi": "3.1.0",
  "info": { "title": "HARM", "version": "HARM", "description": "HARM" },
  "servers": [
    { "url": "https://{a}.example.com", "description": "HARM",
      "variables": { "a": { "default": "HARM", "enum": ["HARM", "b"], "description": "HARM" } } },
    { "url": "https://example.com", "description": "HARM" }
  ],
  "tags": [{ "name": "HARM", "description": "HARM" }],
  "security": [{ "HARM": [] }],
  "paths": { "/a/{id}": { "summary": "HARM", "description": "HARM", "post": {
    "tags": ["HARM"], "summary": "HARM", "description": "HARM", "externalDocs": { "url": "https://a.com", "description": "HARM" },
    "parameters": [
      { "name": "id", "in": "path", "required": true, "description": "HARM", "schema": { "type": "string", "default": "HARM" } },
      { "name": "HARM", "in": "query", "description": "HARM",
        "schema": { "type": "string", "enum": ["HARM", "b"], "description": "HARM", "example": "HARM", "default": "HARM" } },
      { "name": "HARM", "in": "header", "description": "HARM", "schema": { "type": "integer" } },
      { "name": "HARM", "in": "cookie", "description": "HARM", "schema": { "type": "integer" } }
    ],
    "requestBody": { "required": true, "description": "HARM", "content": {
      "application/json": { "schema": { "$ref": "#/components/schemas/HARM" } },
      "multipart/form-data": { "schema": { "type": "object", "description": "HARM", "properties": {
        "HARM": { "type": "string", "format": "binary", "description": "HARM" } } } }
    } },
    "responses": {
      "200": { "description": "HARM", "headers": { "HARM": { "description": "HARM", "schema": { "type": "string" } } },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/HARM" } } } },
      "201": { "description": "HARM", "content": { "text/plain": { "schema": { "type": "string" } } } },
      "404": { "description": "HARM", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/U" } } } },
      "default": { "description": "HARM" }
    }
  } } },
  "components": {
    "securitySchemes": { "HARM": { "type": "apiKey", "in": "query", "name": "HARM", "description": "HARM" } },
    "schemas": {
      "HARM": { "title": "HARM", "description": "HARM", "type": "object", "required": ["HARM"],
        "patternProperties": { "HARM": { "type": "string" } },
        "properties": {
          "HARM": { "title": "HARM", "description": "HARM", "type": "string", "pattern": "HARM", "default": "HARM", "examples": ["HARM"] },
          "e": { "type": "string", "enum": ["HARM", "b"], "x-enum-descriptions": ["HARM", "HARM"], "x-enum-varnames": ["HARM", "B"] },
          "u": { "$ref": "#/components/schemas/U" },
          "d": { "description": "HARM", "type": "string", "deprecated": true, "default": "HARM" }
        } },
      "U": { "description": "HARM", "oneOf": [
        { "title": "HARM", "description": "HARM", "type": "string" },
        { "title": "B", "description": "HARM", "type": "array", "items": { "type": "integer", "description": "HARM" } }
      ] }
    }
  }
}"##
    .replace("HARM", harm)
}

/// The texts of a file that rustdoc reads, each as one.
fn texts(file: &Artifact) -> Vec<String> {
    let text = file.text().unwrap_or_default();
    if file.path == "README.md" {
        return vec![text.to_owned()];
    }
    let mut texts = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim_start) {
        let Some(line) = line.strip_prefix("///").or(line.strip_prefix("//!")) else {
            open = false;
            continue;
        };
        if !std::mem::replace(&mut open, true) {
            texts.push(String::new());
        }
        if let Some(text) = texts.last_mut() {
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
    }
    texts
}

/// The code in a text that rustdoc would compile.
fn compiled(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                inside = match kind {
                    CodeBlockKind::Indented => true,
                    CodeBlockKind::Fenced(language) => !matches!(&*language, "text" | "json"),
                };
                if inside {
                    found.push(String::new());
                }
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => {
                if let Some(code) = found.last_mut() {
                    code.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn only_the_generator_s_own_example_is_compiled() {
    let plain = ["a", "Harm."];
    let hostile = [
        HARM,
        "```rust\\nharm();\\n```",
        "    harm();\\n    harm();",
        "> ~~~\\n> harm();",
        "- ```rust\\n  harm();",
    ];
    for harm in plain.into_iter().chain(hostile) {
        let Generated { artifacts, .. } = generate(document(harm).as_bytes(), &Options::default())
            .unwrap_or_else(|error| panic!("{harm}: {error}"));
        let mut examples = 0;
        for file in artifacts
            .iter()
            .filter(|file| !file.path.starts_with("src/runtime"))
        {
            for text in texts(file) {
                for code in compiled(&text) {
                    let is_own = code.starts_with("use ") && code.contains("async fn example()");
                    assert!(
                        is_own && !code.contains("harm();"),
                        "{}: {code}\n{text}",
                        file.path
                    );
                    examples += 1;
                }
            }
            // A manifest isn't compiled, so nothing refuses what it holds.
            let text = file.text().unwrap_or_default();
            assert!(
                file.path == "Cargo.toml" || !text.contains(['\u{202e}', '\u{2028}', '\u{e0041}']),
                "{}",
                file.path
            );
        }
        // In the crate's documentation and the README.
        assert_eq!(examples, 2, "{harm}");
    }
}
