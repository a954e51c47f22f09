//! The token as it is sent.

use std::fmt;

use reqwest::header::HeaderValue;
use vms_admin_client::Secret;

/// A bearer token, ready to be sent. `Debug` doesn't show it.
#[derive(Clone, PartialEq, Eq)]
pub struct BearerToken(HeaderValue);

/// The word before the token in a header.
const SCHEME: &str = "Bearer";

impl BearerToken {
    /// Takes the token as the server gave it: with the word `Bearer` in front or without.
    ///
    /// [`None`] if it can't stand in a header.
    pub(crate) fn new(token: &Secret) -> Option<Self> {
        let text = token.expose().trim();
        let bare = match text.split_at_checked(SCHEME.len()) {
            Some((word, rest))
                if word.eq_ignore_ascii_case(SCHEME)
                    && rest.chars().next().is_none_or(char::is_whitespace) =>
            {
                rest.trim_start()
            }
            _ => text,
        };
        if bare.is_empty() {
            return None;
        }
        let mut value = HeaderValue::try_from(format!("{SCHEME} {bare}")).ok()?;
        value.set_sensitive(true);
        Some(Self(value))
    }

    /// The value of the `Authorization` header: `Bearer …`, marked as sensitive.
    #[must_use]
    pub fn header_value(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(token: &str) -> Option<String> {
        let token = BearerToken::new(&Secret::from(token))?;
        assert!(token.header_value().is_sensitive());
        assert_eq!(format!("{token:?}"), "BearerToken(…)");
        Some(
            token
                .header_value()
                .to_str()
                .expect("visible characters")
                .to_owned(),
        )
    }

    #[test]
    fn the_word_bearer_is_never_doubled() {
        for given in ["abc", "Bearer abc", "bearer  abc", " BEARER\tabc "] {
            assert_eq!(sent(given).as_deref(), Some("Bearer abc"), "{given:?}");
        }
        // A token may begin with the letters.
        assert_eq!(sent("Bearerabc").as_deref(), Some("Bearer Bearerabc"));
        assert_eq!(sent("Bearer token").as_deref(), Some("Bearer token"));
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        for given in ["", "  ", "Bearer ", "a\nb"] {
            assert_eq!(sent(given), None, "{given:?}");
        }
    }
}
