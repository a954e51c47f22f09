//! The token as servers give it, and as it is sent.

use reqwest::header::HeaderValue;
use vms_admin_client::Secret;

/// The word before the token in a header.
const SCHEME: &str = "Bearer";

/// The token alone, which the server may give with the word `Bearer` in front.
///
/// [`None`] if it is empty or can't stand in a header.
pub(crate) fn bare(token: &Secret) -> Option<Secret> {
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
    let sendable = !bare.is_empty() && HeaderValue::from_str(bare).is_ok();
    sendable.then(|| Secret::from(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(token: &str) -> Option<String> {
        bare(&Secret::from(token)).map(|token| token.expose().to_owned())
    }

    #[test]
    fn the_word_bearer_is_taken_off() {
        for given in ["abc", "Bearer abc", "bearer  abc", " BEARER\tabc "] {
            assert_eq!(kept(given).as_deref(), Some("abc"), "{given:?}");
        }
        // A token may begin with the letters.
        assert_eq!(kept("Bearerabc").as_deref(), Some("Bearerabc"));
        assert_eq!(kept("Bearer token").as_deref(), Some("token"));
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        for given in ["", "  ", "Bearer ", "a\nb"] {
            assert_eq!(kept(given), None, "{given:?}");
        }
    }
}
