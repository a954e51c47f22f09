//! Who the caller is: credentials, and text that must not be seen by accident.

pub(crate) mod basic;
pub(crate) mod credentials;
pub(crate) mod provider;
pub(crate) mod secret;
pub(crate) mod veil;
