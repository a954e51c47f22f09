//! [OpenAPI Overlay 1.0](https://spec.openapis.org/overlay/v1.0.0.html): changes to a document that a publisher keeps
//! apart from it.
//!
//! ```
//! use serde_json::json;
//! use apisite::overlay;
//!
//! let mut document = json!({ "info": { "title": "Lamps" }, "servers": [{ "url": "https://a" }] });
//! let changes = json!({
//!     "overlay": "1.0.0",
//!     "info": { "title": "Ours", "version": "1" },
//!     "actions": [
//!         { "target": "$.servers[*]", "remove": true },
//!         { "target": "$.servers", "update": { "url": "https://b" } },
//!         { "target": "$.info", "update": { "title": "Our lamps" } },
//!     ],
//! });
//! let warnings = overlay::apply(&mut document, &changes)?;
//! assert!(warnings.is_empty());
//! assert_eq!(document, json!({ "info": { "title": "Our lamps" }, "servers": [{ "url": "https://b" }] }));
//! # Ok::<(), apisite::Error>(())
//! ```

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::Error;

/// Applies the actions of an overlay in their order. Returns what a publisher should know: an action whose target
/// isn't in the document does nothing.
///
/// # Errors
/// It is no overlay of version 1, or an action is none: what was expected, what was found, where.
pub fn apply(document: &mut Value, overlay: &Value) -> Result<Vec<String>, Error> {
    let version = overlay["overlay"].as_str().unwrap_or_default();
    if !version.starts_with("1.") {
        let message = format!(
            "/overlay: expected a version 1, such as \"1.0.0\", found {}",
            overlay["overlay"]
        );
        return Err(Error::new(message));
    }
    let Some(actions) = overlay["actions"]
        .as_array()
        .filter(|actions| !actions.is_empty())
    else {
        return Err(Error::new(
            "/actions: expected a list with at least one action",
        ));
    };
    let mut warnings = Vec::new();
    for (index, action) in actions.iter().enumerate() {
        let at = format!("/actions/{index}");
        if let Some(warning) = act(document, action, &at)? {
            warnings.push(warning);
        }
    }
    Ok(warnings)
}

fn act(document: &mut Value, action: &Value, at: &str) -> Result<Option<String>, Error> {
    let target = action["target"].as_str().ok_or_else(|| {
        Error::new(format!(
            "{at}/target: expected a JSONPath, found {}",
            action["target"]
        ))
    })?;
    let path = JsonPath::parse(target).map_err(|error| {
        Error::new(format!(
            "{at}/target: expected a JSONPath, found `{target}`: {error}"
        ))
    })?;
    let mut pointers: Vec<String> = path
        .query_located(document)
        .locations()
        .map(serde_json_path::NormalizedPath::to_json_pointer)
        .collect();
    if pointers.is_empty() {
        return Ok(Some(format!(
            "{at}: nothing in the document is at `{target}`"
        )));
    }
    match (&action["remove"], action.get("update")) {
        (Value::Bool(true), _) => {
            // From the end, so that the indices of those to come stay what they are.
            pointers.reverse();
            for pointer in &pointers {
                remove(document, pointer);
            }
        }
        (Value::Null | Value::Bool(false), Some(update)) => {
            for pointer in &pointers {
                if let Some(node) = document.pointer_mut(pointer) {
                    change(node, update, &format!("{at}/update"))?;
                }
            }
        }
        _ => {
            return Err(Error::new(format!(
                "{at}: expected `update`, or `remove: true`, found neither"
            )));
        }
    }
    Ok(None)
}

fn remove(document: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// Updates the target of an action: an object takes members over, a list takes the update as a further item.
fn change(node: &mut Value, update: &Value, at: &str) -> Result<(), Error> {
    match node {
        Value::Array(items) => {
            items.push(update.clone());
            Ok(())
        }
        Value::Object(_) if update.is_object() => {
            merge(node, update);
            Ok(())
        }
        Value::Object(_) => Err(Error::new(format!(
            "{at}: expected an object as the target is, found {update}"
        ))),
        other => Err(Error::new(format!(
            "{at}: expected a target that is an object or a list, found {other}; target what holds it"
        ))),
    }
}

/// Objects merge member by member, lists are joined, everything else is replaced.
fn merge(node: &mut Value, update: &Value) {
    match (node, update) {
        (Value::Object(members), Value::Object(updates)) => {
            for (name, update) in updates {
                match members.get_mut(name) {
                    Some(member) => merge(member, update),
                    None => {
                        members.insert(name.clone(), update.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(further)) => items.extend(further.iter().cloned()),
        (node, update) => *node = update.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::apply;

    fn applied(mut document: Value, actions: &Value) -> Result<Value, String> {
        let overlay = json!({ "overlay": "1.0.0", "info": {}, "actions": actions });
        match apply(&mut document, &overlay) {
            Ok(warnings) if warnings.is_empty() => Ok(document),
            Ok(warnings) => Err(warnings.join("; ")),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn objects_merge_lists_grow_and_the_rest_is_replaced() {
        let document =
            json!({ "info": { "a": 1, "b": { "c": [1], "d": 2 } }, "tags": [{ "name": "x" }] });
        let actions = json!([
            { "target": "$.info", "update": { "a": "one", "b": { "c": [2] }, "e": null } },
            { "target": "$.tags", "update": { "name": "y" } },
            { "target": "$.tags[?@.name == 'x']", "update": { "description": "X" } },
        ]);
        let expected = json!({
            "info": { "a": "one", "b": { "c": [1, 2], "d": 2 }, "e": null },
            "tags": [{ "name": "x", "description": "X" }, { "name": "y" }],
        });
        assert_eq!(applied(document, &actions), Ok(expected));
    }

    #[test]
    fn several_items_and_odd_keys_can_be_removed() {
        let document = json!({ "list": [1, 2, 3, 4], "paths": { "/a~b": 1, "/c": 2 } });
        let actions = json!([
            { "target": "$.list[?@ > 1 && @ < 4]", "remove": true, "update": {} },
            { "target": "$.paths['/a~b']", "remove": true },
        ]);
        assert_eq!(
            applied(document, &actions),
            Ok(json!({ "list": [1, 4], "paths": { "/c": 2 } }))
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let told =
            |actions: Value| applied(json!({ "a": { "b": 1 } }), &actions).expect_err("a fault");
        assert_eq!(
            told(json!([{ "target": "$.c", "update": {} }])),
            "/actions/0: nothing in the document is at `$.c`"
        );
        assert!(
            told(json!([{ "target": "a b", "update": {} }]))
                .starts_with("/actions/0/target: expected a JSONPath")
        );
        assert!(told(json!([{ "target": "$.a.b", "update": 2 }])).contains("target what holds it"));
        assert!(told(json!([{ "target": "$.a", "update": 2 }])).contains("expected an object"));
        assert!(told(json!([{ "target": "$.a" }])).contains("found neither"));
        assert!(told(json!([{}])).starts_with("/actions/0/target"));
        assert!(told(json!([])).starts_with("/actions: expected"));
        let mut document = json!({});
        let error = apply(&mut document, &json!({ "overlay": "2.0.0" })).expect_err("a fault");
        assert!(
            error
                .to_string()
                .starts_with("/overlay: expected a version 1")
        );
    }
}
