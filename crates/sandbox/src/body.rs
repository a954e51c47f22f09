//! Reading a request's body: JSON only, up to a size, within a time.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT, CONNECTION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue,
};
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt;

use crate::problem::{JSON, Problem};

/// The largest body that is read.
pub(crate) const LIMIT: usize = 64 * 1024;

/// Refuses a body that is no JSON by its headers. No body at all is of no type: what it lacks is told instead.
pub(crate) fn check_type(headers: &HeaderMap, body: &Body) -> Result<(), Problem> {
    let unsupported = |message: String| {
        Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message).with(ACCEPT, JSON))
    };
    if let Some(encoding) = headers
        .get(CONTENT_ENCODING)
        .filter(|encoding| *encoding != "identity")
    {
        let encoding = String::from_utf8_lossy(encoding.as_bytes());
        return unsupported(format!(
            "Expected a body without content encoding, found {encoding}."
        ));
    }
    let media_type = headers.get(CONTENT_TYPE);
    if media_type == Some(&JSON) || (media_type.is_none() && body.is_end_stream()) {
        return Ok(());
    }
    let media_type = media_type.map(HeaderValue::as_bytes);
    let media_type = media_type.map(String::from_utf8_lossy);
    let essence = media_type
        .as_deref()
        .and_then(|text| text.split(';').next());
    match essence.map(str::trim) {
        Some(essence) if essence.eq_ignore_ascii_case("application/json") => Ok(()),
        Some(other) => unsupported(format!(
            "Expected a body of type application/json, found {other}."
        )),
        None => unsupported(
            "Expected a body of type application/json, found no Content-Type.".to_owned(),
        ),
    }
}

/// Reads a body whole.
pub(crate) async fn read(body: Body, time: Duration) -> Result<Bytes, Problem> {
    // A client that says beforehand how much it has is told before it sends it.
    if body.size_hint().lower() > LIMIT as u64 {
        return Err(too_large());
    }
    match tokio::time::timeout(time, collect(body)).await {
        Ok(result) => result,
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            format!("The body took longer than {} s.", time.as_secs_f32()),
        )
        // What comes late must not be taken for the next request.
        .with(CONNECTION, HeaderValue::from_static("close"))),
    }
}

async fn collect(mut body: Body) -> Result<Bytes, Problem> {
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Problem::new(
                StatusCode::BAD_REQUEST,
                "The body doesn't come as its headers say.",
            )
        })?;
        // Trailers carry nothing that the contract knows.
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if first.len() + all.len() + data.len() > LIMIT {
            return Err(too_large());
        }
        // A small body comes in one piece, which is not copied.
        if first.is_empty() && all.is_empty() {
            first = data;
        } else {
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&data);
        }
    }
    Ok(if all.is_empty() { first } else { all.freeze() })
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!(
            "Expected a body of at most {} KiB, found more.",
            LIMIT / 1024
        ),
    )
    // The rest of the body is not waited for.
    .with(CONNECTION, HeaderValue::from_static("close"))
}
