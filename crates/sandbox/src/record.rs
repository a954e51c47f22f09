//! The latest requests, for client tests to look at. They are masked before anything is kept.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::mask::{self, Secrets};

/// How many requests are kept.
const KEPT: usize = 100;

/// The latest requests.
#[derive(Default)]
pub(crate) struct Recorder {
    /// What is never shown, whichever request it comes with.
    secrets: Secrets,
    entries: Mutex<VecDeque<Entry>>,
    count: AtomicU64,
}

struct Entry {
    number: u64,
    time: Timestamp,
    method: Method,
    head: Head,
    /// As JSON.
    body: Option<String>,
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
    /// Takes it up, masked by its names; the secrets in it are learnt.
    fn of(request: &Request, secrets: &mut Secrets) -> Self {
        let mut text = String::with_capacity(256);
        text.push_str(request.uri().path());
        text.push('\n');
        if let Some(query) = request.uri().query() {
            text.push_str(&mask::query(query, secrets));
        }
        for (name, value) in request.headers() {
            text.push('\n');
            text.push_str(name.as_str());
            text.push(':');
            let value = String::from_utf8_lossy(value.as_bytes());
            text.push_str(&mask::header(name, &value, secrets));
        }
        Self(text)
    }

    /// Shows what is known to be harmless in the place of what was masked.
    fn show(&mut self, shown: &Shown) {
        if shown.query.is_none() && shown.headers.is_empty() {
            return;
        }
        let mut lines: Vec<String> = self.0.split('\n').map(str::to_owned).collect();
        if let (Some(query), Some(line)) = (&shown.query, lines.get_mut(1)) {
            line.clone_from(query);
        }
        for (name, value) in &shown.headers {
            let masked = format!("{name}:{}", mask::MASKED);
            for line in lines.iter_mut().skip(2).filter(|line| **line == masked) {
                *line = format!("{name}:{value}");
            }
        }
        self.0 = lines.join("\n");
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

/// Where whoever knows more of a request leaves what the record may show of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slot(Arc<Mutex<Shown>>);

/// What the record may show of a request beyond what it shows of any, and what it may not.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The query, masked by its names.
    pub(crate) query: Option<String>,
    /// Headers that are known to be harmless: their names in small letters, and their values.
    pub(crate) headers: Vec<(String, String)>,
    /// The body as JSON, masked by its names.
    pub(crate) body: Option<String>,
    /// What is secret in any of them.
    pub(crate) secrets: Secrets,
}

impl Slot {
    /// Leaves something.
    pub(crate) fn add(&self, further: Shown) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.query = further.query.or(shown.query.take());
        shown.body = further.body.or(shown.body.take());
        shown.headers.extend(further.headers);
        shown.secrets.add(further.secrets);
    }

    fn take(&self) -> Shown {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A request under way. It is recorded when this is dropped, so that it is even where the client hangs up.
pub(crate) struct Recording {
    recorder: Arc<Recorder>,
    start: Instant,
    slot: Slot,
    secrets: Secrets,
    entry: Option<Entry>,
}

impl Recorder {
    pub(crate) fn new(secrets: Secrets) -> Self {
        Self {
            secrets,
            ..Self::default()
        }
    }

    /// Takes notice of a request, and gives it a slot for what is known of it later.
    pub(crate) fn start(self: &Arc<Self>, request: &mut Request) -> Recording {
        let slot = Slot::default();
        request.extensions_mut().insert(slot.clone());
        let mut secrets = Secrets::default();
        Recording {
            recorder: Arc::clone(self),
            start: Instant::now(),
            slot,
            entry: Some(Entry {
                number: self.count.fetch_add(1, Ordering::Relaxed) + 1,
                time: Timestamp::now(),
                method: request.method().clone(),
                head: Head::of(request, &mut secrets),
                body: None,
                status: None,
                took: Duration::ZERO,
            }),
            secrets,
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
        // A secret of one place is none to be shown in another.
        let shown = self.slot.take();
        entry.head.show(&shown);
        entry.body = shown.body;
        for secrets in [&self.recorder.secrets, &self.secrets, &shown.secrets] {
            entry.mask(secrets);
        }
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
    fn mask(&mut self, secrets: &Secrets) {
        for text in [Some(&mut self.head.0), self.body.as_mut()]
            .into_iter()
            .flatten()
        {
            if let Cow::Owned(masked) = secrets.mask(text) {
                *text = masked;
            }
        }
    }

    fn body(&self) -> Option<Value> {
        serde_json::from_str(self.body.as_deref()?).ok()
    }

    fn to_json(&self) -> Value {
        json!({
            "number": self.number,
            "time": self.time.to_string(),
            "method": self.method.as_str(),
            "path": self.head.path(),
            "query": self.head.query(),
            "headers": self.head.headers(),
            "body": self.body(),
            "status": self.status.map(|status| status.as_u16()),
            "milliseconds": milliseconds(self.took),
        })
    }
}

/// Milliseconds with three digits behind the point.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
