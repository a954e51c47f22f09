//! Who may carry an operation out: what its `security` demands.

use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use vms_admin_api::Secret;

use super::parameters::{Location, cookies, form_decoded};
use crate::document::{At, Document, Fault};
use crate::hashing::NotCompared;
use crate::problem::Problem;
use crate::server::Server;

/// What the vendor's servers say to who isn't signed in.
pub(crate) const UNAUTHENTICATED: &str = "Unauthenticated.";

/// The alternatives that an operation's `security` has; each of them is all that it holds.
#[derive(Debug, Default)]
pub(crate) struct Security(Vec<Vec<Scheme>>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Scheme {
    /// A token of the sandbox, as `Authorization: Bearer …`; whether by itself, of OAuth or of `OpenID` Connect.
    Bearer,
    /// A login and a password.
    Basic,
    /// A token of the sandbox, under this name.
    Key(Location, String),
    /// A certificate, which is for TLS to ask.
    Certificate,
}

/// The places that credentials are read from.
pub(crate) struct Credentials<'a> {
    pub(crate) headers: &'a HeaderMap,
    pub(crate) query: &'a [(String, &'a str)],
}

impl Security {
    /// What the document demands: for an operation, or for all where the operation says nothing.
    pub(crate) fn of(document: &Document, operation: &At<'_>) -> Result<Self, Fault> {
        let root = document.root();
        let Some(list) = operation.get("security").or(root.get("security")) else {
            return Ok(Self::default());
        };
        let known = root
            .get("components")
            .and_then(|at| at.get("securitySchemes"));
        let alternatives = list.items().map(|alternative| {
            let schemes = alternative.members().map(|(name, at)| {
                let scheme = known.as_ref().and_then(|known| known.get(name));
                let scheme = scheme.ok_or_else(|| {
                    at.fault(&format!("there is no security scheme called `{name}`"))
                })?;
                Scheme::of(&document.resolve(scheme)?)
            });
            schemes.collect()
        });
        alternatives.collect::<Result<_, _>>().map(Self)
    }

    /// Whether nobody needs to sign in.
    fn is_open(&self) -> bool {
        self.0.is_empty() || self.0.iter().any(Vec::is_empty)
    }

    /// The names of keys in the query, which are secrets.
    pub(crate) fn secret_query_names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().filter_map(|scheme| match scheme {
            Scheme::Key(Location::Query, name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Whose credentials a request carries; nobody's, where none are needed.
    pub(crate) async fn check(
        &self,
        server: &Server,
        credentials: &Credentials<'_>,
    ) -> Result<Option<String>, Problem> {
        if self.0.is_empty() {
            return Ok(None);
        }
        'alternatives: for alternative in &self.0 {
            let mut login = None;
            for scheme in alternative {
                match scheme.login(server, credentials).await? {
                    Some(found) => login = found.or(login),
                    None => continue 'alternatives,
                }
            }
            if login.is_some() || !self.is_open() {
                return Ok(login);
            }
        }
        if self.is_open() {
            return Ok(None);
        }
        Err(Problem::new(StatusCode::UNAUTHORIZED, UNAUTHENTICATED))
    }

    /// What `WWW-Authenticate` has to say of it.
    pub(crate) fn challenge(&self) -> HeaderValue {
        let is_basic = self
            .0
            .iter()
            .flatten()
            .all(|scheme| *scheme == Scheme::Basic);
        HeaderValue::from_static(if is_basic {
            "Basic realm=\"sandbox\""
        } else {
            "Bearer"
        })
    }
}

impl Scheme {
    fn of(at: &At<'_>) -> Result<Self, Fault> {
        let http = at.text("scheme").unwrap_or_default().to_ascii_lowercase();
        Ok(match (at.text("type"), http.as_str()) {
            (Some("http"), "basic") => Self::Basic,
            (Some("http"), "bearer") | (Some("oauth2" | "openIdConnect"), _) => Self::Bearer,
            (Some("mutualTLS"), _) => Self::Certificate,
            (Some("apiKey"), _) => {
                let location = match at.text("in") {
                    Some("query") => Location::Query,
                    Some("header") => Location::Header,
                    Some("cookie") => Location::Cookie,
                    _ => return Err(at.fault("expected `in` to be query, header or cookie")),
                };
                let name = at
                    .text("name")
                    .ok_or_else(|| at.fault("expected a `name`"))?;
                Self::Key(location, name.to_owned())
            }
            _ => {
                return Err(at.fault(
                    "expected an apiKey, http (bearer or basic), oauth2, openIdConnect or mutualTLS scheme",
                ));
            }
        })
    }

    /// Whose login it is that a request proves, where it tells one; `None` where it proves nothing.
    async fn login(
        &self,
        server: &Server,
        credentials: &Credentials<'_>,
    ) -> Result<Option<Option<String>>, Problem> {
        let holder = |token: &str| {
            let grant = server.tokens.check(token, Timestamp::now()).ok()?;
            Some(Some(grant.login))
        };
        Ok(match self {
            Self::Certificate => Some(None),
            Self::Bearer => authorization(credentials.headers, "bearer").and_then(holder),
            Self::Key(location, name) => {
                let key = match location {
                    Location::Header => {
                        let value = credentials.headers.get(name.as_str());
                        value
                            .and_then(|value| value.to_str().ok())
                            .map(str::to_owned)
                    }
                    Location::Cookie => cookies(credentials.headers, name).into_iter().next(),
                    _ => {
                        let found = credentials.query.iter().find(|(other, _)| other == name);
                        found.map(|(_, value)| form_decoded(value))
                    }
                };
                // Whether servers want the word `Bearer` in a key is not said by the document.
                key.and_then(|key| holder(key.strip_prefix("Bearer ").unwrap_or(&key)))
            }
            Self::Basic => {
                let pair = authorization(credentials.headers, "basic")
                    .and_then(|text| STANDARD.decode(text).ok())
                    .and_then(|bytes| String::from_utf8(bytes).ok());
                let Some((login, password)) = pair.as_deref().and_then(|pair| pair.split_once(':'))
                else {
                    return Ok(None);
                };
                let (user, hash) = server.users.find(login);
                let compared = server.hashing.compare(Secret::from(password), hash).await;
                let is_right = compared.map_err(NotCompared::problem)?;
                user.filter(|_| is_right)
                    .map(|user| Some(user.login.clone()))
            }
        })
    }
}

/// What the `Authorization` header has behind a scheme's name.
fn authorization<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let text = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (found, rest) = text.split_once(' ')?;
    found.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}
