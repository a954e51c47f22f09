//! Handlers: what carries an operation out where its documented response is not enough.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use serde::Serialize;
use serde_json::{Value, json};

use super::operation::REFUSED;
use super::parameters::Parameters;
use super::reasons::Reasons;
use super::refusal::Refusal;
use crate::problem::{Format, JSON, Problem};

/// A request that is as the document says: signed in where it must be, all parameters and the body checked.
#[derive(Debug, Clone, Default)]
pub struct CheckedRequest {
    /// The parameters, as JSON.
    pub parameters: Parameters,
    /// The body as JSON: of JSON, of a form, or of parts, whose files are texts. `None` for bytes, and where there is no
    /// body.
    pub body: Option<Value>,
    /// The body as it came.
    pub bytes: Bytes,
    /// Whose token or password came with it.
    pub login: Option<String>,
}

/// What a handler has a request answered with.
#[derive(Debug)]
pub struct HandlerResponse(Kind);

#[derive(Debug)]
enum Kind {
    Documented,
    Refused(Reasons),
    Problem(Problem),
    Own(StatusCode, Option<Value>),
    Text(StatusCode, String),
}

impl HandlerResponse {
    /// The documented response: what the operation is answered with when it has no handler.
    #[must_use]
    pub fn documented() -> Self {
        Self(Kind::Documented)
    }

    /// A body of JSON with a status. A status that HTTP doesn't have, or a body that JSON can't hold, is 500.
    #[must_use]
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        // Written at once: what a value would lose, an order or a number's form, is kept.
        match (StatusCode::from_u16(status), serde_json::to_string(body)) {
            (Ok(status), Ok(text)) => Self(Kind::Text(status, text)),
            _ => Self::empty(500),
        }
    }

    /// A status without a body. A status that HTTP doesn't have is 500.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(Kind::Own(status, None))
    }

    /// A status with `{message}`. A status that HTTP doesn't have is 500.
    #[must_use]
    pub fn message(status: u16, message: &str) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(Kind::Own(status, Some(json!({ "message": message }))))
    }

    /// A refusal as the document has it for data that is wrong: the reasons by field.
    #[must_use]
    pub fn refused<'a>(reasons: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut all = Reasons::new();
        for (field, reason) in reasons {
            all.entry(field.to_owned())
                .or_default()
                .push(reason.to_owned());
        }
        Self(Kind::Refused(all))
    }

    /// The response to a client; `None` where it is the documented one.
    pub(crate) fn response(self, format: Format, refused: &Refusal) -> Option<Response<Body>> {
        Some(match self.0 {
            Kind::Documented => return None,
            Kind::Refused(reasons) => refused.response(format, REFUSED, &reasons),
            Kind::Problem(problem) => problem.answer(format),
            Kind::Own(status, Some(body)) => {
                let message = body["message"].as_str().unwrap_or_default().to_owned();
                format.answer(status, body.to_string(), &message)
            }
            Kind::Own(status, None) => with(status, Body::empty()),
            Kind::Text(status, text) if status.is_success() => {
                let mut response = with(status, Body::from(text));
                response.headers_mut().insert(CONTENT_TYPE, JSON);
                response
            }
            Kind::Text(status, text) => format.answer(status, text, REFUSED),
        })
    }
}

impl From<Problem> for HandlerResponse {
    fn from(problem: Problem) -> Self {
        Self(Kind::Problem(problem))
    }
}

fn with(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// A handler, whatever its own type is.
pub(crate) type Handler = Arc<
    dyn Fn(CheckedRequest) -> Pin<Box<dyn Future<Output = HandlerResponse> + Send>> + Send + Sync,
>;

/// Makes a handler of a function.
pub(crate) fn handler<F, R>(function: F) -> Handler
where
    F: Fn(CheckedRequest) -> R + Send + Sync + 'static,
    R: Future<Output = HandlerResponse> + Send + 'static,
{
    Arc::new(move |request| Box::pin(function(request)))
}
