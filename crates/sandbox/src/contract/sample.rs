//! A value made from a schema, for responses of which the document has no example.

use jsonschema_regex::pattern_witness;
use serde_json::{Map, Value, json};

use crate::document::{At, Document, Fault};

/// The most items that are made of a list.
const ITEMS: u64 = 100;

/// A value of the schema that stands at a place, as far as one can be made: whether it is one is for the schema to say.
pub(crate) fn sample(document: &Document, at: At<'_>) -> Result<Value, Fault> {
    let here = at.clone();
    Maker::of(document)
        .make(at)?
        .ok_or_else(|| here.fault("no value can be made of this schema; give it an example"))
}

/// Makes values; it knows which schemas it is within, since a schema may hold itself.
struct Maker<'a> {
    document: &'a Document,
    within: Vec<String>,
}

impl<'a> Maker<'a> {
    fn of(document: &'a Document) -> Self {
        Self {
            document,
            within: Vec::new(),
        }
    }

    /// A value; none of what holds itself.
    fn make(&mut self, at: At<'a>) -> Result<Option<Value>, Fault> {
        let at = self.document.resolve(at)?;
        if self.within.contains(&at.pointer) {
            return Ok(None);
        }
        self.within.push(at.pointer.clone());
        let made = self.made(&at);
        self.within.pop();
        made
    }

    fn made(&mut self, at: &At<'a>) -> Result<Option<Value>, Fault> {
        if let Some(value) = documented(at) {
            return Ok(Some(value));
        }
        let mut merged = Map::new();
        for branch in at.get("allOf").iter().flat_map(At::items) {
            match self.make(branch)? {
                Some(Value::Object(members)) => merged.extend(members),
                Some(other) if !is_object(at) => return Ok(Some(other)),
                _ => {}
            }
        }
        for keyword in ["oneOf", "anyOf"] {
            for branch in at.get(keyword).iter().flat_map(At::items) {
                match self.make(branch)? {
                    Some(Value::Object(members)) => {
                        merged.extend(members);
                        break;
                    }
                    // Null is there for what is absent.
                    Some(Value::Null) | None => {}
                    Some(other) => return Ok(Some(other)),
                }
            }
        }
        if is_object(at) || !merged.is_empty() {
            return self.object(at, merged);
        }
        Ok(match type_of(at) {
            "array" => return self.array(at),
            "boolean" => Some(Value::Bool(true)),
            "null" => Some(Value::Null),
            "integer" => Some(number(at, true)),
            "number" => Some(number(at, false)),
            "string" => string(at).map(Value::String),
            // A schema that lets anything through.
            _ if at.value == &json!(true) || at.value == &json!({}) => Some(json!({})),
            _ if at.get("anyOf").or(at.get("oneOf")).is_some() => Some(Value::Null),
            _ => Some(json!("string")),
        })
    }

    fn object(
        &mut self,
        at: &At<'a>,
        mut members: Map<String, Value>,
    ) -> Result<Option<Value>, Fault> {
        let required = at.value["required"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        for (name, property) in at.get("properties").iter().flat_map(At::members) {
            let resolved = self.document.resolve(property.clone())?;
            if resolved.value["writeOnly"] == true {
                continue;
            }
            match self.make(property)? {
                Some(value) => {
                    members.insert(name.clone(), value);
                }
                None if required.iter().any(|each| each == name) => return Ok(None),
                None => {}
            }
        }
        let further = at
            .get("additionalProperties")
            .filter(|further| further.value.is_object());
        if let (Some(further), true) = (further, members.is_empty())
            && let Some(value) = self.make(further)?
        {
            members.insert("name".to_owned(), value);
        }
        Ok(Some(Value::Object(members)))
    }

    fn array(&mut self, at: &At<'a>) -> Result<Option<Value>, Fault> {
        let least = at.value["minItems"].as_u64().unwrap_or(1).clamp(1, ITEMS);
        let mut items = Vec::new();
        for item in at.get("prefixItems").iter().flat_map(At::items) {
            match self.make(item)? {
                Some(value) => items.push(value),
                None => return Ok(Some(Value::Array(items))),
            }
        }
        if let Some(schema) = at.get("items").filter(|schema| schema.value.is_object())
            && at.value["maxItems"] != 0
            && let Some(value) = self.make(schema)?
        {
            while (items.len() as u64) < least {
                items.push(value.clone());
            }
        }
        Ok(Some(Value::Array(items)))
    }
}

/// The value that the schema itself shows.
fn documented(at: &At<'_>) -> Option<Value> {
    let first = |key: &str| at.value[key].as_array()?.first();
    let value = at.value.get("example").or_else(|| first("examples"));
    value
        .or_else(|| at.value.get("const"))
        .or_else(|| at.value.get("default"))
        .or_else(|| first("enum"))
        .cloned()
}

fn is_object(at: &At<'_>) -> bool {
    type_of(at) == "object"
}

/// The type of a schema; of several, the first that isn't null.
fn type_of<'a>(at: &At<'a>) -> &'a str {
    let has = |keys: &[&str]| keys.iter().any(|key| at.value.get(key).is_some());
    match &at.value["type"] {
        Value::String(name) => name,
        Value::Array(names) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null").unwrap_or("null")
        }
        _ if has(&["properties", "additionalProperties"]) => "object",
        _ if has(&["items", "prefixItems"]) => "array",
        _ if has(&["minimum", "maximum", "multipleOf"]) => "number",
        _ if has(&[
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "contentMediaType",
        ]) =>
        {
            "string"
        }
        _ => "",
    }
}

/// The number nearest to 1 that the bounds let through.
fn number(at: &At<'_>, is_integer: bool) -> Value {
    let bound = |key: &str| at.value[key].as_f64();
    let step = bound("multipleOf").filter(|step| *step > 0.0);
    let unit = step.unwrap_or(if is_integer { 1.0 } else { 0.5 });
    let least = bound("minimum")
        .into_iter()
        .chain(bound("exclusiveMinimum").map(|bound| bound + unit));
    let most = bound("maximum")
        .into_iter()
        .chain(bound("exclusiveMaximum").map(|bound| bound - unit));
    let least = least.fold(f64::NEG_INFINITY, f64::max);
    let most = most.fold(f64::INFINITY, f64::min);
    let mut value = 1.0_f64.max(least).min(most);
    if let Some(step) = step {
        value = (value / step).ceil() * step;
    } else if is_integer {
        value = value.ceil();
    }
    // A whole number within what a double holds exactly.
    if value.fract() == 0.0 && value.abs() < 9e15 {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
        return Value::from(value as i64);
    }
    Value::from(value)
}

fn string(at: &At<'_>) -> Option<String> {
    let formatted = match at.text("format") {
        Some("date") => "2022-09-08",
        Some("date-time") => "2022-09-08T13:47:18Z",
        Some("time") => "13:47:18Z",
        Some("duration") => "PT1H",
        Some("uuid") => "0190b5f0-7b1c-7c3a-9d5e-2f6a8b4c1d3e",
        Some("email" | "idn-email") => "user@mail.com",
        Some("hostname" | "idn-hostname") => "vms.example.org",
        Some("ipv4") => "192.0.2.7",
        Some("ipv6") => "2001:db8::7",
        Some("uri" | "iri" | "url") => "https://vms.example.org/",
        Some("uri-reference" | "iri-reference") => "/",
        Some("byte") => "c3RyaW5n",
        _ => "string",
    };
    if let Some(pattern) = at.text("pattern") {
        return pattern_witness(pattern);
    }
    let least = at.value["minLength"].as_u64().unwrap_or(0).min(10_000);
    let most = at.value["maxLength"].as_u64().unwrap_or(u64::MAX);
    let mut text: String = formatted
        .chars()
        .take(usize::try_from(most).unwrap_or(usize::MAX))
        .collect();
    while (text.chars().count() as u64) < least {
        text.push('a');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::schema::Schemas;

    #[test]
    fn a_value_is_as_its_schema_says() {
        let schemas = [
            json!({ "type": "integer", "minimum": 5, "multipleOf": 3 }),
            json!({ "type": "integer", "maximum": -7 }),
            json!({ "type": "number", "exclusiveMinimum": 2, "maximum": 3 }),
            json!({ "type": "string", "minLength": 9 }),
            json!({ "type": "string", "maxLength": 2 }),
            json!({ "type": "string", "pattern": "^[a-z]{2}-[0-9]{3}$" }),
            json!({ "type": "string", "format": "date-time" }),
            json!({ "type": ["null", "string"], "format": "uuid" }),
            json!({ "enum": ["a", 1] }),
            json!({ "type": "array", "items": { "type": "boolean" }, "minItems": 3 }),
            json!({ "type": "array", "maxItems": 0, "items": { "type": "boolean" } }),
            json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
            json!({
                "allOf": [
                    { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer" } } },
                    { "type": "object", "required": ["b"], "properties": { "b": { "const": "x" } } },
                ],
            }),
            json!({ "oneOf": [{ "type": "null" }, { "type": "string" }] }),
            // It holds itself.
            json!({
                "type": "object",
                "required": ["list"],
                "properties": {
                    "next": { "$ref": "#/components/schemas/It" },
                    "list": { "type": "array", "items": { "$ref": "#/components/schemas/It" } },
                },
            }),
            json!({}),
        ];
        for schema in schemas {
            let document =
                json!({ "openapi": "3.1.0", "components": { "schemas": { "It": schema } } });
            let document = Document::new(document).expect("a document");
            let schemas = document
                .root()
                .get("components")
                .and_then(|at| at.get("schemas"));
            let at = schemas.and_then(|at| at.get("It")).expect("a schema");
            let value = sample(&document, at.clone()).expect("a value");
            let schema = Schemas::new(&document)
                .and_then(|schemas| schemas.at(&at))
                .expect("a schema");
            assert!(schema.accepts(&value), "{}: {value}", at.value);
        }
    }
}
