//! The rules for documents from which every mainstream generator makes good code, as checks of a document.
//!
//! They are known from trying: each keeps some generator, in some language, from failing or from writing poor code.

mod operations;
mod schemas;

use serde_json::Value;

use super::fault::Fault;

/// A rule and the check of it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What it is called: a telling phrase.
    pub name: &'static str,
    /// Finds the breaches in a document.
    pub check: fn(&Value) -> Vec<Fault>,
}

/// Every rule.
pub const RULES: &[Rule] = &[
    Rule {
        name: "version is 3.1.0",
        check: operations::version,
    },
    Rule {
        name: "info has contact and license",
        check: operations::info,
    },
    Rule {
        name: "server is a described template with a default host",
        check: operations::servers,
    },
    Rule {
        name: "bearer token by default",
        check: operations::security,
    },
    Rule {
        name: "operations are named and described",
        check: operations::operations,
    },
    Rule {
        name: "tags are one word and described",
        check: operations::tags,
    },
    Rule {
        name: "each body has named examples",
        check: operations::examples,
    },
    Rule {
        name: "code samples name their language in lower case",
        check: operations::code_samples,
    },
    Rule {
        name: "dates are patterned strings, and the pattern lets the empty text through",
        check: schemas::dates,
    },
    Rule {
        name: "null is a type, and present",
        check: schemas::nullable,
    },
    Rule {
        name: "components are titled, open objects",
        check: schemas::components,
    },
    Rule {
        name: "integers have a format, flags have names",
        check: schemas::integers,
    },
    Rule {
        name: "strings are open",
        check: schemas::strings,
    },
    Rule {
        name: "maps are plain",
        check: schemas::maps,
    },
    Rule {
        name: "schema examples are lists",
        check: schemas::schema_examples,
    },
    Rule {
        name: "secrets are passwords",
        check: schemas::secrets,
    },
    Rule {
        name: "types and properties are described",
        check: schemas::descriptions,
    },
];

/// Everything in a document that breaks a rule.
#[must_use]
pub fn check(document: &Value) -> Vec<Fault> {
    RULES
        .iter()
        .flat_map(|rule| (rule.check)(document))
        .collect()
}

/// Whether an object has a non-blank text under a key.
fn has_text(object: &Value, key: &str) -> bool {
    object
        .get(key)
        .and_then(Value::as_str)
        .is_some_and(|text| !text.trim().is_empty())
}

/// The members of the object at a pointer, each with its own pointer.
fn members<'a>(document: &'a Value, pointer: &str) -> Vec<(String, &'a str, &'a Value)> {
    let object = document.pointer(pointer).and_then(Value::as_object);
    object
        .into_iter()
        .flatten()
        .map(|(key, member)| (child(pointer, key), key.as_str(), member))
        .collect()
}

/// A JSON pointer one token longer.
fn child(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", super::pointer::token(token))
}
