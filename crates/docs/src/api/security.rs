//! Credentials: the schemes of a document, and which of them an operation asks for.

use indexmap::IndexMap;
use serde_json::Value;

use super::{list, members, resolve, text};

/// A way to prove who asks.
#[derive(Debug, Clone)]
pub(crate) struct Scheme<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a Value,
}

/// Schemes that together open an operation, each with the scopes it must have.
pub(crate) type Requirement<'a> = Vec<(&'a str, Vec<&'a str>)>;

pub(super) fn schemes(document: &Value) -> IndexMap<&str, Scheme<'_>> {
    members(&document["components"]["securitySchemes"])
        .map(|(name, scheme)| {
            let value = resolve(document, scheme);
            (name, Scheme { name, value })
        })
        .collect()
}

/// The alternatives that an object of the document lists; `None` where it says nothing.
pub(super) fn requirements(holder: &Value) -> Option<Vec<Requirement<'_>>> {
    let alternatives = holder.get("security")?.as_array()?;
    let scopes = |scopes| list(scopes).filter_map(Value::as_str).collect();
    Some(
        alternatives
            .iter()
            .map(|alternative| {
                members(alternative)
                    .map(|(name, needed)| (name, scopes(needed)))
                    .collect()
            })
            .collect(),
    )
}

impl Scheme<'_> {
    /// What kind of credentials it takes, in words.
    pub(crate) fn kind(&self) -> String {
        let said = |key| text(self.value, key);
        match said("type") {
            "http" => format!("HTTP {}", said("scheme")),
            "apiKey" => format!("API key in the {} `{}`", place(said("in")), said("name")),
            "oauth2" => "OAuth 2.0".to_owned(),
            "openIdConnect" => "OpenID Connect".to_owned(),
            "mutualTLS" => "A client certificate (mutual TLS)".to_owned(),
            other => other.to_owned(),
        }
    }
}

fn place(place: &str) -> &str {
    match place {
        "query" => "query parameter",
        other => other,
    }
}
