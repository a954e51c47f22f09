//! Which web pages may call the sandbox.

use vms_admin_sandbox::Sandbox;

use super::http::{Answer, Request};
use super::{PATH, config, demo, start};

async fn preflight(sandbox: &Sandbox, path: &str, origin: &str) -> Answer {
    Request::new("OPTIONS", path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header(
            "Access-Control-Request-Headers",
            "content-type,x-sandbox-fault",
        )
        .send(sandbox)
        .await
}

#[tokio::test]
async fn a_local_page_may_call() {
    let sandbox = start(config()).await;
    for origin in ["http://localhost:3000", "http://127.0.0.1:5500", "null"] {
        let asked = preflight(&sandbox, PATH, origin).await;
        assert_eq!(asked.status, 204);
        assert_eq!(asked.header("access-control-allow-origin"), Some(origin));
        assert_eq!(
            asked.header("access-control-allow-headers"),
            Some("content-type,x-sandbox-fault")
        );
        let answer = demo().header("Origin", origin).send(&sandbox).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
    }
    insta::assert_snapshot!(preflight(&sandbox, PATH, "http://localhost").await.shown());
}

#[tokio::test]
async fn a_foreign_page_may_not() {
    let sandbox = start(config()).await;
    let asked = preflight(&sandbox, PATH, "https://example.org").await;
    // Which methods there are is no secret; no browser takes it for leave.
    assert_eq!(asked.status, 204);
    assert_eq!(asked.header("access-control-allow-origin"), None);
    let answer = demo()
        .header("Origin", "https://example.org")
        .send(&sandbox)
        .await;
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn a_page_without_an_origin_sees_nothing_of_the_corner() {
    let sandbox = start(config()).await;
    let request = Request::get("/_sandbox/requests");
    let answer = request
        .clone()
        .header("Origin", "null")
        .send(&sandbox)
        .await;
    assert_eq!(answer.header("access-control-allow-origin"), None);
    let answer = request
        .header("Origin", "http://localhost")
        .send(&sandbox)
        .await;
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some("http://localhost")
    );
}
