//! The tables of `replies.rs`: which answers an operation documents and how each is read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::imports::Imports;
use super::ty;
use super::uses::Uses;
use crate::model::{Api, Operation, Outcome, ReplyCase, ReplyFormat, StatusMatch};

/// The words for formats that occur, which are functions to be brought into scope.
#[derive(Debug, Default)]
pub(super) struct Formats(BTreeSet<&'static str>);

impl Formats {
    /// Adds those of another portion.
    pub(super) fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Adds the functions and the table's macro.
    pub(super) fn declare(&self, imports: &mut Imports<'_>) {
        let functions = self.0.iter().filter(|word| **word != "binary");
        imports.add(
            "crate::runtime::call::operation",
            functions.copied().chain(["replies"]),
        );
        if self.0.contains("binary") {
            imports.add("crate::runtime::response::stream", ["binary"]);
        }
    }

    fn word(&mut self, format: &ReplyFormat) -> &'static str {
        let word = match format {
            ReplyFormat::Empty => "empty",
            ReplyFormat::Json(_) => "json",
            ReplyFormat::Text => "text",
            ReplyFormat::Binary => "binary",
        };
        self.0.insert(word);
        word
    }
}

/// The table of an operation.
pub(super) fn table<'a>(
    api: &'a Api,
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    formats: &mut Formats,
    text: &mut String,
) {
    let replies = &operation.replies;
    let accept = if replies.accept.is_empty() {
        "*/*".to_owned()
    } else {
        replies.accept.join(", ")
    };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\nreplies! {{ {}: {accept:?};", operation.marker);
    match &replies.success {
        Outcome::None => {
            formats.0.insert("empty");
            text.push_str("    ok(()) = empty 200..=299;\n");
        }
        success => side(api, "ok", success, uses, formats, text),
    }
    match &replies.failure {
        Outcome::None => {
            formats.0.insert("never");
            uses.runtime("Never");
            text.push_str("    err(Never) = never;\n");
        }
        failure => side(api, "err", failure, uses, formats, text),
    }
    text.push_str("}\n");
}

fn side<'a>(
    api: &'a Api,
    word: &str,
    outcome: &'a Outcome,
    uses: &mut Uses<'a>,
    formats: &mut Formats,
    text: &mut String,
) {
    text.extend(["    ", word, "("]);
    match outcome {
        Outcome::None => text.push_str("()) = empty"),
        Outcome::Single { format, cases } => {
            reply_type(api, format, uses, text);
            text.extend([") = ", formats.word(format)]);
            matches(cases, text);
            text.push_str(";\n");
        }
        Outcome::Choice { name, cases } => {
            uses.operations.insert(name);
            text.extend([name, ") {\n"]);
            for (index, case) in cases.iter().enumerate() {
                variant(index, case, formats, text);
            }
            text.push_str("    }\n");
        }
    }
}

fn variant(index: usize, case: &ReplyCase, formats: &mut Formats, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(text, "        {index} {}", case.name);
    if case.format != ReplyFormat::Empty {
        text.extend(["(", formats.word(&case.format), ")"]);
    }
    text.push_str(" =");
    matches(&case.matches, text);
    text.push_str(";\n");
}

fn matches(cases: &[StatusMatch], text: &mut String) {
    for (at, case) in cases.iter().enumerate() {
        text.push_str(if at == 0 { " " } else { ", " });
        text.push_str(&statuses(case));
        if let Some(media_type) = &case.media_type {
            // Writing to a string cannot fail.
            let _ = write!(text, " {media_type:?}");
        }
    }
}

/// `404`, or `400..=499`.
fn statuses(case: &StatusMatch) -> String {
    if case.from == case.to {
        case.from.to_string()
    } else {
        format!("{}..={}", case.from, case.to)
    }
}

/// The Rust type that an answer is read into.
pub(super) fn reply_type<'a>(
    api: &'a Api,
    format: &'a ReplyFormat,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    match format {
        ReplyFormat::Empty => text.push_str("()"),
        ReplyFormat::Json(ty) => ty::text(api, ty, uses, text),
        ReplyFormat::Text => text.push_str("String"),
        ReplyFormat::Binary => {
            uses.runtime("ByteStream");
            text.push_str("ByteStream");
        }
    }
}
