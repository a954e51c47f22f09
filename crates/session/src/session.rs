//! The session: one token for many tasks.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::Instant;
use vms_admin_client::Client;
use vms_admin_client::models::User;

use crate::lifetime::Lifetime;
use crate::patience::{Patience, Record};
use crate::pause::Pause;
use crate::sign_in::{self, Outcome, Teller};
use crate::{BearerToken, CredentialSource, SessionBuilder, SessionError};

/// A valid bearer token for any number of tasks. Clones share it.
///
/// Every future of it may be dropped at any time: a signing in that was begun goes on in a task of its own, and the
/// next task that needs a token finds it.
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

/// What all clones of a session share.
pub(crate) struct Shared {
    pub(crate) settings: SessionBuilder,
    state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) signed_in: Option<SignedIn>,
    /// The signing in that all who have no token wait for.
    pub(crate) under_way: Option<Outcome>,
    pub(crate) pause: Pause,
    patience: Patience,
}

#[derive(Clone)]
pub(crate) struct SignedIn {
    pub(crate) bearer: BearerToken,
    pub(crate) user: Arc<User>,
    pub(crate) lifetime: Lifetime,
    pub(crate) record: Record,
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
    /// However many tasks wait, they sign in once. A token that is due is renewed while it is used on.
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
        self.shared.state().signed_in = None;
    }

    /// The server answered a call with this token, but not with 401. `repeated`: after it had.
    pub(crate) fn accepted(&self, bearer: &BearerToken, repeated: bool) {
        let state = &mut *self.shared.state();
        if let Some(signed_in) = state.signed_in.as_mut()
            && signed_in.bearer == *bearer
        {
            state
                .patience
                .accepted(&mut signed_in.record, repeated, Instant::now());
        }
    }

    /// The server answered a call with this token with 401. `repeated`: once more, after it had to an older one.
    ///
    /// Tells whether the call is worth repeating: this token is at its end and now forgotten, or another task has a
    /// fresh one.
    pub(crate) fn refused(&self, bearer: &BearerToken, repeated: bool) -> bool {
        let state = &mut *self.shared.state();
        match state.signed_in.as_mut() {
            None => true,
            Some(signed_in) if signed_in.bearer != *bearer => !signed_in.record.is_doubted(),
            Some(signed_in) => {
                let ended = state
                    .patience
                    .refused(&mut signed_in.record, repeated, Instant::now());
                if ended {
                    state.signed_in = None;
                }
                ended
            }
        }
    }

    async fn signed_in(&self) -> Result<SignedIn, SessionError> {
        let runtime = Handle::try_current().map_err(|_| SessionError::NoRuntime)?;
        let plan = self.shared.state().plan(Instant::now())?;
        if let Some(teller) = plan.begin {
            sign_in::begin(&runtime, &self.shared, teller);
        }
        let mut outcome = match plan.token {
            Ok(signed_in) => return Ok(signed_in),
            Err(outcome) => outcome,
        };
        match outcome.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(outcome)) => outcome.clone(),
            // Its task tells in any case.
            Ok(None) | Err(_) => Err(SessionError::Interrupted),
        }
    }
}

/// What is to be done for one who needs a token.
struct Plan {
    /// Sign in, and tell of it here.
    begin: Option<Teller>,
    /// The token, or where it will be.
    token: Result<SignedIn, Outcome>,
}

impl Shared {
    /// No code panics while it holds the lock, and the state is whole between any two lines of it.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn usable(&self, now: Instant) -> Option<SignedIn> {
        self.signed_in
            .clone()
            .filter(|signed_in| !signed_in.lifetime.is_over(now))
    }

    /// Decides whether to sign in, which is then under way: nobody else begins.
    fn plan(&mut self, now: Instant) -> Result<Plan, SessionError> {
        match (self.usable(now), self.under_way.clone()) {
            (Some(signed_in), under_way) => {
                // It is good for a while yet, so nobody waits, and a pause costs nobody anything.
                let due = under_way.is_none()
                    && signed_in.lifetime.is_due(now)
                    && self.pause.check(now).is_ok();
                Ok(Plan {
                    begin: due.then(|| self.announce().0),
                    token: Ok(signed_in),
                })
            }
            (None, Some(outcome)) => Ok(Plan {
                begin: None,
                token: Err(outcome),
            }),
            (None, None) => {
                self.pause.check(now)?;
                let (teller, outcome) = self.announce();
                Ok(Plan {
                    begin: Some(teller),
                    token: Err(outcome),
                })
            }
        }
    }

    fn announce(&mut self) -> (Teller, Outcome) {
        let (teller, outcome) = watch::channel(None);
        self.under_way = Some(outcome.clone());
        (teller, outcome)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signed_in = self.shared.state().usable(Instant::now()).is_some();
        f.debug_struct("Session")
            .field("client", &self.shared.settings.client)
            .field("signed_in", &signed_in)
            .finish_non_exhaustive()
    }
}
