//! Signing in as a workflow of Arazzo: what a person would try, with what has to come of it.

use serde_json::{Value, json};
use vms_admin_api::{ObtainToken, Operation};

/// Workflows of Arazzo: signing in, being refused, and signing in to call each operation that takes the token. The
/// document stands beside them.
#[must_use]
pub fn workflows(document: &Value) -> Value {
    let operation = ObtainToken::ID;
    let mut workflows = json!({
        "arazzo": "1.0.1",
        "info": {
            "title": "Sign in",
            "summary": "From a login and a password to a token.",
            "version": document["info"]["version"],
        },
        "sourceDescriptions": [{ "name": "vms-admin", "url": "openapi.json", "type": "openapi" }],
        "workflows": [
            {
                "workflowId": "signIn",
                "summary": "Sign in and keep the token",
                "description": "The token is sent as `Authorization: Bearer …` with every other request.",
                "inputs": inputs(),
                "steps": [{
                    "stepId": "obtain",
                    "description": "The server knows the user.",
                    "operationId": operation,
                    "parameters": [accept()],
                    "requestBody": body("$inputs.password"),
                    "successCriteria": [
                        { "condition": "$statusCode == 200" },
                        { "condition": "$response.body#/user/login == $inputs.login" },
                        { "condition": "$response.body#/token_type == 'Bearer'" },
                    ],
                    "outputs": {
                        "token": "$response.body#/access_token",
                        "expires": "$response.body#/expires_at",
                    },
                }],
                "outputs": {
                    "token": "$steps.obtain.outputs.token",
                    "expires": "$steps.obtain.outputs.expires",
                },
            },
            {
                "workflowId": "refused",
                "summary": "Be refused with a wrong password",
                "description": "The answer says which field is to blame.",
                "inputs": inputs(),
                "steps": [{
                    "stepId": "tryWrongPassword",
                    "description": "The server doesn't know the password.",
                    "operationId": operation,
                    "parameters": [accept()],
                    "requestBody": body("not the password"),
                    "successCriteria": [
                        { "condition": "$statusCode == 422" },
                        { "context": "$response.body#/errors/login/0", "condition": ".+", "type": "regex" },
                    ],
                    "outputs": { "message": "$response.body#/message" },
                }],
            },
        ],
    });
    if let Some(listed) = workflows["workflows"].as_array_mut() {
        listed.extend(calls(document));
    }
    workflows
}

/// A workflow for each operation that takes the token: sign in, then call it as documented.
fn calls(document: &Value) -> Vec<Value> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths
        .flat_map(|(_, item)| item.as_object().into_iter().flatten())
        .map(|(_, operation)| operation)
        .filter(|operation| operation["security"] != json!([]))
        .map(|operation| {
            json!({
                "workflowId": operation["operationId"],
                "summary": format!("Sign in, then: {}", operation["summary"].as_str().unwrap_or_default()),
                "description": operation["description"],
                "inputs": inputs(),
                "steps": [
                    { "stepId": "signIn", "workflowId": "signIn", "parameters": [
                        { "name": "login", "value": "$inputs.login" },
                        { "name": "password", "value": "$inputs.password" },
                    ] },
                    call(operation),
                ],
            })
        })
        .collect()
}

/// The step that calls an operation with its examples.
fn call(operation: &Value) -> Value {
    let token = "Bearer {$steps.signIn.outputs.token}";
    let mut parameters = vec![
        accept(),
        json!({ "name": "Authorization", "in": "header", "value": token }),
    ];
    let declared = operation["parameters"].as_array().into_iter().flatten();
    parameters.extend(
        declared
            .filter(|parameter| parameter["required"] == true)
            .map(|parameter| json!({ "name": parameter["name"], "in": parameter["in"], "value": parameter["example"] })),
    );
    let responses = operation["responses"].as_object().into_iter().flatten();
    let success = responses
        .map(|(status, _)| status)
        .find(|status| status.starts_with('2'));
    let mut step = json!({
        "stepId": "call",
        "description": "The token is taken.",
        "operationId": operation["operationId"],
        "parameters": parameters,
        "successCriteria": [{ "condition": format!("$statusCode == {}", success.map_or("200", String::as_str)) }],
    });
    let content = operation["requestBody"]["content"].as_object();
    if let Some((media_type, content)) = content.and_then(|content| content.iter().next()) {
        let example = content["examples"]
            .as_object()
            .and_then(|examples| examples.values().next());
        if let Some(example) = example {
            step["requestBody"] = json!({ "contentType": media_type, "payload": example["value"] });
        }
    }
    step
}

fn inputs() -> Value {
    json!({
        "type": "object",
        "required": ["login", "password"],
        "properties": {
            "login": { "type": "string", "description": "The user's login." },
            "password": { "type": "string", "format": "password", "description": "The user's password." },
        },
    })
}

fn accept() -> Value {
    json!({ "name": "Accept", "in": "header", "value": "application/json" })
}

fn body(password: &str) -> Value {
    json!({
        "contentType": "application/json",
        "payload": { "login": "$inputs.login", "password": password },
    })
}
