//! An operation's parameters: read from the path, the query, the headers and the cookies as their style says, and
//! checked by their schemas.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::reasons::{Reasons, Subject};
use super::schema::{Schema, Schemas};
use super::shape::Shape;
use crate::document::{At, Document, Fault};
use crate::mask;

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Path => "path parameter",
            Self::Query => "query parameter",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Items behind one another, with this between them.
    Separated(&'static str),
    /// `.a.b`
    Label,
    /// `;name=a`
    Matrix,
    /// `name[key]=a`
    Deep,
    /// As JSON.
    Json,
}

/// A parameter.
#[derive(Debug)]
pub(crate) struct Parameter {
    name: String,
    location: Location,
    is_required: bool,
    style: Style,
    explode: bool,
    shape: Shape,
    schema: Schema,
}

/// What a request holds for an operation's parameters.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    /// Those of the path, by name.
    pub path: Map<String, Value>,
    /// Those of the query.
    pub query: Map<String, Value>,
    /// Those of the headers.
    pub header: Map<String, Value>,
    /// Those of the cookies.
    pub cookie: Map<String, Value>,
}

/// The places that parameters are read from.
pub(crate) struct Source<'a> {
    /// Path parameters as they stand in the path, escaped.
    pub(crate) path: Vec<(&'a str, &'a str)>,
    pub(crate) query: Vec<(String, &'a str)>,
    pub(crate) headers: &'a HeaderMap,
}

/// The pairs of a query or a form: the names decoded, the values as they came.
pub(crate) fn pairs(text: &str) -> Vec<(String, &str)> {
    text.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (form_decoded(name), value)
        })
        .collect()
}

pub(crate) fn form_decoded(text: &str) -> String {
    decoded(&text.replace('+', " "))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

impl Parameter {
    /// Reads a parameter of the document; `None` for one that OpenAPI has nobody heed.
    pub(crate) fn of(
        document: &Document,
        schemas: &Schemas,
        at: &At<'_>,
    ) -> Result<Option<Self>, Fault> {
        let name = at
            .text("name")
            .ok_or_else(|| at.fault("a parameter without a name"))?;
        let location = at.text("in").and_then(Location::of);
        let location = location
            .ok_or_else(|| at.fault("expected `in` to be path, query, header or cookie"))?;
        let is_header = |other: &str| name.eq_ignore_ascii_case(other);
        if location == Location::Header
            && ["accept", "content-type", "authorization"]
                .into_iter()
                .any(is_header)
        {
            return Ok(None);
        }
        let content = at
            .get("content")
            .and_then(|content| content.members().next());
        let schema = match &content {
            Some((_, media_type)) => media_type.get("schema"),
            None => at.get("schema"),
        };
        let schema =
            schema.ok_or_else(|| at.fault("expected `schema` or `content` with a schema"))?;
        let style = at.text("style").unwrap_or(match location {
            Location::Path | Location::Header => "simple",
            Location::Query | Location::Cookie => "form",
        });
        let explode = at.value["explode"].as_bool().unwrap_or(style == "form");
        let style = match style {
            _ if content.is_some() => Style::Json,
            "form" | "simple" | "cookie" => Style::Separated(","),
            "spaceDelimited" => Style::Separated("%20"),
            "pipeDelimited" => Style::Separated("|"),
            "label" => Style::Label,
            "matrix" => Style::Matrix,
            "deepObject" => Style::Deep,
            other => return Err(at.fault(&format!("`style: {other}` is none that OpenAPI has"))),
        };
        let mut shape = Shape::of(document, schema.clone())?;
        shape.is_secret |= mask::is_secret(name);
        Ok(Some(Self {
            name: name.to_owned(),
            location,
            is_required: location == Location::Path || at.value["required"] == true,
            style,
            explode,
            shape,
            schema: schemas.at(&schema)?,
        }))
    }

    pub(crate) fn is(&self, name: &str, location: Location) -> bool {
        self.location == location && self.name == name
    }

    pub(crate) fn location(&self) -> Location {
        self.location
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether a pair of the query with this name is its value, or a part of it.
    pub(crate) fn takes(&self, pair: &str) -> bool {
        let is_member = |rest: &str| rest.starts_with('[');
        self.location == Location::Query
            && (self.name == pair
                || (self.style == Style::Deep
                    && pair.strip_prefix(&self.name).is_some_and(is_member))
                || (self.explode && self.shape.is_object() && self.shape.property(pair).is_some()))
    }

    pub(crate) fn is_secret(&self) -> bool {
        self.shape.is_secret
    }

    /// Reads it from a request and checks it.
    pub(crate) fn read(
        &self,
        source: &Source<'_>,
        parameters: &mut Parameters,
        reasons: &mut Reasons,
    ) {
        let subject = Subject::Named(&self.name, self.location.kind());
        match self.value(source) {
            Err(reason) => subject.add(reasons, reason),
            Ok(None) if self.is_required => subject.add(reasons, "is required"),
            Ok(None) => {}
            Ok(Some(value)) => {
                self.schema.check(&value, &subject, reasons);
                let place = match self.location {
                    Location::Path => &mut parameters.path,
                    Location::Query => &mut parameters.query,
                    Location::Header => &mut parameters.header,
                    Location::Cookie => &mut parameters.cookie,
                };
                place.insert(self.name.clone(), value);
            }
        }
    }

    fn value(&self, source: &Source<'_>) -> Result<Option<Value>, &'static str> {
        let texts: Vec<String> = match self.location {
            Location::Path => source
                .path
                .iter()
                .filter(|(name, _)| *name == self.name)
                .map(|(_, text)| (*text).to_owned())
                .collect(),
            Location::Query => return self.of_pairs(&source.query),
            Location::Header => {
                let values = source.headers.get_all(self.name.as_str()).iter();
                values
                    .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
                    .collect()
            }
            Location::Cookie => cookies(source.headers, &self.name),
        };
        match texts.as_slice() {
            [] => Ok(None),
            [text] => self.of_text(text).map(Some),
            // A list may be sent in several headers.
            texts if self.shape.is_array() => self.of_text(&texts.join(",")).map(Some),
            _ => Err("must be given once"),
        }
    }

    /// The value of a text that holds all of it.
    fn of_text(&self, text: &str) -> Result<Value, &'static str> {
        // Headers are not escaped.
        let decode = |text: &str| match self.location {
            Location::Path => decoded(text),
            Location::Query => form_decoded(text),
            Location::Header | Location::Cookie => text.trim().to_owned(),
        };
        let (text, separator) = match self.style {
            Style::Json => {
                return serde_json::from_str(&decode(text)).map_err(|_| "must be JSON");
            }
            Style::Label => (
                text.strip_prefix('.').ok_or("must begin with a dot")?,
                if self.explode { "." } else { "," },
            ),
            Style::Matrix => return self.of_matrix(text),
            Style::Separated(separator) => (text, separator),
            Style::Deep => (text, ","),
        };
        let normal;
        let text = match separator {
            "%20" => {
                normal = text.replace('+', "%20");
                normal.as_str()
            }
            "|" => {
                normal = text.replace("%7C", "|").replace("%7c", "|");
                normal.as_str()
            }
            _ => text,
        };
        if self.shape.is_array() {
            let items = self.shape.items();
            let parts = text
                .split(separator)
                .filter(|part| !(part.is_empty() && text.is_empty()));
            return Ok(parts.map(|part| scalar(items, &decode(part))).collect());
        }
        if self.shape.is_object() {
            let parts: Vec<&str> = text.split(separator).collect();
            let mut members = Map::new();
            let pairs: Vec<(&str, &str)> = if self.explode {
                parts
                    .iter()
                    .filter_map(|part| part.split_once('='))
                    .collect()
            } else {
                parts
                    .chunks(2)
                    .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
                    .collect()
            };
            for (name, value) in pairs {
                let name = decode(name);
                let value = scalar(self.shape.property(&name), &decode(value));
                members.insert(name, value);
            }
            return Ok(Value::Object(members));
        }
        Ok(self.shape.scalar(&decode(text)))
    }

    /// `;name=a`, `;name=a,b`, or `;name=a;name=b`.
    fn of_matrix(&self, text: &str) -> Result<Value, &'static str> {
        let text = text
            .strip_prefix(';')
            .ok_or("must begin with a semicolon")?;
        let values: Vec<&str> = text
            .split(';')
            .filter_map(|part| part.split_once('='))
            .filter(|(name, _)| *name == self.name)
            .flat_map(|(_, value)| value.split(','))
            .collect();
        if self.shape.is_array() {
            let items = self.shape.items();
            return Ok(values
                .iter()
                .map(|value| scalar(items, &decoded(value)))
                .collect());
        }
        match values.as_slice() {
            [value] => Ok(self.shape.scalar(&decoded(value))),
            _ => Err("must be given once, behind a semicolon and its name"),
        }
    }

    /// The value of the pairs of a query.
    fn of_pairs(&self, pairs: &[(String, &str)]) -> Result<Option<Value>, &'static str> {
        if self.style == Style::Deep
            || (self.explode && self.shape.is_object() && self.style != Style::Json)
        {
            return Ok(self.of_spread_pairs(pairs));
        }
        let own: Vec<&str> = pairs
            .iter()
            .filter(|(name, _)| *name == self.name)
            .map(|(_, text)| *text)
            .collect();
        if own.is_empty() {
            return Ok(None);
        }
        if self.shape.is_array() && self.explode && self.style != Style::Json {
            let items = self.shape.items();
            return Ok(Some(
                own.iter()
                    .map(|text| scalar(items, &form_decoded(text)))
                    .collect(),
            ));
        }
        match own.as_slice() {
            [text] => self.of_text(text).map(Some),
            _ => Err("must be given once"),
        }
    }

    /// An object whose members are pairs of the query: `name[key]=a`, or `key=a`.
    fn of_spread_pairs(&self, pairs: &[(String, &str)]) -> Option<Value> {
        let mut members = Map::new();
        for (full_name, text) in pairs {
            let name = if self.style == Style::Deep {
                let rest = full_name
                    .strip_prefix(&self.name)
                    .and_then(|rest| rest.strip_prefix('['));
                let Some((name, rest)) = rest.and_then(|rest| rest.split_once(']')) else {
                    continue;
                };
                if !["", "[]"].contains(&rest) {
                    continue;
                }
                name
            } else if self.shape.property(full_name).is_some() {
                full_name
            } else {
                continue;
            };
            let shape = self.shape.property(name);
            let text = form_decoded(text);
            match shape.filter(|shape| shape.is_array()) {
                Some(list) => {
                    let item = scalar(list.items(), &text);
                    let items = members
                        .entry(name)
                        .or_insert_with(|| Value::Array(Vec::new()));
                    if let Value::Array(items) = items {
                        items.push(item);
                    }
                }
                None => {
                    members.insert(name.to_owned(), scalar(shape, &text));
                }
            }
        }
        (!members.is_empty()).then_some(Value::Object(members))
    }
}

fn scalar(shape: Option<&Shape>, text: &str) -> Value {
    shape.map_or_else(
        || Value::String(text.to_owned()),
        |shape| shape.scalar(text),
    )
}

/// The cookies of a name.
pub(crate) fn cookies(headers: &HeaderMap, name: &str) -> Vec<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(other, _)| *other == name)
        .map(|(_, value)| value.trim_matches('"').to_owned())
        .collect()
}
