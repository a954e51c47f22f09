//! The body of an answer, and how it is decoded.

use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::locate::locate;

/// The body of an answer.
#[derive(Debug)]
pub struct Payload {
    /// What was read; empty when the body is streamed.
    pub(crate) bytes: Bytes,
    /// The answer itself when its body is streamed.
    pub(crate) response: Option<reqwest::Response>,
    /// The longest wait for a part of a streamed body.
    pub(crate) idle: Option<Duration>,
}

impl Payload {
    /// The body without the byte order mark that some servers put in front.
    fn content(&self) -> &[u8] {
        self.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes)
    }

    /// Decodes JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let content = self.content();
        if content.trim_ascii().is_empty() {
            return Err(Problem::new("the body is empty where the API documents JSON"));
        }
        serde_json::from_slice(content).map_err(|error| Problem {
            path: locate(content, error.line(), error.column()),
            reason: reason(&error),
        })
    }

    /// Decodes text.
    pub(crate) fn text(&self) -> Result<String, Problem> {
        std::str::from_utf8(self.content())
            .map(str::to_owned)
            .map_err(|error| Problem::new(format!("the text is not UTF-8: {error}")))
    }
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
        Self { path: String::new(), reason: reason.into() }
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

/// What is kept of a message about a value: its kind and what was expected.
pub(crate) fn withhold(message: &str) -> String {
    const KINDS: [&str; 14] = [
        "null", "boolean", "integer", "floating point", "character", "string", "byte array",
        "unit value", "Option value", "newtype struct", "sequence", "map", "enum", "number",
    ];
    for prefix in ["invalid type: ", "invalid value: "] {
        if let Some(rest) = message.strip_prefix(prefix)
            && let Some((found, expected)) = rest.rsplit_once(", expected ")
        {
            let kind = KINDS.into_iter().find(|kind| found.starts_with(kind));
            return format!("found {}, expected {expected}", kind.unwrap_or("something else"));
        }
    }
    let known = ["missing field `", "duplicate field `", "the ", "invalid length ", "no variant "];
    if known.iter().any(|start| message.starts_with(start)) {
        message.to_owned()
    } else {
        "the value is not what the API documents".to_owned()
    }
}
