//! The client: where calls start.

pub(crate) mod builder;
pub(crate) mod credentials;
pub(crate) mod entry;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::runtime::config;
use crate::runtime::error::BuildError;
use crate::runtime::security::credentials::Credential;
use crate::runtime::security::provider::Provider;
use crate::runtime::security::secret::Secret;

/// A client of the API. Cheap to clone: all clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) http: reqwest::Client,
    /// Ends without a slash; has neither query nor fragment.
    pub(crate) base: Url,
    pub(crate) headers: HeaderMap,
    /// The caller's own headers are among them, which might identify the caller.
    pub(crate) personal: bool,
    /// By index into [`config::SCHEMES`].
    pub(crate) credentials: Vec<Option<Credential>>,
    /// Gives the bearer tokens that are not among them.
    pub(crate) provider: Option<Arc<dyn Provider>>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) response_limit: u64,
    pub(crate) retries: u32,
}

impl Client {
    /// The URL that all paths are appended to.
    #[must_use]
    pub fn base_url(&self) -> &Url {
        &self.inner.base
    }

    /// The same client, sharing its connections, with another credential for a scheme.
    pub(crate) fn with_credential(
        &self,
        scheme: usize,
        secret: &Secret,
    ) -> Result<Self, BuildError> {
        let mut inner = Inner::clone(&self.inner);
        set_credential(&mut inner.credentials, scheme, secret)?;
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The same client, sharing its connections, without a credential for a scheme.
    pub(crate) fn without_credential(&self, scheme: usize) -> Self {
        let mut inner = Inner::clone(&self.inner);
        if let Some(credential) = inner.credentials.get_mut(scheme) {
            *credential = None;
        }
        Self {
            inner: Arc::new(inner),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.inner.base.as_str())
            .field("credentials", &self.inner.credentials)
            .field("provider", &self.inner.provider.is_some())
            .field("timeout", &self.inner.timeout)
            .field("response_limit", &self.inner.response_limit)
            .field("retries", &self.inner.retries)
            .finish_non_exhaustive()
    }
}

/// Puts a credential into the place of its scheme.
pub(crate) fn set_credential(
    credentials: &mut Vec<Option<Credential>>,
    scheme: usize,
    secret: &Secret,
) -> Result<(), BuildError> {
    let Some(kind) = config::SCHEMES.get(scheme) else {
        return Err(BuildError::new("the API has no such security scheme"));
    };
    let credential = Credential::new(*kind, secret)?;
    if credentials.len() <= scheme {
        credentials.resize(scheme + 1, None);
    }
    if let Some(place) = credentials.get_mut(scheme) {
        *place = Some(credential);
    }
    Ok(())
}
