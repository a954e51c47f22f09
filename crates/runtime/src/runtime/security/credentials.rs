//! Who the caller is, for each security scheme of the API.

use std::fmt;

use reqwest::header::HeaderValue;

use super::secret::Secret;
use crate::runtime::call::encode::{Escaping, encode};
use crate::runtime::config;
use crate::runtime::error::BuildError;

/// How a security scheme is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// In a header.
    Header(&'static str),
    /// In the query.
    Query(&'static str),
    /// In a cookie.
    Cookie(&'static str),
}

/// A credential, ready to be sent.
#[derive(Clone)]
pub(crate) enum Credential {
    /// The value of a header, marked as sensitive.
    Header(&'static str, HeaderValue),
    /// `name=value`, to be added to the query.
    Query(Secret),
    /// `name=value`, to be added to the cookies.
    Cookie(Secret),
}

impl Credential {
    /// Makes a credential of what the caller gave for a scheme.
    pub(crate) fn new(scheme: Scheme, secret: &Secret) -> Result<Self, BuildError> {
        match scheme {
            Scheme::Bearer => {
                let token = strip_word(secret.expose(), "bearer");
                Self::header("authorization", &Secret::new(format!("Bearer {token}")))
            }
            Scheme::Basic => Self::header("authorization", secret),
            Scheme::Header(name) => Self::header(name, secret),
            Scheme::Query(name) => {
                let mut pair = String::with_capacity(name.len() + secret.expose().len() * 3 + 1);
                encode(&mut pair, name, Escaping::All);
                pair.push('=');
                encode(&mut pair, secret.expose(), Escaping::All);
                Ok(Self::Query(Secret::new(pair)))
            }
            Scheme::Cookie(name) => {
                let value = secret.expose();
                let forbidden = |byte: u8| byte <= b' ' || byte >= 127 || b"\",;\\".contains(&byte);
                if value.bytes().any(forbidden) {
                    return Err(BuildError::new(format!(
                        "the credential for the cookie `{name}` has a character that cookies cannot hold"
                    )));
                }
                Ok(Self::Cookie(Secret::new(format!("{name}={value}"))))
            }
        }
    }

    fn header(name: &'static str, secret: &Secret) -> Result<Self, BuildError> {
        let mut value = HeaderValue::from_str(secret.expose()).map_err(|_| {
            // The error itself might be printed with the value.
            BuildError::new(format!(
                "the credential for the header `{name}` has a character that headers cannot hold"
            ))
        })?;
        value.set_sensitive(true);
        Ok(Self::Header(name, value))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Header(..) => "Header(…)",
            Self::Query(_) => "Query(…)",
            Self::Cookie(_) => "Cookie(…)",
        })
    }
}

/// The token without the scheme's word in front, however often it stands there.
fn strip_word<'a>(mut token: &'a str, word: &str) -> &'a str {
    token = token.trim();
    while let Some((first, rest)) = token.split_once(char::is_whitespace)
        && first.eq_ignore_ascii_case(word)
    {
        token = rest.trim_start();
    }
    token
}

/// The alternative that can be met, as indices into the credentials, or by a provider of bearer tokens. None can: nothing
/// is sent.
pub(crate) fn choose<'a>(
    alternatives: &'a [&'a [usize]],
    credentials: &[Option<Credential>],
    provided: bool,
) -> &'a [usize] {
    let given = |index: &usize| {
        credentials.get(*index).is_some_and(Option::is_some)
            || provided && config::SCHEMES.get(*index) == Some(&Scheme::Bearer)
    };
    let met = |needed: &&&[usize]| !needed.is_empty() && needed.iter().all(given);
    alternatives.iter().find(met).copied().unwrap_or_default()
}
