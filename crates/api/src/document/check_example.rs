//! Whether an example payload keeps the schema that the document publishes for it.
//!
//! Only the keywords that the contract uses, so that the main command needs no schema validator; an unknown keyword
//! is a fault, never passed over. The tests judge the same payloads by a complete validator.

use regex_lite::Regex;
use serde_json::Value;

use super::endpoint::Endpoint;
use super::fault::Fault;

/// Checks every example of an operation.
pub(super) fn all(document: &Value, endpoint: &Endpoint, faults: &mut Vec<Fault>) {
    for example in &endpoint.examples {
        let content = format!("{}{}", endpoint.pointer(), example.place.content_pointer());
        let schema = document.pointer(&format!("{content}/schema"));
        let value = document.pointer(&format!("{content}/examples/{}/value", example.name));
        // Where either is missing, assembling has said so.
        if let (Some(schema), Some(value)) = (schema, value) {
            let mut found = Vec::new();
            Check {
                document,
                found: &mut found,
            }
            .value(schema, value, "");
            let file = format!("examples/{}", example.file);
            faults.extend(found.into_iter().map(|message| Fault::new(&file, message)));
        }
    }
}

struct Check<'a> {
    document: &'a Value,
    found: &'a mut Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, at: &str, expected: &str, value: &Value) {
        let shown = match value {
            Value::Object(_) => "an object".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            scalar => scalar.to_string(),
        };
        let at = if at.is_empty() {
            "the whole payload"
        } else {
            at
        };
        self.found.push(format!(
            "{at}: expected {expected}, found {shown}; mend the example or the contract's type"
        ));
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
                "properties" => self.properties(argument, value, at),
                "additionalProperties" => self.additional(keywords, argument, value, at),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(argument, item, &format!("{at}/{index}"));
                    }
                }
                "title" | "description" | "examples" | "format" => {}
                extension if extension.starts_with("x-") => {}
                other => self.found.push(format!(
                    "{at}: the schema uses `{other}`, which the check of examples doesn't know; teach it"
                )),
            }
        }
    }

    fn reference(&mut self, target: &Value, value: &Value, at: &str) {
        let pointer = target.as_str().and_then(|target| target.strip_prefix('#'));
        match pointer.and_then(|pointer| self.document.pointer(pointer)) {
            Some(schema) => self.value(schema, value, at),
            None => self.found.push(format!(
                "{at}: the schema refers to {target}, which isn't there"
            )),
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
            Err(error) => self.found.push(format!(
                "{at}: the schema's pattern {pattern} is broken: {error}"
            )),
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
                self.found.push(format!(
                    "{at}: lacks the property `{name}`, which is required; mend the example or the contract's type"
                ));
            }
        }
    }

    fn properties(&mut self, properties: &Value, value: &Value, at: &str) {
        let Some(members) = value.as_object() else {
            return;
        };
        for (name, member) in members {
            if let Some(schema) = properties.get(name) {
                self.value(schema, member, &format!("{at}/{name}"));
            }
        }
    }

    fn additional(
        &mut self,
        keywords: &serde_json::Map<String, Value>,
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
