//! The schemas of a document, as JSON Schema 2020-12.

use std::fmt::Write as _;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// A document whose schemas can be judged by.
pub(crate) struct Document {
    value: Value,
}

impl Document {
    /// Reads a document.
    pub(crate) fn new(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let version = value["openapi"].as_str();
        let is_old = version.is_some_and(|version| version.starts_with("3.0"));
        Self {
            value: meant(&value, is_old),
        }
    }

    /// The node at a pointer such as `#/components/schemas/Pet`.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Value> {
        self.value.pointer(pointer.strip_prefix('#')?)
    }

    /// What the schema at a pointer accepts; nothing where it is no schema.
    pub(crate) fn validator(&self, pointer: &str) -> Option<Validator> {
        let mut root = self.value.clone();
        root.as_object_mut()?
            .insert("$ref".to_owned(), escaped(pointer).into());
        jsonschema::draft202012::new(&root).ok()
    }

    /// The pointers of all nodes that a schema reaches by containing or referring to them.
    pub(crate) fn reached(&self, pointer: &str) -> Vec<String> {
        let mut reached = vec![pointer.to_owned()];
        let mut at = 0;
        while let Some(pointer) = reached.get(at).cloned() {
            at += 1;
            let Some(node) = self.at(&pointer) else {
                continue;
            };
            let mut found = Vec::new();
            references(node, &mut found);
            for target in found {
                if !reached.contains(&target) {
                    reached.push(target);
                }
            }
        }
        reached
    }
}

fn references(node: &Value, into: &mut Vec<String>) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(target)) = members.get("$ref") {
                into.push(target.clone());
            }
            members.values().for_each(|member| references(member, into));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        _ => {}
    }
}

/// A pointer as it stands in a URL.
fn escaped(pointer: &str) -> String {
    let mut out = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"#/~-._+*$".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What is meant by a node, in JSON Schema 2020-12: the dialect of 3.0 is translated, and what authors of either commonly
/// leave out is added.
fn meant(node: &Value, is_old: bool) -> Value {
    match node {
        Value::Object(members) if is_old && members.get("$ref").is_some_and(Value::is_string) => {
            json!({ "$ref": members["$ref"] })
        }
        Value::Object(members) => {
            let members = members.iter();
            let mut out: Map<String, Value> = members
                .map(|(key, member)| (key.clone(), meant(member, is_old)))
                .collect();
            if out.get("properties").is_some_and(Value::is_object)
                && !out.contains_key("type")
                && !has_other_variants(&out)
            {
                out.insert("type".to_owned(), json!("object"));
            }
            if is_old {
                bounds(&mut out);
            }
            nullable(out)
        }
        Value::Array(items) => items.iter().map(|item| meant(item, is_old)).collect(),
        scalar => scalar.clone(),
    }
}

/// Whether a union in a schema says of a variant that it is no object.
fn has_other_variants(schema: &Map<String, Value>) -> bool {
    let groups = ["oneOf", "anyOf"].map(|word| schema.get(word).and_then(Value::as_array));
    groups.into_iter().flatten().flatten().any(|variant| {
        variant
            .get("type")
            .is_some_and(|kind| *kind != json!("object"))
    })
}

/// Bounds that are exclusive, as numbers.
fn bounds(schema: &mut Map<String, Value>) {
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if let Some(Value::Bool(is_exclusive)) = schema.get(exclusive).cloned() {
            schema.shift_remove(exclusive);
            if is_exclusive && let Some(value) = schema.shift_remove(bound) {
                schema.insert(exclusive.to_owned(), value);
            }
        }
    }
}

/// A schema that says of itself that it is nullable, with or without a type, in spite of its values.
fn nullable(mut schema: Map<String, Value>) -> Value {
    let is_marked = schema.shift_remove("nullable") == Some(json!(true));
    let types = schema.get("type").and_then(Value::as_array);
    let is_typed = types.is_some_and(|types| types.contains(&json!("null")));
    let has_values = schema.contains_key("const") || schema.contains_key("enum");
    if is_marked || is_typed && has_values {
        json!({ "anyOf": [schema, { "type": "null" }] })
    } else {
        schema.into()
    }
}
