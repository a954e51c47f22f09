//! What a session can be told before it starts.

use std::time::Duration;

use jiff::tz::TimeZone;
use vms_admin_client::Client;

use crate::{CredentialSource, Session};

/// Sets up a [`Session`].
#[must_use = "a builder does nothing until it builds"]
pub struct SessionBuilder {
    pub(crate) client: Client,
    pub(crate) source: Box<dyn CredentialSource>,
    pub(crate) zone: Option<TimeZone>,
    pub(crate) ahead: Duration,
}

impl SessionBuilder {
    pub(crate) fn new(client: Client, source: impl CredentialSource) -> Self {
        Self {
            client,
            source: Box::new(source),
            zone: None,
            ahead: Duration::from_mins(1),
        }
    }

    /// The zone that the server's dates are in. Without it, a token is used until the server refuses it.
    pub fn server_zone(mut self, zone: TimeZone) -> Self {
        self.zone = Some(zone);
        self
    }

    /// How long before its end a token is renewed: a minute unless set, and never more than a tenth of the token's
    /// life.
    pub fn renew_ahead(mut self, ahead: Duration) -> Self {
        self.ahead = ahead;
        self
    }

    /// The session. Nothing is sent yet.
    #[must_use]
    pub fn build(self) -> Session {
        Session::from_settings(self)
    }
}

impl std::fmt::Debug for SessionBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The source may hold a password.
        f.debug_struct("SessionBuilder")
            .field("client", &self.client)
            .field("zone", &self.zone)
            .field("ahead", &self.ahead)
            .finish_non_exhaustive()
    }
}
