//! The ways in which `OpenAPI` writes parameters: the table "Style Examples" of the specification.

use crate::runtime::call::encode::{Escaping, encode};
use crate::runtime::codec::value::Value;

/// How lists and objects are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `blue,black`, in a path or a header.
    Simple,
    /// `.blue.black`, in a path.
    Label,
    /// `;color=blue,black`, in a path.
    Matrix,
    /// `color=blue&color=black`, in a query or a cookie.
    Form,
    /// `color=blue%20black`, in a query.
    SpaceDelimited,
    /// `color=blue%7Cblack`, in a query.
    PipeDelimited,
    /// `color[R]=100&color[G]=200`, in a query.
    DeepObject,
}

/// Why a value cannot be written in a style.
pub(crate) type Unwritable = &'static str;

const NESTED: Unwritable = "lists and objects within it cannot be written in its style";

/// Writes the value of a path parameter.
pub(crate) fn path(
    name: &str,
    value: &Value,
    style: Style,
    explode: bool,
) -> Result<String, Unwritable> {
    let mut out = String::new();
    let (start, separator) = match style {
        Style::Label => (".", if explode { "." } else { "," }),
        Style::Matrix => (";", if explode { ";" } else { "," }),
        _ => ("", ","),
    };
    if *value == Value::Absent {
        return Ok(out);
    }
    out.push_str(start);
    // A matrix names the parameter: once, or with each item of an exploded list.
    let named = style == Style::Matrix;
    let prefix = if named { escaped(name) } else { String::new() };
    if named && !(explode && matches!(value, Value::List(_) | Value::Object(_))) {
        out.push_str(&prefix);
        if *value == Value::Scalar(String::new()) {
            return Ok(out);
        }
        out.push('=');
    }
    let mut parts = Parts {
        out,
        separator,
        escaping: Escaping::All,
        first: true,
    };
    match value {
        Value::Absent => {}
        Value::Scalar(text) => parts.push(&[Part::Text(text)]),
        Value::List(items) => {
            for item in scalars(items) {
                let item = item?;
                if named && explode {
                    parts.push(&[Part::Raw(&prefix), Part::Raw("="), Part::Text(item)]);
                } else {
                    parts.push(&[Part::Text(item)]);
                }
            }
        }
        Value::Object(entries) => parts.entries(entries, explode)?,
    }
    Ok(parts.out)
}

/// Writes the value of a header; nothing when there is none. Headers are not percent-encoded.
pub(crate) fn header(value: &Value, explode: bool) -> Result<Option<String>, Unwritable> {
    let mut items = Vec::new();
    match value {
        Value::Absent => return Ok(None),
        Value::Scalar(text) => return Ok(Some(text.clone())),
        Value::List(list) => {
            for item in scalars(list) {
                items.push(item?.to_owned());
            }
        }
        Value::Object(entries) => {
            for (name, value) in entries {
                if let Some(value) = scalar(value)? {
                    if explode {
                        items.push(format!("{name}={value}"));
                    } else {
                        items.push(name.clone());
                        items.push(value.to_owned());
                    }
                }
            }
        }
    }
    Ok(Some(items.join(",")))
}

/// Writes the `name=value` pairs of a parameter in a query, a cookie or an urlencoded form.
pub(crate) fn pairs(
    name: &str,
    value: &Value,
    style: Style,
    explode: bool,
    escaping: Escaping,
    between: &'static str,
) -> Result<String, Unwritable> {
    let mut parts = Parts {
        out: String::new(),
        separator: between,
        escaping,
        first: true,
    };
    match value {
        Value::Absent => {}
        Value::List(items) if items.is_empty() => {}
        Value::Object(entries) if entries.is_empty() => {}
        Value::Scalar(text) => parts.push(&[Part::Text(name), Part::Raw("="), Part::Text(text)]),
        _ if style == Style::DeepObject => {
            let mut name = name.to_owned();
            parts.deep(&mut name, value);
        }
        Value::List(items) if explode => {
            for item in scalars(items) {
                parts.push(&[Part::Text(name), Part::Raw("="), Part::Text(item?)]);
            }
        }
        Value::Object(entries) if explode => parts.entries(entries, true)?,
        Value::List(_) | Value::Object(_) => {
            parts.push(&[Part::Text(name), Part::Raw("=")]);
            // A literal separator in an item is escaped; this one is not, where a URL allows it.
            parts.separator = match style {
                Style::SpaceDelimited => "%20",
                Style::PipeDelimited => "%7C",
                _ => ",",
            };
            parts.first = true;
            match value {
                Value::List(items) => {
                    for item in scalars(items) {
                        parts.push(&[Part::Text(item?)]);
                    }
                }
                Value::Object(entries) => parts.entries(entries, false)?,
                Value::Absent | Value::Scalar(_) => {}
            }
        }
    }
    Ok(parts.out)
}

/// A piece of what is written.
enum Part<'a> {
    /// As it is.
    Raw(&'a str),
    /// Percent-encoded.
    Text(&'a str),
}

/// Writes parts with separators between them.
struct Parts {
    out: String,
    separator: &'static str,
    escaping: Escaping,
    first: bool,
}

impl Parts {
    fn push(&mut self, parts: &[Part<'_>]) {
        if !std::mem::take(&mut self.first) {
            self.out.push_str(self.separator);
        }
        for part in parts {
            match part {
                Part::Raw(text) => self.out.push_str(text),
                Part::Text(text) => encode(&mut self.out, text, self.escaping),
            }
        }
    }

    /// `R=100,G=200` or `R,100,G,200`.
    fn entries(&mut self, entries: &[(String, Value)], joined: bool) -> Result<(), Unwritable> {
        for (name, value) in entries {
            match value {
                // A list in an exploded object: the pair is repeated.
                Value::List(items) if joined => {
                    for item in scalars(items) {
                        self.push(&[Part::Text(name), Part::Raw("="), Part::Text(item?)]);
                    }
                }
                _ => {
                    let Some(value) = scalar(value)? else {
                        continue;
                    };
                    if joined {
                        self.push(&[Part::Text(name), Part::Raw("="), Part::Text(value)]);
                    } else {
                        self.push(&[Part::Text(name)]);
                        self.push(&[Part::Text(value)]);
                    }
                }
            }
        }
        Ok(())
    }

    /// `name[key]=value`, as deep as it goes; lists repeat their name, or number what is more than a scalar.
    fn deep(&mut self, name: &mut String, value: &Value) {
        match value {
            Value::Absent => {}
            Value::Scalar(text) => {
                self.push(&[Part::Text(name), Part::Raw("="), Part::Text(text)]);
            }
            Value::List(items) if items.iter().all(is_scalar) => {
                for item in items {
                    self.deep(name, item);
                }
            }
            // What belongs to which item, only a number tells.
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(name, &index.to_string(), item);
                }
            }
            Value::Object(entries) => {
                for (key, value) in entries {
                    self.below(name, key, value);
                }
            }
        }
    }

    fn below(&mut self, name: &mut String, key: &str, value: &Value) {
        let length = name.len();
        name.extend(["[", key, "]"]);
        self.deep(name, value);
        name.truncate(length);
    }
}

/// The items of a list, which must be scalars; absent ones are left out.
fn scalars(items: &[Value]) -> impl Iterator<Item = Result<&str, Unwritable>> {
    items.iter().filter_map(|item| scalar(item).transpose())
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Absent | Value::Scalar(_))
}

fn scalar(value: &Value) -> Result<Option<&str>, Unwritable> {
    match value {
        Value::Absent => Ok(None),
        Value::Scalar(text) => Ok(Some(text)),
        Value::List(_) | Value::Object(_) => Err(NESTED),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    encode(&mut out, text, Escaping::All);
    out
}
