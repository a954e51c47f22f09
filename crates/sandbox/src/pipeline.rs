//! What happens to every request before and after it is answered.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Response, StatusCode, Version};
use axum::middleware::Next;

use crate::fault::Faults;
use crate::problem::{Format, Problem};
use crate::server::Server;
use crate::socket::Reset;
use crate::{corner, cors, html};

/// A page may load what the sandbox itself serves, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// Answers by `next`, with everything around it.
pub(crate) async fn around(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let origin = cors::allowed(&request);
    let preflight = origin.as_ref().and_then(|_| cors::preflight(&request));
    let mut response = if let Some(preflight) = preflight {
        preflight
    } else if corner::has(request.uri().path()) {
        next.run(request).await
    } else {
        recorded(&server, request, next).await
    };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if headers.get(CONTENT_TYPE) == Some(&html::MEDIA_TYPE) {
        headers.insert(CONTENT_SECURITY_POLICY, POLICY);
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    }
    if let Some(origin) = origin {
        cors::permit(headers, origin);
    }
    response
}

/// Records a request, and answers it with the faults it asks for.
async fn recorded(server: &Server, mut request: Request, next: Next) -> Response<Body> {
    let mut recording = server.recorder.start(&mut request);
    let format = Format::of(request.headers());
    let response = match check_host(&request).and_then(|()| Faults::of(request.headers())) {
        Ok(faults) => {
            let reset = request
                .extensions()
                .get::<Reset>()
                .cloned()
                .unwrap_or_default();
            faults.delay().await;
            faults.spoil(next.run(request).await, format, &reset).await
        }
        Err(problem) => problem.answer(format),
    };
    recording.answered(response.status());
    response
}

/// Refuses what HTTP wants refused: a request that doesn't say, or not once, which host it is for.
fn check_host(request: &Request) -> Result<(), Problem> {
    let hosts = request.headers().get_all(HOST).iter().count();
    if hosts == 1 || (hosts == 0 && request.version() < Version::HTTP_11) {
        return Ok(());
    }
    let message = format!("Expected one Host header, found {hosts}.");
    Err(Problem::new(StatusCode::BAD_REQUEST, message))
}
