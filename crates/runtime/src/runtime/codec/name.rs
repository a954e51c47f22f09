//! The names of an object's fields: where each that comes stands in the type's table.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, Visitor};

/// A name that is not in the table.
pub const UNKNOWN: usize = usize::MAX - 1;

/// Reads the names of an object's fields.
pub struct Name {
    names: &'static [&'static str],
    /// The index of the name that is likely to come next: servers write fields in a steady order.
    expected: usize,
    /// The index of the name that was read last, or [`UNKNOWN`].
    pub index: usize,
    keep_unknown: bool,
    /// The unknown name that was read last, where those are kept.
    pub unknown: Option<String>,
}

impl Name {
    /// Begins an object.
    pub fn new(names: &'static [&'static str], keep_unknown: bool) -> Self {
        Self {
            names,
            expected: 0,
            index: UNKNOWN,
            keep_unknown,
            unknown: None,
        }
    }

    /// How many names the table has.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The name at an index.
    pub fn at(&self, index: usize) -> &'static str {
        self.names.get(index).unwrap_or(&"")
    }

    /// The name in the table that was read last.
    pub fn last(&self) -> &'static str {
        self.at(self.expected.wrapping_sub(1))
    }

    /// Finds a name that was not expected.
    #[inline(never)]
    fn search(&mut self, name: &str) {
        if let Some(index) = self.names.iter().position(|known| *known == name) {
            self.index = index;
            self.expected = index + 1;
        } else {
            self.index = UNKNOWN;
            if self.keep_unknown {
                self.unknown = Some(name.to_owned());
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Name {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for &mut Name {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field name")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<(), E> {
        let expected = self.names.get(self.expected);
        if expected.is_some_and(|expected| same(expected.as_bytes(), name.as_bytes())) {
            self.index = self.expected;
            self.expected += 1;
        } else {
            self.search(name);
        }
        Ok(())
    }
}

/// Whether two names are the same. To call what compares any number of bytes would cost more than to compare few.
#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len()
        && match left.len() {
            4..=7 => ends::<4>(left) == ends::<4>(right),
            8..=16 => ends::<8>(left) == ends::<8>(right),
            _ => left == right,
        }
}

/// The first and the last bytes, which meet or overlap in a short name.
#[inline]
fn ends<const N: usize>(name: &[u8]) -> Option<(&[u8; N], &[u8; N])> {
    Some((name.first_chunk()?, name.last_chunk()?))
}
