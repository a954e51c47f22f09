//! What oasdiff finds, which knows OpenAPI well on the wire; what that means for generated code is judged here.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::change::{Change, Side, Verdict};
use crate::Failure;
use crate::tools::{Environment, Kit};

/// The levels of oasdiff that tell of a client that can fail: `WARN` and `ERR`.
const WARN: u64 = 2;
/// What we judge ourselves: the version is demanded by the sum of all changes.
const VERSION: &[&str] = &[
    "api-version-not-bumped",
    "api-version-decreased",
    "api-major-version-not-bumped",
];
/// Limits and remarks: no type is made of them.
const NO_TYPE: &[&str] = &[
    "-annotation-only",
    "-contains-",
    "-default-value-",
    "-dependent-",
    "-deprecated",
    "-else-",
    "-exclusive-",
    "-if-",
    "-max-",
    "-min-",
    "-multiple-of-",
    "-pattern-added",
    "-pattern-changed",
    "-pattern-generalized",
    "-pattern-removed",
    "-property-names-",
    "-reactivated",
    "-security-",
    "-stability-",
    "-sunset-",
    "-then-",
    "-unevaluated-",
    "-unique-items-",
];
/// What is there besides, and takes nothing from what was.
const BESIDES: &[&str] = &[
    "api-tag-added",
    "endpoint-added",
    "new-optional-request-property",
    "request-body-enum-value-added",
    "request-body-media-type-added",
    "request-parameter-enum-value-added",
    "request-property-enum-value-added",
    "response-header-added",
    "response-non-success-status-added",
    "response-optional-property-added",
    "response-required-property-added",
    "webhook-added",
];

/// The changes from one file to another, as oasdiff finds them.
pub(super) fn changes(base: &Path, revision: &Path) -> Result<Vec<Change>, Failure> {
    Kit::Oasdiff.install().map_err(Failure::Job)?;
    let folder = base.parent().unwrap_or(base);
    let line = format!(
        "oasdiff changelog --format json {} {}",
        name(base),
        name(revision)
    );
    let printed = Environment::of(&[Kit::Oasdiff])
        .must(folder, &line)
        .map_err(Failure::Job)?;
    let found: Value = serde_json::from_str(&printed).map_err(|error| {
        Failure::Job(format!(
            "expected JSON from oasdiff, found {printed:?}: {error}"
        ))
    })?;
    let mut changes: Vec<Change> = Vec::new();
    for found in found.as_array().map(Vec::as_slice).unwrap_or_default() {
        let text = |key: &str| found[key].as_str().unwrap_or_default();
        if VERSION.contains(&text("id")) {
            continue;
        }
        let change = change(found, text);
        // What hangs on a shared type is found once for each place.
        if !changes.contains(&change) {
            changes.push(change);
        }
    }
    Ok(changes)
}

fn change<'a>(found: &Value, text: impl Fn(&str) -> &'a str) -> Change {
    let id = text("id");
    // What comes or goes as a whole is known by its address, anything else by its name.
    let whole = id.contains("endpoint-") || id.contains("-removed-with");
    let place = match (text("operationId"), text("operation")) {
        ("", "") => String::new(),
        (operation, _) if !operation.is_empty() && !whole => format!("{operation}: "),
        (_, method) => format!("{method} {}: ", text("path")),
    };
    Change {
        side: side(id),
        text: format!("{place}{}", text("text")),
        wire: if found["level"].as_u64().unwrap_or(WARN) >= WARN {
            Verdict::Breaking
        } else {
            Verdict::Compatible
        },
        code: code(id),
    }
}

fn side(id: &str) -> Side {
    if id.starts_with("response-") || id.contains("-response-") {
        Side::Answer
    } else if id.starts_with("request-") || id.contains("-request-") {
        Side::Request
    } else {
        Side::Call
    }
}

/// What isn't known to be harmless makes other types or names.
fn code(id: &str) -> Verdict {
    if BESIDES.contains(&id) || NO_TYPE.iter().any(|part| id.contains(part)) {
        Verdict::Compatible
    } else {
        Verdict::Breaking
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Writes a document where oasdiff can read it.
pub(super) fn lay_down(path: &Path, document: &Value) -> Result<(), Failure> {
    fs::write(path, document.to_string())
        .map_err(|error| Failure::Job(format!("{} can't be written: {error}", path.display())))
}
