//! Sends a call: credentials, tries, redirects, limits.

use std::pin::Pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use reqwest::{Request, Response, StatusCode, Url};
use tokio::time::Instant;

use super::draft::Draft;
use super::observe;
use super::operation::Table;
use super::redirect::{Redirect, redirect};
use super::retry;
use crate::runtime::body::Opened;
use crate::runtime::error::reply::AnswerHead;
use crate::runtime::error::transport::{Limits, TransportError, TransportKind};
use crate::runtime::error::{BuildError, Error, Never};
use crate::runtime::response::payload::{Payload, Unread};
use crate::runtime::response::{Answer, pick};
use crate::runtime::security::credentials::{Credential, choose};
use crate::runtime::security::provider::{Grant, Provider};
use crate::runtime::security::veil::Sent;

/// A call on its way.
pub(crate) type Sending<'a> =
    Pin<Box<dyn Future<Output = Result<Answer, Error<Never>>> + Send + 'a>>;

/// Sends a call. Nothing here depends on the operation's types, so it is compiled once.
pub(crate) fn execute(draft: Draft<'_>, table: Table) -> Sending<'_> {
    let client = draft.client;
    Box::pin(observe::call(
        draft.endpoint.clone(),
        client,
        run(draft, table),
    ))
}

async fn run(mut draft: Draft<'_>, table: Table) -> Result<Answer, Error<Never>> {
    if let Some(problem) = draft.problem.take() {
        return Err(problem.of(&draft.endpoint).into());
    }
    let mut trip = Trip::start(&mut draft, table)?;
    let Some(deadline) = trip.deadline else {
        return trip.travel(&mut draft).await;
    };
    if let Ok(result) = tokio::time::timeout_at(deadline, trip.travel(&mut draft)).await {
        return result;
    }
    let error = TransportError::timeout(&draft.endpoint, trip.origin(), trip.status, &trip.limits);
    Err(error.into())
}

/// The setting to name when an answer is too large.
const LIMIT_KNOB: &str = "the builder's `response_limit`";

/// The state of a call between its tries.
struct Trip {
    table: Table,
    url: Url,
    /// Which credentials go with the call, by index.
    needed: &'static [usize],
    /// What the provider gave.
    grant: Option<Grant>,
    cookie: Option<HeaderValue>,
    /// Credentials, a body or headers of the caller's own go with the call.
    private: bool,
    deadline: Option<Instant>,
    limits: Limits,
    retries: u32,
    hops: u32,
    hint: Option<String>,
    /// The status of the answer that is being read.
    status: Option<StatusCode>,
}

impl Trip {
    fn start(draft: &mut Draft<'_>, table: Table) -> Result<Self, Error<Never>> {
        let client = &draft.client.inner;
        let needed = choose(
            draft.security,
            &client.credentials,
            client.provider.is_some(),
        );
        for index in needed {
            match client.credentials.get(*index) {
                Some(Some(Credential::Query(pair))) => draft.push_query(pair.expose()),
                Some(Some(Credential::Cookie(pair))) => draft.push_cookie(pair.expose()),
                Some(Some(Credential::Header(..)) | None) | None => {}
            }
        }
        let cookie = cookie(&draft.cookies).map_err(|error| error.of(&draft.endpoint))?;
        let private = !needed.is_empty()
            || client.personal
            || draft.personal
            || cookie.is_some()
            || !draft.content.is_empty();
        Ok(Self {
            table,
            url: draft.url(),
            needed,
            grant: None,
            cookie,
            private,
            deadline: draft
                .timeout
                .and_then(|timeout| Instant::now().checked_add(timeout)),
            limits: Limits {
                connect: client.connect_timeout,
                total: draft.timeout,
            },
            retries: 0,
            hops: 0,
            hint: None,
            status: None,
        })
    }

    /// Tries until there is an answer, and reads it.
    async fn travel(&mut self, draft: &mut Draft<'_>) -> Result<Answer, Error<Never>> {
        let client = draft.client;
        if let Some(provider) = self.provider(draft) {
            let grant = Grant::ask(provider, false).await;
            let grant = grant.map_err(|error| error.of(&draft.endpoint))?;
            draft.secrets.push(grant.token.clone());
            self.grant = Some(grant);
        }
        let response = loop {
            let mut request = self.request(draft);
            let opened = draft.content.open(&client.inner.http).await;
            let Opened { body, headers } = opened.map_err(|error| error.of(&draft.endpoint))?;
            *request.body_mut() = body;
            request.headers_mut().extend(headers);
            let wait = match client.inner.http.execute(request).await {
                Ok(response) if self.renew(draft, response.status()).await => Duration::ZERO,
                Ok(response) => match self.wait_after(draft, &response) {
                    Some(wait) => wait,
                    None => break response,
                },
                Err(error) => self.wait_after_failure(draft, error)?,
            };
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
        };
        self.read(draft, response).await
    }

    /// Who gives the token for a credential that is needed and not set.
    fn provider<'a>(&self, draft: &Draft<'a>) -> Option<&'a dyn Provider> {
        let client = &draft.client.inner;
        let set = |index: &usize| client.credentials.get(*index).is_some_and(Option::is_some);
        let provider = client.provider.as_deref()?;
        (!self.needed.iter().all(set)).then_some(provider)
    }

    /// Tells the provider how its token was taken, and asks for another one if that is worth it: once.
    async fn renew(&mut self, draft: &mut Draft<'_>, status: StatusCode) -> bool {
        let (Some(provider), Some(grant)) = (self.provider(draft), &self.grant) else {
            return false;
        };
        if status != StatusCode::UNAUTHORIZED {
            if !status.is_server_error() {
                provider.accepted(&grant.token, grant.again);
            }
            return false;
        }
        let hopeful = provider.refused(&grant.token, grant.again);
        let repeatable = retry::idempotent(draft.endpoint.method()) && draft.content.repeatable();
        if !hopeful || !repeatable || grant.again {
            return false;
        }
        match Grant::ask(provider, true).await {
            Ok(grant) => {
                observe::retry(&status, Duration::ZERO);
                draft.secrets.push(grant.token.clone());
                self.grant = Some(grant);
                true
            }
            Err(error) => {
                self.hint = Some(error.reason());
                false
            }
        }
    }

    /// The request for one try, without its body.
    fn request(&self, draft: &Draft<'_>) -> Request {
        let client = &draft.client.inner;
        let mut request = Request::new(draft.endpoint.method().clone(), self.url.clone());
        let room = client.headers.len() + self.needed.len() + draft.headers.len() + 3;
        let mut headers = HeaderMap::with_capacity(room);
        for (name, value) in &client.headers {
            headers.insert(name, value.clone());
        }
        headers.insert(ACCEPT, HeaderValue::from_static(self.table.accept));
        for index in self.needed {
            if let Some(Some(Credential::Header(name, value))) = client.credentials.get(*index) {
                headers.insert(*name, value.clone());
            }
        }
        if let Some(grant) = &self.grant {
            headers.insert(AUTHORIZATION, grant.value.clone());
        }
        if let Some(cookie) = &self.cookie {
            headers.insert(COOKIE, cookie.clone());
        }
        if let Some(media_type) = draft.media_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        for (name, value) in &draft.headers {
            headers.insert(name, value.clone());
        }
        *request.headers_mut() = headers;
        request
    }

    /// Whether another try is allowed, and whether there is time for the wait before it.
    fn may_try_again(&self, draft: &Draft<'_>, wait: Duration) -> bool {
        let end = Instant::now().checked_add(wait);
        self.retries < draft.client.inner.retries
            && draft.content.repeatable()
            && self
                .deadline
                .is_none_or(|deadline| end.is_some_and(|end| end < deadline))
    }

    /// Scheme, host and port that the call goes to.
    fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The wait before the next try, if a failure allows one.
    fn wait_after_failure(
        &mut self,
        draft: &Draft<'_>,
        error: reqwest::Error,
    ) -> Result<Duration, Error<Never>> {
        let error = TransportError::new(&draft.endpoint, self.origin(), None, error, &self.limits);
        let wait = retry::backoff(self.retries);
        let hopeful = matches!(
            error.kind(),
            TransportKind::Connect | TransportKind::Resolve
        ) || error.is_untouched();
        if !hopeful || !self.may_try_again(draft, wait) {
            return Err(error.into());
        }
        observe::retry(&error, wait);
        self.retries += 1;
        Ok(wait)
    }

    /// The wait before the next try, if an answer asks for one; none if it is the call's answer.
    fn wait_after(&mut self, draft: &Draft<'_>, response: &Response) -> Option<Duration> {
        let status = response.status();
        if status.is_success() {
            return None;
        }
        let wait = retry::wait_for(status, draft.endpoint.method(), response.headers());
        if let Some(wait) = wait
            && self.may_try_again(draft, wait)
        {
            observe::retry(&status, wait);
            self.retries += 1;
            return Some(wait);
        }
        self.follow(draft, response).then_some(Duration::ZERO)
    }

    /// Follows a redirect that the API does not document, or notes why not.
    fn follow(&mut self, draft: &Draft<'_>, response: &Response) -> bool {
        let status = response.status();
        if !status.is_redirection() || pick(&self.table, status, response.headers()).is_some() {
            return false;
        }
        let repeatable = draft.content.repeatable();
        match redirect(
            &self.url,
            draft.endpoint.method(),
            response,
            self.private,
            self.hops,
        ) {
            Redirect::Follow(url) if repeatable => {
                self.hops += 1;
                self.url = url;
                return true;
            }
            Redirect::Follow(_) => {
                self.hint =
                    Some("the server redirects, but the body can be sent only once".to_owned());
            }
            Redirect::Refuse(hint) => self.hint = Some(hint),
            Redirect::None => {}
        }
        false
    }

    /// Reads the body, unless it is handed on unread.
    async fn read(
        &mut self,
        draft: &mut Draft<'_>,
        mut response: Response,
    ) -> Result<Answer, Error<Never>> {
        let status = response.status();
        self.status = Some(status);
        let headers = std::mem::take(response.headers_mut());
        let picked = pick(&self.table, status, &headers);
        let payload = if picked.is_some_and(|picked| picked.streams(&self.table)) {
            let about = self.unread(draft, status);
            Payload {
                bytes: Bytes::new(),
                unread: Some(Box::new((response, about))),
                mends: None,
            }
        } else {
            Payload {
                bytes: self.collect(draft, response).await?,
                unread: None,
                mends: None,
            }
        };
        let raw = payload.bytes.clone();
        let head = AnswerHead {
            endpoint: draft.endpoint.clone(),
            status,
            headers,
            raw,
            sent: Sent {
                client: draft.client.clone(),
                secrets: std::mem::take(&mut draft.secrets),
                headers: std::mem::take(&mut draft.headers),
            },
        };
        Ok(Answer {
            head,
            payload,
            picked,
            hint: self
                .hint
                .take()
                .or_else(|| missing_credentials(draft.security, self.needed, status)),
        })
    }

    /// Reads a body into memory, up to the limit.
    async fn collect(
        &self,
        draft: &Draft<'_>,
        mut response: Response,
    ) -> Result<Bytes, Error<Never>> {
        let status = response.status();
        let limit = draft.client.inner.response_limit;
        let over = |length: u64| length > limit;
        if response.content_length().is_some_and(over) {
            return Err(self
                .unread(draft, status)
                .too_large(limit, LIMIT_KNOB)
                .into());
        }
        // A body often comes in one piece, which is then taken as it is.
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        loop {
            let chunk = response.chunk().await;
            let chunk = chunk.map_err(|error| self.unread(draft, status).broken(error))?;
            let Some(chunk) = chunk else {
                return Ok(if rest.is_empty() {
                    first
                } else {
                    rest.freeze()
                });
            };
            let length = first.len().max(rest.len()) + chunk.len();
            if u64::try_from(length).is_ok_and(over) {
                return Err(self
                    .unread(draft, status)
                    .too_large(limit, LIMIT_KNOB)
                    .into());
            }
            if first.is_empty() {
                first = chunk;
            } else {
                if rest.is_empty() {
                    rest.extend_from_slice(&first);
                }
                rest.extend_from_slice(&chunk);
            }
        }
    }

    /// Whose answer it is, for the errors that reading it may bring.
    fn unread(&self, draft: &Draft<'_>, status: StatusCode) -> Unread {
        let endpoint = draft.endpoint.clone();
        Unread {
            endpoint,
            origin: self.origin(),
            status,
            limits: self.limits,
        }
    }
}

/// Tells of credentials that weren't sent where the response comes of that.
fn missing_credentials(
    alternatives: &[&[usize]],
    sent: &[usize],
    status: StatusCode,
) -> Option<String> {
    let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    let none_sent = sent.is_empty() && !alternatives.is_empty();
    (none_sent && refused)
        .then(|| "no credentials were sent, set them on the client's builder".to_owned())
}

/// The value of the `Cookie` header, if there is anything to say in it.
fn cookie(pairs: &str) -> Result<Option<HeaderValue>, BuildError> {
    if pairs.is_empty() {
        return Ok(None);
    }
    let mut value = HeaderValue::from_str(pairs)
        .map_err(|_| BuildError::new("a cookie has a character that headers cannot hold"))?;
    value.set_sensitive(true);
    Ok(Some(value))
}
