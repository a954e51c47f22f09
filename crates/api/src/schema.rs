//! What schemars' derive doesn't write as the API means it.

use schemars::Schema;
use serde_json::Value;

/// Lists every property as required, those that may be null included: schemars takes `Option` for absence, the API
/// means null by it.
pub(crate) fn all_required(schema: &mut Schema) {
    let Some(Value::Object(properties)) = schema.get("properties") else {
        return;
    };
    let names: Vec<Value> = properties.keys().cloned().map(Value::String).collect();
    schema.insert("required".to_owned(), Value::Array(names));
}
