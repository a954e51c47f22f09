//! Any document as a server: its operations checked and answered by it, without a handler and with one.

mod faults;
mod requests;
mod responses;
mod styles;

use std::fmt::Write as _;

use serde_json::Value;
use vms_admin_sandbox::{Api, Sandbox};

use super::config;
use super::http::{Answer, Request};

/// An API of every shape.
const DEPOT: &str = include_str!("../../fixtures/sandbox/depot.json");

fn depot() -> Value {
    serde_json::from_str(DEPOT).expect("JSON")
}

async fn start() -> Sandbox {
    Sandbox::serve(Api::of(depot()), config())
        .await
        .expect("it starts")
}

/// With a token of the sandbox.
fn signed_in(sandbox: &Sandbox, request: Request) -> Request {
    let token = sandbox.token().expect("a token");
    request.header("Authorization", &format!("Bearer {}", token.expose()))
}

/// A request for the list, with all that it needs and a further query.
fn list(query: &str) -> Request {
    Request::get(&format!("/depot/cameras?page=1{query}")).header("X-Tenant", "acme")
}

/// Each request with the answer to it, for a snapshot.
async fn table(
    sandbox: &Sandbox,
    requests: impl IntoIterator<Item = (&'static str, Request)>,
) -> String {
    let mut table = String::new();
    for (name, request) in requests {
        let answer = signed_in(sandbox, request).send(sandbox).await;
        writeln!(table, "## {name}\n{} {}\n", answer.status, pretty(&answer)).expect("written");
    }
    table
}

fn pretty(answer: &Answer) -> String {
    match serde_json::from_slice::<Value>(&answer.body) {
        Ok(body) => match &body["errors"] {
            Value::Object(errors) => {
                let lines = errors
                    .iter()
                    .map(|(field, reasons)| format!("\n  {field}: {reasons}"));
                lines.collect()
            }
            _ => body.to_string(),
        },
        Err(_) => answer.text(),
    }
}
