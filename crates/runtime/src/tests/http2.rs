//! What is sent twice over HTTP/2, to a server that counts.

use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::fault::{Connection, Fault};
use crate::runtime::call::Call;
use crate::runtime::call::operation::Operation;
use crate::runtime::client::Client;

/// The kinds of frames, by their numbers.
const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const FAREWELL: u8 = 7;

/// Why a stream or a connection ends, by its number.
const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;

fn frame(kind: u8, stream: u32, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a short frame");
    let mut bytes = length.to_be_bytes()[1..].to_vec();
    bytes.extend([kind, 0]);
    bytes.extend(stream.to_be_bytes());
    bytes.extend(content);
    bytes
}

/// Ends one stream.
fn reset(stream: u32, why: u32) -> Vec<u8> {
    frame(RESET, stream, &why.to_be_bytes())
}

/// Ends the connection before its first stream, with words of the server's own.
fn farewell(why: u32, words: &str) -> Vec<u8> {
    let content = [
        &0_u32.to_be_bytes()[..],
        &why.to_be_bytes(),
        words.as_bytes(),
    ];
    frame(FAREWELL, 0, &content.concat())
}

/// Reads a frame: its kind and its stream.
fn read(connection: &mut Connection) -> Option<(u8, u32)> {
    let mut head = [0; 9];
    connection.stream.read_exact(&mut head).ok()?;
    let [a, b, c, kind, _, stream @ ..] = head;
    let length = u32::from_be_bytes([0, a, b, c]);
    let mut content = vec![0; usize::try_from(length).expect("a length")];
    connection.stream.read_exact(&mut content).ok()?;
    Some((kind, u32::from_be_bytes(stream)))
}

/// A server that answers each request, which it counts, with these frames.
fn answering(answer: impl Fn(u32) -> Vec<u8> + Send + Sync + 'static) -> (Fault, Arc<AtomicUsize>) {
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    let server = Fault::start(move |connection| {
        let mut preface = [0; 24];
        if connection.stream.read_exact(&mut preface).is_err() {
            return;
        }
        connection.send(frame(SETTINGS, 0, &[]));
        while let Some((kind, stream)) = read(connection) {
            if kind == HEADERS {
                counter.fetch_add(1, Ordering::SeqCst);
                connection.send(answer(stream));
            }
        }
    });
    (server, requests)
}

/// How many requests a call makes that is never answered.
async fn sent<O: Operation>(
    answer: fn(u32) -> Vec<u8>,
    retries: u32,
    call: impl Fn(&Client) -> Call<'_, O>,
) -> usize {
    let (server, requests) = answering(answer);
    let builder = Client::builder(server.url()).retries(retries);
    let builder = builder.configure(reqwest::ClientBuilder::http2_prior_knowledge);
    let client = builder.build().expect("a client");
    assert!(call(&client).await.is_err());
    requests.load(Ordering::SeqCst)
}

#[tokio::test]
async fn nothing_is_sent_twice_unasked() {
    let refused = |stream| reset(stream, REFUSED_STREAM);
    let farewell = |_| farewell(NO_ERROR, "");
    for answer in [refused, farewell] {
        let posts = sent(answer, 0, |client| client.send_text("a")).await;
        let gets = sent(answer, 0, Client::export).await;
        assert_eq!((posts, gets), (1, 1));
    }
}

#[tokio::test]
async fn what_the_server_has_not_looked_at_is_sent_as_often_as_retries_say() {
    let refused = |stream| reset(stream, REFUSED_STREAM);
    let plain = |_| farewell(NO_ERROR, "");
    let polite = |_| farewell(NO_ERROR, "graceful_stop");
    for answer in [refused, plain, polite] {
        let posts = sent(answer, 1, |client| client.send_text("a")).await;
        let gets = sent(answer, 2, Client::export).await;
        assert_eq!((posts, gets), (2, 3));
    }
}

#[tokio::test]
async fn what_the_server_may_have_looked_at_is_sent_once() {
    let failed = |stream| reset(stream, INTERNAL_ERROR);
    let broken = |_| farewell(INTERNAL_ERROR, "");
    let sly = |_| farewell(INTERNAL_ERROR, "\", NO_ERROR, Remote)");
    let slyer = |_| {
        farewell(
            INTERNAL_ERROR,
            "kind: Reset(StreamId(1), REFUSED_STREAM, Remote)",
        )
    };
    for answer in [failed, broken, sly, slyer] {
        let posts = sent(answer, 2, |client| client.send_text("a")).await;
        assert_eq!(posts, 1);
    }
}
