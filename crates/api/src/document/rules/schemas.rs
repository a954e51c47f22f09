//! Rules for schemas.

use serde_json::Value;

use super::super::fault::Fault;
use super::{child, each_operation, each_parameter, has_text, members};
use crate::local_date_time;

/// Where the component schemas stand.
const COMPONENTS: &str = "/components/schemas";

pub(super) fn dates(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, name, schema) in each_property(document) {
        if schema["format"] == "date-time" {
            let message =
                "expected no `date-time`: the API's dates have no zone; use `LocalDateTime`";
            faults.push(Fault::new(child(&at, "format"), message));
        }
        if !name.ends_with("_at") {
            continue;
        }
        if schema["pattern"] != local_date_time::PATTERN
            || schema["x-format"] != local_date_time::FORMAT
        {
            let message = "expected the date's pattern, inline; mark the field with \
                           `format = \"local-date-time\"`";
            faults.push(Fault::new(&at, message));
        }
        if schema.get("examples").is_none() {
            faults.push(Fault::new(
                child(&at, "examples"),
                "expected an example of the date, found none",
            ));
        }
    }
    faults
}

pub(super) fn nullable(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (component, _, schema) in members(document, COMPONENTS) {
        let required = schema["required"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        for (at, name, property) in members(document, &child(&component, "properties")) {
            for choice in ["oneOf", "anyOf", "nullable"] {
                if property.get(choice).is_some() {
                    let message = "expected null as one of two types in `type`; generators take a choice for models";
                    faults.push(Fault::new(child(&at, choice), message));
                }
            }
            if is_nullable(property) && !required.iter().any(|each| each == name) {
                let message = "expected a property that may be null to be required (a value that may be both null \
                               and absent is an option of an option); add `#[schema(required)]`, or `nullable = false` if it is absent and never \
                               null";
                faults.push(Fault::new(&at, message));
            }
        }
    }
    faults
}

fn is_nullable(schema: &Value) -> bool {
    schema["type"]
        .as_array()
        .is_some_and(|types| types.iter().any(|name| name == "null"))
}

pub(super) fn components(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, name, schema) in members(document, COMPONENTS) {
        if schema["type"] != "object" {
            let message = format!(
                "expected an object, found {}; write scalars inline",
                schema["type"]
            );
            faults.push(Fault::new(child(&at, "type"), message));
        }
        if schema["title"] != name {
            let message = format!(
                "expected the component's name, found {}; leave out `title`",
                schema["title"]
            );
            faults.push(Fault::new(child(&at, "title"), message));
        }
        if schema["additionalProperties"] == false {
            let message = "expected nothing: servers add properties over time";
            faults.push(Fault::new(child(&at, "additionalProperties"), message));
        }
    }
    faults
}

pub(super) fn integers(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, schema) in each_schema(document) {
        if !has_type(schema, "integer") {
            continue;
        }
        if schema["format"] != "int32" && schema["format"] != "int64" {
            let message = format!("expected int32 or int64, found {}", schema["format"]);
            faults.push(Fault::new(child(&at, "format"), message));
        }
        let Some(values) = schema["enum"].as_array() else {
            continue;
        };
        for names in ["x-enum-varnames", "x-enum-descriptions"] {
            if schema[names].as_array().map(Vec::len) != Some(values.len()) {
                let message = format!("expected {} texts, one for each value", values.len());
                faults.push(Fault::new(child(&at, names), message));
            }
        }
    }
    faults
}

pub(super) fn strings(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, schema) in each_schema(document) {
        if has_type(schema, "string")
            && (schema.get("enum").is_some() || schema.get("const").is_some())
        {
            let message = "expected an open string: strict clients reject what a server may add";
            faults.push(Fault::new(at, message));
        }
    }
    faults
}

pub(super) fn maps(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, schema) in each_schema(document) {
        for noise in ["propertyNames", "patternProperties"] {
            if schema.get(noise).is_some() {
                let message = "expected `additionalProperties` alone to describe a map";
                faults.push(Fault::new(child(&at, noise), message));
            }
        }
    }
    faults
}

pub(super) fn schema_examples(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, schema) in each_schema(document) {
        if schema.get("example").is_some() {
            let message = "expected `examples`, a list: 3.1 deprecates `example`";
            faults.push(Fault::new(child(&at, "example"), message));
        }
    }
    faults
}

pub(super) fn secrets(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, name, schema) in each_property(document) {
        if names_secret(name) && schema["format"] != "password" {
            let message = format!(
                "expected `password`, by which generators know a secret, found {}; use `Secret`",
                schema["format"]
            );
            faults.push(Fault::new(child(&at, "format"), message));
        }
    }
    faults
}

/// Whether something of this name is a secret.
pub(super) fn names_secret(name: &str) -> bool {
    let name = name.to_lowercase().replace('-', "_");
    [
        "password",
        "secret",
        "api_key",
        "apikey",
        "access_key",
        "credential",
    ]
    .iter()
    .any(|word| name.contains(word))
        || name.ends_with("token")
}

pub(super) fn descriptions(document: &Value) -> Vec<Fault> {
    let components = members(document, COMPONENTS)
        .into_iter()
        .map(|(at, _, schema)| (at, schema));
    let properties = each_property(document)
        .into_iter()
        .map(|(at, _, schema)| (at, schema));
    components
        .chain(properties)
        .filter(|(_, schema)| !has_text(schema, "description"))
        .map(|(at, _)| {
            let message =
                "expected a text, found none; write it as the doc comment of the type or field";
            Fault::new(child(&at, "description"), message)
        })
        .collect()
}

fn has_type(schema: &Value, name: &str) -> bool {
    match &schema["type"] {
        Value::Array(types) => types.iter().any(|each| each == name),
        only => only == name,
    }
}

/// The properties of the components: pointer, name, schema.
fn each_property(document: &Value) -> Vec<(String, &str, &Value)> {
    members(document, COMPONENTS)
        .into_iter()
        .flat_map(|(at, _, _)| members(document, &child(&at, "properties")))
        .collect()
}

/// All schemas: of the components, of parameters and of headers, nested ones too.
fn each_schema(document: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    for (at, parameter) in each_parameter(document) {
        nested(child(&at, "schema"), &parameter["schema"], &mut found);
    }
    for (at, _) in each_operation(document) {
        for (at, _, _) in members(document, &child(&at, "responses")) {
            for (at, _, header) in members(document, &child(&at, "headers")) {
                nested(child(&at, "schema"), &header["schema"], &mut found);
            }
        }
    }
    for (at, _, schema) in members(document, COMPONENTS) {
        nested(at, schema, &mut found);
    }
    found
}

fn nested<'a>(at: String, schema: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    for keyword in ["properties", "$defs"] {
        for (name, inner) in schema[keyword].as_object().into_iter().flatten() {
            nested(child(&child(&at, keyword), name), inner, found);
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get(keyword) {
            nested(child(&at, keyword), inner, found);
        }
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for (index, inner) in schema[keyword].as_array().into_iter().flatten().enumerate() {
            nested(format!("{at}/{keyword}/{index}"), inner, found);
        }
    }
    found.push((at, schema));
}
