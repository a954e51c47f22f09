//! The body of an answer, and how it is decoded.

use bytes::Bytes;
use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::locate::locate;
use super::mend::{Mending, Mends};
use crate::runtime::call::endpoint::Endpoint;
use crate::runtime::error::transport::{Limits, TransportError};

/// The body of an answer.
#[derive(Debug)]
pub struct Payload {
    /// What was read; empty when the body is handed on unread.
    pub(crate) bytes: Bytes,
    /// The answer when its body is handed on unread.
    pub(crate) unread: Option<Box<(reqwest::Response, Unread)>>,
    /// Where mends are told, if what is not there may be read as empty.
    pub(crate) mends: Option<Mends>,
}

/// Whose answer it is that was not read yet, for the errors that may come.
#[derive(Debug, Clone)]
pub struct Unread {
    pub(crate) endpoint: Endpoint,
    pub(crate) origin: String,
    pub(crate) status: StatusCode,
    pub(crate) limits: Limits,
}

impl Unread {
    /// The connection broke.
    pub(crate) fn broken(&self, error: reqwest::Error) -> TransportError {
        let Self {
            endpoint,
            origin,
            status,
            limits,
        } = self;
        TransportError::new(endpoint, origin.clone(), Some(*status), error, limits)
    }

    /// Nothing came in time.
    pub(crate) fn timeout(&self) -> TransportError {
        let Self {
            endpoint,
            origin,
            status,
            limits,
        } = self;
        TransportError::timeout(endpoint, origin.clone(), Some(*status), limits)
    }

    /// There is more than was asked for.
    pub(crate) fn too_large(&self, limit: u64, knob: &str) -> TransportError {
        TransportError::too_large(
            &self.endpoint,
            self.origin.clone(),
            self.status,
            limit,
            knob,
        )
    }
}

impl Payload {
    /// The body without the byte order mark that some servers put in front.
    fn content(&self) -> &[u8] {
        self.bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&self.bytes)
    }

    /// Decodes JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let content = self.content();
        if content.trim_ascii().is_empty() {
            return Err(Problem::new(
                "the body is empty where the API documents JSON",
            ));
        }
        let mut error = match serde_json::from_slice(content) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let Some(mends) = &self.mends else {
            return Err(problem(content, &error));
        };
        let mut mending = Mending::new(content);
        loop {
            mending.mend(&error)?;
            match serde_json::from_slice(&mending.text) {
                Ok(value) => {
                    mending.finish(mends);
                    return Ok(value);
                }
                Err(next) => error = next,
            }
        }
    }

    /// Decodes text.
    pub(crate) fn text(&self) -> Result<String, Problem> {
        std::str::from_utf8(self.content())
            .map(str::to_owned)
            .map_err(|error| Problem::new(format!("the text is not UTF-8: {error}")))
    }
}

/// What is wrong with a text, and where.
pub(crate) fn problem(content: &[u8], error: &serde_json::Error) -> Problem {
    let path = locate(content, error.line(), error.column());
    Problem::at(path, &reason(error))
}

/// Why a body could not be decoded, in words that quote nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, as in `user.permissions[2].id`; empty for the whole body.
    pub(crate) path: String,
    /// What is wrong there.
    pub(crate) reason: String,
}

impl Problem {
    /// A problem of the whole body.
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            reason: reason.into(),
        }
    }

    /// A problem of the field at `path`, or of one in it if the reason says so.
    fn at(mut path: String, reason: &str) -> Self {
        let Some((inner, reason)) = split(reason) else {
            return Self {
                path,
                reason: reason.to_owned(),
            };
        };
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(inner);
        Self {
            path,
            reason: reason.to_owned(),
        }
    }
}

/// The decoder's message without the values that it quotes from the body.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let at = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&at).unwrap_or(&message);
    let position = format!("line {}, column {}", error.line(), error.column());
    if !error.is_data() {
        return format!("not valid JSON: {message} ({position})");
    }
    withhold(message)
}

/// A reason that says in which field of the value it is.
pub(crate) fn within(path: &str, reason: &str) -> String {
    match (path, split(reason)) {
        ("", _) => reason.to_owned(),
        (_, Some((inner, reason))) => format!("within `{path}.{inner}`: {reason}"),
        (_, None) => format!("within `{path}`: {reason}"),
    }
}

/// Takes the field out of such a reason.
fn split(reason: &str) -> Option<(&str, &str)> {
    reason.strip_prefix("within `")?.split_once("`: ")
}

/// What a type of integers holds, if the value is an integer beyond it.
fn beyond(found: &str, expected: &str) -> Option<String> {
    let (low, high) = match expected {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" => (i64::MIN, i128::from(i64::MAX)),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        _ => return None,
    };
    // An integer beyond 64 bits comes as a number with a fraction that is none.
    let is_integer = match found.strip_prefix("floating point `") {
        Some(number) => {
            let number: f64 = number.trim_end_matches('`').parse().ok()?;
            number.fract() == 0.0 && number.abs() > 9e18
        }
        None => found.starts_with("integer"),
    };
    is_integer.then(|| {
        let low: i128 = low.into();
        format!("the integer is out of range, expected {low} to {high} ({expected})")
    })
}

/// What is kept of a message about a value: its kind and what was expected.
pub(crate) fn withhold(message: &str) -> String {
    const KINDS: [&str; 14] = [
        "null",
        "boolean",
        "integer",
        "floating point",
        "character",
        "string",
        "byte array",
        "unit value",
        "Option value",
        "newtype struct",
        "sequence",
        "map",
        "enum",
        "number",
    ];
    for prefix in ["invalid type: ", "invalid value: "] {
        if let Some(rest) = message.strip_prefix(prefix)
            && let Some((found, expected)) = rest.rsplit_once(", expected ")
        {
            if let Some(range) = beyond(found, expected) {
                return range;
            }
            let kind = KINDS.into_iter().find(|kind| found.starts_with(kind));
            return format!(
                "found {}, expected {expected}",
                kind.unwrap_or("something else")
            );
        }
    }
    // The other messages are of our own making, or made of nothing but the document's names.
    let known = [
        "missing field `",
        "duplicate field `",
        "invalid length ",
        "no variant fits (",
        "the ",
        "within `",
    ];
    if known.iter().any(|start| message.starts_with(start)) {
        message.to_owned()
    } else {
        "the value is not what the API documents".to_owned()
    }
}
