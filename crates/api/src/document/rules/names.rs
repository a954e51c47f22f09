//! Rules for names: those that some language takes for one.

use serde_json::Value;

use super::super::fault::Fault;
use super::{child, each_operation, members, resolved};

/// What generators of other languages have types of their own for.
const RESERVED: [&str; 14] = [
    "Any",
    "Date",
    "Error",
    "Exception",
    "File",
    "List",
    "Map",
    "Object",
    "Optional",
    "Request",
    "Response",
    "Set",
    "String",
    "ValidationError",
];

pub(super) fn collisions(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let components = members(document, "/components/schemas");
    let names = components.iter().map(|(at, name, _)| (at.clone(), *name));
    faults.extend(twins(names, "components"));
    for (at, _, schema) in &components {
        if schema["properties"].is_object() {
            let properties = members(document, &child(at, "properties"));
            let names = properties.iter().map(|(at, name, _)| (at.clone(), *name));
            faults.extend(twins(names, "properties"));
        }
    }
    let operations = each_operation(document);
    let names = operations.iter().filter_map(|(at, operation)| {
        Some((child(at, "operationId"), operation["operationId"].as_str()?))
    });
    faults.extend(twins(names, "operations"));
    for (at, operation) in &operations {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let names = parameters.enumerate().filter_map(|(index, parameter)| {
            let name = resolved(document, parameter)["name"].as_str()?;
            Some((format!("{at}/parameters/{index}/name"), name))
        });
        faults.extend(twins(names, "parameters"));
    }
    faults
}

/// Names that are the same without their case and punctuation.
fn twins<'a>(names: impl Iterator<Item = (String, &'a str)>, what: &str) -> Vec<Fault> {
    let mut seen: Vec<(String, &str)> = Vec::new();
    let mut faults = Vec::new();
    for (at, name) in names {
        let folded: String = name
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match seen.iter().find(|(other, _)| *other == folded) {
            Some((_, other)) => {
                let message = format!(
                    "two {what} are called `{other}` and `{name}`, which is one name in languages with naming conventions; \
                     rename one"
                );
                faults.push(Fault::new(at, message));
            }
            None => seen.push((folded, name)),
        }
    }
    faults
}

pub(super) fn reserved(document: &Value) -> Vec<Fault> {
    members(document, "/components/schemas")
        .into_iter()
        .filter(|(_, name, _)| RESERVED.contains(name))
        .map(|(at, name, _)| {
            let message = format!(
                "languages have a type `{name}` of their own, and their generators stumble over a second one; rename the \
                 type"
            );
            Fault::new(at, message)
        })
        .collect()
}

pub(super) fn references(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    walk(document, document, "", &mut faults);
    faults
}

fn walk(document: &Value, node: &Value, at: &str, faults: &mut Vec<Fault>) {
    match node {
        Value::Object(object) => {
            if let Some(target) = object.get("$ref").and_then(Value::as_str) {
                let pointer = target.strip_prefix('#');
                if pointer
                    .and_then(|pointer| document.pointer(pointer))
                    .is_none()
                {
                    let message = format!(
                        "`{target}` is nowhere in the document; a type that only parameters use is no component: give the \
                         field `#[param(inline)]`"
                    );
                    faults.push(Fault::new(child(at, "$ref"), message));
                }
            }
            for (key, member) in object.iter().filter(|(key, _)| *key != "value") {
                walk(document, member, &child(at, key), faults);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(document, item, &format!("{at}/{index}"), faults);
            }
        }
        _ => {}
    }
}
