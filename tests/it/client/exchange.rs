//! A call against a real server on loopback: what the server receives, and what the caller gets.

use std::error::Error as _;

use vms_admin_client::models::TokenRequest;
use vms_admin_client::{Client, Error};

use crate::loopback::Server;

const TOKEN: &str = include_str!("../../../crates/api/examples/obtain-token.200.json");
const REFUSAL: &str = include_str!("../../../crates/api/examples/obtain-token.422.json");
const PASSWORD: &str = "pa55-w0rd";

type Outcome =
    Result<vms_admin_client::models::Token, Error<vms_admin_client::models::ValidationFailure>>;

async fn sign_in(server: &Server) -> Outcome {
    let client = Client::new(server.url()).expect("a client");
    client
        .obtain_token(&TokenRequest::new("user@mail.com", PASSWORD))
        .await
}

/// What a failure says, and what it offers to a program.
fn shown(outcome: Outcome) -> String {
    let error = outcome.expect_err("a failure");
    let source = error.source().map(ToString::to_string);
    let shown = format!(
        "{error}\n\n{error:#?}\n\nstatus: {:?}\nraw body: {:?}\nsource: {source:?}",
        error.status(),
        error.raw_body().map(String::from_utf8_lossy),
    );
    let printed = format!("{error} {error:?} {error:#?} {source:?}");
    for secret in [PASSWORD, "raw-secret"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    shown
}

#[tokio::test]
async fn a_token_is_obtained() {
    let server = Server::with_body("200 OK", "application/json", TOKEN);
    let token = sign_in(&server).await.expect("a token");
    assert_eq!(
        token.user.permissions[2].display_name,
        "Updating a media server"
    );
    assert_eq!(token.access_token.expose(), "Bearer token");
    assert_eq!(server.received().len(), 1);
    insta::assert_snapshot!(server.received()[0]);
}

#[tokio::test]
async fn the_base_url_may_have_a_path() {
    let server = Server::with_body("200 OK", "application/json", TOKEN);
    for prefix in ["/vms", "/vms/", "/a/b%20c/"] {
        let client = Client::new(format!("{}{prefix}", server.url())).expect("a client");
        client
            .obtain_token(&TokenRequest::new("a", "b"))
            .await
            .expect("a token");
    }
    let lines: Vec<String> = server
        .received()
        .iter()
        .filter_map(|request| request.lines().next().map(str::to_owned))
        .collect();
    assert_eq!(
        lines,
        [
            "POST /vms/api/admin/v1/auth/token HTTP/1.1",
            "POST /vms/api/admin/v1/auth/token HTTP/1.1",
            "POST /a/b%20c/api/admin/v1/auth/token HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn a_documented_422_is_typed() {
    let server = Server::with_body("422 Unprocessable Entity", "application/json", REFUSAL);
    let outcome = sign_in(&server).await;
    let Err(Error::Documented(reply)) = &outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        reply.body().errors["any_key"],
        ["The reason for the error will be described here"]
    );
    insta::assert_snapshot!(shown(outcome));
}

#[tokio::test]
async fn an_undocumented_401_as_html() {
    let server = Server::with_body("401 Unauthorized", "text/html", "<html>raw-secret</html>");
    let outcome = sign_in(&server).await;
    assert!(
        matches!(outcome, Err(Error::Undocumented(_))),
        "{outcome:?}"
    );
    insta::assert_snapshot!(shown(outcome));
}

#[tokio::test]
async fn a_500() {
    let server = Server::with_body(
        "500 Internal Server Error",
        "application/json",
        r#"{"message": "The disk is full.", "token": "raw-secret"}"#,
    );
    let outcome = sign_in(&server).await;
    assert!(
        matches!(outcome, Err(Error::Undocumented(_))),
        "{outcome:?}"
    );
    insta::assert_snapshot!(shown(outcome));
}

#[tokio::test]
async fn garbage_in_place_of_a_token() {
    let server = Server::with_body("200 OK", "application/json", "raw-secret {");
    let outcome = sign_in(&server).await;
    assert!(matches!(outcome, Err(Error::Decode(_))), "{outcome:?}");
    insta::assert_snapshot!(shown(outcome));
}

#[tokio::test]
async fn a_wrong_type_deep_inside() {
    let body = TOKEN.replace("\"id\": 115", "\"id\": \"raw-secret\"");
    let server = Server::with_body("200 OK", "application/json", &body);
    let outcome = sign_in(&server).await;
    let Err(Error::Decode(error)) = &outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(error.path(), "user.permissions[1].id");
    assert_eq!(error.raw_body(), body.as_bytes());
    let said = shown(outcome);
    // The raw body is long; its head tells enough.
    insta::assert_snapshot!(said.split("raw body:").next().expect("a first part"));
}

#[tokio::test]
async fn garbage_in_place_of_a_refusal() {
    let server = Server::with_body(
        "422 Unprocessable Entity",
        "application/json",
        r#"{"message": 1}"#,
    );
    insta::assert_snapshot!(shown(sign_in(&server).await));
}

#[tokio::test]
async fn nobody_listens() {
    let url = Server::with_body("200 OK", "application/json", "").url();
    let client = Client::builder(&url).retries(0).build().expect("a client");
    let error = client
        .obtain_token(&TokenRequest::new("a", PASSWORD))
        .await
        .expect_err("nobody is there");
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    let port = url.rsplit(':').next().expect("a port");
    insta::assert_snapshot!(error.to_string().replace(port, "PORT"));
}
