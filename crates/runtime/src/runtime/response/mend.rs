//! Mends a response in which the server sent null, or nothing, in the place of what it promised.
//!
//! The decoder stays as it is: where it fails for such a reason, the text is mended at that place and read once more.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::locate::{locate, offset};
use super::payload::{Problem, problem};

/// How many bytes are read again in all, before a response counts as beyond repair.
const BUDGET: usize = 64 << 20;

/// Something in a response that was not there, and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    path: String,
    is_missing: bool,
    read_as: &'static str,
}

impl Mend {
    /// The field, as in `user.permissions[2].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// It was missing; else it was null.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.is_missing
    }

    /// The JSON that it was read as: `""`, `[]`, `{}`, `0`, `false` or `null`.
    #[must_use]
    pub fn read_as(&self) -> &'static str {
        self.read_as
    }
}

impl fmt::Display for Mend {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = if self.is_missing { "missing" } else { "null" };
        write!(
            formatter,
            "{}: {found}, read as {}",
            self.path, self.read_as
        )
    }
}

/// Where the mends of a response are collected.
pub(crate) type Mends = Arc<Mutex<Vec<Mend>>>;

/// Takes the mends out.
pub(crate) fn taken(mends: &Mends) -> Vec<Mend> {
    std::mem::take(&mut *mends.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A text while it is mended.
pub(crate) struct Mending {
    pub(crate) text: Vec<u8>,
    mends: Vec<Mend>,
    left: usize,
}

impl Mending {
    pub(crate) fn new(text: &[u8]) -> Self {
        Self {
            text: text.to_vec(),
            mends: Vec::new(),
            left: BUDGET,
        }
    }

    /// Mends what the decoder stopped at.
    ///
    /// # Errors
    /// It is nothing that can be mended.
    pub(crate) fn mend(&mut self, error: &serde_json::Error) -> Result<(), Problem> {
        self.mended(error).ok_or_else(|| problem(&self.text, error))
    }

    fn mended(&mut self, error: &serde_json::Error) -> Option<()> {
        let end = offset(&self.text, error.line(), error.column());
        self.left = self.left.checked_sub(end.max(1))?;
        let path = locate(&self.text, error.line(), error.column());
        let message = error.to_string();
        if let Some(rest) = message.strip_prefix("missing field `") {
            let (name, _) = rest.split_once('`')?;
            return self.add(end, &path, name);
        }
        let expected = message.strip_prefix("invalid type: null, expected ")?;
        let (expected, _) = expected.rsplit_once(" at line ")?;
        let read_as = empty(expected)?;
        let start = end.checked_sub(4)?;
        if self.text.get(start..end)? != b"null" {
            return None;
        }
        self.text.splice(start..end, read_as.bytes());
        match self.mends.last_mut() {
            // Added just now.
            Some(last) if last.is_missing && last.path == path => last.read_as = read_as,
            _ => self.mends.push(Mend {
                path,
                is_missing: false,
                read_as,
            }),
        }
        Some(())
    }

    /// Adds a field, null at first, to the object that ends at a place.
    fn add(&mut self, end: usize, path: &str, name: &str) -> Option<()> {
        let brace = end.checked_sub(1)?;
        if self.text.get(brace) != Some(&b'}') {
            return None;
        }
        let before = self.text.get(..brace)?.trim_ascii_end();
        let comma = if before.ends_with(b"{") { "" } else { "," };
        let key = serde_json::to_string(name).ok()?;
        let field = format!("{comma}{key}:null");
        self.text.splice(brace..brace, field.bytes());
        let dot = if path.is_empty() { "" } else { "." };
        self.mends.push(Mend {
            path: format!("{path}{dot}{name}"),
            is_missing: true,
            read_as: "null",
        });
        Some(())
    }

    /// Hands on what was mended.
    pub(crate) fn finish(self, mends: &Mends) {
        let mut all = mends.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend(self.mends);
    }
}

/// The empty value of what a decoder expects.
fn empty(expected: &str) -> Option<&'static str> {
    Some(match expected {
        "a string" | "a base64 string" => "\"\"",
        "a boolean" => "false",
        "a sequence" => "[]",
        "a map" | "an object" => "{}",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32" | "f64"
        | "an integer" => "0",
        _ => return None,
    })
}
