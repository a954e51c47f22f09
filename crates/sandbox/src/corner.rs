//! `/_sandbox/`: what a sandbox has and the API has not.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, WWW_AUTHENTICATE,
};
use axum::http::{Response, StatusCode};
use axum::routing::{get, post};
use jiff::Timestamp;
use serde_json::{Value, json};
use vms_admin_api::LocalDateTime;

use crate::html;
use crate::problem::{JSON, Problem};
use crate::server::Server;
use crate::tokens::Rejection;
use crate::users::DEMO_LOGIN;

const ROOT: &str = "/_sandbox";

/// Whether a path lies in the corner.
pub(crate) fn has(path: &str) -> bool {
    path.strip_prefix(ROOT)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The corner's routes.
pub(crate) fn routes(server: Arc<Server>) -> Router {
    Router::new()
        .route("/_sandbox", get(index))
        .route("/_sandbox/", get(index))
        .route("/_sandbox/health", get(health))
        .route("/_sandbox/token", get(token).post(new_token))
        .route("/_sandbox/requests", get(requests))
        .route("/_sandbox/reset", post(reset))
        .route("/_sandbox/ca.pem", get(authority))
        .with_state(server)
}

async fn index() -> Response<Body> {
    answer(html::MEDIA_TYPE, include_str!("pages/corner.html"))
}

async fn health() -> Response<Body> {
    json_answer(&json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

/// Whose token it is that the request carries.
async fn token(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response<Body> {
    match check(&server, &headers) {
        Ok(holder) => json_answer(&holder),
        Err(message) => Problem::new(StatusCode::UNAUTHORIZED, message)
            .with(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
            .answer(server.format(&headers)),
    }
}

fn check(server: &Server, headers: &HeaderMap) -> Result<Value, String> {
    let header = headers
        .get(AUTHORIZATION)
        .ok_or("There is no Authorization header; send `Authorization: Bearer TOKEN`.")?;
    let token = header
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or("The Authorization header is not `Bearer TOKEN`.")?;
    let told = |moment: Timestamp| {
        LocalDateTime::from(moment.to_zoned_datetime(server.zone.clone()).datetime())
    };
    match server.tokens.check(token, Timestamp::now()) {
        Ok(grant) => Ok(json!({ "login": grant.login, "expires_at": told(grant.expires_at) })),
        Err(Rejection::Expired(moment)) => Err(format!("The token expired at {}.", told(moment))),
        Err(Rejection::Unknown) if token.to_ascii_lowercase().starts_with("bearer ") => {
            Err("The word `Bearer` is there twice.".to_owned())
        }
        Err(Rejection::Unknown) => Err("The token is not one that this sandbox gave.".to_owned()),
    }
}

/// A token without a sign-in, for documents that have none, and for tests that need one at once.
async fn new_token(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response<Body> {
    match server.give_token(DEMO_LOGIN) {
        Ok((token, expires_at)) => json_answer(&json!({
            "access_token": token.expose(),
            "login": DEMO_LOGIN,
            "expires_at": expires_at,
        })),
        Err(problem) => problem.answer(server.format(&headers)),
    }
}

async fn requests(State(server): State<Arc<Server>>) -> Response<Body> {
    json_answer(&server.recorder.list())
}

async fn reset(State(server): State<Arc<Server>>) -> StatusCode {
    server.tokens.clear();
    server.recorder.clear();
    StatusCode::NO_CONTENT
}

async fn authority(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response<Body> {
    match &server.authority {
        Some(authority) => {
            let media_type = HeaderValue::from_static("application/x-pem-file");
            answer(media_type, authority.pem().to_owned())
        }
        None => Problem::new(
            StatusCode::NOT_FOUND,
            "This sandbox speaks plain HTTP; start it with --tls.",
        )
        .answer(server.format(&headers)),
    }
}

fn json_answer(value: &Value) -> Response<Body> {
    answer(JSON, value.to_string())
}

/// An answer with status 200.
pub(crate) fn answer(media_type: HeaderValue, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    let name: HeaderName = CONTENT_TYPE;
    response.headers_mut().insert(name, media_type);
    response
}
