//! Every response's body can be had, whatever the document says of it, and every path can be called.

use reqwest::Method;
use serde_json::{Value, json};

use super::api::User;
use super::fault::{Fault, report};
use super::loopback::answer;
use crate::runtime::client::Client;
use crate::runtime::error::Error;

const USER: &str = r#"{"id":1,"expired_at":null,"permissions":[],"more":[7]}"#;

fn server(status: &str, body: &str) -> (Fault, Client) {
    let server = Fault::answering(answer(status, "", body));
    let client = server.client().build().expect("a client");
    (server, client)
}

#[tokio::test]
async fn any_response_can_be_had_as_it_came() {
    for (status, body) in [
        ("200 OK", USER),
        ("200 OK", "not JSON"),
        ("202 Accepted", "{}"),
        ("404 Not Found", "nothing"),
        ("500 Oops", ""),
    ] {
        let (server, client) = server(status, body);
        let response = client.get_user("1").raw().await.expect("a response");
        assert!(status.starts_with(response.status().as_str()), "{status}");
        assert_eq!(response.raw_body(), body.as_bytes());
        let sent = server.received().concat();
        assert!(
            sent.contains("authorization: Bearer hunter2-token"),
            "{sent}"
        );
        assert!(!format!("{response:?}").contains("more"), "{response:?}");
    }
    let (_server, client) = server("200 OK", "0123456789");
    let response = client.download("x").raw().await.expect("not a stream");
    assert_eq!(response.raw_body(), "0123456789");
}

#[tokio::test]
async fn limits_hold_for_it_too() {
    let server = Fault::answering(answer("200 OK", "", "0123456789"));
    let client = server.client().response_limit(9).build().expect("a client");
    let error = client.get_user("1").raw().await.expect_err("too large");
    assert!(matches!(error, Error::Transport(_)), "{error}");
}

#[tokio::test]
async fn a_success_that_documents_no_body_has_it_all_the_same() {
    let (_server, client) = server("200 OK", r#"{"id":5}"#);
    let response = client.send_text("x").send().await.expect("it is taken");
    assert_eq!(response.raw_body(), r#"{"id":5}"#);
}

#[tokio::test]
async fn an_empty_success_is_accepted_in_a_line() {
    for status in ["204 No Content", "200 OK", "201 Created"] {
        let (_server, client) = server(status, "");
        let error = client
            .get_user("1")
            .await
            .expect_err("a user is documented");
        assert!(error.is_empty_success(), "{error}");
        let user = client.get_user("1").await;
        let user = user.map(Some).or_else(Error::allow_empty);
        assert_eq!(user.expect("it is accepted"), None::<User>);
    }
    for (status, body) in [("200 OK", "{}"), ("404 Not Found", "")] {
        let (_server, client) = server(status, body);
        let error = client.get_user("1").await.expect_err("an error");
        assert!(!error.is_empty_success(), "{error}");
        assert!(error.allow_empty::<()>().is_err());
    }
}

#[tokio::test]
async fn a_success_of_an_unknown_status_says_that_it_is_one() {
    let (_server, client) = server("201 Created", "x,y");
    let error = client.export().await.expect_err("which is it?");
    assert_eq!(error.raw_body(), Some(&b"x,y"[..]));
    insta::assert_snapshot!(error.to_string());
}

#[tokio::test]
async fn what_no_document_tells_can_be_called() {
    let (server, client) = server("201 Created", USER);
    let call = client.request(Method::POST, "/untold/a b");
    let call = call.query("q", "a&b").json(&json!({"a": 1}));
    let body = call.header("x-own", "1").await.expect("bytes");
    assert_eq!(body, USER);
    let user: User = client
        .request(Method::GET, "/untold")
        .decode()
        .await
        .expect("a user");
    assert_eq!(user.id, 1);
    let sent = server.received().join("\n\n");
    for part in [
        "POST /untold/a%20b?q=a%26b HTTP/1.1",
        "authorization: Bearer hunter2-token",
        "x-own: 1",
        "{\"a\":1}",
        "GET /untold HTTP/1.1",
    ] {
        assert!(sent.contains(part), "{part}: {sent}");
    }
}

#[tokio::test]
async fn its_errors_are_those_of_every_call() {
    let mut told = Vec::new();
    let (_server, client) = server("422 X", r#"{"message":"hunter2-token is old"}"#);
    let error = client
        .request(Method::GET, "/a")
        .await
        .expect_err("refused");
    told.push(report(&error));
    let (_server, client) = server("200 OK", r#"{"id":"x"}"#);
    let call = client.request(Method::GET, "/a").decode::<User>();
    told.push(report(&call.await.expect_err("no user")));
    for path in ["a", "https://other.example/a", "/a?b=c", "/a#b"] {
        let error = client.request(Method::GET, path).await;
        told.push(error.expect_err("no path").to_string());
    }
    let value = client.request(Method::GET, "/a").decode::<Value>().await;
    assert_eq!(value.expect("JSON")["id"], "x");
    insta::assert_snapshot!(told.join("\n"));
}
