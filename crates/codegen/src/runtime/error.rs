//! What can go wrong with a call, by the stage that failed.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::describe::{Summary, escape};
use super::endpoint::Endpoint;
use super::payload::Problem;
use super::retry::retry_after;
use super::transport::TransportError;

/// Why a call failed. `E` is the body that the API documents for errors of this operation.
///
/// Neither `Debug` nor `Display` show secrets or an undocumented body; [`raw_body`](Self::raw_body) has it.
#[non_exhaustive]
pub enum Error<E = Never> {
    /// The call could not be put together: nothing was sent.
    Build(Box<BuildError>),
    /// No answer, or not all of it: no connection, a broken one, a timeout, an answer that is too large.
    Transport(Box<TransportError>),
    /// The server answered with an error that the API documents.
    Documented(Box<Reply<E>>),
    /// The server answered with a status that the API does not document.
    Undocumented(Box<Reply<()>>),
    /// The server answered with a body that is not what the API documents.
    Decode(Box<DecodeError>),
}

/// Stands where an API documents no error: there is no value of this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {}

impl<E> Error<E> {
    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Build(_) => None,
            Self::Transport(error) => error.status(),
            Self::Documented(reply) => Some(reply.status),
            Self::Undocumented(reply) => Some(reply.status),
            Self::Decode(error) => Some(error.status),
        }
    }

    /// The headers of the answer, if it came whole.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Build(_) | Self::Transport(_) => None,
            Self::Documented(reply) => Some(&reply.headers),
            Self::Undocumented(reply) => Some(&reply.headers),
            Self::Decode(error) => Some(&error.headers),
        }
    }

    /// The body of the answer as it came, if it came whole. It may hold secrets.
    #[must_use]
    pub fn raw_body(&self) -> Option<&[u8]> {
        match self {
            Self::Build(_) | Self::Transport(_) => None,
            Self::Documented(reply) => Some(&reply.raw),
            Self::Undocumented(reply) => Some(&reply.raw),
            Self::Decode(error) => Some(&error.raw),
        }
    }

    /// The identity that the server gave the request, to find it in the server's logs.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// How long the server asks to wait before the next try.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.headers().and_then(retry_after)
    }

    /// The time for connecting or for the whole call was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// No connection was made, so nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }

    /// The documented body of the error.
    #[must_use]
    pub fn documented(&self) -> Option<&E> {
        match self {
            Self::Documented(reply) => Some(&reply.body),
            _ => None,
        }
    }

    /// An error of the stages before an operation's own types come in.
    pub(super) fn widen(error: Error<Never>) -> Self {
        match error {
            Error::Build(error) => Self::Build(error),
            Error::Transport(error) => Self::Transport(error),
            Error::Documented(reply) => match reply.body {},
            Error::Undocumented(reply) => Self::Undocumented(reply),
            Error::Decode(error) => Self::Decode(error),
        }
    }

    /// The same error with another documented body, to bring errors of several operations together.
    pub fn map<F>(self, convert: impl FnOnce(E) -> F) -> Error<F> {
        match self {
            Self::Build(error) => Error::Build(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Documented(reply) => Error::Documented(Box::new(reply.map(convert))),
            Self::Undocumented(reply) => Error::Undocumented(reply),
            Self::Decode(error) => Error::Decode(error),
        }
    }
}

impl<E> From<BuildError> for Error<E> {
    fn from(error: BuildError) -> Self {
        Self::Build(Box::new(error))
    }
}

impl<E> From<TransportError> for Error<E> {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(formatter),
            Self::Transport(error) => error.fmt(formatter),
            Self::Documented(reply) => reply.fmt(formatter),
            Self::Undocumented(reply) => reply.fmt(formatter),
            Self::Decode(error) => error.fmt(formatter),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => formatter.debug_tuple("Build").field(error).finish(),
            Self::Transport(error) => formatter.debug_tuple("Transport").field(error).finish(),
            Self::Documented(reply) => formatter.debug_tuple("Documented").field(reply).finish(),
            Self::Undocumented(reply) => {
                formatter.debug_tuple("Undocumented").field(reply).finish()
            }
            Self::Decode(error) => formatter.debug_tuple("Decode").field(error).finish(),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Build(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Documented(_) | Self::Undocumented(_) | Self::Decode(_) => None,
        }
    }
}

type Source = Box<dyn std::error::Error + Send + Sync>;

/// A call, or a client, that could not be put together. Nothing was sent.
pub struct BuildError {
    endpoint: Option<Endpoint>,
    message: String,
    source: Option<Source>,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            endpoint: None,
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn because(message: impl Into<String>, source: impl Into<Source>) -> Self {
        Self {
            endpoint: None,
            message: message.into(),
            source: Some(source.into()),
        }
    }

    pub(crate) fn of(self, endpoint: &Endpoint) -> Self {
        Self {
            endpoint: Some(endpoint.clone()),
            ..self
        }
    }

    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.endpoint {
            Some(endpoint) => write!(formatter, "{endpoint}: not sent: ")?,
            None => formatter.write_str("the client cannot be built: ")?,
        }
        formatter.write_str(&self.message)?;
        match &self.source {
            Some(source) => write!(formatter, ": {source}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BuildError")
            .field("endpoint", &self.endpoint)
            .field("message", &self.message)
            .field("source", &self.source)
            .finish()
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source()
    }
}

/// An answer that is an error.
pub struct Reply<E> {
    endpoint: Endpoint,
    status: StatusCode,
    headers: HeaderMap,
    body: E,
    raw: Bytes,
    describe: fn(&E, &mut Summary),
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
        } = answer;
        Self {
            endpoint,
            status,
            headers,
            body,
            raw,
            describe,
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

    fn map<F>(self, convert: impl FnOnce(E) -> F) -> Reply<F> {
        // The new body has no description of its own, so the old one's is kept as a hint.
        let mut summary = Summary::default();
        (self.describe)(&self.body, &mut summary);
        let said = summary.finish();
        Reply {
            endpoint: self.endpoint,
            status: self.status,
            headers: self.headers,
            body: convert(self.body),
            raw: self.raw,
            describe: |_, _| {},
            hint: if said.is_empty() {
                self.hint
            } else {
                Some(said)
            },
        }
    }
}

impl<E> fmt::Display for Reply<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.endpoint, self.status)?;
        let mut summary = Summary::default();
        (self.describe)(&self.body, &mut summary);
        let said = summary.finish();
        if !said.is_empty() {
            write!(formatter, ": {said}")?;
        }
        if let Some(hint) = &self.hint {
            write!(formatter, ": {hint}")?;
        }
        if let Some(wait) = retry_after(&self.headers) {
            write!(formatter, " (try again in {wait:?})")?;
        }
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
            .field("body", &self.body)
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
}

impl DecodeError {
    pub(crate) fn new(answer: AnswerHead, problem: Problem) -> Self {
        let AnswerHead {
            endpoint,
            status,
            headers,
            raw,
        } = answer;
        Self {
            endpoint,
            status,
            headers,
            raw,
            problem,
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
        write!(
            formatter,
            "{endpoint}: {status}: the body is not what the API documents: "
        )?;
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
        write_request_id(formatter, &self.headers)
    }
}

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
fn request_id(headers: &HeaderMap) -> Option<&str> {
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
