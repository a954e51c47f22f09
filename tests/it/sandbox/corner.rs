//! `/_sandbox/`: health, token check, recorded requests, reset.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use vms_admin_sandbox::{DEMO_LOGIN, DEMO_PASSWORD, Sandbox};

use super::http::{Request, Step, exchange};
use super::{PATH, check_token, config, demo, sign_in, start, token};

async fn requests(sandbox: &Sandbox) -> Vec<Value> {
    let answer = Request::get("/_sandbox/requests").send(sandbox).await;
    assert_eq!(answer.status, 200);
    answer.json()["requests"]
        .as_array()
        .expect("a list")
        .clone()
}

async fn reset(sandbox: &Sandbox) {
    assert_eq!(
        Request::post("/_sandbox/reset").send(sandbox).await.status,
        204
    );
}

#[tokio::test]
async fn health_is_told() {
    let sandbox = start(config()).await;
    let answer = Request::get("/_sandbox/health").send(&sandbox).await;
    assert_eq!(
        answer.json(),
        json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })
    );
}

#[tokio::test]
async fn the_index_explains_all_that_there_is() {
    let sandbox = start(config()).await;
    for path in ["/_sandbox", "/_sandbox/"] {
        let answer = Request::get(path).send(&sandbox).await;
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        for topic in [
            "/_sandbox/health",
            "/_sandbox/token",
            "/_sandbox/requests",
            "/_sandbox/reset",
            "/_sandbox/ca.pem",
            "Prefer: code=",
            "Prefer: example=",
            "X-Sandbox-Fault",
            "delay=",
            "reset",
            "truncated",
            "html-502",
            "429",
            "garbage",
        ] {
            assert!(answer.text().contains(topic), "{topic}");
        }
    }
}

#[tokio::test]
async fn a_token_is_checked() {
    let sandbox = start(config()).await;
    let answer = demo().send(&sandbox).await.json();
    let token = answer["access_token"].as_str().expect("a token");
    for scheme in ["Bearer", "bearer"] {
        let checked = check_token(&sandbox, &format!("{scheme} {token}")).await;
        assert_eq!(
            checked.json(),
            json!({ "login": DEMO_LOGIN, "expires_at": answer["expires_at"] })
        );
    }
    let absent = Request::get("/_sandbox/token").send(&sandbox).await;
    assert_eq!(absent.header("www-authenticate"), Some("Bearer"));
    let mut refusals = vec![absent];
    for wrong in [
        token.to_owned(),
        format!("Basic {token}"),
        "Bearer ".to_owned(),
        format!("Bearer {token}a"),
    ] {
        refusals.push(check_token(&sandbox, &wrong).await);
    }
    let shown: Vec<String> = refusals
        .iter()
        .map(|answer| format!("{} {}", answer.status, answer.text()))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[tokio::test]
async fn a_token_expires() {
    let mut config = config();
    config.token_ttl = SignedDuration::ZERO;
    let sandbox = start(config).await;
    let token = token(&sandbox).await;
    // It ends with the second in which it was made.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let answer = check_token(&sandbox, &format!("Bearer {token}")).await;
    assert_eq!(answer.status, 401);
    let message = answer.json()["message"]
        .as_str()
        .expect("a text")
        .to_owned();
    assert!(message.starts_with("The token expired at 2"), "{message}");
}

#[tokio::test]
async fn requests_are_recorded_without_their_secrets() {
    let sandbox = start(config()).await;
    sign_in(DEMO_LOGIN, DEMO_PASSWORD)
        .header("Authorization", "Bearer Bearer TOP-SECRET")
        .header("X-Api-Key", "TOP-SECRET")
        .header("Cookie", "a=TOP-SECRET")
        .header("X-Pass", "TOP-SECRET")
        .header("X-Signature", "v1=TOP-SECRET")
        .header("X-Tenant", "TOP-SECRET")
        .header("Referer", "http://localhost/page?token=TOP-SECRET")
        // What is known to be secret stays so elsewhere.
        .header("User-Agent", &format!("test/{DEMO_PASSWORD} TOP-SECRET"))
        .send(&sandbox)
        .await;
    let given = token(&sandbox).await;
    Request::get(&format!("/users/{given}/of/{DEMO_PASSWORD}"))
        .send(&sandbox)
        .await;
    let typo = Request::post(PATH).json(&json!({ "login": DEMO_LOGIN, "passwort": "TOP-SECRET" }));
    typo.send(&sandbox).await;
    let broken = Request::post(PATH).header("Content-Type", "application/json");
    broken
        .body(r#"{"password": "TOP-SECRET"#)
        .send(&sandbox)
        .await;
    Request::get("/nothing?token=TOP-SECRET")
        .header("Accept", "text/plain")
        .send(&sandbox)
        .await;
    // What the corner is asked is not recorded.
    Request::get("/_sandbox/health").send(&sandbox).await;

    let mut recorded = requests(&sandbox).await;
    for request in &mut recorded {
        assert!(
            request["time"]
                .as_str()
                .is_some_and(|time| time.ends_with('Z'))
        );
        assert!(request["milliseconds"].is_f64());
        request["time"] = json!("[time]");
        request["milliseconds"] = json!(0);
    }
    let shown = serde_json::to_string_pretty(&recorded).expect("JSON");
    assert!(!shown.contains("TOP-SECRET") && !shown.contains(DEMO_PASSWORD));
    assert!(!shown.contains(&given));
    insta::assert_snapshot!(shown);
}

#[tokio::test]
async fn a_client_that_hangs_up_is_recorded() {
    let sandbox = start(config()).await;
    let request = demo().header("X-Sandbox-Fault", "delay=30s").bytes();
    let hang_up = exchange(sandbox.address(), vec![Step::Send(request)]);
    assert!(
        tokio::time::timeout(Duration::from_millis(200), hang_up)
            .await
            .is_err()
    );
    for _ in 0..50 {
        if let [request] = requests(&sandbox).await.as_slice() {
            assert_eq!(request["status"], Value::Null);
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("it was not recorded");
}

#[tokio::test]
async fn the_latest_100_requests_are_kept() {
    let sandbox = start(config()).await;
    let many = Request::get("/nothing").bytes().repeat(104);
    let last = Request::get("/last").header("Connection", "close").bytes();
    exchange(sandbox.address(), vec![Step::Send([many, last].concat())]).await;
    let recorded = requests(&sandbox).await;
    assert_eq!(recorded.len(), 100);
    assert_eq!(recorded[0]["number"], 6);
    assert_eq!(recorded[99]["path"], "/last");
}

#[tokio::test]
async fn reset_forgets_everything() {
    let sandbox = start(config()).await;
    let bearer = format!("Bearer {}", token(&sandbox).await);
    assert_eq!(check_token(&sandbox, &bearer).await.status, 200);
    assert_eq!(requests(&sandbox).await.len(), 1);
    reset(&sandbox).await;
    assert_eq!(check_token(&sandbox, &bearer).await.status, 401);
    assert_eq!(requests(&sandbox).await.len(), 0);
    token(&sandbox).await;
    assert_eq!(requests(&sandbox).await[0]["number"], 1);
}

#[tokio::test]
async fn the_protected_resource_is_not_invented() {
    let sandbox = start(config()).await;
    for path in [
        "/api/admin/v1/user",
        "/api/admin/v1/auth/user",
        "/api/admin/v1/users/me",
    ] {
        assert_eq!(Request::get(path).send(&sandbox).await.status, 404);
    }
}
