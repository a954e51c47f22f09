//! A request's body against what the document says of it: every field that is wrong is named at once.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};
use vms_admin_api::document::Endpoint;

use crate::mask::{self, MASKED, Secrets};
use crate::record::RecordedBody;

/// The key of reasons that concern the body as a whole.
const BODY: &str = "body";

/// Reasons by field, as the contract's refusal has them.
pub(crate) type Reasons = IndexMap<String, Vec<String>>;

/// What the document says of the fields of a request's body.
#[derive(Debug)]
pub(crate) struct Fields(Vec<Field>);

#[derive(Debug)]
struct Field {
    name: String,
    /// Its JSON types; empty where every type is fine.
    types: Vec<String>,
    is_required: bool,
    is_secret: bool,
}

impl Fields {
    /// Takes the fields from an operation's description.
    pub(crate) fn of(endpoint: &Endpoint) -> Self {
        let schema = endpoint
            .operation
            .pointer("/requestBody/content/application~1json/schema")
            .map(|schema| resolve(endpoint, schema));
        let properties = schema.and_then(|schema| schema["properties"].as_object());
        let required = schema.and_then(|schema| schema["required"].as_array());
        let is_required =
            |name: &String| required.is_some_and(|names| names.iter().any(|each| each == name));
        let fields = properties.into_iter().flatten().map(|(name, property)| {
            let property = resolve(endpoint, property);
            Field {
                name: name.clone(),
                types: types(&property["type"]),
                is_required: is_required(name),
                is_secret: property["format"] == "password" || mask::is_secret(name),
            }
        });
        Self(fields.collect())
    }

    /// The members of a body that has all that it needs, or what is wrong with it.
    pub(crate) fn check(&self, body: Parsed) -> Result<Map<String, Value>, Reasons> {
        match body.0 {
            Ok(members) => self.check_members(members),
            Err(reason) => {
                let mut reasons = Reasons::from([(BODY.to_owned(), vec![reason])]);
                // What can't be read is missing.
                for field in self.0.iter().filter(|field| field.is_required) {
                    add(&mut reasons, &field.name, field.missing());
                }
                Err(reasons)
            }
        }
    }

    fn check_members(&self, members: Vec<(String, Value)>) -> Result<Map<String, Value>, Reasons> {
        let mut reasons = Reasons::new();
        for field in &self.0 {
            let mut values = (members.iter())
                .filter(|(name, _)| *name == field.name)
                .map(|(_, value)| value);
            let first = values.next();
            if let Some(reason) = field.fault(first, values.count()) {
                add(&mut reasons, &field.name, reason);
            }
        }
        if reasons.is_empty() {
            Ok(members.into_iter().collect())
        } else {
            Err(reasons)
        }
    }

    /// A body for the record: secrets, and all that the document doesn't know, are masked.
    pub(crate) fn recorded(&self, body: &Parsed) -> RecordedBody {
        let mut secrets = Secrets::default();
        let text = match &body.0 {
            Ok(members) => {
                for (name, value) in members {
                    let is_secret = mask::is_secret(name)
                        || self
                            .0
                            .iter()
                            .any(|field| field.name == *name && field.is_secret);
                    if let (true, Some(text)) = (is_secret, value.as_str()) {
                        secrets.learn(text);
                    }
                }
                serde_json::to_string(&Masked(self, members))
            }
            Err(_) => serde_json::to_string("[no JSON object]"),
        };
        RecordedBody {
            // There is nothing in it that JSON can't hold.
            text: text.unwrap_or_default(),
            secrets,
        }
    }

    /// Whether a member of a body may be shown as it is.
    fn is_harmless(&self, name: &str, value: &Value) -> bool {
        !value.is_object()
            && !value.is_array()
            && (self.0.iter()).any(|field| field.name == *name && !field.is_secret)
    }
}

/// The members of a body, to be written without secrets.
struct Masked<'a>(&'a Fields, &'a [(String, Value)]);

impl Serialize for Masked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.1.len()))?;
        for (name, value) in self.1 {
            if self.0.is_harmless(name, value) {
                map.serialize_entry(name, value)?;
            } else {
                map.serialize_entry(name, MASKED)?;
            }
        }
        map.end()
    }
}

impl Field {
    fn missing(&self) -> String {
        ["The ", &self.name, " field is required."].concat()
    }

    /// What is wrong with what a body has for this field: a value, and so many further ones.
    fn fault(&self, value: Option<&Value>, further: usize) -> Option<String> {
        let Some(value) = value else {
            return self.is_required.then(|| self.missing());
        };
        if further > 0 {
            return Some(format!(
                "The {} field must be given once, not {} times.",
                self.name,
                further + 1
            ));
        }
        let found = kind(value);
        let fits = self.types.is_empty()
            || self.types.iter().any(|expected| {
                expected == found || (expected == "integer" && (value.is_i64() || value.is_u64()))
            });
        (!fits).then(|| {
            let expected = self.types.join(" or ");
            format!(
                "The {} field must be of type {expected}, not {found}.",
                self.name
            )
        })
    }
}

/// A schema itself, where it may be a reference to one.
fn resolve<'a>(endpoint: &'a Endpoint, schema: &'a Value) -> &'a Value {
    schema["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix("#/components/schemas/"))
        .and_then(|name| endpoint.components.get(name))
        .unwrap_or(schema)
}

fn add(reasons: &mut Reasons, field: &str, reason: String) {
    reasons.entry(field.to_owned()).or_default().push(reason);
}

/// The types of a schema's `type`, which is a name or a list of names.
fn types(keyword: &Value) -> Vec<String> {
    let names = match keyword {
        Value::Array(names) => names.iter().collect(),
        name => vec![name],
    };
    names
        .into_iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// The name of a value's JSON type.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A body as JSON: the members of an object, the repeated ones too, or why it is none.
pub(crate) struct Parsed(Result<Vec<(String, Value)>, String>);

impl Parsed {
    pub(crate) fn of(body: &[u8]) -> Self {
        let expected = "The body must be a JSON object";
        if body.is_empty() {
            return Self(Err(format!("{expected}, not empty.")));
        }
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let read = deserializer.deserialize_any(Members);
        // serde_json tells where a text breaks the grammar, and never quotes it.
        Self(
            match read.and_then(|top| deserializer.end().map(|()| top)) {
                Ok(Top::Object(members)) => Ok(members),
                Ok(Top::Other(kind)) => Err(format!("{expected}, not of type {kind}.")),
                Err(error) => Err(format!("{expected}: {error}.")),
            },
        )
    }
}

/// What a JSON text is.
enum Top {
    Object(Vec<(String, Value)>),
    Other(&'static str),
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Top;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Top, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Top::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Top, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Top::Other("array"))
    }

    fn visit_str<E>(self, _: &str) -> Result<Top, E> {
        Ok(Top::Other("string"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Top, E> {
        Ok(Top::Other("boolean"))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Top, E> {
        Ok(Top::Other("number"))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Top, E> {
        Ok(Top::Other("number"))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Top, E> {
        Ok(Top::Other("number"))
    }

    fn visit_unit<E>(self) -> Result<Top, E> {
        Ok(Top::Other("null"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use vms_admin_api::{ObtainToken, Operation};

    fn reasons(body: &[u8]) -> Value {
        let fields = Fields::of(&ObtainToken::endpoint());
        json!(fields.check(Parsed::of(body)).expect_err("a refusal"))
    }

    #[test]
    fn each_bad_field_is_named() {
        assert_eq!(
            reasons(b"{}"),
            json!({
                "login": ["The login field is required."],
                "password": ["The password field is required."],
            })
        );
        assert_eq!(
            reasons(br#"{"login": null, "password": ["secret"]}"#),
            json!({
                "login": ["The login field must be of type string, not null."],
                "password": ["The password field must be of type string, not array."],
            })
        );
        assert_eq!(
            reasons(br#"{"login": "a", "login": "b", "password": "secret"}"#),
            json!({ "login": ["The login field must be given once, not 2 times."] })
        );
    }

    #[test]
    fn a_body_that_is_no_object_lacks_every_field() {
        assert_eq!(
            reasons(b"[]"),
            json!({
                "body": ["The body must be a JSON object, not of type array."],
                "login": ["The login field is required."],
                "password": ["The password field is required."],
            })
        );
        let truncated = reasons(br#"{"login": "secr"#);
        assert_eq!(
            truncated["body"],
            json!([
                "The body must be a JSON object: EOF while parsing a string at line 1 column 15."
            ])
        );
    }

    #[test]
    fn what_may_be_secret_is_masked() {
        let fields = Fields::of(&ObtainToken::endpoint());
        let shown = |body: &[u8]| -> Value {
            serde_json::from_str(&fields.recorded(&Parsed::of(body)).text).expect("JSON")
        };
        assert_eq!(
            shown(br#"{"login": "a", "password": "secret", "pasword": "secret"}"#),
            json!({ "login": "a", "password": MASKED, "pasword": MASKED })
        );
        assert_eq!(
            shown(br#"{"login": {"password": "secret"}}"#),
            json!({ "login": MASKED })
        );
        assert_eq!(shown(br#"{"password": "secret"#), json!("[no JSON object]"));
    }
}
