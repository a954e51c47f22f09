//! Requests against the document.

use std::fmt::Write as _;

use serde_json::json;

use super::super::http::Request;
use super::{list, start, table};

#[tokio::test]
async fn what_is_as_the_document_says_is_answered() {
    let sandbox = start().await;
    let requests = [
        "",
        "&per_page=100&sort=-title",
        "&filter[tags][]=a&filter%5Btags%5D%5B%5D=b",
        "&ids=1,2,3",
        "&bounds[north]=60.5&bounds[south]=-1",
        "&is_house=1",
        "&unknown=1",
    ];
    for query in requests {
        let answer = super::signed_in(&sandbox, list(query)).send(&sandbox).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    }
}

#[tokio::test]
async fn each_wrong_parameter_is_told() {
    let sandbox = start().await;
    let get = |path: &str| Request::get(path);
    let table = table(
        &sandbox,
        [
            ("none of what it needs", get("/depot/cameras")),
            ("no number", list("&per_page=many")),
            ("an empty number", list("&per_page=")),
            ("a number with a point", list("&per_page=1.5")),
            (
                "a number beyond 32 bits",
                get("/depot/cameras?page=3000000000").header("X-Tenant", "acme"),
            ),
            ("out of bounds", list("&per_page=101")),
            ("none of the values", list("&sort=id")),
            ("twice", list("&page=2")),
            (
                "items that don't match",
                list("&filter[tags][]=a&filter[tags][]=B&filter[tags][]=3"),
            ),
            (
                "too many items",
                list("&filter[tags][]=a&filter[tags][]=b&filter[tags][]=c&filter[tags][]=d"),
            ),
            ("a list with a wrong item", list("&ids=1,x,3")),
            (
                "an object with a wrong member",
                list("&bounds[north]=91&bounds[east]=1"),
            ),
            ("an object that lacks a member", list("&bounds[south]=1")),
            ("no flag", list("&is_house=2")),
            (
                "a short header",
                get("/depot/cameras?page=1").header("X-Tenant", "a"),
            ),
            (
                "all at once",
                get("/depot/cameras?page=0&per_page=0&sort=x&ids=,").header("X-Tenant", ""),
            ),
            ("a path that is no number", get("/depot/cameras/seven")),
            ("a path out of bounds", get("/depot/cameras/0")),
        ],
    )
    .await;
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn each_wrong_field_is_told() {
    let sandbox = start().await;
    let post = |body| Request::post("/depot/cameras").json(&body);
    let table = table(
        &sandbox,
        [
            ("nothing", Request::post("/depot/cameras")),
            ("no object", post(json!([1]))),
            ("no member", post(json!({}))),
            ("wrong types", post(json!({ "title": 1, "kind": null, "note": true, "places": {} }))),
            ("wrong values", post(json!({ "title": "", "kind": "x", "serial": "A1", "since": "yesterday" }))),
            ("too long", post(json!({ "title": "a".repeat(21), "kind": "dome" }))),
            ("an empty list", post(json!({ "title": "a", "kind": "dome", "places": [] }))),
            (
                "items",
                post(json!({ "title": "a", "kind": "dome", "places": [{ "floor": 1 }, { "floor": "2" }, {}, { "floor": 1 }] })),
            ),
            (
                "a member twice",
                Request::post("/depot/cameras")
                    .header("Content-Type", "application/json")
                    .body(r#"{"title": "a", "kind": "dome", "places": [{"floor": 1, "floor": 2}]}"#),
            ),
            ("text", Request::post("/depot/cameras").header("Content-Type", "text/plain").body("a")),
            (
                "broken JSON",
                Request::post("/depot/cameras").header("Content-Type", "application/json").body("{\"title\": \"a"),
            ),
        ],
    )
    .await;
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn a_form_is_checked_as_json_is() {
    let sandbox = start().await;
    let put = |body: &str| {
        Request::new("PUT", "/depot/cameras/7")
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
    };
    let table = table(
        &sandbox,
        [
            ("right", put("title=Hall+way&kind=dome")),
            ("wrong", put("title=&kind=c%C3%BCbe")),
        ],
    )
    .await;
    insta::assert_snapshot!(table);
}

fn upload(parts: &[(&str, &str)]) -> Request {
    let mut body = String::new();
    for (head, content) in parts {
        write!(
            body,
            "--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"
        )
        .expect("written");
    }
    body += "--XX--\r\n";
    Request::post("/depot/cameras/7/picture")
        .header("Content-Type", "multipart/form-data; boundary=XX")
        .body(body)
}

#[tokio::test]
async fn the_parts_of_an_upload_are_checked() {
    let sandbox = start().await;
    let picture = (
        "name=\"picture\"; filename=\"a.png\"\r\nContent-Type: image/png",
        "PNG",
    );
    let large = "a".repeat(1 << 20);
    let table = table(
        &sandbox,
        [
            (
                "right",
                upload(&[
                    picture,
                    ("name=\"title\"", "Hall"),
                    ("name=\"angle\"", "90"),
                    ("name=\"tags\"", "a"),
                ]),
            ),
            ("a megabyte", upload(&[(picture.0, &large)])),
            ("no picture", upload(&[("name=\"title\"", "Hall")])),
            (
                "wrong parts",
                upload(&[
                    (
                        "name=\"picture\"; filename=\"a.gif\"\r\nContent-Type: image/gif",
                        "GIF",
                    ),
                    ("name=\"title\"", "a title that is too long"),
                    ("name=\"angle\"", "north"),
                ]),
            ),
            (
                "no parts",
                Request::post("/depot/cameras/7/picture")
                    .header("Content-Type", "multipart/form-data; boundary=XX")
                    .body("noise"),
            ),
            (
                "no boundary",
                Request::post("/depot/cameras/7/picture")
                    .header("Content-Type", "multipart/form-data")
                    .body("noise"),
            ),
            ("nothing", Request::post("/depot/cameras/7/picture")),
            (
                "JSON",
                Request::post("/depot/cameras/7/picture").json(&json!({})),
            ),
        ],
    )
    .await;
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn a_token_is_demanded_where_the_document_says_so() {
    let sandbox = start().await;
    let missing = Request::get("/depot/cameras/7").send(&sandbox).await;
    assert_eq!(
        (missing.status, missing.text().as_str()),
        (401, r#"{"message":"Unauthenticated."}"#)
    );
    assert_eq!(missing.header("www-authenticate"), Some("Bearer"));
    let wrong = Request::get("/depot/cameras/7")
        .header("Authorization", "Bearer wrong")
        .send(&sandbox)
        .await;
    assert_eq!(wrong.status, 401);
    // Who isn't signed in isn't told what else is wrong.
    assert_eq!(
        Request::get("/depot/cameras").send(&sandbox).await.status,
        401
    );
    let open = Request::get("/depot/cameras/7/picture")
        .send(&sandbox)
        .await;
    assert_eq!(open.status, 200);

    // Other schemes, either of which is enough.
    let given = Request::post("/_sandbox/token").send(&sandbox).await.json();
    let key = given["access_token"].as_str().expect("a token");
    let order = |query: &str| Request::post(&format!("/depot/orders{query}"));
    assert_eq!(
        order(&format!("?key={key}")).send(&sandbox).await.status,
        202
    );
    let basic = |pair: &str| order("").header("Authorization", &format!("Basic {pair}"));
    // user@mail.com:open-sesame and user@mail.com:wrong
    let right = basic("dXNlckBtYWlsLmNvbTpvcGVuLXNlc2FtZQ==");
    assert_eq!(right.send(&sandbox).await.status, 202);
    let wrong = basic("dXNlckBtYWlsLmNvbTp3cm9uZw==");
    for refused in [order(""), order("?key=wrong"), wrong] {
        assert_eq!(refused.send(&sandbox).await.status, 401);
    }
}

#[tokio::test]
async fn a_refusal_has_the_form_that_the_document_gives_it() {
    let sandbox = start().await;
    let given = Request::post("/_sandbox/token").send(&sandbox).await.json();
    let key = given["access_token"].as_str().expect("a token");
    let path = format!("/depot/orders?key={key}");
    let refused = Request::post(&path)
        .json(&json!({ "camera": "x" }))
        .send(&sandbox)
        .await;
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.header("content-type"),
        Some("application/problem+json")
    );
    insta::assert_snapshot!(refused.text());
}

#[tokio::test]
async fn the_record_shows_what_the_document_knows_to_be_harmless() {
    let sandbox = start().await;
    let token = sandbox.token().expect("a token");
    super::signed_in(&sandbox, list("&sort=title&api_key=SECRET&other=SECRET"))
        .send(&sandbox)
        .await;
    let camera = json!({ "title": "a", "kind": "dome", "stream_password": "SECRET", "other": "SECRET", "places": [{ "floor": 1, "x": "SECRET" }] });
    super::signed_in(&sandbox, Request::post("/depot/cameras").json(&camera))
        .send(&sandbox)
        .await;
    Request::post(&format!("/depot/orders?key={}", token.expose()))
        .send(&sandbox)
        .await;
    let recorded = Request::get("/_sandbox/requests").send(&sandbox).await;
    assert!(!recorded.text().contains("SECRET") && !recorded.text().contains(token.expose()));
    let recorded = recorded.json();
    let [listed, created, ordered] = recorded["requests"].as_array().expect("a list").as_slice()
    else {
        panic!("three requests: {recorded}");
    };
    assert_eq!(
        listed["query"],
        "page=1&sort=title&api_key=[masked]&other=[masked]"
    );
    assert_eq!(listed["headers"]["x-tenant"], "acme");
    assert_eq!(ordered["query"], "key=[masked]");
    assert_eq!(
        created["body"],
        json!({ "title": "a", "kind": "dome", "stream_password": "[masked]", "other": "[masked]", "places": [{ "floor": 1, "x": "[masked]" }] })
    );
}
