//! Where the API is to be found.

use serde_json::Value;

use super::super::change::{Change, Side, Verdict};
use Verdict::{Breaking, Compatible};

const NONE: &[Value] = &[];

pub(super) fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<Change> {
    let (old, new) = (list(before), list(after));
    let mut changes = Vec::new();
    for server in old {
        match new.iter().find(|other| other["url"] == server["url"]) {
            Some(other) => variables(server, other, &mut changes),
            None => changes.push(change(
                Breaking,
                Breaking,
                format!("the server {} is gone", server["url"]),
            )),
        }
    }
    for server in new {
        if !old.iter().any(|other| other["url"] == server["url"]) {
            changes.push(change(
                Compatible,
                Compatible,
                format!("there is a server {}", server["url"]),
            ));
        }
    }
    // Clients take the first one where they aren't told another.
    if changes.is_empty() && old.first().map(url) != new.first().map(url) {
        changes.push(change(
            Breaking,
            Compatible,
            "another server comes first, which clients take by default".to_owned(),
        ));
    }
    if changes.is_empty() {
        changes.push(Change {
            side: Side::Call,
            text: "the servers are described otherwise".to_owned(),
            wire: Verdict::Documentation,
            code: Verdict::Documentation,
        });
    }
    changes
}

/// What stands in braces in the address.
fn variables(old: &Value, new: &Value, changes: &mut Vec<Change>) {
    for (name, variable) in old["variables"].as_object().into_iter().flatten() {
        let other = &new["variables"][name];
        if other.is_null() {
            changes.push(change(
                Breaking,
                Breaking,
                format!("the server's variable `{name}` is gone"),
            ));
            continue;
        }
        if other["default"] != variable["default"] {
            changes.push(change(
                Breaking,
                Compatible,
                format!(
                    "clients that leave the server's variable `{name}` out call {} instead of {}",
                    other["default"], variable["default"]
                ),
            ));
        }
        if other["enum"] != variable["enum"] {
            changes.push(change(
                Breaking,
                Breaking,
                format!("the server's variable `{name}` takes other values"),
            ));
        }
    }
}

fn list(servers: Option<&Value>) -> &[Value] {
    servers
        .and_then(Value::as_array)
        .map_or(NONE, Vec::as_slice)
}

fn url(server: &Value) -> &Value {
    &server["url"]
}

fn change(wire: Verdict, code: Verdict, text: String) -> Change {
    Change {
        side: Side::Call,
        text,
        wire,
        code,
    }
}
