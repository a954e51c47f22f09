//! What oasdiff says nothing of. What nobody judges is taken for breaking: silence must not pass for harmless.

mod servers;
mod sides;

use serde_json::Value;

use super::change::{Change, Side, Verdict};
use super::difference::{Difference, differences};
use Verdict::{Breaking, Compatible, Documentation};
use sides::Sides;

/// What people read.
const DOCUMENTATION: &[&str] = &[
    "$comment",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
    "x-codeSamples",
    "x-enum-descriptions",
    "x-generated",
];
/// What oasdiff judges.
const JUDGED: &[&str] = &[
    "allOf",
    "anyOf",
    "bearerFormat",
    "const",
    "content",
    "contentEncoding",
    "contentMediaType",
    "default",
    "deprecated",
    "discriminator",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "explode",
    "flows",
    "format",
    "headers",
    "in",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "paths",
    "pattern",
    "properties",
    "readOnly",
    "requestBody",
    "required",
    "responses",
    "schema",
    "scheme",
    "security",
    "securitySchemes",
    "type",
    "uniqueItems",
    "writeOnly",
];
const METHODS: &[&str] = &[
    "delete", "get", "head", "options", "patch", "post", "put", "trace",
];

/// The changes that our own rules find.
pub(super) fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let sides = Sides::of(before, after);
    let mut changes = Vec::new();
    for difference in differences(before, after) {
        let side = sides.at(&difference.at);
        changes.extend(judge(&difference, side));
    }
    changes
}

fn judge(difference: &Difference<'_>, side: Side) -> Vec<Change> {
    let at = place(&difference.at);
    let keyword = difference.keyword.as_str();
    let one = |wire, code, text: String| {
        vec![Change {
            side,
            text,
            wire,
            code,
        }]
    };
    if difference.at == "/info/version" {
        return Vec::new();
    }
    if difference.at.starts_with("/info/") || difference.at.starts_with("/tags") {
        let text = format!("`{}` is said otherwise", difference.at);
        return one(Documentation, Documentation, text);
    }
    match keyword {
        "servers" => servers::changes(difference.before, difference.after),
        "additionalProperties" => further_properties(difference, side, &at),
        "x-enum-varnames" | "x-format" => one(
            Compatible,
            Breaking,
            format!(
                "{at}: generators that know `{keyword}` name it otherwise: {}",
                step(difference)
            ),
        ),
        "$ref" => one(
            Compatible,
            Breaking,
            format!(
                "{at}: its type has another name or none: {}",
                step(difference)
            ),
        ),
        "schemas" if difference.before.is_none() => {
            one(Compatible, Compatible, format!("{at} is new"))
        }
        // Said of what refers to it, and by oasdiff.
        "schemas" | "tags" => Vec::new(),
        "responses" if difference.at.ends_with("/default") => {
            if difference.before.is_none() {
                let text = "any other status has a documented answer now";
                one(Compatible, Compatible, format!("{at}: {text}"))
            } else {
                let text = "the answer to any other status is documented no more";
                one(Compatible, Breaking, format!("{at}: {text}"))
            }
        }
        _ if DOCUMENTATION.contains(&keyword) => one(
            Documentation,
            Documentation,
            format!("{at}: its {keyword} changed"),
        ),
        _ if JUDGED.contains(&keyword) || METHODS.contains(&keyword) => Vec::new(),
        _ => one(
            Breaking,
            Breaking,
            format!(
                "{at}: `{keyword}` is not among what is judged here, so it counts as breaking: {}",
                step(difference)
            ),
        ),
    }
}

/// Whether an object may hold what the document doesn't name.
fn further_properties(difference: &Difference<'_>, side: Side, at: &str) -> Vec<Change> {
    let is_closed = |value: Option<&Value>| value == Some(&Value::Bool(false));
    let is_free = |value: Option<&Value>| value.is_none_or(|value| value == &Value::Bool(true));
    let (before, after) = (difference.before, difference.after);
    // A document may say that it is open, or say nothing.
    if is_free(before) && is_free(after) {
        return Vec::new();
    }
    let sent = matches!(side, Side::Request | Side::Both);
    let received = matches!(side, Side::Answer | Side::Both);
    let (wire, text) = if is_closed(after) {
        let text = if received {
            "no further properties are allowed: strict clients will fail when a server adds one"
        } else {
            "no further properties are taken any more"
        };
        (if sent { Breaking } else { Compatible }, text)
    } else if is_closed(before) {
        let text = "further properties may come that were ruled out";
        (if received { Breaking } else { Compatible }, text)
    } else {
        (Breaking, "what further properties hold is said otherwise")
    };
    vec![Change {
        side,
        text: format!("{at}: {text}"),
        wire,
        code: Breaking,
    }]
}

/// From what to what.
fn step(difference: &Difference<'_>) -> String {
    let told = |value: Option<&Value>| match value {
        None => "nothing".to_owned(),
        Some(value) => {
            let text = value.to_string();
            if text.chars().count() > 60 {
                "another value".to_owned()
            } else {
                format!("`{text}`")
            }
        }
    };
    format!(
        "{} before, {} now",
        told(difference.before),
        told(difference.after)
    )
}

/// Where something stands, in the words of those who read the document: `User.name` for a property.
fn place(pointer: &str) -> String {
    let tokens: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["components", "schemas", name, rest @ ..] => {
            let mut text = format!("`{name}");
            let mut rest = rest.iter();
            while let Some(word) = rest.next() {
                match *word {
                    "properties" => {
                        if let Some(property) = rest.next() {
                            text.push('.');
                            text.push_str(property);
                        }
                    }
                    "items" => text.push_str("[]"),
                    _ => {}
                }
            }
            text + "`"
        }
        ["paths", path, method, rest @ ..] if METHODS.contains(method) => {
            let method = method.to_uppercase();
            match rest {
                ["responses", status, ..] => format!("{method} {path}, answer {status}"),
                ["requestBody", ..] => format!("{method} {path}, request"),
                _ => format!("{method} {path}"),
            }
        }
        _ => format!("`{pointer}`"),
    }
}
