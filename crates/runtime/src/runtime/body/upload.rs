//! Bytes to be sent: from memory, from a file, or as a stream.

use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use reqwest::Body;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::runtime::body::{Content, Opened, Opening, Source};
use crate::runtime::call::draft::Draft;
use crate::runtime::error::BuildError;

/// Bytes to be sent: from memory, from a file, or as a stream.
///
/// A file is opened when the call is sent, and never held in memory as a whole.
#[derive(Debug)]
pub struct Upload {
    bytes: Origin,
    file_name: Option<String>,
    media_type: Option<String>,
}

enum Origin {
    Bytes(Bytes),
    File(PathBuf),
    /// Used up by the first try.
    Stream(Option<Body>),
}

impl Upload {
    /// The content of a file.
    pub fn from_path(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let file_name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Self {
            bytes: Origin::File(path.to_owned()),
            file_name,
            media_type: None,
        }
    }

    /// The file name that the server is told, where the bytes are part of a form.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The media type, in place of the documented one.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The file name, when there is one.
    pub(crate) fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The media type: the caller's own, else the documented one unless that is a range.
    pub(crate) fn media(&self, documented: Option<&str>) -> String {
        let documented = documented.filter(|media| !media.contains('*'));
        let media = self.media_type.as_deref().or(documented);
        media.unwrap_or("application/octet-stream").to_owned()
    }

    /// Whether it can be opened again.
    pub(crate) fn repeatable(&self) -> bool {
        !matches!(self.bytes, Origin::Stream(_))
    }

    /// The bytes for one try, and how many they are if that is known.
    pub(crate) async fn open(&mut self) -> Result<(Body, Option<u64>), BuildError> {
        match &mut self.bytes {
            Origin::Bytes(bytes) => {
                let length = u64::try_from(bytes.len()).ok();
                Ok((bytes.clone().into(), length))
            }
            Origin::File(path) => {
                let failed = |error| {
                    BuildError::because(
                        format!("the file {} cannot be read", path.display()),
                        error,
                    )
                };
                let file = tokio::fs::File::open(&path).await.map_err(failed)?;
                let data = file.metadata().await.map_err(failed)?;
                let length = data.is_file().then_some(data.len());
                Ok((file.into(), length))
            }
            Origin::Stream(body) => match body.take() {
                Some(body) => Ok((body, None)),
                None => Err(BuildError::new("the stream was sent already")),
            },
        }
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Self::File(path) => path.fmt(formatter),
            Self::Stream(_) => formatter.write_str("a stream"),
        }
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self {
            bytes: Origin::Bytes(bytes),
            file_name: None,
            media_type: None,
        }
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&[u8]> for Upload {
    fn from(bytes: &[u8]) -> Self {
        Bytes::copy_from_slice(bytes).into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&str> for Upload {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

/// A stream, as [`Body::wrap_stream`] makes one. A call with it cannot be tried again.
impl From<Body> for Upload {
    fn from(body: Body) -> Self {
        Self {
            bytes: Origin::Stream(Some(body)),
            file_name: None,
            media_type: None,
        }
    }
}

impl Draft<'_> {
    /// A body of bytes.
    pub(crate) fn upload(mut self, media_type: &'static str, body: impl Into<Upload>) -> Self {
        let body = body.into();
        match HeaderValue::from_str(&body.media(Some(media_type))) {
            Ok(value) => self.insert(CONTENT_TYPE, value),
            Err(error) => self.fail(BuildError::because("the body's media type", error)),
        }
        self.content = Content::Source(Box::new(body));
        self
    }
}

impl Source for Upload {
    fn open<'a>(&'a mut self, _: &'a reqwest::Client) -> Opening<'a> {
        Box::pin(async {
            let (body, length) = Self::open(self).await?;
            let mut headers = HeaderMap::new();
            if let Some(length) = length {
                headers.insert(CONTENT_LENGTH, length.into());
            }
            Ok(Opened {
                body: Some(body),
                headers,
            })
        })
    }

    fn repeatable(&self) -> bool {
        Self::repeatable(self)
    }
}
