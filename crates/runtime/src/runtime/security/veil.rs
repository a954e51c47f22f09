//! Keeps what a request was sent with out of the texts about its response: a server may repeat it anywhere.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use reqwest::Url;
use reqwest::header::{HeaderName, HeaderValue};

use super::credentials::Credential;
use super::secret::Secret;
use crate::runtime::client::Client;

/// What stands in the place of a secret.
const VEIL: &str = "(secret)";
/// Secrets below this length, in bytes, are veiled as whole words only, or all texts would be full of holes.
const SHORT: usize = 4;
/// Headers of the caller's own are anything: short ones, as `de`, are words that a text may well have of itself.
const HEADER: usize = 8;

thread_local! {
    static NOTED: RefCell<Noted> = const { RefCell::new(Noted { depth: 0, secrets: Vec::new() }) };
}

/// The secrets that were written into the request in the making.
struct Noted {
    /// How many parts of a request are being written.
    depth: u32,
    secrets: Vec<Secret>,
}

/// While it lives, a part of a request is written, whose secrets are noted.
pub(crate) struct Noting(());

impl Noting {
    /// Begins.
    pub(crate) fn begin() -> Self {
        NOTED.with_borrow_mut(|noted| noted.depth += 1);
        Self(())
    }
}

impl Drop for Noting {
    fn drop(&mut self) {
        NOTED.with_borrow_mut(|noted| noted.depth -= 1);
    }
}

/// Notes a secret that is written, if it is written into a request.
pub(crate) fn note(secret: &Secret) {
    NOTED.with_borrow_mut(|noted| {
        if noted.depth > 0 {
            noted.secrets.push(secret.clone());
        }
    });
}

/// The secrets noted since this was asked last.
pub(crate) fn noted() -> Vec<Secret> {
    NOTED.with_borrow_mut(|noted| std::mem::take(&mut noted.secrets))
}

/// Where the secrets of a call are, to be taken out once there is something to veil.
pub(crate) struct Sent {
    pub(crate) client: Client,
    pub(crate) secrets: Vec<Secret>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Sent {
    /// All secrets of the call, the longest first: one may be part of another.
    pub(crate) fn secrets(self) -> Vec<Secret> {
        let mut secrets = self.secrets;
        let inner = &self.client.inner;
        for credential in inner.credentials.iter().flatten() {
            match credential {
                Credential::Header(_, value) => {
                    let text = value.to_str().unwrap_or_default();
                    let text = ["Bearer ", "Basic "]
                        .iter()
                        .find_map(|word| text.strip_prefix(word));
                    secrets.extend(text.or(value.to_str().ok()).map(Secret::from));
                }
                Credential::Query(pair) => secrets.extend(queried(pair)),
                Credential::Cookie(pair) => {
                    let value = pair.expose().split_once('=').map(|(_, value)| value);
                    secrets.extend(value.map(Secret::from));
                }
            }
        }
        let own = self.headers.iter().map(|(_, value)| value);
        for value in own.chain(inner.headers.values()) {
            if value.is_sensitive() && value.len() >= HEADER {
                secrets.extend(value.to_str().ok().map(Secret::from));
            }
        }
        secrets.retain(|secret| !secret.expose().is_empty());
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        secrets
    }
}

/// The value of `name=value` as it is encoded, and as it is.
fn queried(pair: &Secret) -> Vec<Secret> {
    let Some((_, encoded)) = pair.expose().split_once('=') else {
        return Vec::new();
    };
    let mut secrets = vec![Secret::from(encoded)];
    if let Ok(url) = Url::parse(&["http://host/?", pair.expose()].concat()) {
        secrets.extend(url.query_pairs().map(|(_, value)| Secret::from(&*value)));
    }
    secrets
}

/// The text without the secrets in it.
pub(crate) fn veil<'a>(text: &'a str, secrets: &[Secret]) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    for secret in secrets {
        if let Some(veiled) = without(&text, secret.expose()) {
            text = Cow::Owned(veiled);
        }
    }
    text
}

/// The text without a secret, if it is there.
fn without(text: &str, secret: &str) -> Option<String> {
    if secret.is_empty() || !text.contains(secret) {
        return None;
    }
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, found) in text.match_indices(secret) {
        let end = start + found.len();
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let behind = text.get(end..).and_then(|text| text.chars().next());
        if secret.len() >= SHORT || !is_word(before) && !is_word(behind) {
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(VEIL);
            done = end;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Some(out)
}

/// Shows a value as its `Debug` does, less the secrets.
pub(crate) struct Veiled<'a>(pub(crate) &'a dyn fmt::Debug, pub(crate) &'a [Secret]);

impl fmt::Debug for Veiled<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1.is_empty() {
            return self.0.fmt(formatter);
        }
        let text = if formatter.alternate() {
            format!("{:#?}", self.0)
        } else {
            format!("{:?}", self.0)
        };
        formatter.write_str(&shown(&text, self.1))
    }
}

/// What `Debug` wrote, which escapes some characters, less the secrets.
fn shown(text: &str, secrets: &[Secret]) -> String {
    let escaped = secrets.iter().map(|secret| {
        let escaped = secret.expose().escape_debug().to_string();
        Secret::new(escaped)
    });
    let escaped: Vec<Secret> = escaped.collect();
    veil(text, &escaped).into_owned()
}
