//! Every way in which OpenAPI writes a parameter.

use serde_json::{Value, json};
use vms_admin_sandbox::{Api, HandlerResponse, Sandbox};

use super::super::config;
use super::super::http::Request;

/// An operation with these parameters, which answers with what it read of them.
async fn start(path: &str, parameters: Value) -> Sandbox {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Styles", "version": "1" },
        "paths": { path: { "get": {
            "operationId": "read",
            "parameters": parameters,
            "responses": { "200": { "description": "What was read." } },
        } } },
    });
    let api = Api::of(document).with_handler("read", async |request| {
        let read = request.parameters;
        HandlerResponse::json(
            200,
            &json!([read.path, read.query, read.header, read.cookie]),
        )
    });
    Sandbox::serve(api, config()).await.expect("it starts")
}

#[tokio::test]
async fn a_path_is_read_in_each_style() {
    let numbers = json!({ "type": "array", "items": { "type": "integer" } });
    let point = json!({ "type": "object", "properties": { "x": { "type": "integer" }, "y": { "type": "string" } } });
    for (style, explode, schema, text, value) in [
        ("simple", false, &numbers, "1,2", json!([1, 2])),
        (
            "simple",
            false,
            &point,
            "x,1,y,a%2Cb",
            json!({ "x": 1, "y": "a,b" }),
        ),
        (
            "simple",
            true,
            &point,
            "x=1,y=a",
            json!({ "x": 1, "y": "a" }),
        ),
        ("label", false, &numbers, ".1,2", json!([1, 2])),
        ("label", true, &numbers, ".1.2", json!([1, 2])),
        (
            "label",
            true,
            &point,
            ".x=1.y=a",
            json!({ "x": 1, "y": "a" }),
        ),
        ("matrix", false, &numbers, ";it=1,2", json!([1, 2])),
        ("matrix", true, &numbers, ";it=1;it=2", json!([1, 2])),
        (
            "matrix",
            false,
            &json!({ "type": "integer" }),
            ";it=1",
            json!(1),
        ),
        (
            "simple",
            false,
            &json!({ "type": "string" }),
            "a%20b%2Fc",
            json!("a b/c"),
        ),
        (
            "simple",
            false,
            &json!({ "type": "boolean" }),
            "true",
            json!(true),
        ),
        (
            "simple",
            false,
            &json!({ "type": "number" }),
            "-1.5e3",
            json!(-1500.0),
        ),
    ] {
        let parameter = json!([{ "name": "it", "in": "path", "required": true, "style": style, "explode": explode, "schema": schema }]);
        let sandbox = start("/read/{it}/all", parameter).await;
        let answer = Request::get(&format!("/read/{text}/all"))
            .send(&sandbox)
            .await;
        assert_eq!(answer.status, 200, "{style} {text}: {}", answer.text());
        assert_eq!(answer.json()[0], json!({ "it": value }), "{style} {text}");
    }
}

#[tokio::test]
async fn a_query_is_read_in_each_style() {
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let point =
        json!({ "type": "object", "properties": { "x": { "type": "integer" }, "tags": list } });
    for (style, explode, schema, query, value) in [
        ("form", true, &list, "it=a&it=b+c", json!(["a", "b c"])),
        ("form", false, &list, "it=a,b%2Cc", json!(["a", "b,c"])),
        (
            "spaceDelimited",
            false,
            &list,
            "it=a%20b+c",
            json!(["a", "b", "c"]),
        ),
        (
            "pipeDelimited",
            false,
            &list,
            "it=a%7Cb|c",
            json!(["a", "b", "c"]),
        ),
        (
            "deepObject",
            true,
            &point,
            "it[x]=1&it%5Btags%5D=a&it[tags][]=b",
            json!({ "x": 1, "tags": ["a", "b"] }),
        ),
        (
            "form",
            true,
            &point,
            "x=1&tags=a",
            json!({ "x": 1, "tags": ["a"] }),
        ),
        ("form", false, &point, "it=x,1", json!({ "x": 1 })),
        (
            "form",
            true,
            &json!({ "type": ["integer", "null"] }),
            "it=null",
            Value::Null,
        ),
        (
            "form",
            true,
            &json!({ "oneOf": [{ "type": "integer" }, { "const": "all" }] }),
            "it=all",
            json!("all"),
        ),
        (
            "form",
            true,
            &json!({ "oneOf": [{ "type": "integer" }, { "const": "all" }] }),
            "it=7",
            json!(7),
        ),
    ] {
        let parameter = json!([{ "name": "it", "in": "query", "style": style, "explode": explode, "schema": schema }]);
        let sandbox = start("/read", parameter).await;
        let answer = Request::get(&format!("/read?{query}")).send(&sandbox).await;
        assert_eq!(answer.status, 200, "{style} {query}: {}", answer.text());
        assert_eq!(answer.json()[1], json!({ "it": value }), "{style} {query}");
    }
}

#[tokio::test]
async fn headers_cookies_and_json_are_read() {
    let numbers = json!({ "type": "array", "items": { "type": "integer" } });
    let parameters = json!([
        { "name": "X-Ids", "in": "header", "schema": numbers },
        { "name": "theme", "in": "cookie", "schema": { "type": "string" } },
        { "name": "where", "in": "query", "content": { "application/json": { "schema": { "type": "object", "required": ["a"] } } } },
        { "name": "Accept", "in": "header", "schema": { "type": "integer" } },
    ]);
    let sandbox = start("/read", parameters).await;
    let request = Request::get("/read?where=%7B%22a%22:1%7D").header("Cookie", "a=b; theme=dark");
    let answer = request
        .header("X-Ids", "1, 2")
        .header("X-Ids", "3")
        .send(&sandbox)
        .await;
    assert_eq!(
        answer.json(),
        json!([{}, { "where": { "a": 1 } }, { "X-Ids": [1, 2, 3] }, { "theme": "dark" }])
    );
    let wrong = Request::get("/read?where=%7B").send(&sandbox).await;
    assert_eq!(
        wrong.json()["errors"],
        json!({ "where": ["The where query parameter must be JSON."] })
    );
}
