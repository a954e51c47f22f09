//! What a documented error says, in one line, without its secrets.

use serde::Serialize;

use crate::runtime::codec::value::{Value, veiled};
use crate::runtime::error::Never;
use crate::runtime::security::secret::Secret;
use crate::runtime::security::veil::veil;

/// The longest value that is shown whole, in characters.
const VALUE_LIMIT: usize = 200;
/// The length after which nothing is added.
const TOTAL_LIMIT: usize = 800;

/// Tells what a JSON body says.
pub(crate) fn json<T: Serialize>(value: &T, summary: &mut Summary) {
    if let Ok(value) = veiled(value) {
        summary.value(&value);
    }
}

/// Tells what a text says.
pub(crate) fn text<T: AsRef<str>>(value: &T, summary: &mut Summary) {
    summary.leaf(value.as_ref());
}

/// There is nothing to tell.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "one of the functions that describe a body"
)]
pub(crate) fn empty((): &(), _: &mut Summary) {}

/// There is nothing to tell.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "one of the functions that describe a body"
)]
pub(crate) fn never(value: &Never, _: &mut Summary) {
    match *value {}
}

/// There is nothing to tell of bytes that were not read.
pub(crate) fn binary<T>(_: &T, _: &mut Summary) {}

/// Collects `field: value` pairs.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Summary {
    /// What was sent and must not be told.
    secrets: Vec<Secret>,
    out: String,
    path: String,
    /// The path of the pair that was written last, to join the items of a list.
    last: Option<String>,
}

impl Summary {
    /// Tells all but these.
    pub(crate) fn without(secrets: &[Secret]) -> Self {
        Self {
            secrets: secrets.to_vec(),
            ..Self::default()
        }
    }

    /// The line; empty when there was nothing to tell.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Absent => {}
            Value::Scalar(text) => self.leaf(text),
            Value::List(items) => items.iter().for_each(|item| self.value(item)),
            Value::Object(entries) => {
                for (name, value) in entries {
                    let length = self.path.len();
                    if length > 0 {
                        self.path.push('.');
                    }
                    self.path.push_str(name);
                    self.value(value);
                    self.path.truncate(length);
                }
            }
        }
    }

    fn leaf(&mut self, value: &str) {
        if self.out.len() >= TOTAL_LIMIT {
            return;
        }
        if self.last.as_deref() == Some(self.path.as_str()) {
            self.out.push_str(", ");
        } else {
            if !self.out.is_empty() {
                self.out.push_str("; ");
            }
            if !self.path.is_empty() {
                escape(&mut self.out, &veil(&self.path, &self.secrets), VALUE_LIMIT);
                self.out.push_str(": ");
            }
            self.last = Some(self.path.clone());
        }
        escape(&mut self.out, &veil(value, &self.secrets), VALUE_LIMIT);
        if self.out.len() >= TOTAL_LIMIT {
            self.out.push_str(" …");
        }
    }
}

/// Appends text so that it stays within its line, cut at a length.
pub(crate) fn escape(out: &mut String, text: &str, limit: usize) {
    for (count, character) in text.chars().enumerate() {
        if count == limit {
            out.push('…');
            return;
        }
        if character.is_control()
            || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
}
