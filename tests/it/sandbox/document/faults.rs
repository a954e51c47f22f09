//! Documents that can't be served: told when the sandbox starts, all that is missing at once.

use serde_json::{Value, json};
use vms_admin_sandbox::{Api, HandlerResponse, Sandbox};

use super::super::config;
use super::depot;

async fn refusal(api: Api) -> String {
    match Sandbox::serve(api, config()).await {
        Ok(_) => "it starts".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// The fixture with something else at a place.
fn with(pointer: &str, value: Value) -> Value {
    let mut document = depot();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let key = key.replace("~1", "/").replace("~0", "~");
    document.pointer_mut(parent).expect("a place")[key] = value;
    document
}

#[tokio::test]
async fn what_is_missing_is_told_with_its_place() {
    let picture = "/paths/~1depot~1cameras~1{camera}~1picture";
    let mut shown = Vec::new();
    for document in [
        json!({}),
        json!({ "swagger": "2.0" }),
        json!({ "openapi": "3.0.3" }),
        with(
            "/components/parameters/Page",
            json!({ "$ref": "#/components/parameters/Page" }),
        ),
        with(
            "/components/responses/Refused",
            json!({ "$ref": "#/components/responses/Gone" }),
        ),
        with(
            "/components/schemas/Camera/properties/serial/pattern",
            json!("("),
        ),
        with(
            "/components/schemas/Camera/properties/title/pattern",
            json!("^(?=.*[0-9])[a-z0-9]+$"),
        ),
        with(&format!("{picture}/parameters"), json!([])),
        with(
            &format!("{picture}/get/responses"),
            json!({ "404": { "description": "None." } }),
        ),
        with(
            &format!("{picture}/get/responses/200/content"),
            json!({ "application/xml": { "schema": { "type": "string" } } }),
        ),
        with("/components/securitySchemes", json!({})),
        with(
            "/paths/~1depot~1cameras~1{id}",
            json!({ "get": { "responses": { "200": {} } } }),
        ),
    ] {
        shown.push(refusal(Api::of(document)).await);
    }
    let api = Api::of(depot()).with_handler("getCamra", async |_| HandlerResponse::documented());
    shown.push(refusal(api).await);
    insta::assert_snapshot!(shown.join("\n\n"));
}
