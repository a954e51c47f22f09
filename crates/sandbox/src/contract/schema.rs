//! Values against the document's schemas.

use jsonschema::{Draft, Registry, Validator};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::reasons::{Reasons, Subject, add_errors};
use crate::document::{At, Document, Fault};

/// What the document is called where its schemas refer to it.
const BASE: &str = "https://document.invalid/openapi.json";

/// What is escaped in a reference.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'~')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

/// The schemas of a document.
pub(crate) struct Schemas(Registry<'static>);

impl Schemas {
    pub(crate) fn new(document: &Document) -> Result<Self, Fault> {
        let mut root = document.root().value.clone();
        bound_integers(&mut root);
        let failed = |error: jsonschema::ReferencingError| {
            Fault(format!("#: its references can't be followed: {error}"))
        };
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(BASE, root)
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(failed)?;
        Ok(Self(registry))
    }

    /// The schema that stands at a place.
    pub(crate) fn at(&self, at: &At<'_>) -> Result<Schema, Fault> {
        let pointer = utf8_percent_encode(&at.pointer, ESCAPED);
        let reference = json!({ "$ref": format!("{BASE}#{pointer}") });
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.0)
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .offline()
            .build(&reference)
            .map(Schema)
            .map_err(|error| at.fault(&format!("this schema can't be used: {error}")))
    }
}

/// Integers of 32 and 64 bits are no larger than that; JSON Schema itself knows no such format.
fn bound_integers(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let bounds = match members.get("format").and_then(Value::as_str) {
                Some("int32") => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
                Some("int64") => Some((i64::MIN, i64::MAX)),
                _ => None,
            };
            if let (Some((least, most)), true) = (bounds, members.contains_key("type")) {
                if !members.contains_key("exclusiveMinimum") {
                    members.entry("minimum").or_insert_with(|| least.into());
                }
                if !members.contains_key("exclusiveMaximum") {
                    members.entry("maximum").or_insert_with(|| most.into());
                }
            }
            members.values_mut().for_each(bound_integers);
        }
        Value::Array(items) => items.iter_mut().for_each(bound_integers),
        _ => {}
    }
}

/// A schema, ready for use.
#[derive(Debug)]
pub(crate) struct Schema(Validator);

impl Schema {
    pub(crate) fn accepts(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }

    /// Tells all that is wrong with a value.
    pub(crate) fn check(&self, value: &Value, subject: &Subject<'_>, reasons: &mut Reasons) {
        if !self.accepts(value) {
            add_errors(self.0.iter_errors(value), subject, reasons);
        }
    }
}
