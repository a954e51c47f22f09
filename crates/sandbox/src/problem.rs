//! Answers that say what went wrong: JSON for who accepts it, an HTML page for all others.

use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, VARY};
use axum::http::{Response, StatusCode};
use serde_json::json;

use crate::html;

/// The media type of all that is JSON.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The form that a client gets errors in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Html,
}

impl Format {
    /// JSON only for who names it: `*/*` doesn't.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let is_json = headers
            .get_all(ACCEPT)
            .iter()
            // What nearly every client sends needs no reading.
            .any(|value| {
                *value == JSON
                    || value
                        .to_str()
                        .is_ok_and(|text| text.split(',').any(names_json))
            });
        if is_json { Self::Json } else { Self::Html }
    }

    /// The other way about, as most servers have it: a page only for who names HTML and no JSON.
    pub(crate) fn of_most(headers: &HeaderMap) -> Self {
        let mut texts = headers
            .get_all(ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let is_page =
            texts.any(|text| text.contains("text/html")) && Self::of(headers) == Self::Html;
        if is_page { Self::Html } else { Self::Json }
    }

    /// The answer to a failed request, with a body for this form.
    pub(crate) fn answer(self, status: StatusCode, json: String, message: &str) -> Response<Body> {
        let (media_type, body) = match self {
            Self::Json => (JSON, json),
            Self::Html => (html::MEDIA_TYPE, html::error(status, message)),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, media_type);
        headers.insert(VARY, HeaderValue::from_static("accept"));
        response
    }
}

/// Whether a media range of an `Accept` header is a JSON type that the client wants at all.
fn names_json(range: &str) -> bool {
    let mut parts = range.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_refused = parts.any(|parameter| {
        parameter
            .strip_prefix("q=")
            .and_then(|weight| weight.parse::<f32>().ok())
            .is_some_and(|weight| weight <= 0.0)
    });
    (media_type.ends_with("/json") || media_type.ends_with("+json")) && !is_refused
}

/// Something outside the contract that is wrong with a request, as `{message}`.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    message: String,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            headers: Vec::new(),
        }
    }

    /// Adds a header to the answer.
    pub(crate) fn with(mut self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The answer to a client.
    pub(crate) fn answer(self, format: Format) -> Response<Body> {
        let json = json!({ "message": self.message }).to_string();
        let mut response = format.answer(self.status, json, &self.message);
        response.headers_mut().extend(self.headers);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_json_only_for_who_names_it() {
        let format = |accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            Format::of(&headers)
        };
        for accept in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "text/html, application/problem+json;q=0.2",
        ] {
            assert_eq!(format(accept), Format::Json, "{accept}");
        }
        for accept in [
            "",
            "*/*",
            "text/html",
            "application/*",
            "application/json;q=0",
            "application/json; q=0.0",
            "application/jsonlines",
        ] {
            assert_eq!(format(accept), Format::Html, "{accept}");
        }
        assert_eq!(Format::of(&HeaderMap::new()), Format::Html);
    }
}
