//! A request's body by the document: its media type, its parts, its schema.

use axum::http::StatusCode;
use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use bytes::Bytes;
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::json::Json;
use super::media::{self, Kind};
use super::multipart::{self, Part};
use super::parameters::{form_decoded, pairs};
use super::reasons::{Reasons, Subject, type_of};
use super::schema::{Schema, Schemas};
use super::shape::Shape;
use crate::document::{At, Document, Fault};
use crate::mask::{self, MASKED, Secrets};
use crate::problem::Problem;
use crate::record::Shown;

/// What an operation takes as a body.
#[derive(Debug)]
pub(crate) struct RequestBody {
    is_required: bool,
    content: Vec<Content>,
}

/// A body of one media type.
#[derive(Debug)]
pub(crate) struct Content {
    /// As the document names it; it may be a range.
    media_type: String,
    kind: Kind,
    shape: Shape,
    schema: Option<Schema>,
    /// The members that the schema wants.
    required: Vec<String>,
    /// The media types of parts, where the document tells.
    part_types: IndexMap<String, Vec<String>>,
}

/// What a body holds.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// As JSON, unless it is bytes.
    pub(crate) value: Option<Value>,
    pub(crate) shown: Option<Shown>,
}

impl RequestBody {
    pub(crate) fn of(document: &Document, schemas: &Schemas, at: At<'_>) -> Result<Self, Fault> {
        let at = document.resolve(at)?;
        let contents = at.get("content");
        let content = contents
            .iter()
            .flat_map(At::members)
            .map(|(name, at)| Content::of(document, schemas, name, &at))
            .collect::<Result<Vec<_>, _>>()?;
        if content.is_empty() {
            return Err(at.fault("expected `content` with a media type"));
        }
        Ok(Self {
            is_required: at.value["required"] == true,
            content,
        })
    }

    /// The largest body of any of its types.
    pub(crate) fn limit(&self) -> usize {
        let is_small = |content: &Content| matches!(content.kind, Kind::Json | Kind::Form);
        if self.content.iter().all(is_small) {
            crate::body::SMALL
        } else {
            crate::body::LARGE
        }
    }

    /// The content that a body's headers announce. No body at all is of the first type: what it lacks is told instead.
    pub(crate) fn content(&self, headers: &HeaderMap, is_empty: bool) -> Result<&Content, Problem> {
        if let Some(encoding) = headers
            .get(CONTENT_ENCODING)
            .filter(|encoding| *encoding != "identity")
        {
            let encoding = String::from_utf8_lossy(encoding.as_bytes());
            return self.unsupported(&format!("without content encoding, found {encoding}"));
        }
        let media_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        let media_type = media_type.map(String::from_utf8_lossy);
        let Some(media_type) = media_type.as_deref() else {
            return match self.content.first() {
                Some(content) if is_empty => Ok(content),
                _ => self.unsupported(&format!("of type {}, found no Content-Type", self.types())),
            };
        };
        let found = self
            .content
            .iter()
            .find(|content| media::is_in(media_type, &content.media_type));
        if let Some(content) = found {
            return Ok(content);
        }
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        self.unsupported(&format!("of type {}, found {essence}", self.types()))
    }

    fn types(&self) -> String {
        let types: Vec<&str> = self
            .content
            .iter()
            .map(|content| content.media_type.as_str())
            .collect();
        types.join(" or ")
    }

    fn unsupported<T>(&self, what: &str) -> Result<T, Problem> {
        let message = format!("Expected a body {what}.");
        let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message);
        let types: Vec<&str> = self
            .content
            .iter()
            .map(|content| content.media_type.as_str())
            .collect();
        Err(match HeaderValue::try_from(types.join(", ")) {
            Ok(types) => problem.with(ACCEPT, types),
            Err(_) => problem,
        })
    }

    /// Reads a body of this content, and tells what is wrong with it.
    pub(crate) async fn read(
        &self,
        content: &Content,
        headers: &HeaderMap,
        bytes: &Bytes,
        reasons: &mut Reasons,
    ) -> Read {
        if bytes.is_empty() && !self.is_required {
            return Read::default();
        }
        content.read(headers, bytes, reasons).await
    }
}

impl Content {
    fn of(
        document: &Document,
        schemas: &Schemas,
        media_type: &str,
        at: &At<'_>,
    ) -> Result<Self, Fault> {
        let schema = at.get("schema");
        let shape = match &schema {
            Some(schema) => Shape::of(document, schema.clone())?,
            None => Shape::default(),
        };
        let required = match &schema {
            Some(schema) => required(document, schema.clone())?,
            None => Vec::new(),
        };
        let encodings = at.get("encoding");
        let part_types = encodings
            .iter()
            .flat_map(At::members)
            .filter_map(|(name, encoding)| {
                let types = encoding
                    .text("contentType")?
                    .split(',')
                    .map(|text| text.trim().to_owned());
                Some((name.clone(), types.collect()))
            });
        Ok(Self {
            media_type: media_type.to_owned(),
            kind: Kind::of(media_type),
            schema: match &schema {
                // Bytes have no schema: what JSON Schema says of strings is not meant for them.
                Some(schema) if Kind::of(media_type) != Kind::Bytes && !shape.is_binary => {
                    Some(schemas.at(schema)?)
                }
                _ => None,
            },
            shape,
            required,
            part_types: part_types.collect(),
        })
    }

    async fn read(&self, headers: &HeaderMap, bytes: &Bytes, reasons: &mut Reasons) -> Read {
        let value = match self.kind {
            // A file is a file, whatever its type.
            _ if self.shape.is_binary => self.file(bytes, reasons),
            Kind::Json => self.json(bytes, reasons),
            Kind::Form => Some(self.form(bytes)),
            Kind::Multipart => self.multipart(headers, bytes, reasons).await,
            Kind::Text => self.text(bytes, reasons),
            Kind::Bytes => self.file(bytes, reasons),
        };
        if let (Some(value), Some(schema)) = (&value, &self.schema) {
            schema.check(value, &Subject::Body, reasons);
        }
        let recorded = match &value {
            Some(value) => self.recorded(value),
            None if self.kind == Kind::Json => as_recorded("[no JSON object]"),
            None => as_recorded(&format!("[{} bytes]", bytes.len())),
        };
        Read {
            value,
            shown: Some(recorded),
        }
    }

    fn text(&self, bytes: &[u8], reasons: &mut Reasons) -> Option<Value> {
        let text = std::str::from_utf8(bytes);
        if text.is_err() {
            Subject::Body.add(reasons, "must be text in UTF-8");
        }
        text.ok().map(|text| self.shape.scalar(text))
    }

    fn file(&self, bytes: &Bytes, reasons: &mut Reasons) -> Option<Value> {
        if bytes.is_empty() {
            Subject::Body.add(
                reasons,
                &format!("must be a file of type {}, not empty", self.media_type),
            );
        }
        None
    }

    /// Whether it is an object and nothing else.
    fn is_object(&self) -> bool {
        self.shape.is_object() && !self.shape.is_array() && !self.shape.has("string")
    }

    fn json(&self, bytes: &[u8], reasons: &mut Reasons) -> Option<Value> {
        let expected = match (self.shape.is_object(), self.shape.is_array()) {
            (true, false) => "must be a JSON object",
            (false, true) => "must be a JSON array",
            _ => "must be JSON",
        };
        let why = match Json::read(bytes) {
            Ok(json) if self.is_object() && !json.value.is_object() => {
                format!("{expected}, not of type {}", type_of(&json.value))
            }
            Ok(json) => {
                for (path, times) in json.repeated {
                    let words = format!("must be given once, not {times} times");
                    Subject::Body.add_at(reasons, &path, &words);
                }
                return Some(json.value);
            }
            Err(_) if bytes.is_empty() => format!("{expected}, not empty"),
            Err(error) => format!("{expected}: {error}"),
        };
        Subject::Body.add(reasons, &why);
        // What can't be read is missing.
        for name in &self.required {
            Subject::Body.add_at(reasons, std::slice::from_ref(name), "is required");
        }
        None
    }

    fn form(&self, bytes: &[u8]) -> Value {
        let text = String::from_utf8_lossy(bytes);
        let mut members = Map::new();
        for (name, value) in pairs(&text) {
            let text = form_decoded(value);
            add_member(&mut members, &self.shape, &name, |shape| {
                shape.map_or_else(|| Value::String(text.clone()), |shape| shape.scalar(&text))
            });
        }
        Value::Object(members)
    }

    async fn multipart(
        &self,
        headers: &HeaderMap,
        bytes: &Bytes,
        reasons: &mut Reasons,
    ) -> Option<Value> {
        let parts = match multipart::parts(headers, bytes).await {
            Ok(parts) => parts,
            Err(why) => {
                Subject::Body.add(reasons, &why);
                for name in &self.required {
                    Subject::Body.add_at(reasons, std::slice::from_ref(name), "is required");
                }
                return None;
            }
        };
        let mut members = Map::new();
        for part in &parts {
            self.check_part_type(part, reasons);
            add_member(&mut members, &self.shape, &part.name, |shape| {
                part_value(part, shape)
            });
        }
        Some(Value::Object(members))
    }

    fn check_part_type(&self, part: &Part, reasons: &mut Reasons) {
        let Some(allowed) = self.part_types.get(&part.name) else {
            return;
        };
        let found = part.media_type.as_deref().unwrap_or("text/plain");
        if !allowed.iter().any(|range| media::is_in(found, range)) {
            let words = format!(
                "must be of type {}, not {}",
                allowed.join(" or "),
                media::essence(found)
            );
            Subject::Body.add_at(reasons, std::slice::from_ref(&part.name), &words);
        }
    }

    /// A body for the record: secrets, and all that the document doesn't know, are masked.
    fn recorded(&self, value: &Value) -> Shown {
        let mut secrets = Secrets::default();
        let shown = shown("", value, Some(&self.shape), &mut secrets);
        Shown {
            body: Some(shown.to_string()),
            secrets,
            ..Shown::default()
        }
    }
}

fn as_recorded(text: &str) -> Shown {
    Shown {
        body: Some(Value::from(text).to_string()),
        ..Shown::default()
    }
}

/// A value as it may be shown, by what the document knows of it.
fn shown(name: &str, value: &Value, shape: Option<&Shape>, secrets: &mut Secrets) -> Value {
    match value {
        Value::Object(members) if shape.is_some_and(Shape::is_object) => {
            let members = members.iter().map(|(name, value)| {
                let shape = shape.and_then(|shape| shape.property(name));
                (name.clone(), shown(name, value, shape, secrets))
            });
            Value::Object(members.collect())
        }
        Value::Array(items) if shape.is_some_and(Shape::is_array) => {
            let shape = shape.and_then(Shape::items);
            items
                .iter()
                .map(|item| shown(name, item, shape, secrets))
                .collect()
        }
        value => {
            let is_secret = mask::is_secret(name) || shape.is_some_and(|shape| shape.is_secret);
            if let (true, Value::String(text)) = (is_secret, value) {
                secrets.learn(text);
            }
            let is_scalar = !value.is_object() && !value.is_array();
            if shape.is_some() && is_scalar && !is_secret {
                value.clone()
            } else {
                MASKED.into()
            }
        }
    }
}

/// Adds a value to the members of a form; several of one name are a list.
fn add_member(
    members: &mut Map<String, Value>,
    shape: &Shape,
    name: &str,
    value: impl Fn(Option<&Shape>) -> Value,
) {
    // Clients write the name of a list with brackets or without.
    let property = shape
        .property(name)
        .map(|property| (name, property))
        .or_else(|| {
            let name = name.strip_suffix("[]")?;
            Some((name, shape.property(name)?))
        });
    let Some((name, property)) = property else {
        members.insert(name.to_owned(), value(None));
        return;
    };
    if property.is_array() {
        let item = value(property.items());
        let items = members
            .entry(name)
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(items) = items {
            items.push(item);
        }
    } else {
        members.insert(name.to_owned(), value(Some(property)));
    }
}

/// A part of a multipart body as JSON: a file as text, for the schema to see that it is there.
fn part_value(part: &Part, shape: Option<&Shape>) -> Value {
    let is_json = part.media_type.as_deref().map(Kind::of) == Some(Kind::Json);
    let is_structured = shape.is_some_and(|shape| shape.is_object() || shape.is_array());
    if (is_json || is_structured)
        && let Ok(value) = serde_json::from_slice(&part.bytes)
    {
        return value;
    }
    let text = String::from_utf8_lossy(&part.bytes);
    match shape {
        Some(shape) if !shape.is_binary => shape.scalar(&text),
        _ => Value::String(text.into_owned()),
    }
}

/// The members that an object's schema wants.
fn required(document: &Document, at: At<'_>) -> Result<Vec<String>, Fault> {
    let at = document.resolve(at)?;
    let names = at.value["required"].as_array().into_iter().flatten();
    let mut names: Vec<String> = names.filter_map(Value::as_str).map(str::to_owned).collect();
    for branch in at.get("allOf").iter().flat_map(At::items) {
        let branch = document.resolve(branch)?;
        let further = branch.value["required"].as_array().into_iter().flatten();
        names.extend(further.filter_map(Value::as_str).map(str::to_owned));
    }
    Ok(names)
}
