//! The operations as a Postman collection, which Bruno imports, too.

use serde_json::{Map, Value, json};

use super::ORIGIN;

/// What the collection is an instance of.
const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
const JSON: &str = "application/json";
/// The variable that holds the server's address.
const SERVER: &str = "baseUrl";

/// A Postman collection of everything that a document offers: a folder a tag, a request an operation.
#[must_use]
pub fn collection(document: &Value) -> Value {
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
    let mut headers = vec![json!({ "key": "Accept", "value": accepted(document, operation) })];
    let (media_type, content) = body(operation);
    // A form's boundary is known when it is sent.
    if media_type == JSON {
        headers.push(json!({ "key": "Content-Type", "value": JSON }));
    }
    let parameters = operation["parameters"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    headers.extend(
        parameters
            .iter()
            .filter(|parameter| parameter["in"] == "header")
            .map(setting),
    );
    let mut request = json!({
        "method": method.to_uppercase(),
        "header": headers,
        "url": url(path, parameters),
        "description": operation["description"],
    });
    if let Some(body) = filled(document, media_type, content, variables) {
        request["body"] = body;
    }
    if operation["security"] == json!([]) {
        request["auth"] = json!({ "type": "noauth" });
    }
    let mut sent = request.clone();
    if media_type == JSON {
        sent["body"] = raw(first_example(content));
    }
    let answers = operation["responses"].as_object().into_iter().flatten();
    let answers = answers.map(|(status, answer)| (status, resolved(document, answer)));
    let examples: Vec<Value> = answers
        .clone()
        .map(|(status, answer)| response(status, answer, &sent))
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

/// The address: parameters of the path are variables, those of the query that needn't be sent are switched off.
fn url(path: &str, parameters: &[Value]) -> Value {
    let path = path.replace('{', ":").replace('}', "");
    let of = |place: &'static str| {
        parameters
            .iter()
            .filter(move |parameter| parameter["in"] == place)
    };
    let mut url = json!({
        "raw": format!("{{{{{SERVER}}}}}{path}"),
        "host": [format!("{{{{{SERVER}}}}}")],
        "path": path.split('/').skip(1).collect::<Vec<_>>(),
    });
    let query: Vec<Value> = of("query").map(setting).collect();
    if !query.is_empty() {
        url["query"] = Value::Array(query);
    }
    let variables: Vec<Value> = of("path").map(setting).collect();
    if !variables.is_empty() {
        url["variable"] = Value::Array(variables);
    }
    url
}

/// A parameter with its example.
fn setting(parameter: &Value) -> Value {
    let example = match &parameter["example"] {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        other => other,
    };
    let mut setting = json!({
        "key": parameter["name"],
        "value": text(example),
        "description": parameter["description"],
    });
    if parameter["required"] != true {
        setting["disabled"] = json!(true);
    }
    setting
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The media types that all responses have, JSON first.
fn accepted(document: &Value, operation: &Value) -> String {
    let answers = operation["responses"].as_object().into_iter().flatten();
    let mut accepted = vec![JSON];
    for (_, answer) in answers {
        let content = resolved(document, answer)["content"].as_object();
        for media_type in content.into_iter().flat_map(Map::keys) {
            if !accepted.contains(&media_type.as_str()) {
                accepted.push(media_type);
            }
        }
    }
    accepted.join(", ")
}

/// The media type of a request's body and its content; empty ones without a body.
fn body(operation: &Value) -> (&str, &Value) {
    operation["requestBody"]["content"]
        .as_object()
        .and_then(|content| content.iter().next())
        .map_or(("", &Value::Null), |(media_type, content)| {
            (media_type.as_str(), content)
        })
}

/// The body to send, to be filled in.
fn filled(
    document: &Value,
    media_type: &str,
    content: &Value,
    variables: &mut Vec<Value>,
) -> Option<Value> {
    let mode = match media_type {
        "" => return None,
        JSON => return Some(raw(&to_fill_in(document, content, variables))),
        "application/x-www-form-urlencoded" => "urlencoded",
        multipart if multipart.starts_with("multipart/") => "formdata",
        _ => return Some(json!({ "mode": "file" })),
    };
    let properties = resolved(document, &content["schema"])["properties"].as_object();
    let fields: Vec<Value> = properties
        .into_iter()
        .flatten()
        .map(|(name, property)| {
            let mut field =
                json!({ "key": name, "type": "text", "description": property["description"] });
            match property["format"].as_str() {
                Some("binary") => field["type"] = json!("file"),
                Some("password") => field["value"] = json!(variable(name, property, variables)),
                _ => field["value"] = json!(text(&property["examples"][0])),
            }
            field
        })
        .collect();
    Some(json!({ "mode": mode, mode: fields }))
}

/// A documented response; a body that is no text is left out.
fn response(status: &str, answer: &Value, sent: &Value) -> Value {
    let mut response = json!({
        "name": format!("{status} {}", answer["description"].as_str().unwrap_or_default()),
        "originalRequest": sent,
        "code": status.parse::<u16>().unwrap_or_default(),
    });
    let content = answer["content"].as_object();
    if let Some((media_type, content)) = content.and_then(|content| content.iter().next()) {
        response["header"] = json!([{ "key": "Content-Type", "value": media_type }]);
        if media_type == JSON {
            response["_postman_previewlanguage"] = json!("json");
            response["body"] = json!(pretty(first_example(content)));
        }
    }
    response
}

/// Takes a variable up, and returns what stands for it.
fn variable(name: &str, property: &Value, variables: &mut Vec<Value>) -> String {
    if variables.iter().all(|variable| variable["key"] != name) {
        let is_secret = property["format"] == "password";
        let kind = if is_secret { "secret" } else { "string" };
        variables.push(json!({ "key": name, "value": "", "type": kind }));
    }
    format!("{{{{{name}}}}}")
}

/// The documented request with a variable in the place of each text, so that nobody saves a password in a collection.
fn to_fill_in(document: &Value, body: &Value, variables: &mut Vec<Value>) -> Value {
    let schema = resolved(document, &body["schema"]);
    let mut filled = first_example(body).clone();
    for (name, member) in filled.as_object_mut().unwrap_or(&mut Map::new()) {
        if !member.is_string() {
            continue;
        }
        *member = Value::String(variable(name, &schema["properties"][name], variables));
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
