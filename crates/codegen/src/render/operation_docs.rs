//! The documentation of a client's method: what it does, where it goes, what it takes, how it fails.

use std::fmt::Write as _;

use super::docs::{code, first_paragraph, paragraph};
use super::uses::Uses;
use super::{parameters, replies};
use crate::model::{Api, Kind, Operation, Outcome, ReplyFormat, StatusMatch};

/// The text.
pub(super) fn of(api: &Api, operation: &Operation) -> String {
    let mut docs = operation.docs.trim_end().to_owned();
    let request = code(&format!("{} {}", operation.method, operation.path));
    paragraph(&mut docs, &request);
    paragraph(&mut docs, arguments(operation).trim_end());
    paragraph(&mut docs, errors(api, operation).trim_end());
    docs
}

/// A line for each argument that the document explains.
fn arguments(operation: &Operation) -> String {
    let mut text = String::new();
    let documented = parameters::required(operation)
        .into_iter()
        .map(|found| (found.name.as_str(), &found.docs));
    let body = operation
        .body
        .iter()
        .filter(|body| body.required)
        .map(|body| ("body", &body.docs));
    for (name, docs) in documented.chain(body) {
        let docs = first_paragraph(docs);
        if !docs.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "- {}: {docs}", code(name));
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("# Arguments\n\n{text}")
    }
}

/// A line for each documented error.
fn errors(api: &Api, operation: &Operation) -> String {
    let mut text = String::new();
    match &operation.replies.failure {
        Outcome::None => return text,
        Outcome::Single { format, cases } => {
            for case in cases {
                line(api, case, format, &mut text);
            }
        }
        Outcome::Choice { cases, .. } => {
            for case in cases {
                for status in &case.matches {
                    line(api, status, &case.format, &mut text);
                }
            }
        }
    }
    format!("# Errors\n\n{text}")
}

fn line(api: &Api, status: &StatusMatch, format: &ReplyFormat, text: &mut String) {
    text.extend(["- ", &statuses(status)]);
    match format {
        ReplyFormat::Empty => {}
        ReplyFormat::Json(ty) => {
            let mut name = String::new();
            replies::reply_type(api, format, &mut Uses::default(), &mut name);
            // Writing to a string cannot fail.
            let _ = match ty.kind {
                Kind::Named(_) => write!(text, " ([`{name}`](crate::models::{name}))"),
                _ => write!(text, " ({})", code(&name)),
            };
        }
        ReplyFormat::Text => text.push_str(" (text)"),
        ReplyFormat::Binary => text.push_str(" (bytes)"),
    }
    let docs = first_paragraph(&status.docs);
    if !docs.is_empty() {
        text.extend([": ", &docs]);
    }
    text.push('\n');
}

/// `404`, `4XX`, or words.
fn statuses(status: &StatusMatch) -> String {
    let (from, to) = (status.from, status.to);
    if from == to {
        from.to_string()
    } else if from % 100 == 0 && to == from + 99 {
        format!("{}XX", from / 100)
    } else {
        "any other status".to_owned()
    }
}
