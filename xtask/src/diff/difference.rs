//! Where two documents differ, keyword by keyword.

use serde_json::{Map, Value};

/// Keywords whose members are named by the document's author: such a name is no keyword.
const NAMED: &[&str] = &[
    "callbacks",
    "content",
    "definitions",
    "encoding",
    "examples",
    "headers",
    "links",
    "parameters",
    "paths",
    "pathItems",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
    "$defs",
];
/// Keywords whose value is taken as one: what is in it are data, or what is judged by someone else as a whole.
const WHOLE: &[&str] = &[
    "const",
    "default",
    "enum",
    "example",
    "examples",
    "externalDocs",
    "required",
    "security",
    "servers",
    "type",
    "x-enum-descriptions",
    "x-enum-varnames",
];

/// A value of a keyword that one document has and the other one hasn't.
#[derive(Debug)]
pub(super) struct Difference<'a> {
    /// A JSON pointer.
    pub(super) at: String,
    pub(super) keyword: String,
    pub(super) before: Option<&'a Value>,
    pub(super) after: Option<&'a Value>,
}

/// All differences, in the order of the documents.
pub(super) fn differences<'a>(before: &'a Value, after: &'a Value) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    compare("", "", (Some(before), Some(after)), &mut found);
    found
}

fn compare<'a>(
    at: &str,
    keyword: &str,
    (before, after): (Option<&'a Value>, Option<&'a Value>),
    found: &mut Vec<Difference<'a>>,
) {
    if before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(old)), Some(Value::Object(new))) if !WHOLE.contains(&keyword) => {
            let named = NAMED.contains(&keyword);
            for name in names(old, new) {
                let at = format!("{at}/{}", token(name));
                // The keyword of something with a name is told by what holds it, but only while one side lacks it.
                let both = old.contains_key(name) && new.contains_key(name);
                let inner = match (named, both) {
                    (true, true) => "",
                    (true, false) => keyword,
                    (false, _) => name.as_str(),
                };
                compare(&at, inner, (old.get(name), new.get(name)), found);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new)))
            if old.len() == new.len() && !WHOLE.contains(&keyword) =>
        {
            for (index, pair) in old.iter().zip(new).enumerate() {
                let at = format!("{at}/{index}");
                compare(&at, keyword, (Some(pair.0), Some(pair.1)), found);
            }
        }
        _ => found.push(Difference {
            at: at.to_owned(),
            keyword: keyword.to_owned(),
            before,
            after,
        }),
    }
}

/// The names of both, each once.
fn names<'a>(
    old: &'a Map<String, Value>,
    new: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a String> {
    let added = new.keys().filter(|name| !old.contains_key(*name));
    old.keys().chain(added)
}

fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
