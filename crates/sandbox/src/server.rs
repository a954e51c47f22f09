//! What a running sandbox knows, and the router over it.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ALLOW, HeaderMap, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use tokio::sync::Semaphore;

use crate::api::Api;
use crate::config::{Config, Limits};
use crate::hashing::HashingThreads;
use crate::hosts::Hosts;
use crate::password::HashError;
use crate::problem::{Format, Problem};
use crate::published::Site;
use crate::record::Recorder;
use crate::sign_in::end_of_token;
use crate::tls::{Authority, TlsError};
use crate::tokens::Tokens;
use crate::users::{Users, UsersError};
use crate::{body, corner};

/// Why a sandbox doesn't start.
#[derive(Debug)]
pub struct StartError(String);

impl StartError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StartError {}

impl From<UsersError> for StartError {
    fn from(error: UsersError) -> Self {
        Self(error.to_string())
    }
}

impl From<HashError> for StartError {
    fn from(error: HashError) -> Self {
        Self(error.to_string())
    }
}

impl From<TlsError> for StartError {
    fn from(error: TlsError) -> Self {
        Self(error.to_string())
    }
}

/// The state that all requests share.
pub(crate) struct Server {
    pub(crate) users: Users,
    pub(crate) hashing: HashingThreads,
    pub(crate) tokens: Tokens,
    pub(crate) recorder: Arc<Recorder>,
    pub(crate) limits: Limits,
    /// The places of requests that want to be delayed.
    pub(crate) delays: Semaphore,
    pub(crate) hosts: Hosts,
    pub(crate) token_ttl: SignedDuration,
    pub(crate) zone: TimeZone,
    pub(crate) bearer_prefix: bool,
    /// The certificate to trust, if the sandbox speaks TLS.
    pub(crate) authority: Option<Authority>,
    pub(crate) site: Site,
    /// What the document calls its API.
    pub(crate) title: String,
    /// Whether it is the VMS Admin API.
    pub(crate) is_own: bool,
    pub(crate) body_room: Arc<Semaphore>,
}

impl Server {
    pub(crate) fn new(
        config: Config,
        hosts: Hosts,
        api: &Api,
        authority: Option<Authority>,
    ) -> Result<Arc<Self>, StartError> {
        if end_of_token(config.token_ttl).is_none() {
            return Err(StartError::new(
                "a token would outlive the calendar; choose a shorter --token-ttl",
            ));
        }
        let site = match &config.site {
            Some(folder) => Site::read(folder)?,
            None => api.site()?,
        };
        let users = Users::load(&config)?;
        Ok(Arc::new(Self {
            recorder: Arc::new(Recorder::new(users.passwords().clone())),
            users,
            hashing: HashingThreads::start(&config.hashing)?,
            tokens: Tokens::default(),
            delays: Semaphore::new(config.limits.delays),
            limits: config.limits,
            hosts,
            token_ttl: config.token_ttl,
            zone: config.zone,
            bearer_prefix: config.bearer_prefix,
            authority,
            site,
            title: api.title(),
            is_own: api.is_own(),
            body_room: body::room(),
        }))
    }

    /// Everything that can be asked for beside the API.
    pub(crate) fn router(self: &Arc<Self>) -> Router {
        let server = Arc::clone(self);
        let methods = Arc::clone(self);
        corner::routes(Arc::clone(self))
            .fallback(async move |request: Request| server.published(&request))
            // axum adds `Allow`.
            .method_not_allowed_fallback(async move |request: Request| {
                refuse_method(&request).answer(methods.format(request.headers()))
            })
            // Makes the routes once, not with each request.
            .with_state(())
    }

    /// The form that a client gets errors in.
    pub(crate) fn format(&self, headers: &HeaderMap) -> Format {
        // The vendor's servers have a page for all who don't name JSON.
        if self.is_own {
            Format::of(headers)
        } else {
            Format::of_most(headers)
        }
    }

    /// A file of the site, where there is no route.
    fn published(&self, request: &Request) -> Response<Body> {
        let path = request.uri().path();
        match self.site.get(path) {
            Some(file) if matches!(*request.method(), Method::GET | Method::HEAD) => file,
            Some(_) => refuse_method(request)
                .with(ALLOW, HeaderValue::from_static("GET,HEAD"))
                .answer(self.format(request.headers())),
            None => Problem::new(
                StatusCode::NOT_FOUND,
                format!("There is nothing at {path}."),
            )
            .answer(self.format(request.headers())),
        }
    }
}

/// Says that a path has no such method.
pub(crate) fn refuse_method(request: &Request) -> Problem {
    let message = format!(
        "{} is not allowed at {}.",
        request.method(),
        request.uri().path()
    );
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, message)
}
