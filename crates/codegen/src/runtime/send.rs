//! Sends a call: credentials, tries, redirects, limits.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, COOKIE, HeaderMap, HeaderValue};
use reqwest::{Request, Response, StatusCode, Url};
use tokio::time::Instant;

use super::answer::{Answer, pick};
use super::content::Opened;
use super::credentials::{Credential, choose};
use super::draft::Draft;
use super::error::{BuildError, Error, Never};
use super::observe;
use super::operation::Table;
use super::payload::{Payload, Unread};
use super::redirect::{Redirect, redirect};
use super::reply::AnswerHead;
use super::retry;
use super::transport::{Limits, TransportError, TransportKind};

/// Sends a call. Nothing here depends on the operation's types, so it is compiled once.
pub(super) async fn execute(draft: Draft<'_>, table: Table) -> Result<Answer, Error<Never>> {
    let client = draft.client;
    observe::call(draft.endpoint.clone(), client, run(draft, table)).await
}

async fn run(mut draft: Draft<'_>, table: Table) -> Result<Answer, Error<Never>> {
    if let Some(problem) = draft.problem.take() {
        return Err(problem.of(&draft.endpoint).into());
    }
    let mut trip = Trip::start(&mut draft, table)?;
    loop {
        match trip.attempt(&mut draft).await? {
            Step::Answer(response) => return trip.read(&draft, response).await,
            Step::Again(wait) => tokio::time::sleep(wait).await,
        }
    }
}

/// The setting to name when an answer is too large.
const LIMIT_KNOB: &str = "the builder's `response_limit`";

/// What follows a try.
enum Step {
    /// This is the answer.
    Answer(Response),
    /// Another try after a wait.
    Again(Duration),
}

/// The state of a call between its tries.
struct Trip {
    table: Table,
    url: Url,
    headers: HeaderMap,
    /// Credentials, a body or headers of the caller's own go with the call.
    private: bool,
    deadline: Option<Instant>,
    limits: Limits,
    retries: u32,
    hops: u32,
    hint: Option<String>,
}

impl Trip {
    fn start(draft: &mut Draft<'_>, table: Table) -> Result<Self, Error<Never>> {
        let client = &draft.client.inner;
        let mut headers = client.headers.clone();
        headers.insert(ACCEPT, HeaderValue::from_static(table.accept));
        let needed = choose(draft.security, &client.credentials);
        for index in needed {
            match client.credentials.get(*index) {
                Some(Some(Credential::Header(name, value))) => {
                    headers.insert(*name, value.clone());
                }
                Some(Some(Credential::Query(pair))) => draft.push_query(pair.expose()),
                Some(Some(Credential::Cookie(pair))) => draft.push_cookie(pair.expose()),
                Some(None) | None => {}
            }
        }
        if !draft.cookies.is_empty() {
            let mut value = HeaderValue::from_str(&draft.cookies).map_err(|_| {
                let error = BuildError::new("a cookie has a character that headers cannot hold");
                error.of(&draft.endpoint)
            })?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        headers.extend(std::mem::take(&mut draft.headers));
        let private = !needed.is_empty()
            || client.personal
            || draft.personal
            || !draft.cookies.is_empty()
            || !draft.content.is_empty();
        let hint = (needed.is_empty() && !draft.security.is_empty())
            .then(|| "no credentials were sent, set them on the client's builder".to_owned());
        Ok(Self {
            table,
            url: draft.url().map_err(|error| error.of(&draft.endpoint))?,
            headers,
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
            hint,
        })
    }

    /// Whether there is time for a wait.
    fn may_wait(&self, wait: Duration) -> bool {
        let end = Instant::now().checked_add(wait);
        self.deadline
            .is_none_or(|deadline| end.is_some_and(|end| end < deadline))
    }

    /// Scheme, host and port that the call goes to.
    fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    async fn attempt(&mut self, draft: &mut Draft<'_>) -> Result<Step, Error<Never>> {
        let client = &draft.client.inner;
        let mut request = Request::new(draft.endpoint.method().clone(), self.url.clone());
        request.headers_mut().clone_from(&self.headers);
        let opened = draft.content.open(&client.http).await;
        let Opened { body, headers } = opened.map_err(|error| error.of(&draft.endpoint))?;
        *request.body_mut() = body;
        request.headers_mut().extend(headers);
        let again = self.retries < client.retries && draft.content.repeatable();
        let Some(sent) = within(self.deadline, client.http.execute(request)).await else {
            let error = TransportError::timeout(&draft.endpoint, self.origin(), None, &self.limits);
            return Err(error.into());
        };
        let response = match sent {
            Ok(response) => response,
            Err(error) => {
                let error =
                    TransportError::new(&draft.endpoint, self.origin(), None, error, &self.limits);
                let wait = retry::backoff(self.retries);
                let hopeful = matches!(
                    error.kind(),
                    TransportKind::Connect | TransportKind::Resolve
                );
                if again && hopeful && self.may_wait(wait) {
                    observe::retry(&error, wait);
                    self.retries += 1;
                    return Ok(Step::Again(wait));
                }
                return Err(error.into());
            }
        };
        let wait = retry::wait_for(
            response.status(),
            draft.endpoint.method(),
            response.headers(),
        );
        if let Some(wait) = wait
            && again
            && self.may_wait(wait)
        {
            observe::retry(&response.status(), wait);
            self.retries += 1;
            return Ok(Step::Again(wait));
        }
        Ok(self.follow(draft, response))
    }

    /// Follows a redirect that the API does not document, or notes why not.
    fn follow(&mut self, draft: &Draft<'_>, response: Response) -> Step {
        let documented = pick(&self.table, response.status(), response.headers());
        if !response.status().is_redirection() || documented.is_some() {
            return Step::Answer(response);
        }
        let repeatable = draft.content.repeatable();
        match redirect(
            &self.url,
            draft.endpoint.method(),
            &response,
            self.private,
            self.hops,
        ) {
            Redirect::Follow(url) if repeatable => {
                self.hops += 1;
                self.url = url;
                return Step::Again(Duration::ZERO);
            }
            Redirect::Follow(_) => {
                self.hint =
                    Some("the server redirects, but the body can be sent only once".to_owned());
            }
            Redirect::Refuse(hint) => self.hint = Some(hint),
            Redirect::None => {}
        }
        Step::Answer(response)
    }

    /// Reads the body, unless it is handed on unread.
    async fn read(self, draft: &Draft<'_>, mut response: Response) -> Result<Answer, Error<Never>> {
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let picked = pick(&self.table, status, &headers);
        let payload = if picked.is_some_and(|picked| picked.streams(&self.table)) {
            let about = self.unread(draft, status);
            Payload {
                bytes: Bytes::new(),
                unread: Some((response, about)),
            }
        } else {
            Payload {
                bytes: self.collect(draft, response).await?,
                unread: None,
            }
        };
        let raw = payload.bytes.clone();
        let head = AnswerHead {
            endpoint: draft.endpoint.clone(),
            status,
            headers,
            raw,
        };
        Ok(Answer {
            head,
            payload,
            picked,
            hint: self.hint,
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
            let Some(chunk) = within(self.deadline, response.chunk()).await else {
                return Err(self.unread(draft, status).timeout().into());
            };
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

/// What a future gives, if it does so in time.
pub(super) async fn within<F: Future>(deadline: Option<Instant>, future: F) -> Option<F::Output> {
    match deadline {
        Some(deadline) => tokio::time::timeout_at(deadline, future).await.ok(),
        None => Some(future.await),
    }
}
