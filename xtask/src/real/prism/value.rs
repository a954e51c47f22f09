//! A value that a schema allows: its example where it has one, else one made of what it demands.

use serde_json::{Map, Number, Value, json};

use super::pattern;

/// How deep values are made up: circles end somewhere.
const DEPTH: usize = 8;
/// From this depth on, only what is required.
const LEAN: usize = 3;

/// A document, in which references lead somewhere.
pub(super) struct Document(pub(super) Value);

impl Document {
    /// What a JSON pointer of the document leads to, with `#` before it or not; null where it leads nowhere.
    pub(super) fn at(&self, pointer: &str) -> &Value {
        let pointer = pointer.trim_start_matches('#');
        self.0.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// The thing itself where a reference stands.
    pub(super) fn resolved<'a>(&'a self, mut value: &'a Value) -> &'a Value {
        for _ in 0..DEPTH {
            let Some(reference) = value["$ref"].as_str() else {
                break;
            };
            value = self.at(reference);
        }
        value
    }

    /// The example of a parameter or of a media type, or a value that its schema allows.
    pub(super) fn example(&self, of: &Value) -> Option<Value> {
        let of = self.resolved(of);
        if let Some(example) = of.get("example") {
            return Some(example.clone());
        }
        let examples = of["examples"].as_object().into_iter().flatten();
        let mut values = examples.filter_map(|(_, example)| self.resolved(example).get("value"));
        if let Some(example) = values.next() {
            return Some(example.clone());
        }
        self.value(of.get("schema")?, DEPTH)
    }

    /// A value of the schema, for a request.
    fn value(&self, schema: &Value, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let schema = self.resolved(schema);
        if schema.as_bool() == Some(true) {
            return Some(json!({}));
        }
        let rules = schema.as_object()?;
        let stated = [
            rules.get("example"),
            schema["examples"].get(0),
            rules.get("const"),
            rules.get("default"),
        ];
        if let Some(stated) = stated.into_iter().flatten().find(|value| !value.is_null()) {
            return Some(stated.clone());
        }
        if let Some(values) = schema["enum"].as_array() {
            return values.iter().find(|value| !value.is_null()).cloned();
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return self.merged(schema, parts, depth);
        }
        for word in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[word].as_array() {
                let mut made = choices
                    .iter()
                    .filter_map(|choice| self.value(choice, depth));
                let chosen = made.find(|value| !value.is_null())?;
                return self.joined(chosen, schema, depth);
            }
        }
        self.plain(schema, depth)
    }

    /// What the parts of an `allOf` and the schema around them demand.
    fn merged(&self, schema: &Value, parts: &[Value], depth: usize) -> Option<Value> {
        let mut whole = self.value(parts.first()?, depth)?;
        for part in &parts[1..] {
            whole = self.joined(whole, part, depth)?;
        }
        self.joined(whole, schema, depth)
    }

    /// An object with the properties of a further schema, too.
    fn joined(&self, mut whole: Value, schema: &Value, depth: usize) -> Option<Value> {
        let further = self.resolved(schema);
        if let Some(whole) = whole.as_object_mut() {
            let is_object = ["properties", "allOf", "oneOf", "anyOf"]
                .iter()
                .any(|word| further.get(word).is_some());
            if is_object {
                let more = if further.get("properties").is_some() {
                    self.object(further, depth)?
                } else {
                    self.value(further, depth)?
                };
                for (name, value) in more.as_object().into_iter().flatten() {
                    whole.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        Some(whole)
    }

    fn plain(&self, schema: &Value, depth: usize) -> Option<Value> {
        match kind(schema) {
            "object" => self.object(schema, depth),
            "array" => self.list(schema, depth),
            "string" => Some(json!(text(schema))),
            "integer" => Some(number(schema, true)),
            "number" => Some(number(schema, false)),
            "boolean" => Some(json!(true)),
            "null" => Some(Value::Null),
            // Anything at all.
            _ => Some(json!({})),
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Option<Value> {
        let required: Vec<&str> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut object = Map::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let property = self.resolved(property);
            let is_required = required.contains(&name.as_str());
            if property["readOnly"] == true || (!is_required && depth < DEPTH - LEAN) {
                continue;
            }
            match self.value(property, depth) {
                Some(value) => {
                    object.insert(name.clone(), value);
                }
                None if is_required => return None,
                None => {}
            }
        }
        let least = schema["minProperties"].as_u64().unwrap_or(0);
        let further = schema.get("additionalProperties");
        for index in 0..8 {
            if object.len() as u64 >= least {
                break;
            }
            let any = json!(true);
            object.insert(
                format!("key{index}"),
                self.value(further.unwrap_or(&any), depth)?,
            );
        }
        Some(Value::Object(object))
    }

    fn list(&self, schema: &Value, depth: usize) -> Option<Value> {
        if let Some(items) = schema["prefixItems"].as_array() {
            let items: Option<Vec<Value>> =
                items.iter().map(|item| self.value(item, depth)).collect();
            return items.map(Value::Array);
        }
        let least = usize::try_from(schema["minItems"].as_u64().unwrap_or(1)).ok()?;
        let any = json!(true);
        let item = schema.get("items").unwrap_or(&any);
        if self.resolved(item)["enum"].is_array() && least > 1 {
            let values = self.resolved(item)["enum"].as_array()?;
            return Some(Value::Array(values.iter().take(least).cloned().collect()));
        }
        match self.value(item, depth) {
            Some(item) => Some(Value::Array(vec![item; least.max(1)])),
            None if least == 0 => Some(json!([])),
            None => None,
        }
    }
}

/// The type that a schema names, or what its other words say.
fn kind(schema: &Value) -> &str {
    let named = match &schema["type"] {
        Value::String(name) => Some(name.as_str()),
        Value::Array(names) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null")
        }
        _ => None,
    };
    let by_word = [
        ("properties", "object"),
        ("additionalProperties", "object"),
        ("items", "array"),
        ("pattern", "string"),
        ("minLength", "string"),
        ("format", "string"),
    ];
    named.unwrap_or_else(|| {
        let mut known = by_word
            .iter()
            .filter(|(word, _)| schema.get(*word).is_some());
        known.next().map_or("any", |(_, kind)| *kind)
    })
}

fn text(schema: &Value) -> String {
    let text = match schema["format"].as_str().unwrap_or_default() {
        "date-time" => "2025-01-31T12:00:00Z",
        "date" => "2025-01-31",
        "time" => "12:00:00Z",
        "duration" => "P1D",
        "uuid" => "123e4567-e89b-12d3-a456-426614174000",
        "email" | "idn-email" => "ada@example.com",
        "uri" | "url" | "iri" | "uri-reference" => "https://example.com/",
        "hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "YQ==",
        _ => match schema["pattern"].as_str().and_then(pattern::text) {
            Some(text) => return text,
            None => "text",
        },
    };
    let length = |word: &str| {
        schema[word]
            .as_u64()
            .and_then(|length| usize::try_from(length).ok())
    };
    let mut text = text.to_owned();
    while text.len() < length("minLength").unwrap_or(0) {
        text.push('x');
    }
    if let Some(most) = length("maxLength") {
        text.truncate(most);
    }
    text
}

fn number(schema: &Value, is_integer: bool) -> Value {
    let bound = |word: &str| schema[word].as_f64();
    let step = bound("multipleOf").unwrap_or(1.0);
    // Below 3.1, the exclusive words only say that the bound itself is out.
    let is_out = |word: &str| schema[word] == true;
    let mut least = bound("minimum").unwrap_or(1.0);
    if is_out("exclusiveMinimum") {
        least += step;
    }
    if let Some(exclusive) = bound("exclusiveMinimum") {
        least = exclusive + step;
    }
    let mut value = (least / step).ceil() * step;
    if let Some(most) = bound("maximum").or(bound("exclusiveMaximum"))
        && value > most
    {
        value = if bound("minimum").is_some() {
            f64::midpoint(least, most)
        } else {
            most - step
        };
    }
    if is_integer {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "it is made to be whole and small"
        )]
        return json!(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}
