//! Whether an example payload keeps the schema that the document publishes for it.
//!
//! Only the keywords that the contract uses, so that the main command needs no schema validator; an unknown keyword
//! is a fault, never passed over. The tests judge the same payloads by a complete validator.

use regex_lite::Regex;
use serde_json::{Map, Value};

use super::endpoint::Endpoint;
use super::fault::Fault;
use super::pointer;

/// Checks every example of an operation.
pub(super) fn all(document: &Value, endpoint: &Endpoint, faults: &mut Vec<Fault>) {
    for example in &endpoint.examples {
        let content = format!("{}{}", endpoint.pointer(), example.place.content_pointer());
        let schema = document.pointer(&format!("{content}/schema"));
        let value = document.pointer(&format!("{content}/examples/{}/value", example.name));
        // Where either is missing, assembling has said so.
        if let (Some(schema), Some(value)) = (schema, value) {
            let file = format!("examples/{}", example.file);
            one(document, schema, value, &file, faults);
        }
    }
}

/// Checks the examples of parameters, of shared responses and of the components' properties, and parameters' defaults.
pub(super) fn written(document: &Value, faults: &mut Vec<Fault>) {
    walk(document, document, "", faults);
}

fn walk(document: &Value, node: &Value, at: &str, faults: &mut Vec<Fault>) {
    match node {
        Value::Object(members) => {
            if let Some(schema) = members.get("schema").filter(|_| members.contains_key("in")) {
                let example = members.get("example").map(|example| (example, "example"));
                let default = schema
                    .get("default")
                    .map(|default| (default, "schema/default"));
                for (value, key) in example.into_iter().chain(default) {
                    one(document, schema, value, &format!("{at}/{key}"), faults);
                }
            }
            if let (true, Some(Value::Array(examples))) =
                (members.contains_key("type"), members.get("examples"))
            {
                for (index, example) in examples.iter().enumerate() {
                    one(
                        document,
                        node,
                        example,
                        &format!("{at}/examples/{index}"),
                        faults,
                    );
                }
            }
            if let (true, Some(schema), Some(Value::Object(named))) = (
                at.starts_with("/components/responses"),
                members.get("schema"),
                members.get("examples"),
            ) {
                for (name, example) in named {
                    let at = format!("{at}/examples/{}/value", pointer::token(name));
                    one(document, schema, &example["value"], &at, faults);
                }
            }
            for (key, member) in members.iter().filter(|(key, _)| *key != "examples") {
                walk(
                    document,
                    member,
                    &format!("{at}/{}", pointer::token(key)),
                    faults,
                );
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(document, item, &format!("{at}/{index}"), faults);
            }
        }
        _ => {}
    }
}

fn one(document: &Value, schema: &Value, value: &Value, place: &str, faults: &mut Vec<Fault>) {
    let mut found = Vec::new();
    Check {
        document,
        found: &mut found,
    }
    .value(schema, value, "");
    faults.extend(found.into_iter().map(|(at, message)| {
        if place.starts_with('/') {
            // The example stands in the document, so a pointer leads to the value.
            return Fault::new(format!("{place}{at}"), message);
        }
        let at = if at.is_empty() {
            "the whole payload"
        } else {
            &at
        };
        Fault::new(place, format!("{at}: {message}"))
    }));
}

struct Check<'a> {
    document: &'a Value,
    found: &'a mut Vec<(String, String)>,
}

impl Check<'_> {
    fn fault(&mut self, at: &str, expected: &str, value: &Value) {
        let shown = match value {
            Value::Object(_) => "an object".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            scalar => scalar.to_string(),
        };
        self.tell(
            at,
            format!("expected {expected}, found {shown}; mend the example or the contract's type"),
        );
    }

    fn tell(&mut self, at: &str, message: String) {
        self.found.push((at.to_owned(), message));
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let Some(keywords) = schema.as_object() else {
            return self.fault(at, "a schema that is an object", schema);
        };
        for (keyword, argument) in keywords {
            match keyword.as_str() {
                "$ref" => self.reference(argument, value, at),
                "type" => self.types(argument, value, at),
                "enum" => {
                    if !argument.as_array().is_some_and(|allowed| allowed.contains(value)) {
                        self.fault(at, &format!("one of {argument}"), value);
                    }
                }
                "pattern" => self.pattern(argument, value, at),
                "required" => self.required(argument, value, at),
                "properties" => self.properties(keywords, argument, value, at),
                "additionalProperties" => self.additional(keywords, argument, value, at),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(argument, item, &format!("{at}/{index}"));
                    }
                }
                "minimum" | "maximum" | "minLength" | "maxLength" | "minItems" | "maxItems" => {
                    self.bound(keyword, argument, value, at);
                }
                "title" | "description" | "default" | "examples" | "format" => {}
                extension if extension.starts_with("x-") => {}
                other => self.tell(
                    at,
                    format!("the schema uses `{other}`, which the check of examples doesn't know; teach it"),
                ),
            }
        }
    }

    fn reference(&mut self, target: &Value, value: &Value, at: &str) {
        let pointer = target.as_str().and_then(|target| target.strip_prefix('#'));
        match pointer.and_then(|pointer| self.document.pointer(pointer)) {
            Some(schema) => self.value(schema, value, at),
            None => self.tell(
                at,
                format!("the schema refers to {target}, which isn't there"),
            ),
        }
    }

    fn types(&mut self, types: &Value, value: &Value, at: &str) {
        let is = |name: &Value| match name.as_str() {
            Some("null") => value.is_null(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_i64() || value.is_u64(),
            Some("number") => value.is_number(),
            Some("string") => value.is_string(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            _ => false,
        };
        let fits = types
            .as_array()
            .map_or_else(|| is(types), |types| types.iter().any(is));
        if !fits {
            self.fault(at, &format!("type {types}"), value);
        }
    }

    fn pattern(&mut self, pattern: &Value, value: &Value, at: &str) {
        let Some(text) = value.as_str() else { return };
        match Regex::new(pattern.as_str().unwrap_or_default()) {
            Ok(regex) if regex.is_match(text) => {}
            Ok(_) => self.fault(at, &format!("a text that matches {pattern}"), value),
            Err(error) => self.tell(
                at,
                format!("the schema's pattern {pattern} is broken: {error}"),
            ),
        }
    }

    fn required(&mut self, names: &Value, value: &Value, at: &str) {
        let Some(members) = value.as_object() else {
            return;
        };
        for name in names
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            if !members.contains_key(name) {
                self.tell(
                    at,
                    format!("lacks the property `{name}`, which is required; mend the example or the contract's type"),
                );
            }
        }
    }

    fn bound(&mut self, keyword: &str, limit: &Value, value: &Value, at: &str) {
        let Some(limit) = limit.as_f64() else { return };
        let size = match (value, keyword) {
            (Value::Number(number), "minimum" | "maximum") => number.as_f64(),
            (Value::String(text), "minLength" | "maxLength") => {
                u32::try_from(text.chars().count()).ok().map(f64::from)
            }
            (Value::Array(items), "minItems" | "maxItems") => {
                u32::try_from(items.len()).ok().map(f64::from)
            }
            _ => None,
        };
        let is_kept = size.is_none_or(|size| {
            if keyword.starts_with("min") {
                size >= limit
            } else {
                size <= limit
            }
        });
        if !is_kept {
            self.fault(at, &format!("{keyword} {limit}"), value);
        }
    }

    fn properties(
        &mut self,
        keywords: &Map<String, Value>,
        properties: &Value,
        value: &Value,
        at: &str,
    ) {
        let Some(members) = value.as_object() else {
            return;
        };
        for (name, member) in members {
            let at = format!("{at}/{}", pointer::token(name));
            match properties.get(name) {
                Some(schema) => self.value(schema, member, &at),
                // Servers may add properties, the contract's own payloads may not.
                None if !keywords.contains_key("additionalProperties") => self.tell(
                    &at,
                    "the type has no such property; mend the example, or add the field to the contract's type".to_owned(),
                ),
                None => {}
            }
        }
    }

    fn additional(
        &mut self,
        keywords: &Map<String, Value>,
        schema: &Value,
        value: &Value,
        at: &str,
    ) {
        let Some(members) = value.as_object() else {
            return;
        };
        for (name, member) in members {
            if keywords
                .get("properties")
                .is_none_or(|known| known.get(name).is_none())
            {
                self.value(schema, member, &format!("{at}/{name}"));
            }
        }
    }
}
