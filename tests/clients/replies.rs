//! Answers of each kind: by status, by media type, empty, streamed, and with their headers.

use clients::replies::models::{Problem, Thing};
use clients::replies::operations::{
    InlineResponse, MediaResponse, MixedError, MixedResponse, NumbersError,
};
use clients::replies::{Client, Error};

use super::header;
use super::loopback::{Server, answer};

/// A server that gives one answer, and its client.
fn answering(status: &str, media_type: &str, body: &str) -> (Server, Client) {
    let server = if media_type.is_empty() {
        let answer = answer(status, "", body);
        Server::start(move |_| answer.clone())
    } else {
        Server::with_body(status, media_type, body)
    };
    let client = Client::new(server.url()).expect("a client");
    (server, client)
}

const JSON: &str = "application/json";
const THING: &str = r#"{"a":"x","unknown":1}"#;
const PROBLEM: &str = r#"{"title":"no"}"#;

fn is_thing(thing: &Thing) -> bool {
    thing.a.as_deref() == Some("x")
}

fn is_problem(problem: &Problem) -> bool {
    problem.title.as_deref() == Some("no")
}

#[tokio::test]
async fn a_success_has_its_status_and_headers() {
    let answer = answer(
        "201 Created",
        "Content-Type: application/json\r\nX-Rate-Limit: 7\r\n",
        THING,
    );
    let server = Server::start(move |_| answer.clone());
    let client = Client::new(server.url()).expect("a client");
    let response = client.numbers().send().await.expect("a success");
    assert_eq!(response.status().as_u16(), 201);
    assert_eq!(response.headers()["x-rate-limit"], "7");
    assert!(is_thing(&response.into_inner()));
    assert_eq!(header(&server, "accept").as_deref(), Some(JSON));
}

#[tokio::test]
async fn failures_by_exact_status_range_and_default() {
    for status in ["400 Bad Request", "418 Teapot", "600 Odd"] {
        let (_server, client) = answering(status, JSON, PROBLEM);
        match client.numbers().await {
            Err(Error::Documented(reply)) => {
                assert_eq!(reply.status().as_str(), &status[..3]);
                assert!(
                    matches!(reply.body(), NumbersError::Problem(problem) if is_problem(problem))
                );
            }
            other => panic!("{status}: {other:?}"),
        }
    }
    let (_server, client) = answering("503 Busy", "", "");
    match client.numbers().await {
        Err(Error::Documented(reply)) => {
            assert!(matches!(reply.body(), NumbersError::ServerError));
        }
        other => panic!("{other:?}"),
    }
    let (_server, client) = answering("500 Broken", "text/html", "<html>");
    match client.one().await {
        Err(Error::Undocumented(reply)) => assert_eq!(reply.status().as_u16(), 500),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn several_successes() {
    let (_server, client) = answering("200 OK", JSON, THING);
    let response = client.mixed().await.expect("a success");
    assert!(matches!(response, MixedResponse::Ok(thing) if is_thing(&thing)));
    for status in ["202 Accepted", "204 No Content"] {
        let (_server, client) = answering(status, "", "");
        let response = client.mixed().await.expect("a success");
        assert!(matches!(response, MixedResponse::Accepted), "{status}");
    }
    let (_server, client) = answering("409 Conflict", JSON, r#"{"holder":"me"}"#);
    match client.mixed().await {
        Err(Error::Documented(reply)) => match reply.body() {
            MixedError::Conflict(conflict) => assert_eq!(conflict.holder.as_deref(), Some("me")),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    let (_server, client) = answering("201 Created", JSON, r#"{"b":"y"}"#);
    let response = client.inline().await.expect("a success");
    assert!(matches!(response, InlineResponse::Created(made) if made.b.as_deref() == Some("y")));
}

#[tokio::test]
async fn empty_answers() {
    let (_server, client) = answering("200 OK", "", "");
    client.nothing().await.expect("a success");
    client.head().await.expect("a success");
    client.only_failure().await.expect("a success");
}

#[tokio::test]
async fn by_media_type() {
    let (server, client) = answering("200 OK", "application/json; charset=utf-8", THING);
    let response = client.media().await.expect("a success");
    assert!(matches!(response, MediaResponse::Ok(thing) if is_thing(&thing)));
    assert_eq!(
        header(&server, "accept").as_deref(),
        Some("application/json, text/csv, application/pdf")
    );
    let (_server, client) = answering("200 OK", "text/csv", "a,b");
    let response = client.media().await.expect("a success");
    assert!(matches!(response, MediaResponse::OkCsv(text) if text == "a,b"));
    let (_server, client) = answering("200 OK", "application/pdf", "%PDF");
    let response = client.media().await.expect("a success");
    let MediaResponse::OkPdf(stream) = response else {
        panic!("{response:?}");
    };
    assert_eq!(stream.bytes(1000).await.expect("bytes"), "%PDF".as_bytes());
}

#[tokio::test]
async fn texts() {
    let (_server, client) = answering("200 OK", "text/plain", "\u{feff}a text");
    assert_eq!(client.text().await.expect("a success"), "a text");
    let (_server, client) = answering("200 OK", "application/xml", "<a/>");
    assert_eq!(client.xml().await.expect("a success"), "<a/>");
}

#[tokio::test]
async fn bytes_come_as_they_arrive() {
    let (_server, client) = answering("200 OK", "application/octet-stream", "some bytes");
    let mut stream = client.binary().await.expect("a success");
    assert_eq!(stream.content_length(), Some(10));
    let mut all = Vec::new();
    while let Some(chunk) = stream.chunk().await.expect("a chunk") {
        all.extend_from_slice(&chunk);
    }
    assert_eq!(all, b"some bytes");
}

#[tokio::test]
async fn an_answer_that_is_not_what_is_documented_tells_where() {
    let (_server, client) = answering("200 OK", JSON, r#"{"a":1}"#);
    match client.one().await {
        Err(Error::Decode(error)) => assert_eq!(error.path(), "a"),
        other => panic!("{other:?}"),
    }
}
