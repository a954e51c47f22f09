//! Writes objects: what [`record!`](super::codec::record) makes of a table of fields, the other way.

#![expect(
    clippy::option_option,
    clippy::ref_option,
    reason = "the types of fields: absent and null may be two things"
)]

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// Writes a record: what its `Serialize` implementation does, one call a field.
pub struct Writer<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> Writer<S> {
    /// Starts an object.
    pub fn new(serializer: S) -> Self {
        Self {
            map: serializer.serialize_map(None),
        }
    }

    fn put<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        if let Ok(map) = &mut self.map
            && let Err(error) = map.serialize_entry(name, value)
        {
            self.map = Err(error);
        }
        self
    }

    /// Writes a field.
    #[must_use]
    pub fn required<T: Serialize>(self, name: &'static str, value: &T) -> Self {
        self.put(name, value)
    }

    /// Writes a field, `None` as null.
    #[must_use]
    pub fn nullable<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        self.put(name, value)
    }

    /// Writes a field unless it is `None`.
    #[must_use]
    pub fn optional<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// Writes a field unless it is `None`, `Some(None)` as null.
    #[must_use]
    pub fn patch<T: Serialize>(self, name: &'static str, value: &Option<Option<T>>) -> Self {
        self.optional(name, value)
    }

    /// Writes the only value that a field can have.
    #[must_use]
    pub fn constant<T: Serialize>(self, name: &'static str, value: T) -> Self {
        self.put(name, &value)
    }

    /// Writes the fields that the table does not know.
    #[must_use]
    pub fn rest<'a, T: Serialize + 'a>(
        self,
        map: impl IntoIterator<Item = (&'a String, &'a T)>,
    ) -> Self {
        map.into_iter()
            .fold(self, |writer, (name, value)| writer.put(name, value))
    }

    /// Ends the object.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map?.end()
    }
}

/// A literal that a [`record!`](super::codec::record) writes and expects.
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
