//! A TCP connection as the server needs it: it can be reset on request, doesn't wait for a client that reads slowly,
//! and lets a client that is still sending read its answer before it closes.

use std::io::{self, IoSlice};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// How long a client may pause while it sends what nobody reads any more.
const LINGER_PAUSE: Duration = Duration::from_millis(100);
/// How long such a client is listened to in all.
const LINGER: Duration = Duration::from_secs(5);
/// How much such a client may send.
const LINGER_BYTES: usize = 64 << 20;

/// Tells a connection to break off with a TCP reset, in place of what is written next.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reset(Arc<AtomicBool>);

impl Reset {
    /// Asks for it.
    pub(crate) fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a connection is to who answers its requests.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) reset: Reset,
    /// The sandbox's own address on it.
    pub(crate) address: IpAddr,
}

/// The connection.
pub(crate) struct Socket {
    stream: TcpStream,
    reset: Reset,
    write_limit: Duration,
    /// Runs from when the client first lets something wait until it has read all: a little now and then gains it nothing.
    stalled: Option<Pin<Box<Sleep>>>,
    /// Set once the answer is sent and the sending side is closed.
    lingering: Option<Lingering>,
}

struct Lingering {
    pause: Pin<Box<Sleep>>,
    end: Instant,
    bytes: usize,
}

impl Socket {
    /// Takes an accepted connection over; `write_limit` is how long a client may take to read what waits for it.
    pub(crate) fn new(stream: TcpStream, write_limit: Duration) -> Self {
        Self {
            stream,
            reset: Reset::default(),
            write_limit,
            stalled: None,
            lingering: None,
        }
    }

    /// The switch that resets this connection.
    pub(crate) fn reset(&self) -> Reset {
        self.reset.clone()
    }

    /// Writes by `write`, unless the connection is to be reset or has stalled for too long.
    fn guarded(
        &mut self,
        context: &mut Context<'_>,
        write: impl FnOnce(Pin<&mut TcpStream>, &mut Context<'_>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if self.reset.is_requested() {
            // With nothing to linger for, closing the socket sends a reset.
            self.stream.set_zero_linger()?;
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        if let Some(stalled) = &mut self.stalled
            && stalled.as_mut().poll(context).is_ready()
        {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        if let Poll::Ready(result) = write(Pin::new(&mut self.stream), context) {
            return Poll::Ready(result);
        }
        let limit = self.write_limit;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(stalled.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl Lingering {
    fn new() -> Self {
        let now = Instant::now();
        Self {
            pause: Box::pin(sleep_until(now + LINGER_PAUSE)),
            end: now + LINGER,
            bytes: 0,
        }
    }

    /// Reads on until the client has ended, pauses, or has had its chance: closing a socket with unread bytes resets
    /// it, and the client would lose the answer it was just sent.
    fn poll(&mut self, stream: &mut TcpStream, context: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 16 * 1024];
        while self.bytes < LINGER_BYTES {
            let mut buffer = ReadBuf::new(&mut bytes);
            match Pin::new(&mut *stream).poll_read(context, &mut buffer) {
                Poll::Pending => return self.pause.as_mut().poll(context),
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    self.bytes += buffer.filled().len();
                    let pause = (Instant::now() + LINGER_PAUSE).min(self.end);
                    self.pause.as_mut().reset(pause);
                }
                Poll::Ready(_) => break,
            }
        }
        Poll::Ready(())
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.guarded(context, |stream, context| stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.guarded(context, |stream, context| {
            stream.poll_write_vectored(context, slices)
        })
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // hyper flushes once it has nothing more to write.
        self.stalled = None;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.reset.is_requested() {
            return Poll::Ready(Ok(()));
        }
        if this.lingering.is_none() {
            ready!(Pin::new(&mut this.stream).poll_shutdown(context))?;
        }
        let lingering = this.lingering.get_or_insert_with(Lingering::new);
        ready!(lingering.poll(&mut this.stream, context));
        Poll::Ready(Ok(()))
    }
}
