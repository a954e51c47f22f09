//! Rules for the document's frame and for what operations say of themselves.

use serde_json::{Map, Value, json};

use super::super::fault::Fault;
use super::{child, each_operation, has_text, members, resolved};

/// Name of the security scheme that the API uses.
const BEARER: &str = "bearerAuth";

pub(super) fn version(document: &Value) -> Vec<Fault> {
    // 3.1.1 and 3.2 break tools that compare the text.
    if document["openapi"] == "3.1.0" {
        return Vec::new();
    }
    vec![Fault::new(
        "/openapi",
        format!("expected \"3.1.0\", found {}", document["openapi"]),
    )]
}

pub(super) fn info(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (pointer, key) in [
        ("/info", "title"),
        ("/info", "version"),
        ("/info", "description"),
        ("/info/contact", "name"),
        ("/info/license", "name"),
        ("/info/license", "identifier"),
    ] {
        if !document
            .pointer(pointer)
            .is_some_and(|object| has_text(object, key))
        {
            faults.push(Fault::new(
                child(pointer, key),
                "expected a text, found none; add it in `info.rs`",
            ));
        }
    }
    faults
}

pub(super) fn servers(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let servers = document["servers"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if servers.is_empty() {
        faults.push(Fault::new(
            "/servers",
            "expected a server, found none; add one in `info.rs`",
        ));
    }
    for (index, server) in servers.iter().enumerate() {
        let at = format!("/servers/{index}");
        if !server["url"]
            .as_str()
            .is_some_and(|url| url.starts_with("https://{"))
        {
            let message = format!(
                "expected a template `https://{{…}}`, found {}",
                server["url"]
            );
            faults.push(Fault::new(format!("{at}/url"), message));
        }
        if !has_text(server, "description") {
            faults.push(Fault::new(
                format!("{at}/description"),
                "expected a text, found none",
            ));
        }
        for (at, _, variable) in members(document, &format!("{at}/variables")) {
            let host = variable["default"].as_str().unwrap_or_default();
            // Linters refuse hosts that stand for nothing.
            if !host.contains('.') || host.ends_with("example.com") || host.contains("your") {
                let message = format!("expected a host that could be real, found {host:?}");
                faults.push(Fault::new(format!("{at}/default"), message));
            }
            if !has_text(variable, "description") {
                faults.push(Fault::new(
                    format!("{at}/description"),
                    "expected a text, found none",
                ));
            }
        }
    }
    faults
}

pub(super) fn security(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let expected = json!([{ BEARER: [] }]);
    if document["security"] != expected {
        let message = format!("expected {expected}, found {}", document["security"]);
        faults.push(Fault::new("/security", message));
    }
    for (at, operation) in each_operation(document) {
        let place = child(&at, "security");
        let found = operation.get("security");
        let is_open = found.is_some_and(|found| *found == json!([]));
        let gives = gives_secret(document, operation);
        if gives && !is_open {
            let message = "expected []: the operation gives a secret out, so none is needed to obtain it; write \
                           `security()` in the operation's attribute";
            faults.push(Fault::new(&place, message));
        }
        if is_open && !gives && !has_text(operation, "x-public") {
            let message = "expected nothing: an operation takes the token unless it gives a secret out; remove \
                           `security()` from the operation's attribute, or say why everybody may call it: \
                           `extensions((\"x-public\" = json!(\"…\")))`";
            faults.push(Fault::new(&place, message));
        }
        let required = found.and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_object).flat_map(Map::keys) {
            let scheme = child("/components/securitySchemes", name);
            if document.pointer(&scheme).is_none() {
                let message = format!(
                    "`{name}` is no security scheme of the document; add it in `info.rs`, or use `{BEARER}`"
                );
                faults.push(Fault::new(&place, message));
            }
        }
    }
    faults
}

/// Whether a success tells a password or a token.
fn gives_secret(document: &Value, operation: &Value) -> bool {
    let responses = operation["responses"].as_object().into_iter().flatten();
    responses
        .filter(|(status, _)| status.starts_with('2'))
        .filter_map(|(_, response)| resolved(document, response)["content"].as_object())
        .flat_map(Map::values)
        .filter_map(|content| resolved(document, &content["schema"])["properties"].as_object())
        .flat_map(Map::values)
        .any(|property| property["format"] == "password")
}

pub(super) fn operations(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, operation) in each_operation(document) {
        for key in ["summary", "description"] {
            if !has_text(operation, key) {
                let message = "expected a text, found none; write it as the operation's doc comment: the first line \
                               is the summary, the rest the description";
                faults.push(Fault::new(child(&at, key), message));
            }
        }
        let id = operation["operationId"].as_str().unwrap_or_default();
        let is_verb_noun = id.starts_with(|first: char| first.is_ascii_lowercase())
            && id.contains(|other: char| other.is_ascii_uppercase())
            && id.chars().all(|each| each.is_ascii_alphanumeric());
        if !is_verb_noun {
            let message =
                format!("expected a verb and a noun in camelCase (`obtainToken`), found {id:?}");
            faults.push(Fault::new(child(&at, "operationId"), message));
        }
        if operation["tags"].as_array().map(Vec::len) != Some(1) {
            let message = format!("expected one tag, found {}", operation["tags"]);
            faults.push(Fault::new(child(&at, "tags"), message));
        }
    }
    faults
}

pub(super) fn tags(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let listed = document["tags"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for (index, tag) in listed.iter().enumerate() {
        let at = format!("/tags/{index}");
        if !tag["name"]
            .as_str()
            .is_some_and(|name| !name.is_empty() && !name.contains(char::is_whitespace))
        {
            let message = format!("expected one word, found {}", tag["name"]);
            faults.push(Fault::new(format!("{at}/name"), message));
        }
        if !has_text(tag, "description") {
            faults.push(Fault::new(
                format!("{at}/description"),
                "expected a text, found none",
            ));
        }
    }
    let names: Vec<&str> = listed
        .iter()
        .filter_map(|tag| tag["name"].as_str())
        .collect();
    if let Some(index) = names.windows(2).position(|pair| pair[0] > pair[1]) {
        let message = format!(
            "expected the tags in alphabetical order, found `{}` before `{}`; sort them in `info.rs`",
            names[index],
            names[index + 1]
        );
        faults.push(Fault::new(format!("/tags/{}", index + 1), message));
    }
    for (index, name) in names.iter().enumerate() {
        if !each_operation(document)
            .iter()
            .any(|(_, operation)| operation["tags"][0] == *name)
        {
            let message = format!("no operation has the tag `{name}`; remove it from `info.rs`");
            faults.push(Fault::new(format!("/tags/{index}"), message));
        }
    }
    for (at, operation) in each_operation(document) {
        for used in operation["tags"].as_array().into_iter().flatten() {
            if !listed.iter().any(|tag| tag["name"] == *used) {
                let message = format!(
                    "tag {used} is not among the document's tags; describe it in `info.rs`"
                );
                faults.push(Fault::new(child(&at, "tags"), message));
            }
        }
    }
    faults
}
