//! The sandbox as a client meets it.

mod busy;
mod client;
mod corner;
mod cors;
mod crowd;
mod document;
mod errors;
mod faults;
mod hostile;
mod hosts;
mod http;
mod prefer;
mod published;
mod shutdown;
mod sign_in;
mod tls;
mod users;

use std::time::Duration;

use serde_json::json;
use vms_admin_sandbox::{Config, Cost, DEMO_LOGIN, DEMO_PASSWORD, Hashing, Limits, Sandbox};

use http::{Answer, Request};

/// The path of the operation that signs in.
const PATH: &str = "/api/admin/v1/auth/token";

/// Settings for tests: a free port, passwords that cost nothing, a short patience.
fn config() -> Config {
    let mut config = Config {
        hashing: Hashing {
            cost: Cost {
                memory_kib: 8,
                passes: 1,
            },
            ..Hashing::default()
        },
        limits: Limits {
            head: Duration::from_millis(1500),
            body: Duration::from_millis(1500),
            ..Limits::default()
        },
        ..Config::default()
    };
    config.address.set_port(0);
    config
}

async fn start(config: Config) -> Sandbox {
    Sandbox::start(config).await.expect("it starts")
}

/// A sign-in with these credentials.
fn sign_in(login: &str, password: &str) -> Request {
    Request::post(PATH).json(&json!({ "login": login, "password": password }))
}

/// The documented user's sign-in.
fn demo() -> Request {
    sign_in(DEMO_LOGIN, DEMO_PASSWORD)
}

/// Signs the documented user in and returns the token.
async fn token(sandbox: &Sandbox) -> String {
    let answer = demo().send(sandbox).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["access_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

/// Asks the corner whose token this is.
async fn check_token(sandbox: &Sandbox, authorization: &str) -> Answer {
    Request::get("/_sandbox/token")
        .header("Authorization", authorization)
        .send(sandbox)
        .await
}
