//! Which schemas are sent, which are received.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::change::Side;

const COMPONENTS: &str = "#/components/schemas/";

/// The component schemas of two documents, by whether they are part of a request or of an answer.
#[derive(Debug, Default)]
pub(super) struct Sides {
    requests: BTreeSet<String>,
    answers: BTreeSet<String>,
}

impl Sides {
    pub(super) fn of(before: &Value, after: &Value) -> Self {
        let mut sides = Self::default();
        for document in [before, after] {
            for operation in operations(document) {
                for part in ["requestBody", "parameters"] {
                    follow(&operation[part], document, &mut sides.requests);
                }
                follow(&operation["responses"], document, &mut sides.answers);
            }
        }
        sides
    }

    /// On which side of a call a place of the document is.
    pub(super) fn at(&self, pointer: &str) -> Side {
        if let Some(rest) = pointer.strip_prefix("/components/schemas/") {
            let name = rest.split('/').next().unwrap_or_default();
            return match (self.requests.contains(name), self.answers.contains(name)) {
                (true, true) => Side::Both,
                (true, false) => Side::Request,
                (false, true) => Side::Answer,
                (false, false) => Side::Call,
            };
        }
        if pointer.contains("/responses/") {
            Side::Answer
        } else if pointer.contains("/requestBody") || pointer.contains("/parameters/") {
            Side::Request
        } else {
            Side::Call
        }
    }
}

fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let items = document["paths"].as_object().into_iter().flatten();
    items.flat_map(|(_, item)| {
        item.as_object()
            .into_iter()
            .flatten()
            .map(|(_, value)| value)
    })
}

/// Collects the names of all schemas that a value refers to, and that those refer to.
fn follow(value: &Value, document: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let target = member
                    .as_str()
                    .and_then(|text| text.strip_prefix(COMPONENTS));
                if let Some(target) = target.filter(|_| name == "$ref") {
                    if names.insert(target.to_owned()) {
                        follow(&document["components"]["schemas"][target], document, names);
                    }
                } else {
                    follow(member, document, names);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                follow(item, document, names);
            }
        }
        _ => {}
    }
}
