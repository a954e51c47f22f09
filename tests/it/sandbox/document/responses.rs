//! Responses of the document.

use serde_json::{Value, json};
use vms_admin_sandbox::{Api, HandlerResponse, Sandbox};

use super::super::config;
use super::super::http::Request;
use super::{depot, list, signed_in, start};

#[tokio::test]
async fn an_operation_without_a_handler_has_its_documented_response() {
    let sandbox = start().await;
    let new = json!({ "title": "a", "kind": "dome" });
    let mut shown = Vec::new();
    for request in [
        list(""),
        Request::post("/depot/cameras").json(&new),
        Request::get("/depot/cameras/7"),
        Request::new("PUT", "/depot/cameras/7")
            .header("Accept", "application/json")
            .json(&new),
        Request::new("DELETE", "/depot/cameras/7").header("Accept", "application/json"),
    ] {
        shown.push(signed_in(&sandbox, request).send(&sandbox).await.shown());
    }
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[tokio::test]
async fn a_client_gets_the_media_type_that_it_wants() {
    let sandbox = start().await;
    for (accept, media_type) in [
        ("image/png", "image/png"),
        ("*/*", "image/png"),
        ("application/json", "application/json"),
        ("image/*;q=0.5, application/json", "application/json"),
    ] {
        let request = Request::new("GET", "/depot/cameras/7/picture").header("Accept", accept);
        let answer = request.send(&sandbox).await;
        assert_eq!(answer.header("content-type"), Some(media_type), "{accept}");
        assert_eq!(
            answer.header("content-disposition"),
            Some("attachment; filename=\"7.png\"")
        );
        assert_eq!(
            answer.body.starts_with(b"\x89PNG"),
            media_type == "image/png"
        );
    }
}

#[tokio::test]
async fn preferences_and_faults_are_for_all_operations() {
    let sandbox = start().await;
    for (request, preference, status, found) in [
        (
            Request::post("/depot/cameras"),
            "example=yard",
            201,
            json!({ "id": 8, "title": "Yard", "kind": "bullet", "note": "wet" }),
        ),
        (
            Request::get("/depot/cameras/x"),
            "code=404",
            404,
            json!({ "message": "Not found." }),
        ),
        (
            Request::new("DELETE", "/depot/cameras/7"),
            "code=409",
            409,
            json!({ "message": "The camera is in use." }),
        ),
        (
            Request::new("DELETE", "/depot/cameras/7"),
            "code=204",
            204,
            Value::Null,
        ),
        (
            Request::new("DELETE", "/depot/cameras/7"),
            "code=418",
            418,
            json!({ "message": "As preferred." }),
        ),
    ] {
        let answer = request.header("Prefer", preference).send(&sandbox).await;
        let body = serde_json::from_slice(&answer.body).unwrap_or_default();
        assert_eq!((answer.status, body), (status, found), "{preference}");
    }
    let unknown = Request::new("DELETE", "/depot/cameras/7")
        .header("Prefer", "code=299")
        .send(&sandbox)
        .await;
    assert_eq!(
        unknown.json()["message"],
        "deleteCamera has no such answer to prefer. It has: code=204; code=409. Besides, every code from 400 to 599 can be preferred."
    );
    let fault = Request::get("/depot/cameras/7")
        .header("X-Sandbox-Fault", "429")
        .send(&sandbox)
        .await;
    assert_eq!(fault.status, 429);
}

#[tokio::test]
async fn methods_are_those_of_the_document() {
    let sandbox = start().await;
    let picture = "/depot/cameras/7/picture";
    let refused = Request::new("PATCH", "/depot/cameras/7")
        .send(&sandbox)
        .await;
    assert_eq!(refused.status, 405);
    assert_eq!(refused.header("allow"), Some("GET,PUT,DELETE,HEAD,OPTIONS"));
    let asked = Request::new("OPTIONS", picture).send(&sandbox).await;
    assert_eq!(
        (asked.status, asked.header("allow")),
        (204, Some("GET,POST,HEAD,OPTIONS"))
    );
    let missing = Request::get("/depot/nothing").send(&sandbox).await;
    assert_eq!(missing.status, 404);

    let request = Request::new("HEAD", picture).header("Connection", "close");
    let step = super::super::http::Step::Send(request.bytes());
    let received = super::super::http::exchange(sandbox.address(), vec![step]).await;
    let head = String::from_utf8(received).expect("a head alone");
    assert!(
        head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    assert!(head.contains("content-type: image/png\r\n"), "{head}");
}

#[tokio::test]
async fn a_handler_stands_in_where_there_is_behaviour() {
    let api = Api::of(depot())
        .with_handler("getCamera", async |request| {
            match request.parameters.path["camera"].as_i64() {
                Some(7) => HandlerResponse::json(200, &json!({ "id": 7, "for": request.login })),
                Some(8) => HandlerResponse::documented(),
                _ => HandlerResponse::message(404, "Not found."),
            }
        })
        .with_handler("createCamera", async |request| {
            let body = request.body.expect("it is required, and checked");
            if body["title"] == "Hall" {
                return HandlerResponse::refused([("title", "The title has already been taken.")]);
            }
            HandlerResponse::json(201, &body)
        });
    let sandbox = Sandbox::serve(api, config()).await.expect("it starts");
    let camera = |id: u8| signed_in(&sandbox, Request::get(&format!("/depot/cameras/{id}")));
    assert_eq!(
        camera(7).send(&sandbox).await.json(),
        json!({ "id": 7, "for": "user@mail.com" })
    );
    assert_eq!(camera(8).send(&sandbox).await.status, 200);
    assert_eq!(camera(9).send(&sandbox).await.status, 404);
    assert_eq!(
        camera(0).send(&sandbox).await.status,
        422,
        "it gets what is as the document says"
    );
    let create = |title: &str| {
        let camera = json!({ "title": title, "kind": "dome" });
        signed_in(&sandbox, Request::post("/depot/cameras").json(&camera))
    };
    assert_eq!(create("Yard").send(&sandbox).await.json()["title"], "Yard");
    let taken = create("Hall").send(&sandbox).await;
    assert_eq!(taken.status, 422);
    assert_eq!(
        taken.json()["errors"],
        json!({ "title": ["The title has already been taken."] })
    );
}
