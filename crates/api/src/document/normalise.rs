//! One spelling for what utoipa writes in several, and one order of keywords.

use serde_json::{Map, Value, json};

use crate::{flag, local_date_time};

/// The order in which a reader wants the keywords of any object of the document. Those not listed follow in their own
/// order, extensions last.
const ORDER: &[&str] = &[
    "$schema",
    "openapi",
    "info",
    "servers",
    "$ref",
    "title",
    "name",
    "url",
    "operationId",
    "summary",
    "version",
    "description",
    "deprecated",
    "contact",
    "license",
    "identifier",
    "tags",
    "security",
    "paths",
    "variables",
    "default",
    "in",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "type",
    "scheme",
    "format",
    "pattern",
    "enum",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "example",
    "examples",
    "schemas",
    "securitySchemes",
];

/// Keywords whose keys are names of the contract: they stay in the contract's order.
const NAMED: &[&str] = &[
    "properties",
    "schemas",
    "paths",
    "responses",
    "content",
    "examples",
    "variables",
    "securitySchemes",
];

/// Normalises an object of the document and all below it.
pub(super) fn all(node: &mut Value) {
    match node {
        Value::Object(members) => {
            unwrap_lines(members);
            add_date_pattern(members);
            add_flag_values(members);
            drop_null_of_parameter(members);
            tell_bytes(members);
            drop_property_names(members);
            list_schema_example(members);
            order_keywords(members);
            for (key, member) in members.iter_mut() {
                match member {
                    // Payloads are not ours to order.
                    _ if key == "value" => {}
                    Value::Object(named) if NAMED.contains(&key.as_str()) => {
                        named.values_mut().for_each(all);
                    }
                    _ => all(member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(all),
        _ => {}
    }
}

/// A string marked as a date gets the date's pattern: utoipa's attribute takes no constant.
fn add_date_pattern(members: &mut Map<String, Value>) {
    if take_mark(members, local_date_time::FORMAT) {
        members.insert("x-format".to_owned(), json!(local_date_time::FORMAT));
        members.insert(
            "pattern".to_owned(),
            Value::String(local_date_time::PATTERN.to_owned()),
        );
    }
}

/// Whether a schema's `format` is one of the contract's own, which is removed: no reader of documents knows it.
fn take_mark(members: &mut Map<String, Value>, mark: &str) -> bool {
    let is_marked =
        members.contains_key("type") && members.get("format").is_some_and(|format| format == mark);
    if is_marked {
        members.shift_remove("format");
    }
    is_marked
}

/// An integer marked as a flag gets its two values with their names and meanings: utoipa has no attribute for them.
fn add_flag_values(members: &mut Map<String, Value>) {
    if take_mark(members, flag::FORMAT) {
        // Without it generators call the type after the first property that has it.
        members.insert("title".to_owned(), json!(flag::TITLE));
        members.insert("format".to_owned(), json!("int32"));
        members.insert("enum".to_owned(), json!([0, 1]));
        members.insert(
            "x-enum-varnames".to_owned(),
            json!(flag::VALUES.map(|(name, _)| name)),
        );
        let meanings = flag::VALUES.map(|(_, meaning)| meaning);
        members.insert("x-enum-descriptions".to_owned(), json!(meanings));
    }
}

/// `propertyNames: {type: string}` says of a map what every map keeps, and generators stumble over it.
fn drop_property_names(members: &mut Map<String, Value>) {
    if members
        .get("propertyNames")
        .is_some_and(|names| *names == json!({ "type": "string" }))
    {
        members.shift_remove("propertyNames");
    }
}

/// A parameter that isn't sent is absent, never null: there is no null in a query, a path or a header.
fn drop_null_of_parameter(members: &mut Map<String, Value>) {
    if members.contains_key("in")
        && let Some(types) = members
            .get_mut("schema")
            .and_then(|schema| schema.get_mut("type"))
        && let Some(listed) = types.as_array_mut()
    {
        listed.retain(|name| name != "null");
        if let [only] = listed.as_slice() {
            *types = only.clone();
        }
    }
}

/// A body of bytes, for which utoipa writes a list of numbers.
fn tell_bytes(members: &mut Map<String, Value>) {
    let Some(Value::Object(content)) = members.get_mut("content") else {
        return;
    };
    for (media_type, content) in content {
        let is_bytes = content["schema"]["type"] == "array"
            && content["schema"]["items"]
                == json!({ "type": "integer", "format": "int32", "minimum": 0 });
        if is_bytes && !media_type.ends_with("json") {
            content["schema"] = json!({ "type": "string", "format": "binary" });
        }
    }
}

/// Joins the lines that a doc comment was wrapped into. Lists and paragraphs stay as they are.
fn unwrap_lines(members: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = members.get_mut("description") {
        let mut joined = String::with_capacity(text.len());
        for line in text.lines() {
            let starts_block = line.is_empty() || line.starts_with("- ") || joined.ends_with('\n');
            if !joined.is_empty() {
                joined.push(if starts_block { '\n' } else { ' ' });
            }
            joined.push_str(line);
        }
        *text = joined;
    }
}

/// A schema's `example`, which 3.1 deprecates, becomes `examples`.
fn list_schema_example(members: &mut Map<String, Value>) {
    if members.contains_key("type")
        && let Some(example) = members.shift_remove("example")
    {
        members.insert("examples".to_owned(), Value::Array(vec![example]));
    }
}

/// Brings keywords into [`ORDER`]. Extensions come out of a hash map: without this two runs would differ.
fn order_keywords(members: &mut Map<String, Value>) {
    let rank = |key: &str| match ORDER.iter().position(|keyword| *keyword == key) {
        Some(place) => (place, String::new()),
        None if key.starts_with("x-") => (usize::MAX, key.to_owned()),
        None => (ORDER.len(), String::new()),
    };
    let mut sorted: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
    sorted.sort_by_cached_key(|(key, _)| rank(key));
    members.extend(sorted);
}
