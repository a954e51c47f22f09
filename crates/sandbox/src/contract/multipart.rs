//! The parts of a multipart body.

use axum::http::header::{CONTENT_TYPE, HeaderMap};
use bytes::Bytes;
use multer::Multipart;

/// A part.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    /// As it was sent, if it was.
    pub(crate) media_type: Option<String>,
    pub(crate) bytes: Bytes,
}

/// Reads all parts; the error is what the body must be.
pub(crate) async fn parts(headers: &HeaderMap, body: &Bytes) -> Result<Vec<Part>, String> {
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let boundary = media_type.and_then(|text| multer::parse_boundary(text).ok());
    let boundary = boundary.ok_or("must be multipart, with its boundary in the Content-Type")?;
    if body.is_empty() {
        return Err("must be multipart, not empty".to_owned());
    }
    // What multer says may quote what was sent.
    let broken = |_| "must be multipart as its boundary says".to_owned();
    let mut reader = Multipart::with_reader(body.as_ref(), boundary);
    let mut parts = Vec::new();
    while let Some(field) = reader.next_field().await.map_err(broken)? {
        let name = field.name().ok_or("has a part without a name")?.to_owned();
        let media_type = field.content_type().map(ToString::to_string);
        let bytes = field.bytes().await.map_err(broken)?;
        parts.push(Part {
            name,
            media_type,
            bytes,
        });
    }
    Ok(parts)
}
