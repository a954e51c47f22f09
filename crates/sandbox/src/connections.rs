//! The open connections, as many as there is room for. Where there is none, whoever has kept the sandbox waiting longest
//! makes room: clients that say nothing, or read nothing, lock nobody out.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use indexmap::IndexMap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// How long to wait for room before it is looked again for somebody who makes some: whoever was served may be waited for
/// by then.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// In place of a time: the sandbox has to do, and the client waits for it.
const AT_WORK: u64 = u64::MAX;

/// All of them.
pub(crate) struct Connections {
    room: Arc<Semaphore>,
    open: Mutex<IndexMap<u64, Arc<Turn>>>,
    count: AtomicU64,
    start: Instant,
}

/// Whose turn it is on a connection: the client's, and since when; or the sandbox's.
#[derive(Debug)]
pub(crate) struct Turn {
    /// Microseconds since the start, or [`AT_WORK`].
    since: AtomicU64,
    start: Instant,
    close: CancellationToken,
}

/// A connection's place; it is free again when this is dropped.
pub(crate) struct Place {
    number: u64,
    connections: Arc<Connections>,
    pub(crate) turn: Arc<Turn>,
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    /// Room for so many.
    pub(crate) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Self {
            room: Arc::new(Semaphore::new(limit)),
            open: Mutex::default(),
            count: AtomicU64::new(0),
            start: Instant::now(),
        })
    }

    /// A place for a new connection; another one is closed for it if need be.
    pub(crate) async fn place(self: &Arc<Self>) -> Place {
        let permit = loop {
            if let Ok(permit) = Arc::clone(&self.room).try_acquire_owned() {
                break permit;
            }
            self.make_room();
            let next = Arc::clone(&self.room).acquire_owned();
            if let Ok(Ok(permit)) = timeout(LOOK_AGAIN, next).await {
                break permit;
            }
        };
        let turn = Arc::new(Turn {
            since: AtomicU64::new(0),
            start: self.start,
            close: CancellationToken::new(),
        });
        turn.is_the_clients();
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        self.lock().insert(number, Arc::clone(&turn));
        Place {
            number,
            connections: Arc::clone(self),
            turn,
            _permit: permit,
        }
    }

    /// Closes the connection whose client has been waited for longest, if there is one.
    pub(crate) fn make_room(&self) {
        let open = self.lock();
        let slowest = (open.values())
            .filter(|turn| !turn.close.is_cancelled())
            .map(|turn| (turn.since.load(Ordering::Relaxed), turn))
            .filter(|(since, _)| *since != AT_WORK)
            .min_by_key(|(since, _)| *since);
        if let Some((_, turn)) = slowest {
            turn.close.cancel();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, IndexMap<u64, Arc<Turn>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().swap_remove(&self.number);
    }
}

impl Turn {
    /// The sandbox waits for the client from now on.
    pub(crate) fn is_the_clients(&self) {
        self.since.store(self.now(), Ordering::Relaxed);
    }

    /// The client waits for the sandbox.
    pub(crate) fn is_ours(&self) {
        self.since.store(AT_WORK, Ordering::Relaxed);
    }

    /// When the connection has to make room for another.
    pub(crate) async fn is_over(&self) {
        self.close.cancelled().await;
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros()).unwrap_or(AT_WORK - 1)
    }
}

/// A request's body, during which it is the client's turn whenever nothing comes: since its head came, however often a
/// little does.
pub(crate) struct Watched<B> {
    body: B,
    turn: Arc<Turn>,
    since: u64,
}

impl<B> Watched<B> {
    pub(crate) fn new(body: B, turn: &Arc<Turn>) -> Self {
        let since = turn.now();
        let turn = Arc::clone(turn);
        Self { body, turn, since }
    }
}

impl<B: HttpBody<Data = Bytes> + Unpin> HttpBody for Watched<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match frame {
            Poll::Pending => self.turn.since.store(self.since, Ordering::Relaxed),
            Poll::Ready(_) => self.turn.is_ours(),
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_slowest_client_makes_room_and_nobody_who_is_served() {
        let connections = Connections::new(3);
        let served = connections.place().await;
        let slow = connections.place().await;
        let quick = connections.place().await;
        served.turn.is_ours();
        for (place, since) in [(&slow, 5), (&quick, 6)] {
            place.turn.since.store(since, Ordering::Relaxed);
        }
        let next = tokio::spawn({
            let connections = Arc::clone(&connections);
            async move { connections.place().await.number }
        });
        slow.turn.is_over().await;
        assert!(!quick.turn.close.is_cancelled() && !served.turn.close.is_cancelled());
        drop(slow);
        assert_eq!(next.await.expect("a place"), 3);
    }
}
