//! The rules for documents from which every mainstream generator makes good code, as checks of a document.
//!
//! They are known from trying: each keeps some generator, in some language, from failing or from writing poor code.

mod names;
mod operations;
mod parameters;
mod responses;
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
        name: "tags are one word, described, used and sorted",
        check: operations::tags,
    },
    Rule {
        name: "bodies, responses and headers are described",
        check: responses::described,
    },
    Rule {
        name: "each JSON body has named examples",
        check: responses::examples,
    },
    Rule {
        name: "statuses fit what operations take and return",
        check: responses::statuses,
    },
    Rule {
        name: "parameters are described and have an example",
        check: parameters::described,
    },
    Rule {
        name: "a path and its parameters agree",
        check: parameters::paths,
    },
    Rule {
        name: "no secret is in an address",
        check: parameters::secrets,
    },
    Rule {
        name: "page sizes are bounded",
        check: parameters::page_sizes,
    },
    Rule {
        name: "names differ by more than case and punctuation",
        check: names::collisions,
    },
    Rule {
        name: "names are free in every language",
        check: names::reserved,
    },
    Rule {
        name: "references lead somewhere",
        check: names::references,
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

/// The operations of a document, each with its pointer.
fn each_operation(document: &Value) -> Vec<(String, &Value)> {
    members(document, "/paths")
        .into_iter()
        .flat_map(|(path, _, _)| members(document, &path))
        .map(|(at, _, operation)| (at, operation))
        .collect()
}

/// The parameters of all operations, each with its pointer.
fn each_parameter(document: &Value) -> Vec<(String, &Value)> {
    each_operation(document)
        .into_iter()
        .flat_map(|(at, operation)| {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            parameters
                .enumerate()
                .map(move |(index, parameter)| (format!("{at}/parameters/{index}"), parameter))
        })
        .collect()
}

/// What a reference leads to, or the node itself.
fn resolved<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    node["$ref"]
        .as_str()
        .and_then(|target| target.strip_prefix('#'))
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(node)
}
