//! The latest requests, for client tests to look at. Secrets are masked before anything is kept.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::fields::MASKED;

/// How many requests are kept.
const KEPT: usize = 100;

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
    uri: Uri,
    headers: HeaderMap,
    body: BodySlot,
    /// None where the client hung up before it was answered.
    status: Option<StatusCode>,
    took: Duration,
}

/// Where whoever reads a request's body leaves it for the record, masked.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodySlot(Arc<Mutex<Option<Value>>>);

impl BodySlot {
    /// Leaves the body; it must hold no secret any more.
    pub(crate) fn fill(&self, masked: Value) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(masked);
    }

    fn get(&self) -> Option<Value> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
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
        let mut headers = request.headers().clone();
        for (name, value) in &mut headers {
            if may_be_secret(name) {
                *value = masked(value);
            }
        }
        Recording {
            recorder: Arc::clone(self),
            start: Instant::now(),
            entry: Some(Entry {
                number: self.count.fetch_add(1, Ordering::Relaxed) + 1,
                time: Timestamp::now(),
                method: request.method().clone(),
                uri: request.uri().clone(),
                headers,
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
            path = entry.uri.path(),
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
        let mut headers = Map::new();
        for name in self.headers.keys() {
            let values: Vec<_> = (self.headers.get_all(name).iter())
                .map(|value| String::from_utf8_lossy(value.as_bytes()))
                .collect();
            headers.insert(name.to_string(), values.join(", ").into());
        }
        json!({
            "number": self.number,
            "time": self.time.to_string(),
            "method": self.method.as_str(),
            "path": self.uri.path(),
            "query": self.uri.query().map(masked_query),
            "headers": headers,
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
    SECRET_HEADERS
        .iter()
        .any(|mark| name.as_str().contains(mark))
}

/// A header's value without the secret. The word `Bearer` stays, as often as it was sent: clients are known to send it
/// twice.
fn masked(value: &HeaderValue) -> HeaderValue {
    let text = value.to_str().unwrap_or_default();
    let mut words = text.split(' ').take_while(|word| {
        ["bearer", "basic"]
            .iter()
            .any(|scheme| word.eq_ignore_ascii_case(scheme))
    });
    let mut shown: Vec<&str> = words.by_ref().collect();
    if shown.join(" ") != text {
        shown.push(MASKED);
    }
    HeaderValue::try_from(shown.join(" ")).unwrap_or(HeaderValue::from_static(MASKED))
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
