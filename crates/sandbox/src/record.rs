//! The latest requests, for client tests to look at. Secrets are masked before anything is kept.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST,
    USER_AGENT,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::fields::MASKED;

/// How many requests are kept.
const KEPT: usize = 100;

/// Headers of nearly every request, which need no closer look.
const HARMLESS_HEADERS: [HeaderName; 8] = [
    ACCEPT,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    CONNECTION,
    CONTENT_LENGTH,
    CONTENT_TYPE,
    HOST,
    USER_AGENT,
];

/// What marks a header whose value may be a secret.
const SECRET_HEADERS: [&str; 8] = [
    "auth",
    "cookie",
    "credential",
    "key",
    "password",
    "secret",
    "session",
    "token",
];

/// The latest requests.
#[derive(Default)]
pub(crate) struct Recorder {
    entries: Mutex<VecDeque<Entry>>,
    count: AtomicU64,
}

struct Entry {
    number: u64,
    time: Timestamp,
    method: Method,
    head: Head,
    body: BodySlot,
    /// None where the client hung up before it was answered.
    status: Option<StatusCode>,
    took: Duration,
}

/// What a request's head says, in one text: a line for the path, one for the query, one for each header.
///
/// Not the request's own values: those share the buffer that they were read into, and would keep it from being used
/// again.
struct Head(String);

impl Head {
    fn of(request: &Request) -> Self {
        let mut text = String::with_capacity(256);
        text.push_str(request.uri().path());
        text.push('\n');
        if let Some(query) = request.uri().query() {
            text.push_str(&masked_query(query));
        }
        for (name, value) in request.headers() {
            text.push('\n');
            text.push_str(name.as_str());
            text.push(':');
            if may_be_secret(name) {
                text.push_str(&masked(value));
            } else {
                text.push_str(&String::from_utf8_lossy(value.as_bytes()));
            }
        }
        Self(text)
    }

    fn path(&self) -> &str {
        self.0.lines().next().unwrap_or_default()
    }

    fn query(&self) -> Option<&str> {
        self.0.lines().nth(1).filter(|query| !query.is_empty())
    }

    /// The headers; the values of those that were sent several times are joined.
    fn headers(&self) -> IndexMap<&str, String> {
        let mut headers: IndexMap<&str, String> = IndexMap::new();
        for (name, value) in self
            .0
            .lines()
            .skip(2)
            .filter_map(|line| line.split_once(':'))
        {
            let joined = headers.entry(name).or_default();
            if !joined.is_empty() {
                joined.push_str(", ");
            }
            joined.push_str(value);
        }
        headers
    }
}

/// Where whoever reads a request's body leaves it for the record, masked.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodySlot(Arc<Mutex<Option<String>>>);

impl BodySlot {
    /// Leaves the body, as JSON; it must hold no secret any more.
    pub(crate) fn fill(&self, masked: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(masked);
    }

    fn get(&self) -> Option<Value> {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
    }
}

/// A request under way. It is recorded when this is dropped, so that it is even where the client hangs up.
pub(crate) struct Recording {
    recorder: Arc<Recorder>,
    start: Instant,
    entry: Option<Entry>,
}

impl Recorder {
    /// Takes notice of a request, and gives it a slot for its body.
    pub(crate) fn start(self: &Arc<Self>, request: &mut Request) -> Recording {
        let body = BodySlot::default();
        request.extensions_mut().insert(body.clone());
        Recording {
            recorder: Arc::clone(self),
            start: Instant::now(),
            entry: Some(Entry {
                number: self.count.fetch_add(1, Ordering::Relaxed) + 1,
                time: Timestamp::now(),
                method: request.method().clone(),
                head: Head::of(request),
                body,
                status: None,
                took: Duration::ZERO,
            }),
        }
    }

    /// All that is kept, the oldest first.
    pub(crate) fn list(&self) -> Value {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let requests: Vec<Value> = entries.iter().map(Entry::to_json).collect();
        json!({ "requests": requests })
    }

    /// Forgets all requests and counts from 1 again.
    pub(crate) fn clear(&self) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.clear();
        self.count.store(0, Ordering::Relaxed);
    }
}

impl Recording {
    /// Says how the request was answered.
    pub(crate) fn answered(&mut self, status: StatusCode) {
        if let Some(entry) = &mut self.entry {
            entry.status = Some(status);
        }
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        let Some(mut entry) = self.entry.take() else {
            return;
        };
        entry.took = self.start.elapsed();
        tracing::info!(
            method = entry.method.as_str(),
            path = entry.head.path(),
            status = entry.status.map(|status| status.as_u16()),
            milliseconds = milliseconds(entry.took),
            "request"
        );
        let mut entries = self
            .recorder
            .entries
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= KEPT {
            entries.pop_front();
        }
        entries.push_back(entry);
    }
}

impl Entry {
    fn to_json(&self) -> Value {
        json!({
            "number": self.number,
            "time": self.time.to_string(),
            "method": self.method.as_str(),
            "path": self.head.path(),
            "query": self.head.query(),
            "headers": self.head.headers(),
            "body": self.body.get(),
            "status": self.status.map(|status| status.as_u16()),
            "milliseconds": milliseconds(self.took),
        })
    }
}

/// Milliseconds with three digits behind the point.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

fn may_be_secret(name: &HeaderName) -> bool {
    !HARMLESS_HEADERS.contains(name)
        && SECRET_HEADERS
            .iter()
            .any(|mark| name.as_str().contains(mark))
}

/// A header's value without the secret. The word `Bearer` stays, as often as it was sent: clients are known to send it
/// twice.
fn masked(value: &HeaderValue) -> String {
    let text = value.to_str().unwrap_or_default();
    let mut shown: Vec<&str> = text
        .split(' ')
        .take_while(|word| {
            ["bearer", "basic"]
                .iter()
                .any(|scheme| word.eq_ignore_ascii_case(scheme))
        })
        .collect();
    if text.split(' ').count() > shown.len() {
        shown.push(MASKED);
    }
    shown.join(" ")
}

/// A query without its values: the contract has none, so nothing is known of them.
fn masked_query(query: &str) -> String {
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, _)) => format!("{name}={MASKED}"),
            None => MASKED.to_owned(),
        })
        .collect();
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_of_headers_and_queries_are_masked() {
        let shown = |text: &'static str| masked(&HeaderValue::from_static(text));
        assert_eq!(shown("Bearer abc"), "Bearer [masked]");
        assert_eq!(shown("Bearer Bearer abc"), "Bearer Bearer [masked]");
        assert_eq!(shown("abc"), "[masked]");
        assert_eq!(shown("Bearer"), "Bearer");
        assert_eq!(shown("abc Bearer"), "[masked]");
        for name in ["authorization", "x-api-key", "cookie", "x-csrf-token"] {
            assert!(may_be_secret(&HeaderName::from_static(name)), "{name}");
        }
        for name in ["accept", "content-type", "prefer", "host"] {
            assert!(!may_be_secret(&HeaderName::from_static(name)), "{name}");
        }
        assert_eq!(masked_query("a=b&token"), "a=[masked]&[masked]");
    }
}
