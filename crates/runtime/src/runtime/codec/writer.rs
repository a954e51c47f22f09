//! Writes objects: what [`record!`](crate::runtime::codec::record) makes of a table of fields, the other way.

#![expect(
    clippy::option_option,
    clippy::ref_option,
    reason = "the types of fields: absent and null may be two things"
)]

use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Serialize, Serializer};

/// Writes a record: what its `Serialize` implementation does, one call a field.
pub struct Writer<S: Serializer> {
    map: Option<S::SerializeMap>,
    error: Option<S::Error>,
}

impl<S: Serializer> Writer<S> {
    /// Starts an object.
    #[inline]
    pub fn new(serializer: S) -> Self {
        match serializer.serialize_map(None) {
            Ok(map) => Self {
                map: Some(map),
                error: None,
            },
            Err(error) => Self {
                map: None,
                error: Some(error),
            },
        }
    }

    #[inline]
    fn put<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        if let Some(map) = &mut self.map
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.fail(error);
        }
        self
    }

    #[cold]
    fn fail(&mut self, error: S::Error) {
        self.map = None;
        self.error = Some(error);
    }

    /// Writes a field.
    #[inline]
    pub fn required<T: Serialize>(&mut self, name: &'static str, value: &T) -> &mut Self {
        self.put(name, value)
    }

    /// Writes a field, `None` as null.
    #[inline]
    pub fn nullable<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) -> &mut Self {
        self.put(name, value)
    }

    /// Writes a field unless it is `None`.
    #[inline]
    pub fn optional<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) -> &mut Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// Writes a field unless it is `None`; what it holds may be null.
    #[inline]
    pub fn any<T: Serialize>(&mut self, name: &'static str, value: &Option<T>) -> &mut Self {
        self.optional(name, value)
    }

    /// Writes a field unless it is `None`, `Some(None)` as null.
    #[inline]
    pub fn patch<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<Option<T>>,
    ) -> &mut Self {
        self.optional(name, value)
    }

    /// Writes the only value that a field can have.
    #[inline]
    pub fn constant<T: Serialize>(&mut self, name: &'static str, value: T) -> &mut Self {
        self.put(name, &value)
    }

    /// Writes the fields that the table does not know.
    pub fn rest<'a, T: Serialize + 'a>(
        &mut self,
        map: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) -> &mut Self {
        for (name, value) in map {
            self.put(name, value);
        }
        self
    }

    /// Ends the object.
    #[inline]
    pub fn end(&mut self) -> Result<S::Ok, S::Error> {
        match (self.map.take(), self.error.take()) {
            (Some(map), _) => map.end(),
            (None, Some(error)) => Err(error),
            (None, None) => Err(S::Error::custom("the object has ended")),
        }
    }
}

/// A literal that a [`record!`](crate::runtime::codec::record) writes and expects.
pub trait Constant: Serialize {
    /// What is read in its place.
    type Read: for<'de> Deserialize<'de>;

    /// Whether that is this value.
    fn is(&self, found: &Self::Read) -> bool;
}

impl Constant for &str {
    type Read = String;

    fn is(&self, found: &String) -> bool {
        self == found
    }
}

impl Constant for i64 {
    type Read = i64;

    fn is(&self, found: &i64) -> bool {
        self == found
    }
}

impl Constant for bool {
    type Read = bool;

    fn is(&self, found: &bool) -> bool {
        self == found
    }
}
