//! What a running sandbox knows, and the router over it.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ALLOW, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use tokio::sync::Semaphore;

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
use crate::{contract, corner};

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
}

impl Server {
    pub(crate) fn new(
        config: Config,
        hosts: Hosts,
        authority: Option<Authority>,
    ) -> Result<Arc<Self>, StartError> {
        if end_of_token(config.token_ttl).is_none() {
            return Err(StartError::new(
                "a token would outlive the calendar; choose a shorter --token-ttl",
            ));
        }
        let site = match &config.site {
            Some(folder) => Site::read(folder)?,
            None => Site::built_in()?,
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
        }))
    }

    /// Everything that can be asked for.
    pub(crate) fn router(self: &Arc<Self>) -> Result<Router, StartError> {
        let server = Arc::clone(self);
        Ok(contract::routes(self)?
            .merge(corner::routes(Arc::clone(self)))
            .fallback(async move |request: Request| server.published(&request))
            // axum adds `Allow`.
            .method_not_allowed_fallback(method_not_allowed)
            // Makes the routes once, not with each request.
            .with_state(()))
    }

    /// A file of the site, where there is no route.
    fn published(&self, request: &Request) -> Response<Body> {
        let path = request.uri().path();
        match self.site.get(path) {
            Some(file) if matches!(*request.method(), Method::GET | Method::HEAD) => file,
            Some(_) => refuse_method(request)
                .with(ALLOW, HeaderValue::from_static("GET,HEAD"))
                .answer(Format::of(request.headers())),
            None => Problem::new(
                StatusCode::NOT_FOUND,
                format!("There is nothing at {path}."),
            )
            .answer(Format::of(request.headers())),
        }
    }
}

async fn method_not_allowed(request: Request) -> Response<Body> {
    refuse_method(&request).answer(Format::of(request.headers()))
}

fn refuse_method(request: &Request) -> Problem {
    let message = format!(
        "{} is not allowed at {}.",
        request.method(),
        request.uri().path()
    );
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, message)
}
