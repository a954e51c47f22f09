//! The credential of HTTP's basic authentication.

use super::base64::encode;
use super::secret::Secret;

/// The value of the `Authorization` header.
pub(crate) fn basic(user: &str, password: &Secret) -> Secret {
    let pair = Secret::new(format!("{user}:{}", password.expose()));
    Secret::new(format!("Basic {}", encode(pair.expose().as_bytes())))
}
