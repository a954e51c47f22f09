//! What errors tell of what the server says, and that they tell nothing of what it was sent.

use super::fault::{Fault, report, request, secretive};
use super::loopback::{Server, answer};
use super::tls::{Authority, serve};
use crate::runtime::client::Client;
use crate::runtime::response::payload::reason;

const JSON: &str = "Content-Type: application/json\r\n";

/// How asking for a user fails at an answer, in a line.
async fn line(status: &str, headers: &str, body: &str) -> String {
    let answer = answer(status, headers, body);
    let server = Fault::answering(answer);
    let client = server.plain().bearer_auth("token").build();
    let call = client.expect("a client").get_user("1").await;
    call.expect_err("an error").to_string()
}

#[tokio::test]
async fn an_undocumented_error_tells_its_message() {
    let long = "a".repeat(500);
    let mut told = Vec::new();
    for (headers, body) in [
        (JSON, r#"{"message":"The name is taken.","code":7}"#),
        (JSON, r#"{"error":"not_allowed"}"#),
        (JSON, r#"{"error":{"code":3,"message":"no such camera"}}"#),
        (
            JSON,
            r#"{"error":"invalid_grant","error_description":"The code is used up."}"#,
        ),
        (
            JSON,
            r#"{"type":"about:blank","title":"Out of credit","detail":"It costs 50."}"#,
        ),
        (JSON, r#"{"title":"Gone","detail":"Gone"}"#),
        (
            JSON,
            r#"{"detail":[{"loc":["body","name"],"msg":"field required","type":"missing"}]}"#,
        ),
        (
            JSON,
            r#"{"errors":[{"field":"name","message":"is short"},{"message":"b"},{"message":"c"},{"message":"d"}]}"#,
        ),
        (JSON, r#""just a text""#),
        (JSON, r#"{"code":7}"#),
        (JSON, r#"{"message":"","detail":"a\nb"}"#),
        (JSON, r#"{"message": cut off"#),
        ("Content-Type: text/plain\r\n", "first line\r\nsecond line"),
        (
            "Content-Type: text/html\r\n",
            "<html><head><title>502 Bad Gateway</title></head>",
        ),
        ("Content-Type: text/html\r\n", "<h1>no title</h1>"),
        ("", &long),
        ("", ""),
    ] {
        told.push(line("418 X", headers, body).await);
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn a_documented_error_of_another_shape_keeps_its_message() {
    let mut told = Vec::new();
    for (headers, body) in [
        ("Content-Type: text/plain\r\n", "The login is locked."),
        (
            JSON,
            r#"{"message":"The login is locked.","errors":"none"}"#,
        ),
        (JSON, r#"{"detail":"The login is locked."}"#),
    ] {
        let server = Fault::answering(answer("422 X", headers, body));
        let client = server.client().build().expect("a client");
        let error = client.obtain_token(&request()).await;
        told.push(error.expect_err("an error").to_string());
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn missing_credentials_are_told_where_they_are_the_reason() {
    let mut told = Vec::new();
    for status in [
        "400 X", "401 X", "403 X", "404 X", "409 X", "422 X", "500 X",
    ] {
        let server = Fault::answering(answer(status, "", ""));
        let client = server.plain().build().expect("a client");
        let error = client.get_user("1").await.expect_err("an error");
        if error.to_string().contains("no credentials were sent") {
            told.push(status);
        }
    }
    assert_eq!(told, ["401 X", "403 X"]);
}

#[tokio::test]
async fn an_encoding_that_was_not_asked_for_is_named() {
    let headers = "Content-Encoding: br\r\nContent-Type: application/json\r\n";
    let told = [
        line("200 OK", headers, "\u{1}\u{2}").await,
        line("500 X", headers, "\u{1}\u{2}").await,
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn an_integer_beyond_its_type_is_told_as_such() {
    fn told<T: serde::de::DeserializeOwned>(text: &str) -> String {
        let Err(error) = serde_json::from_str::<T>(text) else {
            panic!("{text} fits");
        };
        reason(&error)
    }
    let told = [
        told::<u16>("70000"),
        told::<u16>("-1"),
        told::<i8>("128"),
        told::<u64>("-5"),
        told::<i64>("9223372036854775808"),
        told::<i64>("92233720368547758080"),
        told::<u32>("4294967296.5"),
        told::<i32>("true"),
    ];
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn plain_http_at_an_encrypted_port_and_the_reverse_are_told() {
    let authority = Authority::new();
    let encrypted = serve(authority.server("localhost", 4000), |_| {
        answer("200 OK", "", "{}")
    });
    let url = encrypted.url().replace("https://", "http://");
    let client = Client::builder(url).retries(0).build().expect("a client");
    let error = client.get_user("1").await.expect_err("it is encrypted");
    let first = error.to_string();
    let plain = Server::start(|_| answer("200 OK", "", "{}"));
    let url = plain.url().replace("http://", "https://");
    let client = Client::builder(url).retries(0).build().expect("a client");
    let error = client.get_user("1").await.expect_err("it is not encrypted");
    let hasty = Fault::start(|connection| {
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    let url = hasty.url().replace("http://", "https://");
    let client = Client::builder(url).retries(0).build().expect("a client");
    let third = client.get_user("1").await.expect_err("nor is this one");
    for (told, wanted) in [
        (first, "if the server speaks TLS at this port, use https://"),
        (
            error.to_string(),
            "does not seem to speak TLS at this port, use http://",
        ),
        (
            third.to_string(),
            "does not seem to speak TLS at this port, use http://",
        ),
    ] {
        assert!(told.contains(wanted), "{told}");
    }
}

/// The server repeats all that it got: in values, in keys, in what is cut off, undocumented or not what is documented.
#[tokio::test]
async fn what_was_sent_is_veiled_wherever_it_comes_back() {
    let long = format!("{}hunter2-password", "x".repeat(190));
    let bodies = [
        r#"{"message":"hunter2-password is weak","errors":{"hunter2-password":["is hunter2-password"]}}"#.to_owned(),
        format!(r#"{{"message":"{long}","errors":{{}}}}"#),
        r#"{"message":"hunter2-password","errors":{"hunter2-password":7}}"#.to_owned(),
        r#"{"message":"hunter2-header and hunter2-password","errors":7}"#.to_owned(),
        "no such password: hunter2-password".to_owned(),
    ];
    let mut told = Vec::new();
    for status in ["422 X", "418 X"] {
        for body in &bodies {
            let server = Fault::answering(answer(status, "", body));
            let client = server.client().build().expect("a client");
            let error = client.obtain_token(&request()).await;
            let error = error.expect_err("an error");
            // It searches the text and the debugging text.
            report(&error);
            told.push(error.to_string());
            let error = error.map(|failure| failure.message.len());
            report(&error);
        }
    }
    insta::assert_snapshot!(told.join("\n"));
}

#[tokio::test]
async fn credentials_are_veiled_however_they_were_sent() {
    for scheme in ["token", "key", "query", "session", "header"] {
        let body = format!(r#"{{"message":"hunter2-{scheme} is not known"}}"#);
        let server = Fault::answering(answer("500 X", JSON, &body));
        let client = secretive(server.plain()).build().expect("a client");
        let error = client.get_user("1").await.expect_err("an error");
        let told = error.to_string();
        assert!(told.contains("(secret) is not known"), "{told}");
    }
}

/// A short secret is veiled where it stands by itself, or texts would be full of holes.
#[tokio::test]
async fn short_secrets_leave_texts_readable() {
    let server = Fault::answering(answer("500 X", JSON, r#"{"message":"a cat has a b"}"#));
    let client = server.plain().bearer_auth("a").build().expect("a client");
    let error = client.get_user("1").await.expect_err("an error");
    let told = error.to_string();
    assert!(told.contains(": (secret) cat has (secret) b:"), "{told}");
}
