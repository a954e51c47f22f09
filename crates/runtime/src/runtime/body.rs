//! The body of a request.

pub(crate) mod form;
pub(crate) mod multipart;
pub(crate) mod upload;

use std::pin::Pin;

use bytes::Bytes;
use reqwest::Body;
use reqwest::header::HeaderMap;

use crate::runtime::error::BuildError;

/// The body of a request.
pub(crate) enum Content {
    /// None.
    Empty,
    /// In memory.
    Bytes(Bytes),
    /// A file, a form with files, or a stream.
    Source(Box<dyn Source>),
}

/// Makes a body anew for each try.
pub(crate) trait Source: Send + Sync {
    /// The body.
    fn open<'a>(&'a mut self, http: &'a reqwest::Client) -> Opening<'a>;

    /// Whether it can be opened again.
    fn repeatable(&self) -> bool;
}

/// A body that is being opened.
pub(crate) type Opening<'a> = Pin<Box<dyn Future<Output = Result<Opened, BuildError>> + Send + 'a>>;

/// A body, and the headers that tell of it.
#[derive(Default)]
pub(crate) struct Opened {
    pub(crate) body: Option<Body>,
    pub(crate) headers: HeaderMap,
}

impl Content {
    /// The body for one try.
    pub(crate) async fn open(&mut self, http: &reqwest::Client) -> Result<Opened, BuildError> {
        match self {
            Self::Empty => Ok(Opened::default()),
            Self::Bytes(bytes) => Ok(Opened {
                body: Some(bytes.clone().into()),
                headers: HeaderMap::new(),
            }),
            Self::Source(source) => source.open(http).await,
        }
    }

    /// Whether it can be sent again.
    pub(crate) fn repeatable(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(_) => true,
            Self::Source(source) => source.repeatable(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}
