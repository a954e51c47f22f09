//! The contract's operations as routes: path, method, statuses and types are the contract's own.

use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::{Method, Response, StatusCode};
use axum::routing::{MethodFilter, on};
use serde::Serialize;
use serde_json::Value;
use vms_admin_api::{Operation, ValidationFailure};

use crate::body;
use crate::fields::{Fields, Parsed, Reasons};
use crate::prefer::{Examples, Preference};
use crate::problem::{Format, JSON, Problem};
use crate::record::BodySlot;
use crate::server::{Server, StartError};
use crate::sign_in::REFUSED;

/// Carries out an operation. The sandbox must do so for each one of the contract, or it doesn't compile.
pub(crate) trait Handle<O: Operation> {
    fn handle(
        &self,
        request: O::Request,
    ) -> impl Future<Output = Result<O::Answer, Refusal<O::Failure>>> + Send;
}

/// Why an operation was not carried out.
pub(crate) enum Refusal<F> {
    /// As the contract says.
    Documented(F),
    /// Beyond what the contract says.
    Other(Problem),
}

impl<F> From<Problem> for Refusal<F> {
    fn from(problem: Problem) -> Self {
        Self::Other(problem)
    }
}

/// A route for each operation.
pub(crate) fn routes(server: &Arc<Server>) -> Result<Router, StartError> {
    macro_rules! bind_all {
        ($($operation:ty),+) => { Router::new()$(.merge(bind::<$operation>(server)?))+ };
    }
    Ok(vms_admin_api::operations!(bind_all))
}

fn bind<O>(server: &Arc<Server>) -> Result<Router, StartError>
where
    O: Operation,
    O::Failure: From<ValidationFailure>,
    Server: Handle<O>,
{
    let method = Method::from_bytes(O::METHOD.to_ascii_uppercase().as_bytes())
        .ok()
        .and_then(|method| MethodFilter::try_from(method).ok())
        .ok_or_else(|| StartError::new(format!("{}: {} is no HTTP method", O::ID, O::METHOD)))?;
    let endpoint = O::endpoint();
    let route = Arc::new(Route {
        server: Arc::clone(server),
        fields: Fields::of(&endpoint),
        examples: Examples::of(O::ID, &endpoint),
        answer_status: status(O::ANSWER_STATUS)?,
        failure_status: status(O::FAILURE_STATUS)?,
    });
    let handler = move |request: Request| {
        let route = Arc::clone(&route);
        async move { route.answer::<O>(request).await }
    };
    Ok(Router::new().route(O::PATH, on(method, handler)))
}

fn status(code: u16) -> Result<StatusCode, StartError> {
    StatusCode::from_u16(code).map_err(|_| StartError::new(format!("{code} is no HTTP status")))
}

/// What the sandbox knows of an operation when it runs.
struct Route {
    server: Arc<Server>,
    fields: Fields,
    examples: Examples,
    answer_status: StatusCode,
    failure_status: StatusCode,
}

impl Route {
    async fn answer<O>(&self, request: Request) -> Response<Body>
    where
        O: Operation,
        O::Failure: From<ValidationFailure>,
        Server: Handle<O>,
    {
        let (parts, body) = request.into_parts();
        let format = Format::of(&parts.headers);
        let slot = parts.extensions.get::<BodySlot>();
        let preference = Preference::of(&parts.headers);
        if let Some(preference) = preference {
            // Read for the record, and so that the connection lives on; what it says doesn't matter.
            if let Ok(bytes) = body::read(body, self.server.limits.body).await {
                self.record(slot, &Parsed::of(&bytes));
            }
            return self.examples.answer(&preference, format);
        }
        let result = match self.read::<O>(&parts.headers, body, slot).await {
            Ok(request) => Handle::<O>::handle(&*self.server, request).await,
            Err(refusal) => Err(refusal),
        };
        match result {
            Ok(answer) => {
                let mut response = Response::new(Body::from(json(&answer)));
                *response.status_mut() = self.answer_status;
                response.headers_mut().insert(CONTENT_TYPE, JSON);
                response
            }
            Err(Refusal::Documented(failure)) => {
                format.answer(self.failure_status, json(&failure), REFUSED)
            }
            Err(Refusal::Other(problem)) => problem.answer(format),
        }
    }

    /// The request, if it is as the contract says.
    async fn read<O>(
        &self,
        headers: &HeaderMap,
        body: Body,
        slot: Option<&BodySlot>,
    ) -> Result<O::Request, Refusal<O::Failure>>
    where
        O: Operation,
        O::Failure: From<ValidationFailure>,
    {
        body::check_type(headers, &body)?;
        let bytes = body::read(body, self.server.limits.body).await?;
        let parsed = Parsed::of(&bytes);
        self.record(slot, &parsed);
        let members = self.fields.check(parsed).map_err(invalid)?;
        serde_json::from_value(Value::Object(members)).map_err(|_| {
            // What serde says may quote a secret.
            let reason = "The body doesn't have the documented form.".to_owned();
            invalid(Reasons::from([("body".to_owned(), vec![reason])]))
        })
    }

    fn record(&self, slot: Option<&BodySlot>, body: &Parsed) {
        if let Some(slot) = slot {
            slot.fill(self.fields.recorded(body));
        }
    }
}

fn invalid<F: From<ValidationFailure>>(errors: Reasons) -> Refusal<F> {
    let message = REFUSED.to_owned();
    Refusal::Documented(ValidationFailure { message, errors }.into())
}

/// A body's text. There is nothing in the contract's types that JSON can't hold.
fn json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}
