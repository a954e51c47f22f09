//! For which hosts the sandbox answers, and which pages may change something.

use vms_admin_sandbox::Sandbox;

use super::http::{Answer, Request};
use super::{PATH, check_token, config, demo, start, token};

/// The request with another host.
fn to(host: &str, request: Request) -> Request {
    request.without("Host").header("Host", host)
}

async fn reset(sandbox: &Sandbox, origin: &str) -> Answer {
    let request = Request::post("/_sandbox/reset").header("Origin", origin);
    request.send(sandbox).await
}

#[tokio::test]
async fn a_name_that_was_led_here_gets_nothing() {
    let sandbox = start(config()).await;
    for host in [
        "evil.example",
        "evil.example:8422",
        "127.0.0.1.evil.example",
        "10.0.0.1",
    ] {
        for request in [
            demo(),
            Request::get("/"),
            Request::get("/openapi.json"),
            Request::get("/_sandbox/requests"),
            Request::post("/_sandbox/reset"),
            Request::new("OPTIONS", PATH)
                .header("Origin", "http://localhost")
                .header("Access-Control-Request-Method", "POST"),
        ] {
            let answer = to(host, request).send(&sandbox).await;
            assert_eq!(answer.status, 421, "{host}: {}", answer.shown());
        }
    }
    let refused = to("evil.example", Request::get("/_sandbox/requests"))
        .send(&sandbox)
        .await;
    assert_eq!(
        refused.text(),
        r#"{"message":"This sandbox is not evil.example. Start it with `--host evil.example` if it is to be."}"#
    );
    let whole = Request::get("http://evil.example/_sandbox/requests")
        .send(&sandbox)
        .await;
    assert_eq!(whole.status, 421);
}

#[tokio::test]
async fn this_machine_and_what_it_was_told_to_be_are_served() {
    let mut config = config();
    config.hosts = vec!["vms.example.org".to_owned()];
    let sandbox = start(config).await;
    let own = sandbox.address().to_string();
    for host in [
        "localhost",
        "LOCALHOST:1",
        "a.localhost",
        "127.0.0.1",
        "[::1]",
        &own,
        "vms.example.org",
    ] {
        let answer = to(host, demo()).send(&sandbox).await;
        assert_eq!(answer.status, 200, "{host}: {}", answer.shown());
    }
}

#[tokio::test]
async fn the_address_that_a_connection_came_to_is_served() {
    let mut config = config();
    config
        .address
        .set_ip("127.0.0.2".parse().expect("an address"));
    let sandbox = start(config).await;
    for host in ["127.0.0.2", "127.0.0.1"] {
        assert_eq!(to(host, demo()).send(&sandbox).await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn a_foreign_page_changes_nothing() {
    let sandbox = start(config()).await;
    let bearer = format!("Bearer {}", token(&sandbox).await);
    for origin in [
        "https://evil.example",
        "http://localhost.evil.example",
        "http://10.0.0.1",
        "null",
    ] {
        let answer = reset(&sandbox, origin).await;
        assert_eq!(answer.status, 403, "{origin}: {}", answer.shown());
    }
    assert_eq!(
        check_token(&sandbox, &bearer).await.status,
        200,
        "nothing is forgotten"
    );
    let told = demo()
        .header("Origin", "https://evil.example")
        .send(&sandbox)
        .await;
    assert_eq!(told.status, 403);
    assert_eq!(
        told.text(),
        r#"{"message":"A page of https://evil.example/ may change nothing here: only pages of this machine may."}"#
    );
    let two = demo()
        .header("Origin", "http://localhost")
        .header("Origin", "https://evil.example");
    assert_eq!(two.send(&sandbox).await.status, 403);

    // A page from disk may use the API, and local ones everything.
    assert_eq!(
        demo().header("Origin", "null").send(&sandbox).await.status,
        200
    );
    assert_eq!(reset(&sandbox, "http://localhost:3000").await.status, 204);
    assert_eq!(check_token(&sandbox, &bearer).await.status, 401);
}
