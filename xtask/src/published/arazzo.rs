//! Signing in as a workflow of Arazzo: what a person would try, with what has to come of it.

use serde_json::{Value, json};
use vms_admin_api::{ObtainToken, Operation};

/// The workflows; the document stands beside them.
pub(super) fn workflows(document: &Value) -> Value {
    let operation = ObtainToken::ID;
    json!({
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
    })
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
