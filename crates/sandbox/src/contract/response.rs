//! An operation's documented responses, made when the sandbox starts: of the examples, or of the schemas where there is
//! none.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use serde_json::Value;

use super::json::pretty;
use super::media::{self, Kind};
use super::sample::sample;
use super::schema::Schemas;
use crate::document::{At, Document, Fault};

/// A picture of one pixel, for who expects a picture.
const PIXEL: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b,
    0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00,
    0x02, 0x00, 0x01, 0x48, 0xaf, 0xa4, 0x71, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

/// A documented response.
#[derive(Debug, Clone)]
pub(crate) struct Documented {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    /// A body for each media type and example; none where the document has no content.
    pub(crate) bodies: Vec<Made>,
}

/// A body that was made.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) media_type: HeaderValue,
    /// The example's name; none for what was made of a schema.
    pub(crate) name: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Documented {
    /// The response that the document keys so: `200`, `4XX`, `default`.
    pub(crate) fn of(
        document: &Document,
        schemas: &Schemas,
        key: &str,
        at: At<'_>,
    ) -> Result<Self, Vec<Fault>> {
        let at = document.resolve(at).map_err(|fault| vec![fault])?;
        let status = status(key)
            .ok_or_else(|| vec![at.fault("expected a status such as 200, 4XX or default")])?;
        let mut faults = Vec::new();
        let mut headers = HeaderMap::new();
        for (name, header) in at.get("headers").iter().flat_map(At::members) {
            match header_value(document, header) {
                Ok(Some(value)) if !name.eq_ignore_ascii_case("content-type") => {
                    if let Ok(name) = HeaderName::try_from(name) {
                        headers.insert(name, value);
                    }
                }
                Ok(_) => {}
                Err(fault) => faults.push(fault),
            }
        }
        let mut bodies = Vec::new();
        let mut missing = Vec::new();
        for (media_type, content) in at.get("content").iter().flat_map(At::members) {
            match Made::all(document, schemas, media_type, &content) {
                Ok(made) => bodies.extend(made),
                Err(fault) => missing.push(fault),
            }
        }
        // One media type is enough.
        if bodies.is_empty() {
            faults.extend(missing);
        }
        if faults.is_empty() {
            Ok(Self {
                status,
                headers,
                bodies,
            })
        } else {
            Err(faults)
        }
    }

    /// The body that a client likes best.
    pub(crate) fn preferred(&self, request: &HeaderMap) -> Option<&Made> {
        let types = self
            .bodies
            .iter()
            .filter_map(|made| made.media_type.to_str().ok());
        self.bodies.get(media::preferred(request, types))
    }

    /// The response with one of its bodies.
    pub(crate) fn with(&self, made: Option<&Made>) -> Response<Body> {
        let mut response =
            Response::new(made.map_or_else(Body::empty, |made| Body::from(made.bytes.clone())));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        if let Some(made) = made {
            response
                .headers_mut()
                .insert(CONTENT_TYPE, made.media_type.clone());
        }
        response
    }
}

/// The status of a response's key: of a range the first, of `default` none that the document has otherwise.
fn status(key: &str) -> Option<StatusCode> {
    match key {
        "default" => Some(StatusCode::OK),
        _ => key.replace(['X', 'x'], "0").parse().ok(),
    }
}

impl Made {
    fn all(
        document: &Document,
        schemas: &Schemas,
        media_type: &str,
        at: &At<'_>,
    ) -> Result<Vec<Self>, Fault> {
        // Of a range, any type will do.
        let concrete = match media_type {
            "*/*" | "application/*" => "application/octet-stream",
            "image/*" => "image/png",
            "text/*" => "text/plain",
            other => other,
        };
        let header = HeaderValue::try_from(concrete)
            .map_err(|_| at.fault(&format!("`{media_type}` is no media type")))?;
        let kind = Kind::of(concrete);
        let made = |name: Option<&str>, bytes: Bytes| Self {
            media_type: header.clone(),
            name: name.map(str::to_owned),
            bytes,
        };
        let mut all = Vec::new();
        for (name, example) in at.get("examples").iter().flat_map(At::members) {
            let example = document.resolve(example)?;
            if let Some(value) = example
                .value
                .get("value")
                .or(example.value.get("dataValue"))
            {
                all.push(made(Some(name), written(value, kind)));
            }
        }
        if let (true, Some(value)) = (all.is_empty(), at.value.get("example")) {
            all.push(made(None, written(value, kind)));
        }
        if all.is_empty() {
            all.push(made(
                None,
                Self::without_example(document, schemas, concrete, at)?,
            ));
        }
        Ok(all)
    }

    fn without_example(
        document: &Document,
        schemas: &Schemas,
        media_type: &str,
        at: &At<'_>,
    ) -> Result<Bytes, Fault> {
        let kind = Kind::of(media_type);
        if kind == Kind::Bytes {
            return Ok(Bytes::from_static(match media_type {
                "image/png" => PIXEL,
                _ => b"Some bytes of the sandbox.\n",
            }));
        }
        let Some(schema) = at.get("schema") else {
            return Ok(Bytes::new());
        };
        if kind != Kind::Json && media_type != "text/plain" {
            return Err(at.fault(&format!(
                "{media_type} can't be made of a schema; give it an example"
            )));
        }
        let value = sample(document, schema.clone())?;
        if !schemas.at(&schema)?.accepts(&value) {
            return Err(schema
                .fault("no value can be made that this schema lets through; give it an example"));
        }
        Ok(written(&value, kind))
    }
}

/// A value as a body: JSON, or the text itself where the body is none.
fn written(value: &Value, kind: Kind) -> Bytes {
    match (kind, value) {
        (Kind::Json, value) => pretty(value).into(),
        (_, Value::String(text)) => text.clone().into(),
        (_, value) => value.to_string().into(),
    }
}

/// A value for a documented header; `None` for one that isn't made.
fn header_value(document: &Document, at: At<'_>) -> Result<Option<HeaderValue>, Fault> {
    let at = document.resolve(at)?;
    let first = at
        .get("examples")
        .and_then(|examples| examples.members().next());
    let value = match (at.value.get("example"), first, at.get("schema")) {
        (Some(value), _, _) => value.clone(),
        (None, Some((_, example)), _) => document.resolve(example)?.value["value"].clone(),
        (None, None, Some(schema)) => sample(document, schema)?,
        (None, None, None) => return Ok(None),
    };
    let text = match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    HeaderValue::try_from(text)
        .map(Some)
        .map_err(|_| at.fault("its example can't stand in a header"))
}
