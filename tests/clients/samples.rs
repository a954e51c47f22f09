//! Instances made of a schema: what it plainly accepts, as a start for mutants.

use serde_json::{Map, Value, json};

use super::schemas::Document;

/// How deep instances are made.
const DEPTH: usize = 6;
/// How many are kept of each schema.
const MOST: usize = 6;

/// Some instances of the schema at a pointer; the validator has the last word on them.
pub(crate) fn of(document: &Document, pointer: &str) -> Vec<Value> {
    match document.at(pointer) {
        Some(schema) => instances(document, schema, DEPTH),
        None => Vec::new(),
    }
}

fn instances(document: &Document, schema: &Value, depth: usize) -> Vec<Value> {
    let Some(depth) = depth.checked_sub(1) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if let Some(target) = schema["$ref"]
        .as_str()
        .and_then(|target| document.at(target))
    {
        found.extend(instances(document, target, depth));
    }
    if let Some(value) = schema.get("const") {
        found.push(value.clone());
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        found.extend(values.iter().cloned());
    }
    for keyword in ["oneOf", "anyOf"] {
        for variant in list(schema, keyword) {
            found.extend(instances(document, variant, depth).into_iter().take(2));
        }
    }
    if found.is_empty() || schema.get("properties").is_some() || schema.get("allOf").is_some() {
        let bases = if found.is_empty() {
            vec![Value::Null]
        } else {
            found.clone()
        };
        for base in &bases {
            found.extend(joined(document, schema, base, depth));
        }
    }
    if list(schema, "type").contains(&json!("null")) {
        found.push(Value::Null);
    }
    found.truncate(MOST);
    found
}

/// By type; the parts of `allOf` and the own properties of an object together.
fn joined(document: &Document, schema: &Value, base: &Value, depth: usize) -> Vec<Value> {
    let mut object = base.as_object().cloned();
    for part in list(schema, "allOf") {
        match instances(document, part, depth).into_iter().next() {
            Some(Value::Object(members)) => object.get_or_insert_default().extend(members),
            Some(other) if object.is_none() => return vec![other],
            _ => {}
        }
    }
    if let Some(Value::Object(properties)) = schema.get("properties") {
        let members = object.get_or_insert_default();
        for (name, property) in properties {
            if let Some(value) = instances(document, property, depth).into_iter().next() {
                members.insert(name.clone(), value);
            }
        }
    }
    if let Some(members) = object {
        let required = list(schema, "required").iter().filter_map(Value::as_str);
        let mut least = Map::new();
        for name in required {
            if let Some(value) = members.get(name) {
                least.insert(name.to_owned(), value.clone());
            }
        }
        return vec![members.into(), least.into()];
    }
    let types = match &schema["type"] {
        Value::String(name) => vec![name.as_str()],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => vec!["string"],
    };
    types
        .into_iter()
        .flat_map(|name| of_type(document, schema, name, depth))
        .collect()
}

fn of_type(document: &Document, schema: &Value, name: &str, depth: usize) -> Vec<Value> {
    match name {
        "null" => vec![Value::Null],
        "boolean" => vec![json!(true)],
        "integer" => vec![schema.get("minimum").cloned().unwrap_or(json!(1))],
        "number" => vec![schema.get("minimum").cloned().unwrap_or(json!(1.5))],
        "array" if schema.get("prefixItems").is_some() => {
            let item = |item| instances(document, item, depth).into_iter().next();
            let items: Option<Vec<Value>> = list(schema, "prefixItems").iter().map(item).collect();
            items.map(Value::from).into_iter().collect()
        }
        "array" => {
            let items = schema
                .get("items")
                .map(|item| instances(document, item, depth));
            let mut items = items.unwrap_or_else(|| vec![json!(1)]);
            let least = schema["minItems"].as_u64().unwrap_or(1);
            while (items.len() as u64) < least && !items.is_empty() {
                items.push(items[0].clone());
            }
            vec![items.into(), json!([])]
        }
        "object" => {
            let values = schema
                .get("additionalProperties")
                .filter(|values| values.is_object());
            let value = values.map(|values| instances(document, values, depth));
            let value = value.and_then(|values| values.into_iter().next());
            vec![json!({ "any_key": value.unwrap_or(json!(1)) }), json!({})]
        }
        _ => {
            let text = match schema["format"].as_str() {
                Some("date-time") => "2022-09-08T13:47:18Z",
                Some("date") => "2022-09-08",
                Some("uuid") => "00000000-0000-0000-0000-00000000000a",
                Some("byte") => "Ynl0ZXM=",
                _ if schema.get("contentEncoding").is_some() => "Ynl0ZXM=",
                _ => "text",
            };
            vec![text.into()]
        }
    }
}

fn list<'s>(schema: &'s Value, keyword: &str) -> &'s [Value] {
    schema[keyword]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}
