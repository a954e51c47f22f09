//! Values written as text, which may not be what the API documents.

pub(crate) mod dates;
pub(crate) mod uuids;

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::runtime::codec::watch::misfit;

/// A date, a time or an id as the server wrote it. [`parse`](Self::parse) gives the value.
///
/// The text is kept whatever it is, so that one that does not parse costs the caller that value
/// and not the whole answer.
pub struct Text<T> {
    text: String,
    value: PhantomData<fn() -> T>,
}

/// A value that is written as text.
pub trait Textual: Sized {
    /// What it is, as in "a date".
    const NAME: &'static str;

    /// Reads it.
    fn read(text: &str) -> Option<Self>;

    /// Writes it.
    fn write(&self) -> String;
}

impl<T> Text<T> {
    /// Takes a text as it is.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: PhantomData,
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T: Textual> Text<T> {
    /// The value.
    ///
    /// # Errors
    /// The text is not such a value.
    pub fn parse(&self) -> Result<T, TextError> {
        T::read(&self.text).ok_or_else(|| TextError {
            text: self.text.clone(),
            expected: T::NAME,
        })
    }
}

/// A text that is not the value that it should be.
///
/// Neither `Debug` nor `Display` quote the text, which is the server's.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextError {
    text: String,
    expected: &'static str,
}

impl TextError {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.text.len() {
            0 => write!(formatter, "the text is empty, not {}", self.expected),
            length => write!(
                formatter,
                "the text of {length} bytes is not {}",
                self.expected
            ),
        }
    }
}

impl fmt::Debug for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TextError({self})")
    }
}

impl std::error::Error for TextError {}

impl<T: Textual> From<T> for Text<T> {
    fn from(value: T) -> Self {
        Self::from_text(value.write())
    }
}

impl<T> fmt::Display for Text<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl<T> fmt::Debug for Text<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, formatter)
    }
}

impl<T> Clone for Text<T> {
    fn clone(&self) -> Self {
        Self::from_text(self.text.clone())
    }
}

impl<T> PartialEq for Text<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Text<T> {}

impl<T> std::hash::Hash for Text<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T: Textual> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Self::from_text(String::deserialize(deserializer)?);
        // Only a union's choice among its variants asks, and parsing costs time.
        misfit(1, || text.parse().is_err());
        Ok(text)
    }
}
