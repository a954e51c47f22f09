//! What is shown of a request: values of harmless names, and none that is known to be secret, wherever it stands.

use std::borrow::Cow;

use axum::http::HeaderName;
use axum::http::header::{AUTHORIZATION, PROXY_AUTHORIZATION, REFERER};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use vms_admin_api::Secret;

/// What stands in place of a value that is not shown.
pub(crate) const MASKED: &str = "[masked]";

/// Headers whose values are shown. Of all others nothing is known, so they are masked: a client's own header may hold
/// anything.
const HARMLESS_HEADERS: [&str; 27] = [
    "cache-control",
    "connection",
    "date",
    "dnt",
    "expect",
    "host",
    "idempotency-key",
    "keep-alive",
    "max-forwards",
    "origin",
    "pragma",
    "prefer",
    "priority",
    "range",
    "te",
    "traceparent",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "upgrade-insecure-requests",
    "user-agent",
    "via",
    "x-correlation-id",
    "x-request-id",
    "x-requested-with",
    "x-sandbox-fault",
    "warning",
];

/// How the names of further harmless headers begin.
const HARMLESS_FAMILIES: [&str; 6] = [
    "accept",
    "access-control-request-",
    "content-",
    "if-",
    "sec-ch-",
    "sec-fetch-",
];

/// How words begin that make a name a secret's.
const SECRET_STARTS: [&str; 17] = [
    "authentic",
    "authoriz",
    "bearer",
    "cookie",
    "credential",
    "csrf",
    "hmac",
    "jwt",
    "otp",
    "pass",
    "pwd",
    "secret",
    "session",
    "sig",
    "signature",
    "token",
    "xsrf",
];

/// How they end.
const SECRET_ENDS: [&str; 7] = [
    "auth", "key", "pass", "password", "passwort", "secret", "token",
];

/// Shorter secrets are masked where they stand alone: `a` is in nearly every word, and what is left of the word would
/// tell it.
const SHORT: usize = 6;

/// What is escaped in an address.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The length of a token of this sandbox in hexadecimal digits.
const TOKEN: usize = 64;

/// Whether what has this name is a secret, as far as names tell.
pub(crate) fn is_secret(name: &str) -> bool {
    words(name).iter().any(|word| {
        SECRET_STARTS.iter().any(|start| word.starts_with(start))
            || SECRET_ENDS.iter().any(|end| word.ends_with(end))
    })
}

/// The words of a name, in small letters: `X-API-Key`, `api_key` and `apiKey` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for character in name.chars() {
        if !character.is_alphanumeric() || (character.is_uppercase() && after_small) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (character.is_alphanumeric(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
        after_small = character.is_lowercase();
    }
    words
}

/// A header's value as it may be shown; what was masked is added to the secrets.
pub(crate) fn header<'a>(name: &HeaderName, value: &'a str, secrets: &mut Secrets) -> Cow<'a, str> {
    let text = name.as_str();
    if *name == REFERER {
        return referer(value, secrets);
    }
    if HARMLESS_HEADERS.contains(&text)
        || HARMLESS_FAMILIES
            .iter()
            .any(|family| text.starts_with(family))
    {
        return Cow::Borrowed(value);
    }
    if *name == AUTHORIZATION || *name == PROXY_AUTHORIZATION || is_secret(text) {
        return Cow::Owned(credentials(value, secrets));
    }
    Cow::Borrowed(MASKED)
}

/// A header of credentials without them. The word `Bearer` stays, as often as it was sent: clients are known to send it
/// twice.
fn credentials(value: &str, secrets: &mut Secrets) -> String {
    let words: Vec<&str> = value.split(' ').collect();
    let is_scheme = |word: &&&str| {
        ["bearer", "basic"]
            .iter()
            .any(|scheme| word.eq_ignore_ascii_case(scheme))
    };
    let schemes = words.iter().take_while(is_scheme).count();
    let (schemes, credentials) = words.split_at(schemes);
    let mut shown = schemes.to_vec();
    if !credentials.is_empty() {
        shown.push(MASKED);
    }
    for word in credentials {
        // `a=b; c=d`, as in cookies and signatures.
        secrets.learn(word);
        for part in word.split([',', ';']) {
            secrets.learn(part.split_once('=').map_or(part, |(_, value)| value));
        }
    }
    shown.join(" ")
}

/// An address without what may be secret in it: a user's name and password, the query, the fragment.
fn referer<'a>(value: &'a str, secrets: &mut Secrets) -> Cow<'a, str> {
    let Some(end) = value.find(['?', '#', '@']) else {
        return Cow::Borrowed(value);
    };
    if value[end..].starts_with('@') {
        return Cow::Borrowed(MASKED);
    }
    for part in value[end + 1..].split(['&', '#']) {
        secrets.learn(part.split_once('=').map_or(part, |(_, value)| value));
    }
    Cow::Owned(format!("{}?{MASKED}", &value[..end]))
}

/// A query without its values: whoever knows its parameters shows them.
pub(crate) fn query(query: &str, secrets: &mut Secrets) -> String {
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, value)) => {
                if is_secret(name) {
                    secrets.learn(value);
                }
                format!("{name}={MASKED}")
            }
            None => MASKED.to_owned(),
        })
        .collect();
    parts.join("&")
}

/// Values that are known to be secret, the longest first: one may hold another.
#[derive(Debug, Clone, Default)]
pub(crate) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Takes a value up: as it is, and as it is in an address.
    pub(crate) fn learn(&mut self, value: &str) {
        let decoded = percent_decoded(value);
        for form in [value, &decoded, &percent_encoded(&decoded)] {
            let is_known = self.0.iter().any(|secret| secret.expose() == form);
            if !form.trim().is_empty() && !is_known {
                let longer = |secret: &Secret| secret.expose().len() >= form.len();
                let place = self.0.partition_point(longer);
                self.0.insert(place, Secret::from(form));
            }
        }
    }

    /// Takes up those of another.
    pub(crate) fn add(&mut self, others: Self) {
        for secret in others.0 {
            self.learn(secret.expose());
        }
    }

    /// A text without any of them, and without what looks like a token of this sandbox.
    pub(crate) fn mask<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut shown = Cow::Borrowed(text);
        for secret in self.0.iter().map(Secret::expose) {
            if shown.contains(secret) {
                shown = Cow::Owned(without(&shown, secret));
            }
        }
        match without_tokens(&shown) {
            Some(masked) => Cow::Owned(masked),
            None => shown,
        }
    }
}

/// A text with a secret masked.
fn without(text: &str, secret: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(secret) {
        let (before, after) = (&rest[..start], &rest[start + secret.len()..]);
        let is_alone =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        shown.push_str(before);
        shown.push_str(if is_alone || secret.len() >= SHORT {
            MASKED
        } else {
            secret
        });
        rest = after;
    }
    shown + rest
}

/// A text with all that looks like a token masked, if there is any.
fn without_tokens(text: &str) -> Option<String> {
    let mut shown = String::new();
    let mut taken = 0;
    let mut run = 0;
    for (index, byte) in text.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii_hexdigit() {
            run += 1;
            continue;
        }
        if run >= TOKEN {
            shown.push_str(&text[taken..index - run]);
            shown.push_str(MASKED);
            taken = index;
        }
        run = 0;
    }
    (taken > 0).then(|| shown + &text[taken..])
}

fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_headers_are_shown() {
        for (name, value, shown) in [
            ("accept", "application/json", "application/json"),
            ("content-type", "text/plain", "text/plain"),
            ("host", "localhost", "localhost"),
            ("prefer", "code=422", "code=422"),
            ("user-agent", "curl/8", "curl/8"),
            ("if-none-match", "\"a\"", "\"a\""),
            ("authorization", "Bearer abc", "Bearer [masked]"),
            (
                "authorization",
                "Bearer Bearer abc",
                "Bearer Bearer [masked]",
            ),
            ("authorization", "Basic dTpw", "Basic [masked]"),
            ("authorization", "abc Bearer", "[masked]"),
            ("authorization", "Bearer", "Bearer"),
            ("proxy-authorization", "Basic dTpw", "Basic [masked]"),
            ("cookie", "sid=abc; theme=dark", "[masked]"),
            ("x-api-key", "abc", "[masked]"),
            ("x-pass", "abc", "[masked]"),
            ("x-signature", "v1=abc", "[masked]"),
            ("x-sig", "abc", "[masked]"),
            ("x-csrf-token", "abc", "[masked]"),
            ("x-tenant", "abc", "[masked]"),
            ("referer", "http://localhost/page", "http://localhost/page"),
            (
                "referer",
                "http://localhost/page?token=abc&a=1",
                "http://localhost/page?[masked]",
            ),
            (
                "referer",
                "http://localhost/page#abc",
                "http://localhost/page?[masked]",
            ),
            ("referer", "http://user:abc@localhost/", "[masked]"),
        ] {
            let found = header(
                &HeaderName::from_static(name),
                value,
                &mut Secrets::default(),
            );
            assert_eq!(found, shown, "{name}: {value}");
        }
    }

    #[test]
    fn names_tell_secrets() {
        for name in [
            "access_token",
            "accessToken",
            "api_key",
            "apikey",
            "X-API-Key",
            "auth",
            "client_secret",
            "newPassword",
            "pass",
            "passphrase",
            "pwd",
            "session_id",
            "sig",
            "signature",
            "X-Amz-Signature",
            "filter[token]",
            "otp",
            "jwt",
            "xAuth",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "login",
            "page",
            "per_page",
            "author",
            "keyword",
            "search",
            "id",
            "design",
            "compass-less",
        ] {
            assert_eq!(is_secret(name), name == "compass-less", "{name}");
        }
    }

    #[test]
    fn a_secret_is_masked_wherever_it_stands() {
        let mut secrets = Secrets::default();
        header(
            &HeaderName::from_static("authorization"),
            "Bearer s3cr3t/tok",
            &mut secrets,
        );
        header(
            &HeaderName::from_static("cookie"),
            "sid=c00kie-value; a=b",
            &mut secrets,
        );
        header(
            &HeaderName::from_static("x-signature"),
            "t=1,v1=s1gnature",
            &mut secrets,
        );
        query("access_token=fr0m+query&page=7", &mut secrets);
        let token = "0123456789abcdef".repeat(4);
        for (text, shown) in [
            ("/users/s3cr3t/tok/x", "/users/[masked]/x"),
            ("/users/s3cr3t%2Ftok", "/users/[masked]"),
            ("curl (s3cr3t/tok)", "curl ([masked])"),
            ("xs3cr3t/toky", "x[masked]y"),
            ("c00kie-value", "[masked]"),
            ("a s1gnature", "a [masked]"),
            ("fr0m+query", "[masked]"),
            // Short ones where they stand alone.
            ("/a/b/abc", "/a/[masked]/abc"),
            ("page 7", "page 7"),
            (&format!("/x/{token}/y"), "/x/[masked]/y"),
            (&token[1..], &token[1..]),
        ] {
            assert_eq!(secrets.mask(text), shown, "{text}");
        }
        assert_eq!(query("a=b&token", &mut secrets), "a=[masked]&[masked]");
    }
}
