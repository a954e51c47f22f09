//! Schemas: the fields of objects, and types in words.

use serde_json::Value;

use super::{list, members, resolve, text};

/// How deep fields are shown within fields; models hold the rest.
const DEPTH: usize = 6;

/// A type in words, with the name of the model that it is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Type {
    pub(crate) before: String,
    pub(crate) model: Option<String>,
    pub(crate) after: String,
}

/// A property or a parameter.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Type,
    pub(crate) required: bool,
    pub(crate) secret: bool,
    /// Whether a form can ask for it in one line.
    pub(crate) scalar: bool,
    pub(crate) description: String,
    pub(crate) pattern: Option<String>,
    /// The values that it can have, each with what it means.
    pub(crate) values: Vec<(String, String)>,
    pub(crate) example: Option<String>,
    /// Those of its own, or of its items.
    pub(crate) fields: Vec<Field>,
}

impl Type {
    pub(crate) fn of(schema: &Value) -> Self {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return Self {
                model: Some(name.to_owned()),
                ..Self::default()
            };
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            let parts: Vec<String> = list(&schema[key])
                .map(|part| Self::of(part).words())
                .collect();
            if !parts.is_empty() {
                return Self::plain(parts.join(if key == "allOf" { " and " } else { " or " }));
            }
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::String(one) => vec![one],
            several => list(several).filter_map(Value::as_str).collect(),
        };
        let null = if types.contains(&"null") {
            " or null"
        } else {
            ""
        };
        let mut kind = match types.iter().find(|name| **name != "null") {
            Some(&"array") => Self::of(&schema["items"]).within("list of "),
            Some(&"object") if schema["additionalProperties"].is_object() => {
                Self::of(&schema["additionalProperties"]).within("map of text to ")
            }
            Some(name) => match schema["format"].as_str() {
                Some(format) => Self::plain(format!("{name} · {format}")),
                None => Self::plain((*name).to_owned()),
            },
            None => Self::plain("anything".to_owned()),
        };
        kind.after.push_str(null);
        kind
    }

    fn plain(words: String) -> Self {
        Self {
            before: words,
            ..Self::default()
        }
    }

    fn within(mut self, before: &str) -> Self {
        self.before.insert_str(0, before);
        self
    }

    /// The whole as one text.
    pub(crate) fn words(&self) -> String {
        format!(
            "{}{}{}",
            self.before,
            self.model.as_deref().unwrap_or_default(),
            self.after
        )
    }
}

impl Field {
    pub(super) fn read(document: &Value, name: &str, schema: &Value, required: bool) -> Self {
        Self::at(document, name, schema, required, 0)
    }

    fn at(document: &Value, name: &str, schema: &Value, required: bool, depth: usize) -> Self {
        let target = resolve(document, schema);
        let said = |key: &str| match text(schema, key) {
            own if own.is_empty() => text(target, key),
            own => own,
        };
        let meanings = &target["x-enum-descriptions"];
        Self {
            name: name.to_owned(),
            kind: Type::of(schema),
            required,
            secret: target["format"] == "password",
            scalar: target.get("properties").is_none()
                && target.get("items").is_none()
                && target.get("additionalProperties").is_none(),
            description: said("description"),
            pattern: target["pattern"].as_str().map(str::to_owned),
            values: list(&target["enum"])
                .enumerate()
                .map(|(index, value)| {
                    let meaning = meanings[index].as_str().unwrap_or_default();
                    (value.to_string(), meaning.to_owned())
                })
                .collect(),
            example: list(&target["examples"])
                .next()
                .filter(|example| !example.is_object() && !example.is_array())
                .map(|example| {
                    example
                        .as_str()
                        .map_or_else(|| example.to_string(), str::to_owned)
                }),
            fields: fields_at(document, schema, depth + 1),
        }
    }
}

/// The fields of an object, or of a list's items.
pub(super) fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    fields_at(document, schema, 0)
}

fn fields_at(document: &Value, schema: &Value, depth: usize) -> Vec<Field> {
    // Schemas that contain themselves end here.
    if depth > DEPTH {
        return Vec::new();
    }
    let target = resolve(document, schema);
    if target.get("items").is_some_and(Value::is_object) {
        return fields_at(document, &target["items"], depth);
    }
    let mut fields: Vec<Field> = list(&target["allOf"])
        .flat_map(|part| fields_at(document, part, depth))
        .collect();
    for (name, property) in members(&target["properties"]) {
        let required = list(&target["required"]).any(|required| required == name.as_str());
        fields.push(Field::at(document, name, property, required, depth));
    }
    fields
}
