//! What schemas are called that are referred to where they stand.

use crate::model::names::pascal;
use apicrate_openapi::Node;

/// What a schema in the middle of the document is called when it is referred to: its last two names.
pub(super) fn name_of_place(node: Node<'_>) -> String {
    const STRUCTURE: [&str; 14] = [
        "schema",
        "properties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "content",
        "components",
        "schemas",
        "$defs",
        "definitions",
        "responses",
        "parameters",
        "application/json",
    ];
    let mut names = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at {
        let key = node.key();
        if !key.is_empty() && !STRUCTURE.contains(&key) {
            names.push(pascal(key));
        }
        if names.len() == 2 {
            break;
        }
        at = node.parent();
    }
    names.reverse();
    names.concat()
}
