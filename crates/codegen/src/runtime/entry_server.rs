//! How a client comes about where the API says which server it is at.

use super::builder::ClientBuilder;
use super::client::Client;
use super::config;
use super::error::BuildError;

impl Client {
    /// A client for the API's server, with default settings.
    ///
    /// # Errors
    /// The TLS library cannot be set up.
    pub fn new() -> Result<Self, BuildError> {
        Self::builder().build()
    }

    /// Settings for a client of the API's server. [`ClientBuilder::base_url`] names another one.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(config::SERVER)
    }
}
