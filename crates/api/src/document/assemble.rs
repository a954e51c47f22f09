//! From the registry to the OpenAPI 3.1 document.

use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;

use super::endpoint::{Endpoint, Example};
use super::fault::{Fault, Faults};
use super::{check_example, frame, json_schemas, normalise, pointer, registry, rules};

/// The contract as an OpenAPI 3.1.0 document.
///
/// # Errors
/// Everything that [`assemble`] finds wrong.
pub fn openapi_3_1() -> Result<Value, Faults> {
    assemble(&frame(), &registry())
}

/// Makes the document of some operations; `about` is what it says beside them, [`frame`] as a rule.
///
/// # Errors
/// An operation that is listed twice, an example that is no JSON, belongs to no body or breaks its schema, and every
/// breach of the [rules](super::rules) for documents: all faults at once.
pub fn assemble(about: &OpenApi, endpoints: &[Endpoint]) -> Result<Value, Faults> {
    let mut faults = Vec::new();
    // Plain data: serde has nothing to refuse in it.
    let mut document = serde_json::to_value(about).unwrap_or_default();
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let mut responses = Map::new();
    for endpoint in endpoints {
        add_operation(&mut paths, endpoint, &mut faults);
        add_components("schemas", &mut schemas, &endpoint.components, &mut faults);
        add_components(
            "responses",
            &mut responses,
            &endpoint.responses,
            &mut faults,
        );
        for name in &endpoint.clashes {
            faults.push(clash("schemas", name));
        }
    }
    faults.dedup();
    name_as_schemars(endpoints, &schemas, &mut faults);
    let schemas = in_order_of_use(schemas, &[&paths, &responses]);
    document["paths"] = Value::Object(paths);
    if let Some(components) = document["components"].as_object_mut() {
        if !responses.is_empty() {
            components.shift_insert(0, "responses".to_owned(), Value::Object(responses));
        }
        // The schemas first: they are what a reader of the components looks for.
        components.shift_insert(0, "schemas".to_owned(), Value::Object(schemas));
    }
    normalise::all(&mut document);
    for endpoint in endpoints {
        check_example::all(&document, endpoint, &mut faults);
    }
    check_example::written(&document, &mut faults);
    faults.extend(rules::check(&document));
    Faults::or_none(document, faults)
}

fn add_operation(paths: &mut Map<String, Value>, endpoint: &Endpoint, faults: &mut Vec<Fault>) {
    let pointer = endpoint.pointer();
    let mut operation = endpoint.operation.clone();
    for example in &endpoint.examples {
        if let Err(message) = add_example(&mut operation, example) {
            faults.push(Fault::new(format!("examples/{}", example.file), message));
        }
    }
    let id = operation["operationId"].clone();
    let twin = paths.iter().find_map(|(path, item)| {
        let methods = item.as_object()?;
        let (method, _) = methods
            .iter()
            .find(|(_, other)| other["operationId"] == id)?;
        Some(format!("{} {path}", method.to_uppercase()))
    });
    if let Some(twin) = twin {
        let message = format!(
            "operation {id} is listed twice: it is `{twin}` too; list it once, or rename one"
        );
        faults.push(Fault::new(&pointer, message));
    }
    let item = paths
        .entry(endpoint.path.clone())
        .or_insert_with(|| Value::Object(Map::new()));
    if item.get(&endpoint.method).is_some() {
        let message = "a second operation has this path and method; remove one from the registry";
        faults.push(Fault::new(&pointer, message));
    } else {
        item[endpoint.method.as_str()] = operation;
    }
}

/// Puts an example payload where its body is described.
fn add_example(operation: &mut Value, example: &Example) -> Result<(), String> {
    let value: Value = serde_json::from_str(example.text)
        .map_err(|error| format!("expected JSON, found: {error}"))?;
    let pointer = example.place.content_pointer();
    let content = operation
        .pointer_mut(&pointer)
        .ok_or_else(|| format!("expected a JSON body at {pointer} of the operation, found none"))?;
    let examples = content
        .as_object_mut()
        .ok_or_else(|| format!("expected a media type object at {pointer} of the operation"))?
        .entry("examples")
        .or_insert_with(|| Value::Object(Map::new()));
    if examples.get(example.name).is_some() {
        return Err(format!(
            "a second example of this body is called `{}`; rename one",
            example.name
        ));
    }
    examples[example.name] = json!({ "summary": example.summary, "value": value });
    Ok(())
}

/// Takes up an operation's components of a kind; two that differ can't have one name.
fn add_components(
    kind: &str,
    all: &mut Map<String, Value>,
    own: &Map<String, Value>,
    faults: &mut Vec<Fault>,
) {
    for (name, component) in own {
        match all.get(name) {
            None => {
                all.insert(name.clone(), component.clone());
            }
            Some(other) if other == component => {}
            Some(_) => faults.push(clash(kind, name)),
        }
    }
}

/// The published JSON Schemas are called what the document's components are.
fn name_as_schemars(endpoints: &[Endpoint], schemas: &Map<String, Value>, faults: &mut Vec<Fault>) {
    for (name, _) in json_schemas(endpoints) {
        if !schemas.contains_key(&name) {
            let message = "schemars has this name for a type that the document calls otherwise; add \
                           `#[schemars(rename = \"…\")]`, where a generic type names its argument: `\"{T}Page\"`";
            faults.push(Fault::new(format!("schemas/{name}.json"), message));
        }
    }
}

fn clash(kind: &str, name: &str) -> Fault {
    let message = "two Rust types that differ have this name, and the document can hold but one; rename one of them, by \
                   `#[schema(as = …)]` if its Rust name is to stay, and write a generic type in full where it is used \
                   (`body = Page<User>` is called `UserPage`; behind an alias it is called `Page`)";
    Fault::new(
        format!("/components/{kind}/{}", pointer::token(name)),
        message,
    )
}

/// Sorts the schemas as a reader meets them, in what refers to them: utoipa lists the innermost first.
fn in_order_of_use(
    mut schemas: Map<String, Value>,
    users: &[&Map<String, Value>],
) -> Map<String, Value> {
    let mut sorted = Map::new();
    for user in users.iter().flat_map(|users| users.values()) {
        follow(user, &mut schemas, &mut sorted);
    }
    sorted.append(&mut schemas);
    for (name, schema) in &mut sorted {
        if let Some(members) = schema.as_object_mut() {
            members
                .entry("title")
                .or_insert_with(|| Value::String(name.clone()));
        }
    }
    sorted
}

/// Moves over each schema that `node` refers to, then what that one refers to.
fn follow(node: &Value, from: &mut Map<String, Value>, to: &mut Map<String, Value>) {
    match node {
        Value::Object(members) => {
            let name = members
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|reference| reference.strip_prefix("#/components/schemas/"));
            if let Some((name, schema)) = name.and_then(|name| from.shift_remove_entry(name)) {
                to.insert(name, schema.clone());
                follow(&schema, from, to);
            }
            members.values().for_each(|member| follow(member, from, to));
        }
        Value::Array(items) => items.iter().for_each(|item| follow(item, from, to)),
        _ => {}
    }
}
