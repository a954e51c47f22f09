//! What can go wrong with a call, by the stage that failed.

pub(crate) mod describe;
pub(crate) mod message;
pub(crate) mod reply;
pub(crate) mod transport;

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::runtime::call::endpoint::Endpoint;
use crate::runtime::call::retry::retry_after;
use crate::runtime::error::reply::request_id;
pub use crate::runtime::error::reply::{DecodeError, Reply};
use crate::runtime::error::transport::TransportError;

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
            Self::Documented(reply) => Some(reply.status()),
            Self::Undocumented(reply) => Some(reply.status()),
            Self::Decode(error) => Some(error.status()),
        }
    }

    /// The headers of the answer, if it came whole.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Build(_) | Self::Transport(_) => None,
            Self::Documented(reply) => Some(reply.headers()),
            Self::Undocumented(reply) => Some(reply.headers()),
            Self::Decode(error) => Some(error.headers()),
        }
    }

    /// The body of the answer as it came, if it came whole. It may hold secrets.
    #[must_use]
    pub fn raw_body(&self) -> Option<&[u8]> {
        match self {
            Self::Build(_) | Self::Transport(_) => None,
            Self::Documented(reply) => Some(reply.raw_body()),
            Self::Undocumented(reply) => Some(reply.raw_body()),
            Self::Decode(error) => Some(error.raw_body()),
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

    /// The server took the call (2xx), but sent no body where the API documents one.
    #[must_use]
    pub fn is_empty_success(&self) -> bool {
        let is_success = self.status().is_some_and(|status| status.is_success());
        let is_empty = self
            .raw_body()
            .is_some_and(|body| body.trim_ascii().is_empty());
        is_success && is_empty
    }

    /// Accepts a success without the documented body, as nothing:
    /// `call.await.map(Some).or_else(Error::allow_empty)`.
    ///
    /// # Errors
    /// Any other error.
    pub fn allow_empty<T>(self) -> Result<Option<T>, Self> {
        if self.is_empty_success() {
            Ok(None)
        } else {
            Err(self)
        }
    }

    /// The documented body of the error.
    #[must_use]
    pub fn documented(&self) -> Option<&E> {
        match self {
            Self::Documented(reply) => Some(reply.body()),
            _ => None,
        }
    }

    /// An error of the stages before an operation's own types come in.
    pub(crate) fn widen(error: Error<Never>) -> Self {
        match error {
            Error::Build(error) => Self::Build(error),
            Error::Transport(error) => Self::Transport(error),
            Error::Documented(reply) => match *reply.body() {},
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

    /// What is wrong, without the operation.
    pub(crate) fn reason(&self) -> String {
        match &self.source {
            Some(source) => format!("{}: {source}", self.message),
            None => self.message.clone(),
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
        formatter.write_str(&self.reason())
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
