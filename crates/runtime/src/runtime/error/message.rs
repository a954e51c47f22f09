//! What an error says that the API does not document, or that is not what it documents: the shapes that servers
//! and RFC 9457 have in common, or else a line of text.

use reqwest::header::{CONTENT_ENCODING, HeaderMap};
use serde_json::Value;

use super::describe::escape;
use super::reply::media_type;
use crate::runtime::security::secret::Secret;
use crate::runtime::security::veil::veil;

/// The longest message, in characters.
const LIMIT: usize = 300;
/// The longest body that is searched, in bytes.
const BODY: usize = 256 << 10;
/// How many messages of a list are told.
const ITEMS: usize = 3;
/// How deep a message may lie.
const DEPTH: u8 = 4;

/// Where messages stand, in the order in which one is looked for.
const NAMES: [&str; 9] = [
    "message",
    "detail",
    "title",
    "error_description",
    "error",
    "msg",
    "reason",
    "description",
    "errors",
];

/// The message of a body in one line, without the secrets that it repeats.
pub(crate) fn message(headers: &HeaderMap, body: &[u8], secrets: &[Secret]) -> Option<String> {
    if body.len() > BODY || encoding(headers).is_some() {
        return None;
    }
    let text = std::str::from_utf8(body)
        .ok()?
        .trim_start_matches('\u{FEFF}');
    let text = text.trim();
    let found = if text.starts_with(['{', '[', '"']) {
        said(&serde_json::from_str(text).ok()?, DEPTH)?
    } else if is_markup(headers, text) {
        title(text)?.to_owned()
    } else {
        // What looks like JSON all the same is damaged, and its first line no message.
        let line = text.lines().next()?;
        (!line.contains("\":")).then(|| line.to_owned())?
    };
    let mut out = String::new();
    let found = veil(found.trim().trim_end_matches('.'), secrets);
    escape(&mut out, &found, LIMIT);
    (!out.is_empty()).then_some(out)
}

/// The encoding of a body that is still encoded: one that was not asked for.
pub(crate) fn encoding(headers: &HeaderMap) -> Option<String> {
    let found = headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
    if found.is_empty() || found.eq_ignore_ascii_case("identity") {
        return None;
    }
    let mut out = String::new();
    escape(&mut out, found, 40);
    Some(out)
}

fn said(value: &Value, depth: u8) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Value::Array(items) => {
            let items = items.iter().filter_map(|item| said(item, depth));
            let told: Vec<String> = items.take(ITEMS).collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
        Value::Object(object) => {
            let found = |name: &str| object.get(name).and_then(|value| said(value, depth));
            // RFC 9457: what kind of problem, and what it is this time.
            if let (Some(title), Some(detail)) = (found("title"), found("detail"))
                && title != detail
            {
                return Some(format!("{title}: {detail}"));
            }
            let told = NAMES.into_iter().find_map(found)?;
            // What is wrong with which field, as several frameworks tell it.
            match object.get("loc").or_else(|| object.get("field")) {
                Some(place) => Some(match path(place) {
                    Some(place) => format!("{place}: {told}"),
                    None => told,
                }),
                None => Some(told),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// `body.name`, of the name or the list of names.
fn path(place: &Value) -> Option<String> {
    match place {
        Value::String(name) => Some(name.clone()),
        Value::Array(steps) => {
            let steps = steps.iter().map(|step| match step {
                Value::String(name) => name.clone(),
                other => other.to_string(),
            });
            Some(steps.collect::<Vec<_>>().join("."))
        }
        _ => None,
    }
}

fn is_markup(headers: &HeaderMap, text: &str) -> bool {
    text.starts_with('<') || media_type(headers).is_some_and(|found| found.ends_with("html"))
}

/// The title of a page.
fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    text.get(start..end)
}
