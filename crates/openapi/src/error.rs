//! What can go wrong, and what the caller should know although nothing did.

use std::fmt;

use crate::code::Code;

/// Why a document can't become a client: where, what, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Error {
    /// JSON pointer into the document, `#/paths/~1users/get`; empty where the file as a whole is meant.
    pub pointer: String,
    /// What was found, and what had been expected.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

impl Error {
    /// An error at a place, empty where the file as a whole is meant.
    pub fn new(
        pointer: impl Into<String>,
        reason: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            reason: reason.into(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_finding(out, &self.pointer, &self.reason, &self.hint)
    }
}

impl std::error::Error for Error {}

/// Something in the document that was mended, left out, or made weaker than it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Warning {
    /// What kind of finding it is.
    pub code: Code,
    /// JSON pointer into the document, `#/paths/~1users/get`.
    pub pointer: String,
    /// What was found, and what was made of it.
    pub message: String,
    /// What to change in the document; empty where nothing is wrong with it.
    pub hint: String,
}

impl Warning {
    /// A warning of a place.
    pub fn new(
        pointer: impl Into<String>,
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            code,
            pointer: pointer.into(),
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_finding(out, &self.pointer, &self.message, &self.hint)
    }
}

fn write_finding(
    out: &mut fmt::Formatter<'_>,
    pointer: &str,
    message: &str,
    hint: &str,
) -> fmt::Result {
    if !pointer.is_empty() {
        write!(out, "{pointer}: ")?;
    }
    out.write_str(message)?;
    if !hint.is_empty() {
        write!(out, " ({hint})")?;
    }
    Ok(())
}
