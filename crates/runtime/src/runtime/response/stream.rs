//! Answers that are read piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::payload::{Payload, Problem, Unread};
use crate::runtime::error::transport::TransportError;

/// The body of an answer, read piece by piece: by [`chunk`](Self::chunk), or as a [`Stream`].
///
/// There is no limit to its length, and none to its time but that of the call's timeout for each piece.
pub struct ByteStream {
    /// Never locked: it makes the whole one that threads may share, as the body of an error must be.
    pieces: Mutex<Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>>,
    about: Unread,
    length: Option<u64>,
    timer: Option<Pin<Box<Sleep>>>,
    done: bool,
}

impl ByteStream {
    pub(crate) fn new(response: reqwest::Response, about: Unread) -> Self {
        let length = response.content_length();
        let timer = about
            .limits
            .total
            .and_then(|idle| Instant::now().checked_add(idle));
        Self {
            pieces: Mutex::new(Box::pin(response.bytes_stream())),
            about,
            length,
            timer: timer.map(|end| Box::pin(sleep_until(end))),
            done: false,
        }
    }

    /// The length that the server announced.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// The next piece; nothing at the end.
    ///
    /// # Errors
    /// The connection broke, or nothing came in time.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// All of it, up to `limit` bytes.
    ///
    /// # Errors
    /// The connection broke, nothing came in time, or there is more.
    pub async fn bytes(mut self, limit: u64) -> Result<Bytes, TransportError> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.chunk().await? {
            if u64::try_from(all.len() + piece.len()).is_ok_and(|length| length > limit) {
                return Err(self.about.too_large(limit, "the limit given to `bytes`"));
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.done {
            return Poll::Ready(None);
        }
        let pieces = self.pieces.get_mut();
        let pieces = pieces.unwrap_or_else(PoisonError::into_inner);
        let Poll::Ready(piece) = pieces.as_mut().poll_next(context) else {
            let Some(timer) = &mut self.timer else {
                return Poll::Pending;
            };
            ready!(timer.as_mut().poll(context));
            self.done = true;
            return Poll::Ready(Some(Err(self.about.timeout())));
        };
        let idle = self.about.limits.total;
        if let (Some(timer), Some(idle)) = (&mut self.timer, idle)
            && let Some(end) = Instant::now().checked_add(idle)
        {
            timer.as_mut().reset(end);
        }
        Poll::Ready(match piece {
            Some(Ok(piece)) => Some(Ok(piece)),
            Some(Err(error)) => {
                self.done = true;
                Some(Err(self.about.broken(error)))
            }
            None => {
                self.done = true;
                None
            }
        })
    }
}

#[cfg(feature = "blocking")]
impl ByteStream {
    /// The next piece, awaited on the spot; nothing at the end.
    ///
    /// # Errors
    /// The connection broke, nothing came in time, or this is async code.
    pub fn wait_chunk(&mut self) -> std::io::Result<Option<Bytes>> {
        crate::runtime::call::blocking::block_on(self.chunk())
            .map_err(std::io::Error::other)?
            .map_err(std::io::Error::other)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("content_length", &self.length)
            .finish_non_exhaustive()
    }
}

/// Hands the body on.
pub(crate) fn binary(_: u8, payload: Payload) -> Result<ByteStream, Problem> {
    match payload.unread {
        Some(unread) => {
            let (response, about) = *unread;
            Ok(ByteStream::new(response, about))
        }
        None => Err(Problem::new("the body was read already")),
    }
}
