//! What happens to every request before and after it is answered.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Response;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use tower::Service;

use crate::contract::Contract;
use crate::fault::Faults;
use crate::problem::Problem;
use crate::server::Server;
use crate::socket::Connection;
use crate::{corner, cors, html};

/// A page may load what the sandbox itself serves, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// The routes, and what all of them have in common.
pub(crate) struct Pipeline {
    server: Arc<Server>,
    contract: Contract,
    router: Router,
}

impl Pipeline {
    pub(crate) fn new(server: Arc<Server>, contract: Contract) -> Self {
        Self {
            router: server.router(),
            contract,
            server,
        }
    }

    /// Answers a request that came over this connection.
    pub(crate) async fn answer(&self, request: Request, connection: &Connection) -> Response<Body> {
        let hosts = &self.server.hosts;
        let origin = cors::allowed(&request, hosts, connection.address);
        let checked = hosts
            .check(&request, connection.address)
            .and_then(|()| hosts.check_origin(&request, connection.address));
        let preflight = match (&checked, &origin) {
            (Ok(()), Some(_)) => cors::preflight(&request),
            _ => None,
        };
        let mut response = if let Some(preflight) = preflight {
            preflight
        } else if corner::has(request.uri().path()) {
            match checked {
                Ok(()) => self.route(request).await,
                Err(problem) => problem.answer(self.server.format(request.headers())),
            }
        } else {
            self.recorded(request, checked, connection).await
        };
        let headers = response.headers_mut();
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if headers.get(CONTENT_TYPE) == Some(&html::MEDIA_TYPE) {
            headers.entry(CONTENT_SECURITY_POLICY).or_insert(POLICY);
            headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
        if let Some(origin) = origin {
            cors::permit(headers, origin);
        }
        response
    }

    /// Records a request, and answers it with the faults it asks for.
    async fn recorded(
        &self,
        mut request: Request,
        checked: Result<(), Problem>,
        connection: &Connection,
    ) -> Response<Body> {
        let mut recording = self.server.recorder.start(&mut request);
        let format = self.server.format(request.headers());
        let wanted = checked.and_then(|()| Faults::of(request.headers()));
        let response = match wanted {
            Ok(faults) => match faults.delay(&self.server.delays).await {
                Ok(()) => {
                    let response = match self.contract.respond(&self.server, request).await {
                        Ok(response) => response,
                        Err(request) => self.route(request).await,
                    };
                    faults.spoil(response, format, &connection.reset).await
                }
                Err(problem) => problem.answer(format),
            },
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
