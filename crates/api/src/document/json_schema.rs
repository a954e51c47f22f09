//! The stand-alone JSON Schemas, made by schemars: a second derivation, independent of utoipa's.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::endpoint::Endpoint;
use super::{names, normalise};

/// Where schemars keeps the schemas that others refer to.
const DEFINITIONS: &str = "#/$defs/";

/// A JSON Schema 2020-12 for each object type of some operations, by the type's name. Each holds what it refers to in its
/// own `$defs`, so that it can be used alone.
#[must_use]
pub fn json_schemas(endpoints: &[Endpoint]) -> Vec<(String, Value)> {
    let settings = SchemaSettings::draft2020_12();
    let dialect = settings.meta_schema.clone();
    let mut generator = settings.into_generator();
    for endpoint in endpoints {
        endpoint.bodies.iter().for_each(|body| body(&mut generator));
    }
    let definitions = generator.take_definitions(true);
    definitions
        .iter()
        .map(|(name, schema)| {
            let mut alone = Map::new();
            if let Some(dialect) = &dialect {
                alone.insert("$schema".to_owned(), Value::String(dialect.to_string()));
            }
            alone.insert("title".to_owned(), Value::String(names::plain(name)));
            alone.extend(schema.as_object().cloned().unwrap_or_default());
            let mut used = Map::new();
            collect(schema, &definitions, &mut used);
            if !used.is_empty() {
                alone.insert("$defs".to_owned(), Value::Object(used));
            }
            let mut alone = Value::Object(alone);
            names::tell_generics(&mut alone);
            normalise::all(&mut alone);
            (names::plain(name), alone)
        })
        .collect()
}

/// Gathers the definitions that `node` refers to, and those that they refer to.
fn collect(node: &Value, definitions: &Map<String, Value>, used: &mut Map<String, Value>) {
    match node {
        Value::Object(members) => {
            let name = members
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|reference| reference.strip_prefix(DEFINITIONS));
            if let Some((name, schema)) = name.and_then(|name| definitions.get_key_value(name))
                && !used.contains_key(name)
            {
                used.insert(name.clone(), schema.clone());
                collect(schema, definitions, used);
            }
            members
                .values()
                .for_each(|member| collect(member, definitions, used));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect(item, definitions, used)),
        _ => {}
    }
}
