//! What components are called.

use serde_json::{Map, Value, json};

/// How references to schemas begin, in a document and in a schema that stands alone.
const SCHEMAS: [&str; 2] = ["#/components/schemas/", "#/$defs/"];

/// Renames generic types in a document or schema, with all that refers to them: see [`plain`].
pub(super) fn tell_generics(node: &mut Value) {
    match node {
        Value::Object(members) => {
            for key in ["schemas", "$defs"] {
                if let Some(Value::Object(schemas)) = members.get_mut(key) {
                    *schemas = std::mem::take(schemas)
                        .into_iter()
                        .map(|(name, schema)| (plain(&name), schema))
                        .collect();
                }
            }
            if let Some(Value::String(target)) = members.get_mut("$ref") {
                for place in SCHEMAS {
                    if let Some(name) = target.strip_prefix(place) {
                        *target = format!("{place}{}", plain(name));
                        break;
                    }
                }
            }
            members.values_mut().for_each(tell_generics);
        }
        Value::Array(items) => items.iter_mut().for_each(tell_generics),
        _ => {}
    }
}

/// A name as people would have chosen it: utoipa calls `Page<User>` `Page_User`, schemars `Page_for_User`, the document
/// `UserPage`.
pub(super) fn plain(name: &str) -> String {
    if !name.contains('_') {
        return name.to_owned();
    }
    name.split('_')
        .filter(|part| !["for", "and"].contains(part))
        .rev()
        .collect()
}

/// Has schemas refer to the components that utoipa wrote out in them: the arguments of generic types.
pub(super) fn refer(components: &mut Map<String, Value>) {
    let known = components.clone();
    for schema in components.values_mut() {
        for member in schema.as_object_mut().into_iter().flat_map(Map::values_mut) {
            refer_to(&known, member);
        }
    }
}

fn refer_to(known: &Map<String, Value>, node: &mut Value) {
    if node["type"] == "object"
        && let Some((name, _)) = known.iter().find(|(_, schema)| *schema == node)
    {
        *node = json!({ "$ref": format!("{}{name}", SCHEMAS[0]) });
    }
    match node {
        Value::Object(members) => members.values_mut().for_each(|node| refer_to(known, node)),
        Value::Array(items) => items.iter_mut().for_each(|node| refer_to(known, node)),
        _ => {}
    }
}

/// Whether two schemas are the same once both refer to the components that they write out.
pub(super) fn is_same(one: &Value, other: &Value, components: &Map<String, Value>) -> bool {
    if one == other {
        return true;
    }
    let [one, other] = [one, other].map(|schema| {
        let mut schema = schema.clone();
        for member in schema.as_object_mut().into_iter().flat_map(Map::values_mut) {
            refer_to(components, member);
        }
        schema
    });
    one == other
}
