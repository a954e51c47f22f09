//! The body of a request.

use bytes::Bytes;

use super::error::BuildError;

/// Makes a body anew for each try.
pub(crate) trait Source: Send + Sync {
    /// The body, or nothing when it is used up.
    fn open(&mut self) -> Opening<'_>;

    /// Whether it can be opened again.
    fn repeatable(&self) -> bool;
}

/// A body in the opening.
pub(crate) type Opening<'a> =
    std::pin::Pin<Box<dyn Future<Output = Result<reqwest::Body, BuildError>> + Send + 'a>>;

/// The body of a request.
pub(crate) enum Content {
    /// None.
    Empty,
    /// In memory.
    Bytes(Bytes),
    /// A file, a form with files, or a stream.
    Source(Box<dyn Source>),
}

impl Content {
    /// The body for one try.
    pub(super) async fn open(&mut self) -> Result<Option<reqwest::Body>, BuildError> {
        match self {
            Self::Empty => Ok(None),
            Self::Bytes(bytes) => Ok(Some(bytes.clone().into())),
            Self::Source(source) => source.open().await.map(Some),
        }
    }

    /// Whether it can be sent again.
    pub(super) fn repeatable(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(_) => true,
            Self::Source(source) => source.repeatable(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}
