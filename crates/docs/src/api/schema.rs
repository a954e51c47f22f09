//! Schemas: the fields of objects, and types in words.

use serde_json::Value;

use super::{list, members, resolve, text};

/// How deep fields are shown within fields; models hold the rest.
const DEPTH: usize = 5;

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
        // The second is how OpenAPI 3.0 says it.
        let null = if types.contains(&"null") || schema["nullable"] == true {
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
        Walk::new(document).field(name, schema, required)
    }
}

/// The fields of an object, or of a list's items.
pub(super) fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    Walk::new(document).fields(schema)
}

/// A way down into schemas.
struct Walk<'a> {
    document: &'a Value,
    /// The references that led here: who meets one again has come round.
    through: Vec<&'a str>,
    depth: usize,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Value) -> Self {
        Self {
            document,
            through: Vec::new(),
            depth: 0,
        }
    }

    fn field(&mut self, name: &str, schema: &'a Value, required: bool) -> Field {
        let target = resolve(self.document, schema);
        let said = |key: &str| match text(schema, key) {
            own if own.is_empty() => text(target, key),
            own => own,
        };
        let meanings = &target["x-enum-descriptions"];
        let example = list(&target["examples"])
            .next()
            .or_else(|| target.get("example"))
            .filter(|example| !example.is_object() && !example.is_array());
        Field {
            name: name.to_owned(),
            kind: Type::of(schema),
            required,
            secret: target["format"] == "password",
            scalar: [
                "properties",
                "items",
                "additionalProperties",
                "allOf",
                "oneOf",
                "anyOf",
            ]
            .iter()
            .all(|key| target.get(key).is_none()),
            description: said("description"),
            pattern: target["pattern"].as_str().map(str::to_owned),
            values: list(&target["enum"])
                .enumerate()
                .map(|(index, value)| {
                    let meaning = meanings[index].as_str().unwrap_or_default();
                    (value.to_string(), meaning.to_owned())
                })
                .collect(),
            example: example.map(|example| {
                example
                    .as_str()
                    .map_or_else(|| example.to_string(), str::to_owned)
            }),
            fields: self.fields(schema),
        }
    }

    fn fields(&mut self, schema: &'a Value) -> Vec<Field> {
        let reference = schema["$ref"].as_str();
        let round = reference.is_some_and(|reference| self.through.contains(&reference));
        if round || self.depth > DEPTH {
            return Vec::new();
        }
        self.through.extend(reference);
        self.depth += 1;
        let fields = self.own_fields(resolve(self.document, schema));
        self.depth -= 1;
        self.through
            .truncate(self.through.len() - usize::from(reference.is_some()));
        fields
    }

    fn own_fields(&mut self, target: &'a Value) -> Vec<Field> {
        if target["items"].is_object() {
            return self.fields(&target["items"]);
        }
        let mut fields = Vec::new();
        for part in list(&target["allOf"]) {
            fields.extend(self.fields(part));
        }
        for (name, property) in members(&target["properties"]) {
            let required = list(&target["required"]).any(|required| required == name.as_str());
            fields.push(self.field(name, property, required));
        }
        fields
    }
}
