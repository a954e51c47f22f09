//! Which JSON a schema is of: what travels as text, in addresses, headers and forms, is read by it.

use indexmap::{IndexMap, IndexSet};
use serde_json::{Number, Value};

use crate::document::{At, Document, Fault};

/// How deep is looked into a schema.
const DEPTH: usize = 8;

/// The types that a schema lets through, and the shapes of what is in it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Shape {
    types: IndexSet<String>,
    items: Option<Box<Shape>>,
    properties: IndexMap<String, Shape>,
    pub(crate) is_secret: bool,
    /// Whether it is bytes rather than text.
    pub(crate) is_binary: bool,
}

impl Shape {
    pub(crate) fn of(document: &Document, at: At<'_>) -> Result<Self, Fault> {
        let mut shape = Self::default();
        shape.take(document, at, DEPTH)?;
        Ok(shape)
    }

    fn take(&mut self, document: &Document, at: At<'_>, depth: usize) -> Result<(), Fault> {
        let at = document.resolve(at)?;
        let Some(depth) = depth.checked_sub(1) else {
            return Ok(());
        };
        match &at.value["type"] {
            Value::String(name) => {
                self.types.insert(name.clone());
            }
            Value::Array(names) => self
                .types
                .extend(names.iter().filter_map(Value::as_str).map(str::to_owned)),
            // What the values are is what it takes.
            _ => {
                let values = at.value["enum"].as_array().into_iter().flatten();
                for value in values.chain(at.value.get("const")) {
                    self.types.insert(match value {
                        Value::Number(number) if !number.is_f64() => "integer".to_owned(),
                        other => super::reasons::type_of(other).to_owned(),
                    });
                }
            }
        }
        self.is_secret |= at.text("format") == Some("password");
        self.is_binary |= at.text("format") == Some("binary")
            || (at.value.get("contentMediaType").is_some()
                && at.value.get("contentEncoding").is_none());
        if let Some(items) = at.get("items") {
            let mut shape = self.items.take().unwrap_or_default();
            shape.take(document, items, depth)?;
            self.items = Some(shape);
        }
        if let Some(properties) = at.get("properties") {
            for (name, property) in properties.members() {
                self.properties
                    .entry(name.clone())
                    .or_default()
                    .take(document, property, depth)?;
            }
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for branch in at.get(keyword).iter().flat_map(At::items) {
                self.take(document, branch, depth)?;
            }
        }
        Ok(())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// Whether it is of this type and no scalar.
    pub(crate) fn is_array(&self) -> bool {
        self.has("array") || (self.types.is_empty() && self.items.is_some())
    }

    pub(crate) fn is_object(&self) -> bool {
        self.has("object") || (self.types.is_empty() && !self.properties.is_empty())
    }

    pub(crate) fn items(&self) -> Option<&Self> {
        self.items.as_deref()
    }

    pub(crate) fn property(&self, name: &str) -> Option<&Self> {
        self.properties.get(name)
    }

    /// A text as the JSON that it stands for; as a text where it stands for nothing else, of which the schema will tell
    /// the rest.
    pub(crate) fn scalar(&self, text: &str) -> Value {
        if self.has("integer") || self.has("number") {
            // JSON's own grammar: neither `+1` nor `1_000`, `inf` or an empty text.
            if let Ok(number) = serde_json::from_str::<Number>(text)
                && text.trim() == text
            {
                return Value::Number(number);
            }
        }
        match text {
            "true" if self.has("boolean") => Value::Bool(true),
            "false" if self.has("boolean") => Value::Bool(false),
            "null" if self.has("null") && !self.has("string") => Value::Null,
            text => Value::String(text.to_owned()),
        }
    }
}
