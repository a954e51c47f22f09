//! Rules for bodies and responses.

use serde_json::{Value, json};

use super::super::fault::Fault;
use super::{child, each_operation, has_text, members, resolved};

/// Media types of which an example can be written down.
const SHOWN: &str = "application/json";

pub(super) fn examples(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, body) in each_body(document) {
        let Some(content) = body["content"].get(SHOWN) else {
            continue;
        };
        let at = child(&child(&at, "content"), SHOWN);
        let named = members(document, &child(&at, "examples"));
        if named.is_empty() || content.get("example").is_some() {
            let message = "expected named `examples`, found none (or an `example`); `#[payloads(\"…\")]` names the \
                           operation's files, a shared response has `examples(…)`";
            faults.push(Fault::new(child(&at, "examples"), message));
        }
        for (at, _, example) in named {
            if !has_text(example, "summary") || example.get("value").is_none() {
                faults.push(Fault::new(at, "expected a summary and a value"));
            }
        }
    }
    faults
}

pub(super) fn described(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, body) in each_body(document) {
        if !has_text(body, "description") {
            let message = "expected a text, found none; say it as `description = \"…\"` of the body or response";
            faults.push(Fault::new(child(&at, "description"), message));
        }
        for (at, _, header) in members(document, &child(&at, "headers")) {
            if !has_text(header, "description") {
                let message =
                    "expected a text, found none; say it as `description = \"…\"` of the header";
                faults.push(Fault::new(child(&at, "description"), message));
            }
        }
    }
    faults
}

pub(super) fn statuses(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, operation) in each_operation(document) {
        let at = child(&at, "responses");
        let Some(responses) = operation["responses"].as_object() else {
            continue;
        };
        if !responses
            .keys()
            .any(|status| status.starts_with(['2', '3']))
        {
            let message = "expected the status of a success, found none; add one to `responses(…)`";
            faults.push(Fault::new(&at, message));
        }
        for (status, response) in responses {
            let place = child(&at, status);
            let code: u16 = status.parse().unwrap_or_default();
            if !(200..600).contains(&code) {
                let message = format!(
                    "expected a status from 200 to 599, found {status:?}; mend `status = …`"
                );
                faults.push(Fault::new(&place, message));
            }
            let has_body = resolved(document, response).get("content").is_some();
            if has_body && matches!(code, 204 | 205 | 304) {
                let message = format!(
                    "expected no body, which {code} never has; remove `body = …` or use 200"
                );
                faults.push(Fault::new(&place, message));
            }
            if !has_body && matches!(code, 200 | 203 | 206) {
                let message = format!("expected a body; without one a success is 204, not {code}");
                faults.push(Fault::new(&place, message));
            }
        }
        faults.extend(demanded(document, operation, responses, &at));
    }
    faults
}

/// The refusals that follow from what an operation takes.
fn demanded(
    document: &Value,
    operation: &Value,
    responses: &serde_json::Map<String, Value>,
    at: &str,
) -> Vec<Fault> {
    let security = operation.get("security").unwrap_or(&document["security"]);
    let parameters = operation["parameters"].as_array();
    let mut places = parameters.into_iter().flatten().map(|each| &each["in"]);
    let demands = [
        (
            "401",
            *security != json!([]),
            "an operation that takes a token",
            "response = Unauthenticated",
        ),
        (
            "404",
            places.any(|place| place == "path"),
            "an operation whose path has a parameter",
            "response = NotFound",
        ),
        (
            "422",
            operation.get("requestBody").is_some(),
            "an operation that takes a body",
            "description = \"…\", body = ValidationFailure",
        ),
    ];
    demands
        .into_iter()
        .filter(|(status, is_due, ..)| *is_due && !responses.contains_key(*status))
        .map(|(status, _, what, mend)| {
            let message = format!("expected {status}, which {what} can respond with; add `(status = {status}, {mend})`");
            Fault::new(child(at, status), message)
        })
        .collect()
}

/// The bodies of all operations and of the shared responses: each with its pointer.
fn each_body(document: &Value) -> Vec<(String, &Value)> {
    let mut bodies: Vec<(String, &Value)> = members(document, "/components/responses")
        .into_iter()
        .map(|(at, _, response)| (at, response))
        .collect();
    for (at, operation) in each_operation(document) {
        if let Some(body) = operation.get("requestBody") {
            bodies.push((child(&at, "requestBody"), body));
        }
        let responses = members(document, &child(&at, "responses")).into_iter();
        bodies.extend(
            responses
                .filter(|(_, _, response)| response.get("$ref").is_none())
                .map(|(at, _, response)| (at, response)),
        );
    }
    bodies
}
