//! Redirects, and further tries.

use std::sync::Arc;
use std::time::Duration;

use super::fault::{Connection, Fault, report, request, within};
use crate::runtime::error::Error;

const USER: &str = r#"{"id":1,"expired_at":null,"permissions":[]}"#;

fn ok(connection: &mut Connection) {
    let length = USER.len();
    connection.send(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{USER}"
    ));
}

fn redirect(connection: &mut Connection, status: u16, to: &str) {
    let head = format!("HTTP/1.1 {status} R\r\nLocation: {to}\r\n");
    connection.send(format!(
        "{head}Content-Length: 5\r\nConnection: close\r\n\r\nmoved"
    ));
}

/// Redirects the first request, and answers the next.
fn redirecting(status: u16, to: impl Into<String>) -> Fault {
    let to = to.into();
    Fault::start(move |connection| {
        connection.request();
        if connection.number == 0 {
            redirect(connection, status, &to);
        } else {
            ok(connection);
        }
    })
}

#[tokio::test]
async fn within_an_origin_redirects_are_followed() {
    for status in [301, 302, 303, 307, 308] {
        let server = redirecting(status, "/moved?to=here");
        let client = server.client().build().expect("a client");
        assert_eq!(client.get_user("1").await.expect("a user").id, 1);
        let received = server.received();
        assert!(
            received[1].starts_with("GET /moved?to=here HTTP/1.1"),
            "{received:?}"
        );
        assert!(
            received[1].contains("authorization: Bearer hunter2-token"),
            "{received:?}"
        );
    }
}

#[tokio::test]
async fn a_body_goes_along_only_where_the_method_stays() {
    let user = super::decoding::decode(USER).expect("a user");
    for status in [307, 308] {
        let server = redirecting(status, "/moved");
        let client = server.client().build().expect("a client");
        client.replace_user("1", &user).await.expect("a user");
        let received = server.received();
        assert!(received[1].starts_with("PUT /moved"), "{received:?}");
        assert!(received[1].ends_with(USER), "{received:?}");
    }
    let server = redirecting(302, "/moved");
    let client = server.client().build().expect("a client");
    let error = client
        .replace_user("1", &user)
        .await
        .expect_err("it would become a GET");
    assert_eq!(server.connections(), 1);
    insta::assert_snapshot!(report(&error));
}

#[tokio::test]
async fn nothing_of_a_call_goes_to_another_origin() {
    let other = Fault::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let mut reports = Vec::new();
    for (status, to) in [
        (302, format!("{}/elsewhere?key=hunter2", other.url())),
        (307, format!("{}/elsewhere", other.url())),
        (
            308,
            "https://user:hunter2@other.example/elsewhere#hunter2".to_owned(),
        ),
        (307, "//other.example".to_owned()),
        (307, "ftp://other.example/".to_owned()),
        (307, "http://[".to_owned()),
    ] {
        let server = redirecting(status, to);
        let client = server.client().build().expect("a client");
        let error = client.get_user("1").await.expect_err("it is not followed");
        assert!(matches!(error, Error::Undocumented(_)));
        reports.push(report(&error).lines().next().unwrap_or_default().to_owned());
        let error = client.obtain_token(&request()).await;
        assert!(error.is_err() || server.connections() == 2);
    }
    assert_eq!(other.connections(), 0);
    insta::assert_snapshot!(reports.join("\n"));
}

#[tokio::test]
async fn even_an_anonymous_call_goes_nowhere_in_the_clear() {
    let other = Fault::answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let server = redirecting(307, format!("{}/elsewhere", other.url()));
    let client = crate::runtime::client::Client::builder(server.url())
        .build()
        .expect("a client without credentials");
    let error = client.get_user("1").await.expect_err("it is not followed");
    assert_eq!(other.connections(), 0);
    let text = error.to_string().replace(&other.url(), "[other]");
    insta::assert_snapshot!(text);
}

#[tokio::test]
async fn circles_end() {
    let server = Fault::start(|connection| {
        connection.request();
        redirect(connection, 307, "/round");
    });
    let client = server.client().build().expect("a client");
    let error = client.get_user("1").await.expect_err("it never ends");
    assert_eq!(server.connections(), 11);
    insta::assert_snapshot!(report(&error).lines().next().unwrap_or_default());
}

/// Answers 503 with a wait to all but the last of `tries` requests.
fn busy(tries: usize, wait: &str) -> Fault {
    let head = format!("HTTP/1.1 503 Busy\r\nRetry-After: {wait}\r\nConnection: close\r\n");
    Fault::start(move |connection| {
        connection.request();
        if connection.number + 1 < tries {
            connection.send(format!("{head}Content-Length: 0\r\n\r\n"));
        } else {
            ok(connection);
        }
    })
}

#[tokio::test]
async fn a_busy_server_is_asked_again_when_it_says_so() {
    let server = busy(3, "0");
    let client = server.client().build().expect("a client");
    assert_eq!(client.get_user("1").await.expect("a user").id, 1);
    assert_eq!(server.connections(), 3);

    // Not more often than that.
    let server = busy(4, "Sun, 06 Nov 1994 08:49:37 GMT");
    let client = server.client().build().expect("a client");
    client
        .get_user("1")
        .await
        .expect_err("it is busy for too long");
    assert_eq!(server.connections(), 3);

    // Not when it takes longer than the call may, or than anybody would wait, or if told not to.
    for (wait, retries) in [("3", 2), ("3600", 2), ("0", 0)] {
        let server = busy(2, wait);
        let client = server
            .client()
            .retries(retries)
            .timeout(Duration::from_secs(2))
            .build();
        let client = client.expect("a client");
        within(Duration::from_secs(2), client.get_user("1"))
            .await
            .expect_err("it is busy");
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn what_must_not_happen_twice_is_not_tried_again() {
    let server = busy(2, "0");
    let client = server.client().build().expect("a client");
    client
        .obtain_token(&request())
        .await
        .expect_err("it is busy");
    assert_eq!(server.connections(), 1);

    // A connection that breaks may have brought the request.
    let server = Fault::start(|connection| {
        connection.request();
    });
    let client = server.client().build().expect("a client");
    client.get_user("1").await.expect_err("no answer");
    client
        .obtain_token(&request())
        .await
        .expect_err("no answer");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_server_that_is_starting_is_found() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let start = Arc::new(std::sync::Barrier::new(2));
    let (other, body) = (start.clone(), USER);
    let server = std::thread::spawn(move || {
        other.wait();
        std::thread::sleep(Duration::from_millis(30));
        let listener = std::net::TcpListener::bind(address).expect("the same port");
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = [0; 4096];
        let _ = std::io::Read::read(&mut stream, &mut request);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        std::io::Write::write_all(&mut stream, format!("{head}{body}").as_bytes()).expect("sent");
    });
    let client = crate::runtime::client::Client::builder(format!("http://{address}"));
    let client = client.retries(8).build().expect("a client");
    start.wait();
    assert_eq!(client.get_user("1").await.expect("a user").id, 1);
    server.join().expect("it ran");
}
