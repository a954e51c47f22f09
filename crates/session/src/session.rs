//! The session: one token for many tasks.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap};
use vms_admin_client::models::{Token, TokenRequest, User};
use vms_admin_client::{Client, Response};

use crate::lifetime::{Arrival, Lifetime};
use crate::pause::Pause;
use crate::{BearerToken, CredentialSource, Credentials, SessionBuilder, SessionError};

/// A valid bearer token for any number of tasks. Clones share it.
///
/// Every future of it may be dropped at any time: a signing in that is dropped is begun anew by the next task that
/// waits.
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

struct Shared {
    settings: SessionBuilder,
    state: Mutex<State>,
    /// Held while signing in, so that it happens once for all who wait.
    gate: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    signed_in: Option<SignedIn>,
    pause: Pause,
    /// How many signings in have ended, and how the last one failed.
    ended: u64,
    failure: Option<SessionError>,
}

#[derive(Clone)]
struct SignedIn {
    bearer: BearerToken,
    user: Arc<User>,
    lifetime: Lifetime,
}

impl Session {
    /// A session that signs in with this client and these credentials. Nothing is sent yet.
    #[must_use]
    pub fn new(client: Client, source: impl CredentialSource) -> Self {
        Self::builder(client, source).build()
    }

    /// Sets up a session.
    pub fn builder(client: Client, source: impl CredentialSource) -> SessionBuilder {
        SessionBuilder::new(client, source)
    }

    pub(crate) fn from_settings(settings: SessionBuilder) -> Self {
        let shared = Shared {
            settings,
            state: Mutex::default(),
            gate: tokio::sync::Mutex::default(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// The client that signs in.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.shared.settings.client
    }

    /// A token that is valid as far as is known: the one at hand, or a fresh one.
    ///
    /// However many tasks wait, one signs in. A token that is due is renewed by one task, while the others use it on.
    ///
    /// # Errors
    /// There is none to be had: see [`SessionError`]. All who waited get the same error.
    pub async fn token(&self) -> Result<BearerToken, SessionError> {
        self.signed_in().await.map(|signed_in| signed_in.bearer)
    }

    /// The user who is signed in, as of the last signing in.
    ///
    /// # Errors
    /// As [`Session::token`].
    pub async fn user(&self) -> Result<Arc<User>, SessionError> {
        self.signed_in().await.map(|signed_in| signed_in.user)
    }

    /// Forgets the token: the next task that needs one signs in. What the server knows of it is not changed.
    pub fn forget(&self) {
        self.state().signed_in = None;
    }

    /// Forgets the token if it is still this one: another task may have got a fresh one meanwhile.
    pub(crate) fn forget_refused(&self, refused: &BearerToken) {
        let mut state = self.state();
        if state
            .signed_in
            .as_ref()
            .is_some_and(|signed_in| signed_in.bearer == *refused)
        {
            state.signed_in = None;
        }
    }

    /// No code panics while it holds the lock, and the state is whole between any two lines of it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    async fn signed_in(&self) -> Result<SignedIn, SessionError> {
        let (usable, ended) = {
            let state = self.state();
            (state.usable(), state.ended)
        };
        let gate = match usable {
            // One looks whether it is due and renews it then, the others use it on.
            Some(signed_in) => match self.shared.gate.try_lock() {
                Ok(gate) => gate,
                Err(_) => return Ok(signed_in),
            },
            None => self.shared.gate.lock().await,
        };
        {
            // While this task waited, another one may have signed in, or failed to.
            let state = self.state();
            match state.usable() {
                Some(signed_in) if !signed_in.lifetime.is_due(Instant::now()) => {
                    return Ok(signed_in);
                }
                None if state.ended != ended => {
                    if let Some(failure) = &state.failure {
                        return Err(failure.clone());
                    }
                }
                _ => {}
            }
        }
        let outcome = self.sign_in().await;
        let mut state = self.state();
        state.ended += 1;
        state.failure = outcome.as_ref().err().cloned();
        drop(gate);
        match outcome {
            Ok(signed_in) => {
                state.signed_in = Some(signed_in.clone());
                Ok(signed_in)
            }
            // A renewal that failed costs nobody a token that is still good.
            Err(error) => state.usable().ok_or(error),
        }
    }

    async fn sign_in(&self) -> Result<SignedIn, SessionError> {
        let settings = &self.shared.settings;
        let credentials = settings
            .source
            .load()
            .await
            .map_err(|error| SessionError::Credentials(Arc::new(error)))?;
        self.state().pause.check(&credentials, Instant::now())?;
        let request = TokenRequest::new(credentials.login.clone(), credentials.password.clone());
        match settings.client.obtain_token(&request).send().await {
            Ok(answer) => {
                self.state().pause.end();
                self.take(answer)
            }
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
        Ok(SignedIn {
            bearer: BearerToken::new(&token.access_token).ok_or(SessionError::UnusableToken)?,
            user: Arc::new(token.user),
            lifetime: Lifetime::of(&arrival, settings.zone.as_ref(), settings.ahead),
        })
    }

    /// Makes the error for all who wait, and begins the pause that it calls for.
    fn failed(&self, error: SignInError, credentials: Credentials) -> SessionError {
        let refused = matches!(error, vms_admin_client::Error::Documented(_));
        let wait = error.retry_after();
        let error = Arc::new(error);
        let error = if refused {
            SessionError::Refused(error)
        } else {
            SessionError::SignIn(error)
        };
        let mut state = self.state();
        match wait {
            _ if refused => state.pause.refused(credentials, &error, Instant::now()),
            Some(wait) => state.pause.asked_for(wait, &error, Instant::now()),
            None => {}
        }
        error
    }
}

type SignInError = vms_admin_client::Error<vms_admin_client::models::ValidationFailure>;

impl State {
    fn usable(&self) -> Option<SignedIn> {
        self.signed_in
            .clone()
            .filter(|signed_in| !signed_in.lifetime.is_over(Instant::now()))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signed_in = self.state().usable().is_some();
        f.debug_struct("Session")
            .field("client", &self.shared.settings.client)
            .field("signed_in", &signed_in)
            .finish_non_exhaustive()
    }
}

/// The server's clock, from the `Date` of an answer.
fn server_date(headers: &HeaderMap) -> Option<Timestamp> {
    let date = headers.get(DATE)?.to_str().ok()?;
    jiff::fmt::rfc2822::parse(date)
        .ok()
        .map(|date| date.timestamp())
}
