//! `Prefer: code=422` and `Prefer: example=NAME`: a documented answer on request.

use axum::body::Body;
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};

use crate::contract::Documented;
use crate::problem::{Format, Problem};

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

/// Answers as preferred: with the first documented body that fits, to the byte; or with the sandbox's own error where a
/// code of 400 and above is none that the document knows.
pub(crate) fn respond(
    preference: &Preference,
    operation: &str,
    responses: &[Documented],
    request: &HeaderMap,
    format: Format,
) -> Response<Body> {
    let is_code = |documented: &&Documented| {
        (preference.code.as_deref()).is_none_or(|code| code == documented.status.as_str())
    };
    let found = responses.iter().filter(is_code).find_map(|documented| {
        match preference.example.as_deref() {
            None => Some((documented, documented.preferred(request))),
            Some(name) => {
                let mut bodies = documented.bodies.iter();
                let made = bodies.find(|made| made.name.as_deref() == Some(name))?;
                Some((documented, Some(made)))
            }
        }
    });
    let mut response = match (found, other_error(preference)) {
        (Some((documented, Some(made))), _)
            if format == Format::Html && is_error(documented.status) =>
        {
            format.answer(
                documented.status,
                String::from_utf8_lossy(&made.bytes).into_owned(),
                "As preferred.",
            )
        }
        (Some((documented, made)), _) => documented.with(made),
        (None, Some(status)) => Problem::new(status, "As preferred.").answer(format),
        (None, None) => return unknown(operation, responses, format),
    };
    if let Some(applied) = preference.applied() {
        response.headers_mut().insert(APPLIED, applied);
    }
    response
}

fn unknown(operation: &str, responses: &[Documented], format: Format) -> Response<Body> {
    let known = responses.iter().flat_map(|documented| {
        let code = documented.status.as_str();
        let names: Vec<String> = documented
            .bodies
            .iter()
            .filter_map(|made| Some(format!("code={code}, example={}", made.name.as_ref()?)))
            .collect();
        if names.is_empty() {
            vec![format!("code={code}")]
        } else {
            names
        }
    });
    let message = format!(
        "{operation} has no such answer to prefer. It has: {}. Besides, every code from 400 to 599 can be preferred.",
        known.collect::<Vec<_>>().join("; ")
    );
    Problem::new(StatusCode::BAD_REQUEST, message).answer(format)
}

fn is_error(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// The preferred code, if it is an error and no example was asked for.
fn other_error(preference: &Preference) -> Option<StatusCode> {
    let status: StatusCode = preference.code.as_deref()?.parse().ok()?;
    (is_error(status) && preference.example.is_none()).then_some(status)
}
