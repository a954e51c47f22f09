//! The session: one token for many tasks.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::Instant;
use vms_admin_client::models::User;
use vms_admin_client::{Client, Provider, Providing, Secret};

use crate::lifetime::Lifetime;
use crate::patience::{Patience, Record};
use crate::pause::Pause;
use crate::sign_in::{self, Outcome, Teller};
use crate::{CredentialSource, SessionBuilder, SessionError};

/// A valid bearer token for any number of tasks. Clones share it.
///
/// Every future of it may be dropped at any time: a signing in that was begun goes on in a task of its own, and the
/// next task that needs a token finds it.
#[derive(Clone)]
pub struct Session {
    keeper: Keeper,
    client: Client,
}

/// Gives a client the session's tokens. It knows the client that signs in, and not the one that it serves.
#[derive(Clone)]
struct Keeper {
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
    pub(crate) token: Secret,
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
        let keeper = Keeper {
            shared: Arc::new(shared),
        };
        let client = &keeper.shared.settings.client;
        Self {
            client: client.with_credentials(keeper.clone()),
            keeper,
        }
    }

    /// The client whose calls carry the session's token.
    ///
    /// Where the server answers 401, the token is forgotten; and if the call may be repeated, the session signs in once
    /// more and the call is sent again. Where there is no token to be had, the call fails before it is sent; the
    /// [`SessionError`] is the [`source`](std::error::Error::source) of its error.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A token that is valid as far as is known: the one at hand, or a fresh one. Without the word `Bearer`.
    ///
    /// However many tasks wait, they sign in once. A token that is due is renewed while it is used on.
    ///
    /// # Errors
    /// There is none to be had: see [`SessionError`]. All who waited get the same error.
    pub async fn token(&self) -> Result<Secret, SessionError> {
        let signed_in = self.keeper.signed_in().await?;
        Ok(signed_in.token)
    }

    /// The user who is signed in, as of the last signing in.
    ///
    /// # Errors
    /// As [`Session::token`].
    pub async fn user(&self) -> Result<Arc<User>, SessionError> {
        let signed_in = self.keeper.signed_in().await?;
        Ok(signed_in.user)
    }

    /// Forgets the token: the next task that needs one signs in. What the server knows of it is not changed.
    pub fn forget(&self) {
        self.keeper.shared.state().signed_in = None;
    }
}

impl Keeper {
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

/// So a session gives its tokens to other clients of the same server, too, or to requests of another kind: tell it how
/// the server took them.
impl Provider for Session {
    fn token(&self) -> Providing<'_> {
        self.keeper.token()
    }

    fn refused(&self, token: &Secret, again: bool) -> bool {
        self.keeper.refused(token, again)
    }

    fn accepted(&self, token: &Secret, again: bool) {
        self.keeper.accepted(token, again);
    }
}

impl Provider for Keeper {
    fn token(&self) -> Providing<'_> {
        Box::pin(async {
            let signed_in = self.signed_in().await?;
            Ok(signed_in.token)
        })
    }

    /// Whether the call is worth repeating: this token is at its end and now forgotten, or another task has a fresh one.
    fn refused(&self, token: &Secret, again: bool) -> bool {
        let state = &mut *self.shared.state();
        match state.signed_in.as_mut() {
            None => true,
            Some(signed_in) if signed_in.token != *token => !signed_in.record.is_doubted(),
            Some(signed_in) => {
                let record = &mut signed_in.record;
                let ended = state.patience.refused(record, again, Instant::now());
                if ended {
                    state.signed_in = None;
                }
                ended
            }
        }
    }

    fn accepted(&self, token: &Secret, again: bool) {
        let state = &mut *self.shared.state();
        if let Some(signed_in) = state.signed_in.as_mut()
            && signed_in.token == *token
        {
            let record = &mut signed_in.record;
            state.patience.accepted(record, again, Instant::now());
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
        let signed_in = self.keeper.shared.state().usable(Instant::now());
        f.debug_struct("Session")
            .field("client", &self.client)
            .field("signed_in", &signed_in.is_some())
            .finish_non_exhaustive()
    }
}
