//! Lenient reading: what is almost right is taken as it was meant, and noted.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};

use indexmap::IndexSet;

use crate::code::Code;
use crate::tree::{Node, Value};
use crate::{Document, Version};
use crate::{Error, Warning};

/// The work that is left for each document, and more of it for each node that it has. Adding a word of one schema to another
/// costs [`WORD`]; a look at something costs 1. Documents that are written out need a hundredth of this.
const LEAST_WORK: usize = 6_000_000;
const WORK_PER_NODE: usize = 16;

/// What it costs to copy a word: a property, a value, a parameter.
pub const WORD: usize = 16;

/// Collects warnings, each once, and the first error, which the end of a bounded amount of work may be.
#[derive(Debug)]
pub struct Notes {
    version: Version,
    warnings: RefCell<IndexSet<Warning>>,
    error: OnceCell<Error>,
    work: Cell<usize>,
}

impl Notes {
    /// No notes yet on a document.
    pub fn new(document: &Document<'_>) -> Self {
        let work = document.count().saturating_mul(WORK_PER_NODE);
        Self {
            version: document.version(),
            work: Cell::new(work.saturating_add(LEAST_WORK)),
            warnings: RefCell::default(),
            error: OnceCell::new(),
        }
    }

    /// The version whose words count.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Notes what is wrong at a node.
    pub fn warn(
        &self,
        at: Node<'_>,
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.add(Warning::new(at.pointer(), code, message, hint));
    }

    /// Keeps a warning.
    pub fn add(&self, warning: Warning) {
        self.warnings.borrow_mut().insert(warning);
    }

    /// Notes why nothing can come of the document. The first such error counts; whoever meets it goes on with nothing.
    pub fn fail(&self, error: Error) {
        self.error.get_or_init(|| error);
    }

    /// Whether an error was noted.
    pub fn failed(&self) -> bool {
        self.error.get().is_some()
    }

    /// Takes work from what is left; fails, and says no, where nothing is.
    pub fn spend(&self, at: Node<'_>, work: usize) -> bool {
        match self.work.get().checked_sub(work) {
            Some(left) => self.work.set(left),
            None => self.fail(Error::new(
                at.pointer(),
                "what is shared multiplies: written out, the document would be many times its size",
                "share less there: fewer schemas with the same large ones in their `allOf`, fewer elements that many operations refer to",
            )),
        }
        !self.failed()
    }

    #[cfg(test)]
    pub(crate) fn work_left(&self) -> usize {
        self.work.get()
    }

    /// What was noted since the beginning, or the error.
    pub fn finish(&self) -> Result<Vec<Warning>, Error> {
        match self.error.get() {
            Some(error) => Err(error.clone()),
            None => Ok(self.warnings.take().into_iter().collect()),
        }
    }
}

/// Text; numbers and booleans are read as the text that they are written as.
pub fn text<'d>(node: Node<'d>, notes: &Notes) -> Option<Cow<'d, str>> {
    let scalar = match node.value() {
        Value::String(text) => return Some(Cow::Borrowed(text)),
        Value::Null => {
            notes.warn(
                node,
                Code::Malformed,
                "null where text should be: left out",
                "remove it or write a text",
            );
            return None;
        }
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => float_text(*value),
        Value::Array | Value::Object | Value::Replaced => {
            notes.warn(
                node,
                Code::Malformed,
                "a list or an object where text should be: left out",
                "write a text",
            );
            return None;
        }
    };
    notes.warn(
        node,
        Code::Malformed,
        "not a text: read as one",
        "put it in quotes",
    );
    Some(Cow::Owned(scalar))
}

/// `true` or `false`; anything else is noted and means "not said".
pub fn flag(node: Node<'_>, notes: &Notes) -> Option<bool> {
    let meant = match node.value() {
        Value::Bool(value) => return Some(*value),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    };
    match meant {
        Some(_) => notes.warn(
            node,
            Code::Malformed,
            "a text where true or false should be",
            "remove the quotes",
        ),
        None => notes.warn(
            node,
            Code::Malformed,
            "neither true nor false: left out",
            "write true or false",
        ),
    }
    meant
}

/// A count, such as `maxLength`.
pub fn count(node: Node<'_>, notes: &Notes) -> Option<u64> {
    let meant = match node.value() {
        Value::Int(value) => u64::try_from(*value).ok(),
        Value::Float(value) => whole(*value),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if meant.is_none() {
        notes.warn(
            node,
            Code::Malformed,
            "not a count: left out",
            "write a number that isn't negative",
        );
    }
    meant
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "beyond u64 the value saturates, which as a limit means the same"
)]
fn whole(value: f64) -> Option<u64> {
    (value >= 0.0 && value.fract() == 0.0).then_some(value as u64)
}

/// The texts of a list.
pub fn texts<'d>(node: Node<'d>, notes: &Notes) -> Vec<Cow<'d, str>> {
    if node.is_array() {
        node.children()
            .filter_map(|item| text(item, notes))
            .collect()
    } else {
        notes.warn(
            node,
            Code::Malformed,
            "not a list: left out",
            "write a list of texts",
        );
        Vec::new()
    }
}

/// The items of a list that should be one.
pub fn items<'d>(node: Node<'d>, notes: &Notes) -> Vec<Node<'d>> {
    if !node.is_array() {
        notes.warn(
            node,
            Code::Malformed,
            "not a list: left out",
            "write a list",
        );
    }
    if node.is_array() {
        node.children().collect()
    } else {
        Vec::new()
    }
}

/// The variants of `oneOf` or `anyOf`. That none is allowed can't be meant.
pub fn variants<'d>(node: Node<'d>, notes: &Notes) -> Vec<Node<'d>> {
    let variants = items(node, notes);
    if variants.is_empty() && node.is_array() {
        notes.warn(
            node,
            Code::Empty,
            format!("`{}` without variants: left out", node.key()),
            "list the variants or remove it",
        );
    }
    variants
}

/// The members of an object that should be one, without `x-` extensions where the names are the specification's.
pub fn members<'d>(node: Node<'d>, notes: &Notes) -> Vec<Node<'d>> {
    if !node.is_object() {
        notes.warn(
            node,
            Code::Malformed,
            "not an object: left out",
            "write an object",
        );
        return Vec::new();
    }
    node.children().collect()
}

/// A float as JSON writes it, `1.0`.
#[must_use]
pub fn float_text(value: f64) -> String {
    serde_json::Number::from_f64(value)
        .map_or_else(|| value.to_string(), |number| number.to_string())
}

/// A value as compact JSON text, for documentation.
#[must_use]
pub fn json_text(node: Node<'_>) -> String {
    let mut text = String::new();
    write_json(node, &mut text);
    text
}

fn write_json(node: Node<'_>, out: &mut String) {
    match node.value() {
        Value::Null | Value::Replaced => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Int(value) => out.push_str(&value.to_string()),
        Value::Float(value) => out.push_str(&float_text(*value)),
        Value::String(text) => write_string(text, out),
        Value::Array => write_list(out, ['[', ']'], node, write_json),
        Value::Object => write_list(out, ['{', '}'], node, |member, out| {
            write_string(member.key(), out);
            out.push(':');
            write_json(member, out);
        }),
    }
}

fn write_list(
    out: &mut String,
    [open, close]: [char; 2],
    node: Node<'_>,
    write: impl Fn(Node<'_>, &mut String),
) {
    out.push(open);
    for (position, child) in node.children().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write(child, out);
    }
    out.push(close);
}

fn write_string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
