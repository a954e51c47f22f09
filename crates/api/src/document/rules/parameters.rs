//! Rules for parameters.

use serde_json::Value;

use super::super::fault::Fault;
use super::schemas::names_secret;
use super::{child, each_operation, each_parameter, has_text};

/// Names by which operations take the length of a page.
const PAGE_SIZES: [&str; 5] = ["per_page", "page_size", "limit", "size", "count"];

pub(super) fn described(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, parameter) in each_parameter(document) {
        if !has_text(parameter, "description") {
            let message =
                "expected a text, found none; write it as the doc comment of the parameter's field";
            faults.push(Fault::new(child(&at, "description"), message));
        }
        if parameter.get("example").is_none() && parameter.get("examples").is_none() {
            let message = "expected an example, which samples and collections send; add `#[param(example = …)]` to the \
                           parameter's field";
            faults.push(Fault::new(child(&at, "example"), message));
        }
    }
    faults
}

pub(super) fn paths(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, operation) in each_operation(document) {
        let path = path_of(&at);
        let named: Vec<&str> = path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .collect();
        let declared: Vec<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        for name in named.iter().filter(|name| !declared.contains(name)) {
            let message = format!(
                "expected the path's parameter `{name}`, found none of this name; declare it in a struct with \
                 `#[into_params(parameter_in = Path)]`, named in `params(…)`"
            );
            faults.push(Fault::new(child(&at, "parameters"), message));
        }
        for name in declared.iter().filter(|name| !named.contains(name)) {
            let message = format!(
                "parameter `{name}` isn't in the path {path}; rename the field to what stands there in braces"
            );
            faults.push(Fault::new(child(&at, "parameters"), message));
        }
    }
    faults
}

/// The path in an operation's pointer.
fn path_of(at: &str) -> String {
    let token = at.split('/').nth(2).unwrap_or_default();
    token.replace("~1", "/").replace("~0", "~")
}

pub(super) fn secrets(document: &Value) -> Vec<Fault> {
    each_parameter(document)
        .into_iter()
        .filter(|(_, parameter)| {
            matches!(parameter["in"].as_str(), Some("query" | "path"))
                && parameter["name"].as_str().is_some_and(names_secret)
        })
        .map(|(at, parameter)| {
            let message = format!(
                "expected no secret in an address, where logs and histories keep it, found {}; take it in the body, or as \
                 a security scheme",
                parameter["name"]
            );
            Fault::new(child(&at, "name"), message)
        })
        .collect()
}

pub(super) fn page_sizes(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, parameter) in each_parameter(document) {
        let is_size = parameter["name"]
            .as_str()
            .is_some_and(|name| PAGE_SIZES.contains(&name));
        if !is_size || parameter["in"] != "query" {
            continue;
        }
        for bound in ["minimum", "maximum"] {
            if parameter["schema"].get(bound).is_none() {
                let message = format!(
                    "expected a bound, found none: how long may a page be? Add `#[param({bound} = …)]`, or take \
                     `PageQuery`"
                );
                faults.push(Fault::new(child(&child(&at, "schema"), bound), message));
            }
        }
    }
    faults
}
