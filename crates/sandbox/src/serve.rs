//! Connections: accepted as far as there is room, served with time limits, and ended politely.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::Limits;
use crate::connections::{Connections, Turn, Watched};
use crate::pipeline::Pipeline;
use crate::socket::{Connection, Socket};

/// How large a request's head may be: 431 beyond it.
const HEAD_BYTES: usize = 32 * 1024;
/// How much of a connection is buffered.
const BUFFER: usize = 64 * 1024;
/// How long to wait when the system has no more sockets to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves connections until it is told to stop, then ends.
pub(crate) struct Listening {
    pipeline: Pipeline,
    acceptor: Option<TlsAcceptor>,
    limits: Limits,
    /// Ends the accepting, and each connection once it is idle.
    stop: CancellationToken,
    /// Ends the connections where they are.
    cut: CancellationToken,
    tasks: TaskTracker,
    connections: Arc<Connections>,
}

impl Listening {
    pub(crate) fn new(pipeline: Pipeline, acceptor: Option<TlsAcceptor>, limits: Limits) -> Self {
        Self {
            connections: Connections::new(limits.connections),
            pipeline,
            acceptor,
            limits,
            stop: CancellationToken::new(),
            cut: CancellationToken::new(),
            tasks: TaskTracker::new(),
        }
    }

    /// Accepts connections until [`Listening::stop`].
    pub(crate) async fn accept(self: Arc<Self>, listener: TcpListener) {
        let mut stopped = pin!(self.stop.clone().cancelled_owned());
        loop {
            let accepted = tokio::select! {
                () = &mut stopped => return,
                accepted = listener.accept() => accepted,
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection can't be accepted");
                    // The system may have no more sockets to give.
                    self.connections.make_room();
                    sleep(PAUSE).await;
                    continue;
                }
            };
            let place = tokio::select! {
                () = &mut stopped => return,
                place = self.connections.place() => place,
            };
            let this = Arc::clone(&self);
            self.tasks.spawn(async move {
                tokio::select! {
                    () = this.connection(stream, &place.turn) => {}
                    () = place.turn.is_over() => tracing::debug!("a connection made room for another"),
                }
            });
        }
    }

    /// Accepts nothing more, and waits until what is under way is answered, or for the time that is allowed.
    pub(crate) async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        if timeout(self.limits.shutdown, self.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!(connections = self.tasks.len(), "cut off");
            self.cut.cancel();
            self.tasks.wait().await;
        }
    }

    async fn connection(&self, stream: TcpStream, turn: &Arc<Turn>) {
        // A socket without an address is closed already.
        let Ok(address) = stream.local_addr() else {
            return;
        };
        // Answers are small: to wait for more to send with them only delays them.
        let _ = stream.set_nodelay(true);
        let socket = Socket::new(stream, self.limits.write);
        let connection = Connection {
            reset: socket.reset(),
            address: address.ip(),
        };
        match &self.acceptor {
            None => self.http(socket, &connection, turn).await,
            Some(acceptor) => {
                let handshake = timeout(self.limits.head, acceptor.accept(socket));
                // A client that fails at the handshake has been told so by TLS itself.
                if let Some(Ok(Ok(stream))) = self.stop.run_until_cancelled(handshake).await {
                    self.http(stream, &connection, turn).await;
                }
            }
        }
    }

    async fn http(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin,
        connection: &Connection,
        turn: &Arc<Turn>,
    ) {
        let service = service_fn(|request: hyper::Request<hyper::body::Incoming>| async {
            turn.is_ours();
            let request = request.map(|body| Body::new(Watched::new(body, turn)));
            let response = self.pipeline.answer(request, connection).await;
            turn.is_the_clients();
            Ok::<_, Infallible>(response)
        });
        let mut builder = http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head)
            .max_header_size(HEAD_BYTES)
            .max_buf_size(BUFFER);
        let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
        // In this order, as the connection has something to do nearly always when it is woken.
        let served = tokio::select! {
            biased;
            served = connection.as_mut() => Some(served),
            () = self.stop.cancelled() => {
                connection.as_mut().graceful_shutdown();
                self.cut.run_until_cancelled(connection).await
            }
        };
        if let Some(Err(error)) = served {
            tracing::debug!(%error, "a connection broke");
        }
    }
}
