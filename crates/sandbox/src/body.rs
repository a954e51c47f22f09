//! Reading a request's body: up to a size, within a time, and as many large ones at once as there is memory for.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, HeaderValue, RETRY_AFTER};
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;
use crate::server::Server;

/// The largest body of a form or of JSON.
pub(crate) const SMALL: usize = 64 * 1024;
/// The largest body that holds files.
pub(crate) const LARGE: usize = 8 * 1024 * 1024;
/// What all bodies that are larger than [`SMALL`] may take together.
pub(crate) const ROOM: usize = 8 * LARGE;
/// What is counted of [`ROOM`] at a time.
const UNIT: usize = SMALL;

/// The room for large bodies.
pub(crate) fn room() -> std::sync::Arc<Semaphore> {
    std::sync::Arc::new(Semaphore::new(ROOM / UNIT))
}

/// A body in memory, and the room that it takes.
#[derive(Debug, Default)]
pub(crate) struct Held {
    pub(crate) bytes: Bytes,
    _room: Vec<OwnedSemaphorePermit>,
}

/// Reads a body whole.
pub(crate) async fn read(body: Body, limit: usize, server: &Server) -> Result<Held, Problem> {
    // A client that says beforehand how much it has is told before it sends it.
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large(limit));
    }
    let time = server.limits.body;
    match tokio::time::timeout(time, collect(body, limit, server)).await {
        Ok(result) => result,
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            format!("The body took longer than {} s.", time.as_secs_f32()),
        )
        // What comes late must not be taken for the next request.
        .with(CONNECTION, HeaderValue::from_static("close"))),
    }
}

async fn collect(mut body: Body, limit: usize, server: &Server) -> Result<Held, Problem> {
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    let mut room = Vec::new();
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
        let length = first.len() + all.len() + data.len();
        if length > limit {
            return Err(too_large(limit));
        }
        // The first unit is everybody's own.
        while length > UNIT * (room.len() + 1) {
            let next = std::sync::Arc::clone(&server.body_room).try_acquire_owned();
            room.push(next.map_err(|_| no_room())?);
        }
        // A small body comes in one piece, which is not copied.
        if first.is_empty() && all.is_empty() {
            first = data;
        } else {
            all.extend_from_slice(&std::mem::take(&mut first));
            all.extend_from_slice(&data);
        }
    }
    Ok(Held {
        bytes: if all.is_empty() { first } else { all.freeze() },
        _room: room,
    })
}

fn too_large(limit: usize) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        format!(
            "Expected a body of at most {} KiB, found more.",
            limit / 1024
        ),
    )
    // The rest of the body is not waited for.
    .with(CONNECTION, HeaderValue::from_static("close"))
}

fn no_room() -> Problem {
    let message = "Too many large bodies are under way; try again in 1 s.";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, message)
        .with(RETRY_AFTER, 1)
        .with(CONNECTION, HeaderValue::from_static("close"))
}
