//! The contract's operations as routes: path, method, statuses and types are the contract's own.

use std::future::Future;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use axum::routing::{MethodFilter, on};
use serde_json::Value;
use vms_admin_api::{Operation, Responses, ValidationFailure};

use crate::body;
use crate::fields::{Fields, Parsed, Reasons};
use crate::prefer::{Examples, Preference};
use crate::problem::{Format, JSON, Problem};
use crate::record::BodySlot;
use crate::server::{Server, StartError};
use crate::sign_in::REFUSED;

/// Carries out an operation. The sandbox must do so for each one of the contract, or it doesn't compile.
pub(crate) trait Handle<O: Operation> {
    /// One of the documented responses, or what is beyond the contract.
    fn handle(
        &self,
        request: O::Request,
    ) -> impl Future<Output = Result<O::Response, Problem>> + Send;
}

/// Why a request isn't handled.
enum Refusal {
    /// Its fields are not as the contract says.
    Invalid(Reasons),
    /// Beyond what the contract says.
    Other(Problem),
}

impl From<Problem> for Refusal {
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
    });
    let handler = move |request: Request| {
        let route = Arc::clone(&route);
        async move { route.answer::<O>(request).await }
    };
    Ok(Router::new().route(O::PATH, on(method, handler)))
}

/// What the sandbox knows of an operation when it runs.
struct Route {
    server: Arc<Server>,
    fields: Fields,
    examples: Examples,
}

impl Route {
    async fn answer<O>(&self, request: Request) -> Response<Body>
    where
        O: Operation,
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
            Err(Refusal::Invalid(errors)) => invalid::<O>(errors),
            Err(Refusal::Other(problem)) => Err(problem),
        };
        match result.and_then(|response| written(&response, format)) {
            Ok(response) => response,
            Err(problem) => problem.answer(format),
        }
    }

    /// The request, if it is as the contract says.
    async fn read<O>(
        &self,
        headers: &HeaderMap,
        body: Body,
        slot: Option<&BodySlot>,
    ) -> Result<O::Request, Refusal>
    where
        O: Operation,
    {
        body::check_type(headers, &body)?;
        let bytes = body::read(body, self.server.limits.body).await?;
        let parsed = Parsed::of(&bytes);
        self.record(slot, &parsed);
        let members = self.fields.check(parsed).map_err(Refusal::Invalid)?;
        serde_json::from_value(Value::Object(members)).map_err(|_| {
            // What serde says may quote a secret.
            let reason = "The body doesn't have the documented form.".to_owned();
            Refusal::Invalid(Reasons::from([("body".to_owned(), vec![reason])]))
        })
    }

    fn record(&self, slot: Option<&BodySlot>, body: &Parsed) {
        if let Some(slot) = slot {
            slot.fill(self.fields.recorded(body));
        }
    }
}

/// The documented refusal of a request whose fields are wrong.
fn invalid<O: Operation>(errors: Reasons) -> Result<O::Response, Problem> {
    let failure = ValidationFailure {
        message: REFUSED.to_owned(),
        errors,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    serde_json::to_value(failure)
        .ok()
        .and_then(|body| O::Response::from_json(status.as_u16(), body))
        .ok_or_else(|| Problem::new(status, REFUSED))
}

/// A documented response as it goes out.
fn written(response: &impl Responses, format: Format) -> Result<Response<Body>, Problem> {
    let broken = |_| {
        let message = "The response can't be written.";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    };
    let status = StatusCode::from_u16(response.status())
        .map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "No HTTP status."))?;
    let content = response.content().map_err(broken)?;
    Ok(match content {
        Some(content) if status.is_client_error() && content.media_type == JSON => {
            let text = String::from_utf8_lossy(&content.bytes).into_owned();
            format.answer(status, text, REFUSED)
        }
        Some(content) => {
            let media_type = HeaderValue::from_static(content.media_type);
            let mut written = Response::new(Body::from(content.bytes));
            *written.status_mut() = status;
            written.headers_mut().insert(CONTENT_TYPE, media_type);
            written
        }
        None => {
            let mut written = Response::new(Body::empty());
            *written.status_mut() = status;
            written
        }
    })
}
