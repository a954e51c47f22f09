//! `Prefer: code=422` and `Prefer: example=NAME`: a documented answer on request.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use vms_admin_api::document::{Endpoint, Place};

use crate::problem::{Format, JSON, Problem};

const PREFER: HeaderName = HeaderName::from_static("prefer");
const APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// What a client would like to be answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Preference {
    code: Option<String>,
    example: Option<String>,
}

impl Preference {
    /// The preference of a request, if it has one. Others than ours are passed over, as RFC 7240 has it.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut preference = Self::default();
        let texts = headers
            .get_all(PREFER)
            .iter()
            .filter_map(|value| value.to_str().ok());
        for part in texts.flat_map(|text| text.split([',', ';'])) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = value.trim().trim_matches('"').to_owned();
            // The first one counts where a preference is repeated.
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => preference.code.get_or_insert(value),
                "example" => preference.example.get_or_insert(value),
                _ => continue,
            };
        }
        (preference != Self::default()).then_some(preference)
    }

    fn applied(&self) -> Option<HeaderValue> {
        let named = [("code", &self.code), ("example", &self.example)];
        let parts: Vec<String> = (named.into_iter())
            .filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)))
            .collect();
        HeaderValue::try_from(parts.join(", ")).ok()
    }
}

/// An operation's documented answers.
#[derive(Debug)]
pub(crate) struct Examples {
    operation: String,
    answers: Vec<Answer>,
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    name: &'static str,
    text: &'static str,
}

impl Examples {
    pub(crate) fn of(operation: &str, endpoint: &Endpoint) -> Self {
        let answers = endpoint.examples.iter().filter_map(|example| {
            let Place::Response(status) = example.place else {
                return None;
            };
            Some(Answer {
                status: status.parse().ok()?,
                name: example.name,
                text: example.text,
            })
        });
        Self {
            operation: operation.to_owned(),
            answers: answers.collect(),
        }
    }

    /// Answers as preferred: with the first example that fits, to the byte; or with the sandbox's own error where a
    /// code of 400 and above is none that the document knows.
    pub(crate) fn answer(&self, preference: &Preference, format: Format) -> Response<Body> {
        let fits = |answer: &&Answer| {
            preference
                .code
                .as_deref()
                .is_none_or(|code| code == answer.status.as_str())
                && preference
                    .example
                    .as_deref()
                    .is_none_or(|name| name == answer.name)
        };
        let mut response = match (self.answers.iter().find(fits), other_error(preference)) {
            (Some(answer), _) if answer.status.is_success() => {
                let mut response = Response::new(Body::from(answer.text));
                *response.status_mut() = answer.status;
                response.headers_mut().insert(CONTENT_TYPE, JSON);
                response
            }
            (Some(answer), _) => {
                format.answer(answer.status, answer.text.to_owned(), "As preferred.")
            }
            (None, Some(status)) => Problem::new(status, "As preferred.").answer(format),
            (None, None) => return self.unknown(format),
        };
        if let Some(applied) = preference.applied() {
            response.headers_mut().insert(APPLIED, applied);
        }
        response
    }

    fn unknown(&self, format: Format) -> Response<Body> {
        let known: Vec<String> = (self.answers.iter())
            .map(|answer| format!("code={}, example={}", answer.status.as_str(), answer.name))
            .collect();
        let message = format!(
            "{} has no such answer to prefer. It has: {}. Besides, every code from 400 to 599 can be preferred.",
            self.operation,
            known.join("; ")
        );
        Problem::new(StatusCode::BAD_REQUEST, message).answer(format)
    }
}

/// The preferred code, if it is an error and no example was asked for.
fn other_error(preference: &Preference) -> Option<StatusCode> {
    let status: StatusCode = preference.code.as_deref()?.parse().ok()?;
    let is_error = status.is_client_error() || status.is_server_error();
    (is_error && preference.example.is_none()).then_some(status)
}
