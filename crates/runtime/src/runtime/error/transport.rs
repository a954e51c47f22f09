//! Failures between the call and a whole answer.

use std::error::Error as _;
use std::fmt;
use std::io;
use std::time::Duration;

use reqwest::StatusCode;

use crate::runtime::call::endpoint::Endpoint;

/// What came between the call and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// The host's name is not known.
    Resolve,
    /// No connection was made.
    Connect,
    /// The server's certificate is not trusted.
    Certificate,
    /// The time was up before a connection was made.
    ConnectTimeout,
    /// The time was up before the answer was whole.
    Timeout,
    /// The connection broke before the answer was whole.
    Interrupted,
    /// The answer is larger than the client allows.
    TooLarge,
    /// The answer is not HTTP, or is compressed wrongly.
    Protocol,
}

/// No answer, or not all of it.
pub struct TransportError {
    endpoint: Endpoint,
    kind: TransportKind,
    /// Scheme, host and port.
    origin: String,
    status: Option<StatusCode>,
    detail: String,
    source: Option<reqwest::Error>,
}

impl TransportError {
    /// What reqwest reports, less the URL, whose query may hold a key.
    pub(crate) fn new(
        endpoint: &Endpoint,
        origin: String,
        status: Option<StatusCode>,
        source: reqwest::Error,
        limits: &Limits,
    ) -> Self {
        let source = source.without_url();
        let kind = classify(&source, status);
        let detail = detail(kind, &source, limits, origin.starts_with("https:"));
        Self {
            endpoint: endpoint.clone(),
            kind,
            origin,
            status,
            detail,
            source: Some(source),
        }
    }

    /// The time was up while the answer was read.
    pub(crate) fn timeout(
        endpoint: &Endpoint,
        origin: String,
        status: Option<StatusCode>,
        limits: &Limits,
    ) -> Self {
        let kind = TransportKind::Timeout;
        let detail = timed_out(limits.total);
        Self {
            endpoint: endpoint.clone(),
            kind,
            origin,
            status,
            detail,
            source: None,
        }
    }

    pub(crate) fn too_large(
        endpoint: &Endpoint,
        origin: String,
        status: StatusCode,
        limit: u64,
        knob: &str,
    ) -> Self {
        Self {
            endpoint: endpoint.clone(),
            kind: TransportKind::TooLarge,
            origin,
            status: Some(status),
            detail: format!(
                "the answer is larger than {limit} bytes, raise {knob} if that is expected"
            ),
            source: None,
        }
    }

    /// What happened.
    #[must_use]
    pub fn kind(&self) -> TransportKind {
        self.kind
    }

    /// The operation.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The status, when it had come already.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The time for connecting or for the whole call was up.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(
            self.kind,
            TransportKind::ConnectTimeout | TransportKind::Timeout
        )
    }

    /// No connection was made, so nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(
            self.kind,
            TransportKind::Resolve
                | TransportKind::Connect
                | TransportKind::Certificate
                | TransportKind::ConnectTimeout
        )
    }

    /// The server said that it has not looked at the request, so sending it again does nothing twice.
    ///
    /// HTTP/2 has two words for it: a refused stream, and a farewell to all streams that it has not begun with.
    pub(crate) fn is_untouched(&self) -> bool {
        let Some(source) = &self.source else {
            return false;
        };
        // The error of the HTTP library has no public type here, but a steady name. What a server says in its own words
        // stands behind that, and must not look like the rest.
        let shown = format!("{source:?}");
        let Some((_, kind)) = shown.split_once("(Http2, Error { kind: ") else {
            return false;
        };
        if let Some(farewell) = kind.strip_prefix("GoAway(b\"") {
            let parts = farewell.split_once('"');
            return parts.is_some_and(|(words, why)| {
                !words.contains('\\') && why.starts_with(", NO_ERROR, Remote)")
            });
        }
        let reset = kind.strip_prefix("Reset(StreamId(");
        let why = reset.and_then(|reset| reset.split_once("), "));
        why.is_some_and(|(_, why)| why.starts_with("REFUSED_STREAM, Remote)"))
    }

    pub(crate) fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: {}: {}",
            self.endpoint, self.origin, self.detail
        )
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("TransportError")
            .field("endpoint", &self.endpoint)
            .field("kind", &self.kind)
            .field("origin", &self.origin)
            .field("status", &self.status)
            .field("detail", &self.detail)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source()
    }
}

/// The times that a call was given, to be named when they are up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) connect: Option<Duration>,
    pub(crate) total: Option<Duration>,
}

fn classify(error: &reqwest::Error, status: Option<StatusCode>) -> TransportKind {
    if error.is_connect() {
        if error.is_dns() {
            TransportKind::Resolve
        } else if error.is_timeout() {
            TransportKind::ConnectTimeout
        } else if innermost(error).contains("certificate") {
            TransportKind::Certificate
        } else {
            TransportKind::Connect
        }
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else if is_malformed(error, status) {
        TransportKind::Protocol
    } else {
        TransportKind::Interrupted
    }
}

/// Whether the answer itself is wrong, not the connection it came over.
fn is_malformed(error: &reqwest::Error, status: Option<StatusCode>) -> bool {
    if status.is_some() {
        return error.is_decode() && io_kind(error) != Some(io::ErrorKind::UnexpectedEof);
    }
    // The error of the HTTP library has no public type here, but a steady name.
    format!("{error:?}").contains("hyper::Error(Parse")
}

fn detail(kind: TransportKind, error: &reqwest::Error, limits: &Limits, encrypted: bool) -> String {
    let cause = root_cause(error);
    match kind {
        TransportKind::Connect if is_no_tls(&cause) => format!(
            "the server does not seem to speak TLS at this port, use http:// if that is intended ({cause})"
        ),
        // What TLS says first stands where HTTP has its version.
        TransportKind::Protocol if !encrypted && cause.contains("invalid HTTP version") => format!(
            "the answer is not HTTP; if the server speaks TLS at this port, use https:// ({cause})"
        ),
        TransportKind::Resolve => {
            format!("the host's name is not known, check the base URL and the DNS ({cause})")
        }
        TransportKind::Connect => {
            format!("no connection, check the host, the port and that the server runs ({cause})")
        }
        TransportKind::Certificate => {
            // The second word is that of the systems' own TLS libraries.
            let advice = if cause.contains("not valid for name") || cause.contains("mismatch") {
                "check the host in the base URL"
            } else if cause.contains("expired") {
                "the server needs a new one"
            } else {
                "add the authority that issued it with the builder's `add_root_certificate`"
            };
            format!("the server's certificate is not trusted ({cause}), {advice}")
        }
        TransportKind::ConnectTimeout => match limits.connect {
            Some(limit) => format!("no connection within {limit:?}"),
            None => "no connection in time".to_owned(),
        },
        TransportKind::Timeout => timed_out(limits.total),
        TransportKind::Interrupted => {
            format!("the connection broke before the answer was whole ({cause})")
        }
        TransportKind::TooLarge | TransportKind::Protocol => {
            format!("the answer is not valid HTTP ({cause})")
        }
    }
}

fn timed_out(limit: Option<Duration>) -> String {
    match limit {
        Some(limit) => format!("no whole answer within {limit:?}"),
        None => "no whole answer in time".to_owned(),
    }
}

/// What TLS libraries say of a server that speaks plain HTTP: rustls, OpenSSL, the systems' own.
fn is_no_tls(cause: &str) -> bool {
    let said = [
        "InvalidContentType",
        "handshake eof",
        "wrong version number",
        "packet length too long",
        "http request",
    ];
    said.iter().any(|said| cause.contains(said))
}

/// What went wrong, fit to be shown.
fn root_cause(error: &reqwest::Error) -> String {
    let mut text = String::new();
    super::describe::escape(&mut text, verdict(&innermost(error)), 200);
    text
}

/// What the innermost error says, or one around it that says the same and more.
fn innermost(error: &reqwest::Error) -> String {
    let mut said = String::new();
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        let inner = error.to_string();
        if !said.contains(&inner) {
            said = inner;
        }
        cause = error.source();
    }
    said
}

/// OpenSSL's verdict on a certificate, which stands in brackets behind where in its sources it came to it.
fn verdict(said: &str) -> &str {
    said.split_once(":certificate verify failed:")
        .and_then(|(_, rest)| rest.split_once(" (")?.1.strip_suffix(')'))
        .unwrap_or(said)
}

/// The kind of the input/output error behind an error.
fn io_kind(error: &reqwest::Error) -> Option<io::ErrorKind> {
    let mut cause = error.source();
    while let Some(source) = cause {
        if let Some(error) = source.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        cause = source.source();
    }
    None
}
