//! Credentials that change while a client is used: who gives them, and how a call carries them.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::header::HeaderValue;

use super::credentials::{Credential, Scheme};
use super::secret::Secret;
use crate::runtime::error::BuildError;

/// A token on its way, or the reason why there is none. The reason is shown, so it must hold no secret.
pub type Providing<'a> =
    Pin<Box<dyn Future<Output = Result<Secret, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Gives a client the bearer tokens of its calls, and renews them.
///
/// One provider serves all calls of a client and its clones, often many at once. So it keeps its token, and fetches one
/// for all who wait. The token goes to the client's own server and nowhere else.
pub trait Provider: Send + Sync + 'static {
    /// A token for a call that is about to be sent. The time that this takes counts as the call's.
    ///
    /// The future may be dropped at any time, as when a call's time is up.
    ///
    /// # Errors
    /// There is none to be had: nothing is sent.
    fn token(&self) -> Providing<'_>;

    /// The server answered 401 to a call with this token. `again`: to one that it had answered so before.
    ///
    /// Tells whether another token is worth a try. If so, and if the call may be repeated, [`token`](Self::token) is
    /// asked once more, and the call sent a second and last time. A provider that always says so doubles the calls of
    /// a server that accepts none; one that never says so is asked for the next call again.
    fn refused(&self, token: &Secret, again: bool) -> bool;

    /// The server accepted this token: it answered a call with neither 401 nor an error of its own. `again`: after it
    /// had answered the call with 401.
    fn accepted(&self, token: &Secret, again: bool) {
        let _ = (token, again);
    }
}

impl<P: Provider + ?Sized> Provider for Arc<P> {
    fn token(&self) -> Providing<'_> {
        P::token(self)
    }

    fn refused(&self, token: &Secret, again: bool) -> bool {
        P::refused(self, token, again)
    }

    fn accepted(&self, token: &Secret, again: bool) {
        P::accepted(self, token, again);
    }
}

/// A provider's token, as a call carries it.
pub(crate) struct Grant {
    pub(crate) token: Secret,
    /// The value of the `Authorization` header, marked as sensitive.
    pub(crate) value: HeaderValue,
    /// It is the second one of this call: the first was refused.
    pub(crate) again: bool,
}

impl Grant {
    /// Asks for a token.
    pub(crate) async fn ask(provider: &dyn Provider, again: bool) -> Result<Self, BuildError> {
        let token = provider
            .token()
            .await
            .map_err(|error| BuildError::because("there are no credentials", error))?;
        match Credential::new(Scheme::Bearer, &token)? {
            Credential::Header(_, value) => Ok(Self {
                token,
                value,
                again,
            }),
            Credential::Query(_) | Credential::Cookie(_) => {
                Err(BuildError::new("a bearer token is sent in a header"))
            }
        }
    }
}
