//! How a client comes to credentials that renew.

use std::sync::Arc;

use super::builder::ClientBuilder;
use super::{Client, Inner};
use crate::runtime::security::provider::Provider;

impl ClientBuilder {
    /// Asks `provider` for the bearer token of each call that needs one, where no token was set for its scheme.
    pub fn credentials(mut self, provider: impl Provider) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }
}

impl Client {
    /// The same client, sharing its connections, with the bearer tokens of `provider`, where no token was set for a
    /// scheme.
    #[must_use]
    pub fn with_credentials(&self, provider: impl Provider) -> Self {
        let mut inner = Inner::clone(&self.inner);
        inner.provider = Some(Arc::new(provider));
        Self {
            inner: Arc::new(inner),
        }
    }
}
