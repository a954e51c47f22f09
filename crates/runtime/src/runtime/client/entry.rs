//! How a client comes about where the API does not say which server it is at.

use super::builder::ClientBuilder;
use crate::runtime::client::Client;
use crate::runtime::error::BuildError;

impl Client {
    /// A client for the server at `base_url`, with default settings.
    ///
    /// # Errors
    /// The URL is not absolute, or not `https` (see [`ClientBuilder::allow_plain_http`]).
    pub fn new(base_url: impl AsRef<str>) -> Result<Self, BuildError> {
        Self::builder(base_url).build()
    }

    /// Settings for a client of the server at `base_url`. A path in it is kept in front of all paths.
    pub fn builder(base_url: impl AsRef<str>) -> ClientBuilder {
        ClientBuilder::new(base_url.as_ref())
    }
}
