//! `X-Sandbox-Fault`: what a client must cope with, on request.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER,
};
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use http_body_util::BodyExt;
use jiff::SignedDuration;
use tokio::sync::Semaphore;
use tokio::time::{Sleep, sleep};

use crate::html;
use crate::problem::{Format, JSON, Problem};
use crate::socket::Reset;

const HEADER: HeaderName = HeaderName::from_static("x-sandbox-fault");
/// What the header may say.
const SYNTAX: &str = "delay=DURATION (500ms, 2s; up to 60s), and one of: reset, truncated, html-502, 429 (429=SECONDS), garbage";

/// The longest delay.
const LONGEST: Duration = Duration::from_mins(1);
/// How long a truncated body's first half is given to leave before the connection breaks.
const HALF_WAY: Duration = Duration::from_millis(20);
/// JSON that breaks off in an escape, with a byte that is no UTF-8.
const GARBAGE: &[u8] = b"{\"user\": {\"id\": 87, \"name\": \"\xff\\";

const BAD_GATEWAY: &str = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n\
                           <center><h1>502 Bad Gateway</h1></center>\n<hr><center>sandbox</center>\n</body>\n</html>\n";

/// The faults that a request asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Faults {
    delay: Option<Duration>,
    fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Reset,
    Truncated,
    BadGateway,
    /// With the seconds of `Retry-After`.
    TooManyRequests(u32),
    Garbage,
}

impl Faults {
    /// Reads the header; a fault that isn't known is refused, since a test that silently gets none proves nothing.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let mut faults = Self::default();
        for value in headers.get_all(HEADER) {
            let text = String::from_utf8_lossy(value.as_bytes());
            for part in text.split(',').map(str::trim) {
                if !faults.add(part) {
                    let message =
                        format!("{HEADER}: `{part}` is not understood here; it takes {SYNTAX}.");
                    return Err(Problem::new(StatusCode::BAD_REQUEST, message));
                }
            }
        }
        Ok(faults)
    }

    /// Takes a part of the header up, if it is understood.
    fn add(&mut self, part: &str) -> bool {
        let (name, argument) = match part.split_once('=') {
            Some((name, argument)) => (name.trim(), Some(argument.trim())),
            None => (part, None),
        };
        let fault = match (name, argument) {
            ("delay", Some(text)) if self.delay.is_none() => {
                let delay = text
                    .parse::<SignedDuration>()
                    .ok()
                    .and_then(|delay| Duration::try_from(delay).ok());
                self.delay = delay.filter(|delay| *delay <= LONGEST);
                return self.delay.is_some();
            }
            ("reset", None) => Fault::Reset,
            ("truncated", None) => Fault::Truncated,
            ("html-502", None) => Fault::BadGateway,
            ("garbage", None) => Fault::Garbage,
            ("429", seconds) => match seconds.unwrap_or("1").parse() {
                Ok(seconds) => Fault::TooManyRequests(seconds),
                Err(_) => return false,
            },
            _ => return false,
        };
        self.fault.replace(fault).is_none()
    }

    /// Waits as asked for, if there is a place to wait: each such request keeps a connection.
    pub(crate) async fn delay(&self, places: &Semaphore) -> Result<(), Problem> {
        let Some(delay) = self.delay else {
            return Ok(());
        };
        let Ok(_place) = places.try_acquire() else {
            let message = "Too many delayed requests are waiting; try again in 1 s.";
            return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, message).with(RETRY_AFTER, 1));
        };
        sleep(delay).await;
        Ok(())
    }

    /// Puts the fault in the place of an answer.
    pub(crate) async fn spoil(
        self,
        response: Response<Body>,
        format: Format,
        reset: &Reset,
    ) -> Response<Body> {
        let Some(fault) = self.fault else {
            return response;
        };
        match fault {
            Fault::Reset => {
                reset.request();
                response
            }
            Fault::Truncated => truncated(response).await,
            Fault::BadGateway => with(StatusCode::BAD_GATEWAY, html::MEDIA_TYPE, BAD_GATEWAY),
            Fault::TooManyRequests(seconds) => {
                let message = format!("Too many requests; try again in {seconds} s.");
                Problem::new(StatusCode::TOO_MANY_REQUESTS, message)
                    .with(RETRY_AFTER, seconds)
                    .answer(format)
            }
            Fault::Garbage => with(StatusCode::OK, JSON, GARBAGE),
        }
    }
}

fn with(status: StatusCode, media_type: HeaderValue, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// The answer with its whole length in the head and half of it in the body.
async fn truncated(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    // The sandbox's own bodies are in memory: reading them can't fail.
    let whole = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    parts
        .headers
        .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(
        parts,
        Body::new(Half {
            half: Some(half),
            pause: Box::pin(sleep(HALF_WAY)),
        }),
    )
}

/// A body that breaks off: the error makes the server close the connection.
struct Half {
    half: Option<Bytes>,
    pause: Pin<Box<Sleep>>,
}

impl HttpBody for Half {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        ready!(self.pause.as_mut().poll(context));
        Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionAborted.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &'static str) -> Option<Faults> {
        let mut headers = HeaderMap::new();
        headers.insert(HEADER, HeaderValue::from_static(text));
        Faults::of(&headers).ok()
    }

    #[test]
    fn the_header_takes_a_delay_and_a_fault() {
        assert_eq!(Faults::of(&HeaderMap::new()).ok(), Some(Faults::default()));
        let both = Faults {
            delay: Some(Duration::from_millis(1500)),
            fault: Some(Fault::TooManyRequests(30)),
        };
        assert_eq!(faults("delay=1500ms, 429=30"), Some(both));
        assert_eq!(
            faults("429").and_then(|faults| faults.fault),
            Some(Fault::TooManyRequests(1))
        );
        for unknown in [
            "",
            "rest",
            "reset=1",
            "reset, garbage",
            "delay",
            "delay=61s",
            "delay=-1s",
            "delay=1",
            "delay=1s, delay=1s",
            "429=soon",
        ] {
            assert_eq!(faults(unknown), None, "{unknown}");
        }
    }
}
