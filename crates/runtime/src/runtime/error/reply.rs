//! Answers that are errors.

use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::describe::{Summary, escape};
use super::message::{encoding, message};
use crate::runtime::call::endpoint::Endpoint;
use crate::runtime::call::retry::retry_after;
use crate::runtime::response::payload::Problem;
use crate::runtime::security::secret::Secret;
use crate::runtime::security::veil::{Sent, Veiled, veil};

/// An answer that is an error.
pub struct Reply<E> {
    endpoint: Endpoint,
    status: StatusCode,
    headers: HeaderMap,
    body: E,
    raw: Bytes,
    /// What was sent and must not be told.
    secrets: Vec<Secret>,
    describe: fn(&E, &mut Summary),
    /// What another body said, which this one was made of.
    origin: Option<String>,
    hint: Option<String>,
}

impl<E> Reply<E> {
    pub(crate) fn new(
        answer: AnswerHead,
        body: E,
        describe: fn(&E, &mut Summary),
        hint: Option<String>,
    ) -> Self {
        let AnswerHead {
            endpoint,
            status,
            headers,
            raw,
            sent,
        } = answer;
        Self {
            endpoint,
            status,
            headers,
            body,
            raw,
            secrets: sent.secrets(),
            describe,
            origin: None,
            hint,
        }
    }

    /// The operation.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The documented body.
    #[must_use]
    pub fn body(&self) -> &E {
        &self.body
    }

    /// The documented body.
    #[must_use]
    pub fn into_body(self) -> E {
        self.body
    }

    /// The body as it came. It may hold secrets.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }

    pub(crate) fn map<F>(self, convert: impl FnOnce(E) -> F) -> Reply<F> {
        // The new body has no description of its own, so the old one's is kept.
        let said = self.said();
        Reply {
            endpoint: self.endpoint,
            status: self.status,
            headers: self.headers,
            body: convert(self.body),
            raw: self.raw,
            secrets: self.secrets,
            describe: |_, _| {},
            origin: Some(said),
            hint: self.hint,
        }
    }

    /// What the documented body says, or else the message in what came.
    fn said(&self) -> String {
        if let Some(said) = &self.origin {
            return said.clone();
        }
        let mut summary = Summary::without(&self.secrets);
        (self.describe)(&self.body, &mut summary);
        let said = summary.finish();
        // What a success says is data, and no message.
        if said.is_empty() && !self.status.is_success() {
            message(&self.headers, &self.raw, &self.secrets).unwrap_or_default()
        } else {
            said
        }
    }
}

impl<E> fmt::Display for Reply<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.endpoint, self.status)?;
        let said = self.said();
        // A page's title is often the status once more.
        if !said.is_empty() && said != self.status.to_string() {
            write!(formatter, ": {said}")?;
        }
        if let Some(hint) = &self.hint {
            write!(formatter, ": {hint}")?;
        }
        if let Some(wait) = retry_after(&self.headers) {
            write!(formatter, " (try again in {wait:?})")?;
        }
        write_encoding(formatter, &self.headers)?;
        write_request_id(formatter, &self.headers)
    }
}

impl<E: fmt::Debug> fmt::Debug for Reply<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Reply")
            .field("endpoint", &self.endpoint)
            .field("status", &self.status)
            .field("headers", &Names(&self.headers))
            .field("body", &Veiled(&self.body, &self.secrets))
            .field("raw_body", &Size(&self.raw))
            .field("hint", &self.hint)
            .finish_non_exhaustive()
    }
}

/// An answer whose body is not what the API documents.
pub struct DecodeError {
    endpoint: Endpoint,
    status: StatusCode,
    headers: HeaderMap,
    raw: Bytes,
    problem: Problem,
    /// What the body says nevertheless, where it is that of an error.
    message: Option<String>,
}

impl DecodeError {
    pub(crate) fn new(answer: AnswerHead, mut problem: Problem) -> Self {
        let AnswerHead {
            endpoint,
            status,
            headers,
            raw,
            sent,
        } = answer;
        let secrets = sent.secrets();
        // The keys on the way are the server's, and may be anything.
        problem.path = veil(&problem.path, &secrets).into_owned();
        let message = if status.is_success() {
            None
        } else {
            message(&headers, &raw, &secrets)
        };
        Self {
            endpoint,
            status,
            headers,
            raw,
            problem,
            message,
        }
    }

    /// The operation.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The field that could not be read, as in `user.permissions[2].id`; empty for the whole body.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.problem.path
    }

    /// What is wrong with it, without the value that was found.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.problem.reason
    }

    /// The body as it came. It may hold secrets.
    #[must_use]
    pub fn raw_body(&self) -> &[u8] {
        &self.raw
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            endpoint,
            status,
            problem,
            ..
        } = self;
        write!(formatter, "{endpoint}: {status}: ")?;
        if let Some(message) = &self.message {
            write!(formatter, "{message}: ")?;
        }
        formatter.write_str("the body is not what the API documents: ")?;
        if !problem.path.is_empty() {
            write!(formatter, "{}: ", problem.path)?;
        }
        formatter.write_str(&problem.reason)?;
        if let Some(found) = media_type(&self.headers)
            && !is_json(found)
        {
            let mut shown = String::new();
            escape(&mut shown, found, 80);
            write!(formatter, " (the content type is {shown})")?;
        }
        write_encoding(formatter, &self.headers)?;
        write_request_id(formatter, &self.headers)
    }
}

#[allow(
    clippy::missing_fields_in_debug,
    reason = "the message is for people, and `Display` tells it"
)]
impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DecodeError")
            .field("endpoint", &self.endpoint)
            .field("status", &self.status)
            .field("headers", &Names(&self.headers))
            .field("path", &self.problem.path)
            .field("reason", &self.problem.reason)
            .field("raw_body", &Size(&self.raw))
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// All of an answer but its decoded body.
pub(crate) struct AnswerHead {
    pub(crate) endpoint: Endpoint,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) raw: Bytes,
    pub(crate) sent: Sent,
}

/// The media type of an answer without its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(reqwest::header::CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or(value).trim())
}

fn is_json(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    media_type == "application/json" || media_type.ends_with("+json")
}

/// The identity of the request, where it is harmless to print.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    [
        "x-request-id",
        "request-id",
        "x-correlation-id",
        "x-amzn-requestid",
        "x-trace-id",
    ]
    .iter()
    .filter_map(|name| headers.get(*name)?.to_str().ok())
    .find(|id| !id.is_empty() && id.len() <= 128)
}

/// Names an encoding that the client neither asked for nor knows.
fn write_encoding(formatter: &mut fmt::Formatter<'_>, headers: &HeaderMap) -> fmt::Result {
    match encoding(headers) {
        Some(encoding) => write!(
            formatter,
            " (the body is encoded as {encoding}, which was not asked for)"
        ),
        None => Ok(()),
    }
}

fn write_request_id(formatter: &mut fmt::Formatter<'_>, headers: &HeaderMap) -> fmt::Result {
    match request_id(headers) {
        Some(id) => write!(formatter, " (request {id})"),
        None => Ok(()),
    }
}

/// Headers without their values, which may be secrets.
struct Names<'a>(&'a HeaderMap);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_list()
            .entries(self.0.keys().map(reqwest::header::HeaderName::as_str))
            .finish()
    }
}

/// A body's length in place of its text.
struct Size<'a>(&'a Bytes);

impl fmt::Debug for Size<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}
