//! Answers that came whole, of every kind.

use std::sync::{Arc, Mutex};

use super::api::{ExportFailure, ExportSuccess};
use super::fault::{Fault, report, request};
use crate::runtime::error::Error;

const TOKEN: &str = r#"{"user":{"id":87,"expired_at":null,"permissions":[]},"expires_at":"2022-09-08 13:47:18","access_token":"hunter2"}"#;

/// The bytes of an answer.
fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// How asking for a token fails at an answer.
async fn failure(answer: Vec<u8>) -> String {
    let server = Fault::answering(answer.clone());
    let client = server.client().build().expect("a client");
    let error = client
        .obtain_token(&request())
        .await
        .expect_err("it is not the documented answer");
    let body = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .map(|end| &answer[end + 4..]);
    assert_eq!(error.raw_body(), body, "the raw body is at hand");
    report(&error)
}

#[tokio::test]
async fn the_documented_success() {
    let server = Fault::answering(answer("200 OK", "X-Limit: 5\r\n", TOKEN));
    let client = server.client().build().expect("a client");
    let response = client
        .obtain_token(&request())
        .send()
        .await
        .expect("a token");
    assert_eq!((response.status().as_u16(), response.user.id), (200, 87));
    assert_eq!(response.headers()["x-limit"], "5");
    assert!(!format!("{response:?}").contains("hunter2"), "{response:?}");
    assert_eq!(response.into_inner().access_token.expose(), "hunter2");
    insta::assert_snapshot!(server.received().join("\n"));
}

#[tokio::test]
async fn a_success_of_another_status() {
    let server = Fault::answering(answer("201 Created", "", TOKEN));
    let client = server.client().build().expect("a client");
    assert_eq!(
        client
            .obtain_token(&request())
            .await
            .expect("a token")
            .user
            .id,
        87
    );
}

#[tokio::test]
async fn http_1_0_without_a_length() {
    let server = Fault::answering(format!("HTTP/1.0 200 OK\r\n\r\n{TOKEN}"));
    let client = server.client().build().expect("a client");
    assert_eq!(
        client
            .obtain_token(&request())
            .await
            .expect("a token")
            .user
            .id,
        87
    );
}

#[tokio::test]
async fn a_byte_order_mark() {
    let server = Fault::answering(answer("200 OK", "", format!("\u{FEFF}{TOKEN}")));
    let client = server.client().build().expect("a client");
    assert_eq!(
        client
            .obtain_token(&request())
            .await
            .expect("a token")
            .user
            .id,
        87
    );
}

macro_rules! failures {
    ($($name:ident: $status:literal $headers:literal $body:expr;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                insta::assert_snapshot!(failure(answer($status, $headers, $body)).await);
            }
        )*
    };
}

failures! {
    the_documented_error: "422 Unprocessable Entity" "X-Request-Id: abc-1\r\nContent-Type: application/json\r\n"
        r#"{"message":"No informative message","errors":{"login":["is missing","is\nshort"],"password":["is weak"]},"token":"hunter2"}"#;
    a_documented_error_that_is_not: "422 Unprocessable Entity" "Content-Type: application/json\r\n"
        r#"{"message":5,"errors":"hunter2-password"}"#;
    unauthorized_json: "401 Unauthorized" "Content-Type: application/json\r\n" r#"{"message":"hunter2-password"}"#;
    unauthorized_html: "401 Unauthorized" "Content-Type: text/html\r\nWWW-Authenticate: Bearer hunter2-password\r\n" "<h1>hunter2-password</h1>";
    html_in_place_of_json: "200 OK" "Content-Type: text/html; charset=utf-8\r\n" "<h1>hunter2-password</h1>";
    an_empty_body: "200 OK" "" "";
    no_content: "204 No Content" "" "";
    a_wrong_type_deep_inside: "200 OK" "Content-Type: application/json\r\n"
        r#"{"user":{"id":87,"expired_at":null,"permissions":[{"id":1,"name":"a"},{"id":"hunter2-password","name":"b"}]}}"#;
    invalid_utf8: "200 OK" "" b"{\"user\":{\"id\":1,\"nick\":\"hunter2\xFF\"}}";
    duplicate_keys: "200 OK" "" r#"{"user":{"id":1,"id":2}}"#;
    ten_thousand_levels: "200 OK" "" "[".repeat(10_000);
    too_large_to_send: "413 Payload Too Large" "" "hunter2-password";
    too_many_requests: "429 Too Many Requests" "Retry-After: 120\r\n" "hunter2-password";
    too_many_requests_until_a_date: "429 Too Many Requests" "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n" "hunter2-password";
    a_server_error: "500 Internal Server Error" "X-Request-Id: abc-2\r\n" r#"{"message":"hunter2-password"}"#;
    a_bad_gateway: "502 Bad Gateway" "Content-Type: text/html\r\n" "<h1>hunter2-password</h1>";
    not_allowed: "403 Forbidden" "" "hunter2-password";
    nowhere: "404 Not Found" "" "hunter2-password";
    a_status_that_says_nothing: "418 I'm a teapot" "" "hunter2-password";
    unavailable: "503 Service Unavailable" "Retry-After: 1\r\n" "hunter2-password";
}

/// What exporting ends in.
async fn export(answer: Vec<u8>) -> Result<ExportSuccess, Error<ExportFailure>> {
    let server = Fault::answering(answer);
    server.client().build().expect("a client").export().await
}

#[tokio::test]
async fn statuses_and_media_types_choose_the_case() {
    let json = "Content-Type: application/json\r\n";
    let csv = "Content-Type: text/csv; charset=utf-8\r\n";
    let rows = ExportSuccess::Rows(vec!["a".to_owned()]);
    assert_eq!(
        export(answer("200 OK", json, r#"["a"]"#))
            .await
            .expect("rows"),
        rows
    );
    assert_eq!(
        export(answer("200 OK", "", r#"["a"]"#))
            .await
            .expect("rows"),
        rows
    );
    let text = ExportSuccess::Csv("a,b".to_owned());
    assert_eq!(
        export(answer("200 OK", csv, "a,b")).await.expect("text"),
        text
    );
    for status in ["202 Accepted", "204 No Content", "206 Partial Content"] {
        let accepted = export(answer(status, "", "")).await.expect("accepted");
        assert_eq!(accepted, ExportSuccess::Accepted);
    }
    let failure = |result: Result<ExportSuccess, Error<ExportFailure>>| match result {
        Err(Error::Documented(reply)) => reply.into_body(),
        other => panic!("not a documented error: {other:?}"),
    };
    assert_eq!(
        failure(export(answer("404 Not Found", "", "x")).await),
        ExportFailure::NotFound
    );
    let invalid = r#"{"message":"m","errors":{}}"#;
    let found = failure(export(answer("409 Conflict", json, invalid)).await);
    assert!(matches!(found, ExportFailure::Validation(_)));
    let found = failure(export(answer("500 Oops", "", "hunter2")).await);
    assert_eq!(found, ExportFailure::Text("hunter2".to_owned()));
    // A success that is not documented, and could be any of three.
    let error = export(answer("201 Created", "", ""))
        .await
        .expect_err("which one?");
    assert!(matches!(error, Error::Undocumented(_)), "{error}");
}

#[tokio::test]
async fn errors_of_several_operations_come_together() {
    let server = Fault::answering(answer(
        "422 No",
        "",
        r#"{"message":"m","errors":{"a":["b"]}}"#,
    ));
    let client = server.client().build().expect("a client");
    let error = client
        .obtain_token(&request())
        .await
        .expect_err("it is refused");
    let error = error.map(|failure| failure.message);
    assert_eq!(error.documented(), Some(&"m".to_owned()));
    assert_eq!(
        error.to_string(),
        "POST /auth/token: 422 Unprocessable Entity: message: m; errors.a: b"
    );
}

/// Whatever the answer is: an error or a value, no panic, and the body at hand.
#[tokio::test]
async fn any_bytes_are_an_error_or_a_value() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("below a usize")
    };
    let pieces: [&[u8]; 16] = [
        TOKEN.as_bytes(),
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b":",
        b",",
        b"null",
        b"1e999",
        b"\\u",
        b"\xFF",
        b"\"user\"",
        b"-",
        b" ",
        b"\xEF\xBB\xBF",
    ];
    let next = Arc::new(Mutex::new(Vec::new()));
    let server = Fault::start({
        let next = Arc::clone(&next);
        move |connection| {
            connection.request();
            let answer = next.lock().expect("no test panics while it holds this");
            connection.send(&*answer);
        }
    });
    let client = server.client().build().expect("a client");
    for _ in 0..200 {
        let mut body: Vec<u8> = (0..random(6))
            .flat_map(|_| pieces[random(16)].to_vec())
            .collect();
        if random(2) == 0 {
            let mut mutated = TOKEN.as_bytes().to_vec();
            let position = random(mutated.len());
            mutated[position] = u8::try_from(random(256)).expect("a byte");
            body = mutated;
        }
        let status = 200 + random(800);
        if matches!(status, 204 | 304) {
            body.clear();
        }
        *next.lock().expect("no test panics while it holds this") =
            answer(&format!("{status} X"), "", &body);
        match client.obtain_token(&request()).await {
            Ok(token) => assert_eq!(token.user.id, token.user.id),
            Err(error) => {
                assert_eq!(error.raw_body(), Some(&*body), "{error}");
                assert!(
                    !format!("{error} {error:?}").contains("hunter2"),
                    "{error:?}"
                );
            }
        }
    }
}
