//! Signing in: in a task of its own, once for all who wait, and never sooner than the pauses allow.

use std::sync::Arc;

use jiff::Timestamp;
use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::{Duration, Instant, sleep_until};
use vms_admin_client::Response;
use vms_admin_client::models::{Token, TokenRequest, ValidationFailure};

use crate::lifetime::{Arrival, Lifetime};
use crate::patience::Record;
use crate::session::{Shared, SignedIn};
use crate::{Credentials, SessionError, bearer};

/// What a signing in comes to; nothing while it is under way.
pub(crate) type Outcome = watch::Receiver<Option<Result<SignedIn, SessionError>>>;

/// The wait after a 429 that doesn't name one.
const BUSY: Duration = Duration::from_mins(1);

/// Where a signing in tells its outcome.
pub(crate) type Teller = watch::Sender<Option<Result<SignedIn, SessionError>>>;

/// Carries out a signing in, which goes on whether or not anybody waits for it: the server may count it, so its token
/// is not to be lost. No lock may be held: a runtime that is being shut down drops the task at once.
pub(crate) fn begin(runtime: &Handle, shared: &Arc<Shared>, teller: Teller) {
    let mut task = Task {
        shared: Arc::clone(shared),
        teller,
        ended: false,
    };
    runtime.spawn(async move {
        let outcome = task.sign_in().await;
        task.end(outcome);
    });
}

/// The task that signs in. However it ends, it tells those who wait.
struct Task {
    shared: Arc<Shared>,
    teller: Teller,
    ended: bool,
}

impl Task {
    async fn sign_in(&self) -> Result<SignedIn, SessionError> {
        let settings = &self.shared.settings;
        let credentials = settings
            .source
            .load()
            .await
            .map_err(|error| SessionError::Credentials(Arc::new(error)))?;
        let earliest = {
            let state = self.shared.state();
            state
                .pause
                .check_credentials(&credentials, Instant::now())?;
            state.pause.earliest()
        };
        if let Some(earliest) = earliest {
            sleep_until(earliest).await;
        }
        self.shared.state().pause.sent(Instant::now());
        let request = TokenRequest::new(credentials.login.clone(), credentials.password.clone());
        match settings.client.obtain_token(&request).send().await {
            Ok(answer) => self.take(answer),
            Err(error) => Err(self.failed(error, credentials)),
        }
    }

    /// Takes over the token of an answer.
    fn take(&self, answer: Response<Token>) -> Result<SignedIn, SessionError> {
        let settings = &self.shared.settings;
        let arrival = Arrival {
            end: answer.expires_at.parse().ok(),
            date: server_date(answer.headers()),
            now: Timestamp::now(),
            instant: Instant::now(),
        };
        let token = answer.into_inner();
        let mut state = self.shared.state();
        let Some(bare) = bearer::bare(&token.access_token) else {
            let error = SessionError::UnusableToken;
            state.pause.failed(None, &error, Instant::now());
            return Err(error);
        };
        state.pause.end();
        Ok(SignedIn {
            token: bare,
            user: Arc::new(token.user),
            lifetime: Lifetime::of(&arrival, settings.zone.as_ref(), settings.ahead),
            record: Record::new(arrival.instant),
        })
    }

    /// Makes the error for all who wait, and begins the pause that it calls for.
    fn failed(
        &self,
        error: vms_admin_client::Error<ValidationFailure>,
        credentials: Credentials,
    ) -> SessionError {
        let status = error.status();
        let asked = error
            .retry_after()
            .or_else(|| (status == Some(StatusCode::TOO_MANY_REQUESTS)).then_some(BUSY));
        let error = Arc::new(error);
        let now = Instant::now();
        let mut state = self.shared.state();
        if status.is_some_and(refuses) {
            let error = SessionError::Refused(error);
            state.pause.refused(credentials, &error, now);
            error
        } else {
            let error = SessionError::SignIn(error);
            state.pause.failed(asked, &error, now);
            error
        }
    }

    fn end(&mut self, outcome: Result<SignedIn, SessionError>) {
        self.ended = true;
        {
            let mut state = self.shared.state();
            state.under_way = None;
            if let Ok(signed_in) = &outcome {
                state.signed_in = Some(signed_in.clone());
            }
        }
        self.teller.send_replace(Some(outcome));
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if !self.ended {
            let error = SessionError::Interrupted;
            self.shared
                .state()
                .pause
                .failed(None, &error, Instant::now());
            self.end(Err(error));
        }
    }
}

/// Whether a status says that it is login and password that are wrong, or the account: not the address, and not the
/// server's own state.
fn refuses(status: StatusCode) -> bool {
    let other = [
        StatusCode::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    status.is_client_error() && !other.contains(&status)
}

/// The server's clock, from the `Date` of an answer.
fn server_date(headers: &HeaderMap) -> Option<Timestamp> {
    let date = headers.get(DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::parse(date)
        .ok()
        .map(|date| date.timestamp())
}
