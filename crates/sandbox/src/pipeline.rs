//! What happens to every request before and after it is answered.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Response, StatusCode, Version};
use tower::Service;

use crate::fault::Faults;
use crate::problem::{Format, Problem};
use crate::server::{Server, StartError};
use crate::socket::Reset;
use crate::{corner, cors, html};

/// A page may load what the sandbox itself serves, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// The routes, and what all of them have in common.
pub(crate) struct Pipeline {
    server: Arc<Server>,
    router: Router,
}

impl Pipeline {
    pub(crate) fn new(server: Arc<Server>) -> Result<Self, StartError> {
        let router = server.router()?;
        Ok(Self { server, router })
    }

    /// Answers a request that came over a connection with this switch.
    pub(crate) async fn answer(&self, request: Request, reset: &Reset) -> Response<Body> {
        let origin = cors::allowed(&request);
        let preflight = origin.as_ref().and_then(|_| cors::preflight(&request));
        let mut response = if let Some(preflight) = preflight {
            preflight
        } else if corner::has(request.uri().path()) {
            self.route(request).await
        } else {
            self.recorded(request, reset).await
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
    async fn recorded(&self, mut request: Request, reset: &Reset) -> Response<Body> {
        let mut recording = self.server.recorder.start(&mut request);
        let format = Format::of(request.headers());
        let response = match check_host(&request).and_then(|()| Faults::of(request.headers())) {
            Ok(faults) => {
                faults.delay().await;
                faults.spoil(self.route(request).await, format, reset).await
            }
            Err(problem) => problem.answer(format),
        };
        recording.answered(response.status());
        response
    }

    async fn route(&self, request: Request) -> Response<Body> {
        // A router is always ready, and never fails.
        let Ok(response) = self.router.clone().call(request).await;
        response
    }
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
