//! How time and memory grow with a document.

use std::fs;

use anstream::println;
use serde_json::{Value, json};

use super::generation::generate;
use super::process::Runs;
use super::rivals::{Program, Task};
use crate::{Failure, workspace};

const SIZES: [u32; 4] = [10, 100, 1_000, 10_000];
const ROUNDS: usize = 5;
/// Every tag has this many operations.
const OPERATIONS_A_TAG: u32 = 20;

/// Prints, for each size, what the generator takes; and the exponent of the growth between two sizes.
pub(super) fn run() -> Result<(), Failure> {
    let folder = workspace::root().join("target/bench/growth");
    let failed = |error: std::io::Error| Failure::Job(format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(failed)?;
    let ours = Program::ours()?;
    println!("operations    seconds   exponent        MiB   exponent    document MiB");
    let mut before: Option<(f64, f64)> = None;
    for size in SIZES {
        let document = folder.join(format!("{size}.json"));
        let text = synthetic(size).to_string();
        fs::write(&document, &text).map_err(failed)?;
        let task = Task {
            document: &document,
            out: &folder.join("out"),
            package: "synthetic-client",
        };
        let mut runs = Runs::default();
        for _ in 0..ROUNDS {
            runs.push(generate(&ours, &task, &folder)?);
        }
        let (seconds, memory) = (runs.processor(), runs.peak_mib());
        let exponent = |now: f64, before: Option<f64>| {
            before.map_or("-".to_owned(), |before| {
                format!("{:.2}", (now / before).log10())
            })
        };
        println!(
            "{size:>10}{seconds:>11.4}{:>11}{memory:>11.1}{:>11}{:>16.2}",
            exponent(seconds, before.map(|before| before.0)),
            exponent(memory, before.map(|before| before.1)),
            f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX)) / (1024.0 * 1024.0),
        );
        before = Some((seconds, memory));
    }
    Ok(())
}

/// A document with this many operations, each with a type of its own that refers to another's.
fn synthetic(operations: u32) -> Value {
    let mut paths = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    for index in 0..operations {
        let tag = format!("Tag {}", index / OPERATIONS_A_TAG);
        let name = format!("Thing{index}");
        let this = json!({ "$ref": format!("#/components/schemas/{name}") });
        let (verb, body) = match index % 2 {
            0 => ("get", Value::Null),
            _ => (
                "post",
                json!({ "required": true, "content": { "application/json": { "schema": this } } }),
            ),
        };
        let mut operation = json!({
            "operationId": format!("{verb}Thing{index}"),
            "tags": [tag],
            "summary": format!("Does what there is to do with thing {index}"),
            "parameters": [
                { "name": "id", "in": "path", "required": true, "schema": { "type": "integer", "format": "int64" } },
                { "name": "page", "in": "query", "schema": { "type": "integer", "format": "int32" } },
                { "name": "filter", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } },
            ],
            "responses": {
                "200": { "description": "The thing", "content": { "application/json": { "schema": this } } },
                "4XX": { "description": "Refused", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Refusal" } } } },
            },
        });
        if !body.is_null() {
            operation["requestBody"] = body;
        }
        paths.insert(format!("/things{index}/{{id}}"), json!({ verb: operation }));
        schemas.insert(name, thing(index));
    }
    schemas.insert(
        "Refusal".to_owned(),
        json!({ "type": "object", "required": ["message"], "properties": { "message": { "type": "string" } } }),
    );
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Synthetic", "version": "1.0.0" },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn thing(index: u32) -> Value {
    let mut properties = json!({
        "id": { "type": "integer", "format": "int64", "description": "Identifies the thing." },
        "name": { "type": "string", "description": "What it is called." },
        "state": { "type": "string", "enum": ["new", "used", format!("worn out {index}")] },
        "created_at": { "type": "string", "format": "date-time" },
        "note": { "type": ["string", "null"] },
        "labels": { "type": "object", "additionalProperties": { "type": "string" } },
        "place": { "type": "object", "properties": { "x": { "type": "number" }, format!("y{index}"): { "type": "number" } } },
    });
    if index > 0 {
        let other = json!({ "$ref": format!("#/components/schemas/Thing{}", index - 1) });
        properties["others"] = json!({ "type": "array", "items": other });
    }
    json!({
        "type": "object",
        "description": format!("The thing of number {index}."),
        "required": ["id", "name", "state", "note"],
        "properties": properties,
    })
}
