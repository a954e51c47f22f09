//! Why there is no token, or no answer.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use vms_admin_client::models::ValidationFailure;

use crate::CredentialsError;

/// Why there is no token. All who waited for one signing in get the same error, so it can be cloned.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub enum SessionError {
    /// The source of the credentials has none.
    Credentials(Arc<CredentialsError>),
    /// The server refused login and password: it answered with a 4xx status other than 404, 405, 408 and 429. If that
    /// was the documented one, the reasons are in the error's [`ValidationFailure`].
    Refused(Arc<vms_admin_client::Error<ValidationFailure>>),
    /// The signing in failed for another reason: no connection, an unexpected answer.
    SignIn(Arc<vms_admin_client::Error<ValidationFailure>>),
    /// Nothing was sent: after a refusal the same credentials are not tried again for a while, so that no account is
    /// locked; or the signing in failed, and neither is a server in trouble asked again at once.
    Paused {
        /// How long the wait still is.
        left: Duration,
        /// What began it.
        because: Box<SessionError>,
    },
    /// The server gave a token that is empty or can't stand in a header.
    UnusableToken,
    /// The signing in did not come to its end: its task panicked, in the source of the credentials, or the runtime that
    /// it ran on was shut down.
    Interrupted,
    /// The session was used outside a Tokio runtime.
    NoRuntime,
    /// The request goes to another origin than the client's: it would carry the token to a stranger.
    OtherOrigin {
        /// The origin that the client signs in at.
        expected: String,
        /// The origin of the request.
        found: String,
    },
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credentials(error) => write!(f, "no credentials: {error}"),
            Self::Refused(error) => write!(f, "login and password were refused: {error}"),
            Self::SignIn(error) => write!(f, "the signing in failed: {error}"),
            Self::Paused { left, because } => {
                write!(
                    f,
                    "not signed in: the next try is due in {} s, because {because}",
                    left.as_secs().max(1)
                )
            }
            Self::UnusableToken => {
                f.write_str("the server gave a token that is empty or can't be sent in a header")
            }
            Self::Interrupted => f.write_str(
                "the signing in was interrupted: its task panicked, or its runtime was shut down",
            ),
            Self::NoRuntime => {
                f.write_str("not signed in: a session works within a Tokio runtime, start one")
            }
            Self::OtherOrigin { expected, found } => write!(
                f,
                "not sent: the token is for {expected}, the request goes to {found}; send it without the session"
            ),
        }
    }
}

impl Error for SessionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Credentials(error) => Some(error.as_ref()),
            Self::Refused(error) | Self::SignIn(error) => Some(error.as_ref()),
            Self::Paused { because, .. } => Some(because.as_ref()),
            Self::UnusableToken
            | Self::Interrupted
            | Self::NoRuntime
            | Self::OtherOrigin { .. } => None,
        }
    }
}

/// Why a request that was sent through a session has no answer.
#[non_exhaustive]
#[derive(Debug)]
pub enum SendError {
    /// There is no token.
    Session(SessionError),
    /// The request could not be built or sent, or no answer came.
    Request(reqwest::Error),
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(error) => error.fmt(f),
            Self::Request(error) => write!(f, "the request failed: {error}"),
        }
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Session(error) => error.source(),
            Self::Request(error) => Some(error),
        }
    }
}

impl From<SessionError> for SendError {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}

impl From<reqwest::Error> for SendError {
    fn from(error: reqwest::Error) -> Self {
        // The address may carry secrets of the caller's.
        Self::Request(error.without_url())
    }
}
