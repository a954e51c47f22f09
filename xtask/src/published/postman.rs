//! The operations as a Postman collection, which Bruno imports, too.

use serde_json::{Map, Value, json};

use super::ORIGIN;

/// What the collection is an instance of.
const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const JSON: &str = "application/json";
/// The variable that holds the server's address.
const SERVER: &str = "baseUrl";

/// A collection of everything that a document offers: a folder a tag, a request an operation.
pub(super) fn collection(document: &Value) -> Value {
    let mut variables = vec![json!({ "key": SERVER, "value": server(document) })];
    let mut folders: Vec<Value> = Vec::new();
    for (path, method, operation) in operations(document) {
        let item = item(document, path, method, operation, &mut variables);
        let tag = operation["tags"][0].as_str().unwrap_or("Other");
        match folders.iter_mut().find(|folder| folder["name"] == tag) {
            Some(folder) => {
                if let Some(items) = folder["item"].as_array_mut() {
                    items.push(item);
                }
            }
            None => folders.push(json!({ "name": tag, "item": [item] })),
        }
    }
    json!({
        "info": {
            "name": document["info"]["title"],
            "description": format!(
                "{}\n\nVersion {}. {ORIGIN}.",
                document["info"]["description"].as_str().unwrap_or_default(),
                document["info"]["version"].as_str().unwrap_or_default(),
            ),
            "schema": SCHEMA,
        },
        "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{access_token}}", "type": "string" }] },
        "variable": variables,
        "item": folders,
    })
}

fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path, method, operation))
    })
}

/// The first server's address with its variables filled in.
fn server(document: &Value) -> String {
    let server = &document["servers"][0];
    let mut url = server["url"].as_str().unwrap_or_default().to_owned();
    for (name, variable) in server["variables"].as_object().into_iter().flatten() {
        let value = variable["default"].as_str().unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), value);
    }
    url
}

fn item(
    document: &Value,
    path: &str,
    method: &str,
    operation: &Value,
    variables: &mut Vec<Value>,
) -> Value {
    let body = &operation["requestBody"]["content"][JSON];
    let mut request = json!({
        "method": method.to_uppercase(),
        "header": [
            { "key": "Accept", "value": JSON },
            { "key": "Content-Type", "value": JSON },
        ],
        "url": {
            "raw": format!("{{{{{SERVER}}}}}{path}"),
            "host": [format!("{{{{{SERVER}}}}}")],
            "path": path.split('/').skip(1).collect::<Vec<_>>(),
        },
        "description": operation["description"],
        "body": raw(&to_fill_in(document, body, variables)),
    });
    if operation["security"] == json!([]) {
        request["auth"] = json!({ "type": "noauth" });
    }
    let mut sent = request.clone();
    sent["body"] = raw(first_example(body));
    let answers = operation["responses"].as_object().into_iter().flatten();
    let examples: Vec<Value> = answers
        .clone()
        .map(|(status, answer)| {
            json!({
                "name": format!("{status} {}", answer["description"].as_str().unwrap_or_default()),
                "originalRequest": sent,
                "code": status.parse::<u16>().unwrap_or_default(),
                "header": [{ "key": "Content-Type", "value": JSON }],
                "_postman_previewlanguage": "json",
                "body": pretty(first_example(&answer["content"][JSON])),
            })
        })
        .collect();
    let success = answers.clone().find(|(status, _)| status.starts_with('2'));
    let script = success.map(|(status, answer)| script(document, status, answer));
    json!({
        "name": operation["summary"],
        "event": [{
            "listen": "test",
            "script": { "type": "text/javascript", "exec": script.unwrap_or_default() },
        }],
        "request": request,
        "response": examples,
    })
}

/// The documented request with a variable in the place of each text, so that nobody saves a password in a collection.
fn to_fill_in(document: &Value, body: &Value, variables: &mut Vec<Value>) -> Value {
    let schema = resolved(document, &body["schema"]);
    let mut filled = first_example(body).clone();
    for (name, member) in filled.as_object_mut().unwrap_or(&mut Map::new()) {
        if !member.is_string() {
            continue;
        }
        *member = Value::String(format!("{{{{{name}}}}}"));
        if variables.iter().all(|variable| &variable["key"] != name) {
            let is_secret = schema["properties"][name]["format"] == "password";
            let kind = if is_secret { "secret" } else { "string" };
            variables.push(json!({ "key": name, "value": "", "type": kind }));
        }
    }
    filled
}

/// Looks at the answer and keeps its secrets: what was given out is sent with the other requests.
fn script(document: &Value, status: &str, answer: &Value) -> Vec<String> {
    let mut lines = vec![
        format!("pm.test(\"{status}\", function () {{"),
        format!("    pm.response.to.have.status({status});"),
        "});".to_owned(),
    ];
    let schema = resolved(document, &answer["content"][JSON]["schema"]);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if property["format"] == "password" {
            lines.extend([
                format!("if (pm.response.code === {status}) {{"),
                "    // The word `Bearer` may stand in front of it already, and is sent but once.".to_owned(),
                format!(
                    "    pm.collectionVariables.set(\"{name}\", pm.response.json().{name}.replace(/^Bearer /, \"\"));"
                ),
                "}".to_owned(),
            ]);
        }
    }
    lines
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let target = schema["$ref"]
        .as_str()
        .and_then(|target| target.strip_prefix('#'));
    target
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(schema)
}

fn first_example(content: &Value) -> &Value {
    let examples = content["examples"].as_object();
    examples
        .and_then(|examples| examples.values().next())
        .map_or(&Value::Null, |example| &example["value"])
}

fn raw(body: &Value) -> Value {
    json!({ "mode": "raw", "raw": pretty(body), "options": { "raw": { "language": "json" } } })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}
