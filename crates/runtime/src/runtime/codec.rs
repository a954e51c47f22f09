//! Objects in a data format: what [`record!`] makes of a table of fields.
//!
//! Deriving serde's traits for every type is where the compile time of a large client goes. Here all
//! types share one visitor, and each adds a table of names, a match that fills its slots, and a
//! closing expression. The result are ordinary serde implementations for any self-describing format.

#![expect(
    clippy::option_option,
    reason = "the types of fields: absent and null may be two things"
)]

pub(crate) mod base64;
pub(crate) mod integers;
pub(crate) mod name;
pub(crate) mod never;
pub(crate) mod strings;
pub(crate) mod tag;
pub(crate) mod union;
pub(crate) mod value;
pub(crate) mod watch;
pub(crate) mod writer;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::runtime::codec::name::{Name, UNKNOWN};
use crate::runtime::codec::watch::{misfit, note};
use crate::runtime::codec::writer::Constant;

/// A type made by [`record!`].
pub trait Record: Sized {
    /// The names on the wire, in document order.
    const NAMES: &'static [&'static str];

    /// The Rust field that keeps the fields which are not in the table.
    const REST: Option<&'static str> = None;

    /// Reads the fields. Never fails midway: the first error stays in `fields` until the end.
    fn decode<'de, A: MapAccess<'de>>(fields: Fields<'de, A>) -> Result<Self, A::Error>;
}

/// Reads a record: what its `Deserialize` implementation does.
#[inline]
pub fn decode<'de, T: Record, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(RecordVisitor(PhantomData))
}

/// There are no more fields (or an error ended the reading).
pub const END: usize = usize::MAX;

/// The fields of one object while it is read.
pub struct Fields<'de, A: MapAccess<'de>> {
    map: A,
    name: Name,
    seen: Seen,
    /// The constants, which have no slot that could be found empty.
    constants: Vec<(usize, &'static str)>,
    error: Option<A::Error>,
    /// Set once an object turned out incomplete, to find out which field it lacks.
    probe: Option<usize>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    fn new<T: Record>(map: A) -> Self {
        Self {
            map,
            name: Name::new(T::NAMES, T::REST.is_some()),
            seen: Seen::default(),
            constants: Vec::new(),
            error: None,
            probe: None,
            lifetime: PhantomData,
        }
    }

    /// The index of the next field present, or [`END`].
    #[inline]
    pub fn step(&mut self) -> usize {
        if self.probe.is_some() || self.error.is_some() {
            return self.step_probe();
        }
        match self.map.next_key_seed(&mut self.name) {
            Ok(Some(())) if self.seen.insert(self.name.index) => self.name.index,
            Ok(Some(())) => self.twice(),
            Ok(None) => self.end(),
            Err(error) => {
                self.fail(error);
                END
            }
        }
    }

    /// A field came twice.
    #[cold]
    fn twice(&mut self) -> usize {
        self.fail(A::Error::duplicate_field(self.name.last()));
        END
    }

    /// The end: all constants must have come.
    #[inline(never)]
    fn end(&mut self) -> usize {
        let mut constants = self.constants.iter();
        if let Some((_, name)) = constants.find(|(index, _)| !self.seen.contains(*index)) {
            self.fail(A::Error::missing_field(name));
        }
        END
    }

    #[cold]
    fn fail(&mut self, error: A::Error) {
        self.error = Some(error);
    }

    /// Visits every field that was absent, until one says that it is needed; none after an error.
    #[cold]
    fn step_probe(&mut self) -> usize {
        let (Some(next), None) = (self.probe, &self.error) else {
            return END;
        };
        let mut rest = next..self.name.count();
        let Some(index) = rest.find(|index| !self.seen.contains(*index)) else {
            return END;
        };
        self.probe = Some(index + 1);
        index
    }

    #[cold]
    fn probed(&mut self, needed: bool) {
        if let (Some(after), true) = (self.probe, needed) {
            let name = self.name.at(after.wrapping_sub(1));
            self.error = Some(A::Error::missing_field(name));
        }
    }

    #[inline]
    fn read<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>, needed: bool) {
        if self.probe.is_some() {
            return self.probed(needed);
        }
        match self.map.next_value() {
            // The slot holds nothing yet: to say so spares each type the code that would drop it.
            Ok(value) => std::mem::forget(slot.replace(value)),
            Err(error) => self.fail_within(error),
        }
    }

    /// An error came up in the field that is being read.
    #[cold]
    fn fail_within(&mut self, error: A::Error) {
        note(self.name.last());
        self.fail(error);
    }

    /// Reads a field that must be there.
    #[inline]
    pub fn required<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        self.read(slot, true);
    }

    /// Reads a field that may be null. That it is absent is forgiven.
    #[inline]
    pub fn nullable<T: Deserialize<'de>>(&mut self, slot: &mut Option<Option<T>>) {
        self.read(slot, false);
    }

    /// Reads a field that may be absent. That it is null is forgiven.
    #[inline]
    pub fn optional<T: Deserialize<'de>>(&mut self, slot: &mut Option<Option<T>>) {
        self.read(slot, false);
    }

    /// Reads a field that may be absent, whose type has a null of its own.
    #[inline]
    pub fn any<T: Deserialize<'de>>(&mut self, slot: &mut Option<Option<T>>) {
        let mut value = None;
        self.read(&mut value, false);
        if value.is_some() {
            *slot = Some(value);
        }
    }

    /// Reads a field for which absent and null are two things.
    #[inline]
    pub fn patch<T: Deserialize<'de>>(&mut self, slot: &mut Option<Option<Option<T>>>) {
        self.any(slot);
    }

    /// Announces a constant, before the first step.
    pub fn expect(&mut self, index: usize, name: &'static str) {
        self.constants.push((index, name));
    }

    /// Reads a constant and compares it.
    pub fn constant<C: Constant>(&mut self, value: &C) {
        if self.probe.is_some() {
            return;
        }
        match self.map.next_value::<C::Read>() {
            Ok(found) if value.is(&found) => {}
            Ok(_) => {
                let name = self.name.last();
                self.fail(A::Error::custom(format_args!(
                    "the constant `{name}` has another value"
                )));
            }
            Err(error) => self.fail(error),
        }
    }

    /// Passes over a field that the table does not know.
    pub fn skip(&mut self) {
        misfit(2, || true);
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.fail(error);
        }
    }

    /// Keeps a field that the table does not know.
    pub fn keep<M: Extend<(String, T)>, T: Deserialize<'de>>(&mut self, map: &mut M) {
        misfit(1, || true);
        match self.map.next_value() {
            Ok(value) => map.extend(self.name.unknown.take().map(|name| (name, value))),
            Err(error) => self.fail(error),
        }
    }

    /// The record, when all went well.
    #[inline]
    pub fn finish<T>(self, value: T) -> Result<T, A::Error> {
        match self.error {
            None => Ok(value),
            Some(error) => Err(error),
        }
    }

    /// The reason why a slot is empty: an error on the way, or else the first field that is missing.
    #[cold]
    pub fn incomplete<T: Record>(mut self) -> Result<T, A::Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if self.probe.is_some() {
            return Err(A::Error::custom("a field is missing"));
        }
        self.probe = Some(0);
        T::decode(self)
    }
}

/// Which fields came already.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => Some(&self.first),
            word => self.more.get(word - 1),
        };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }

    /// False when it was there already. An unknown one never was.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index >= 64 {
            return self.insert_more(index);
        }
        insert(&mut self.first, index)
    }

    #[cold]
    fn insert_more(&mut self, index: usize) -> bool {
        if index == UNKNOWN {
            return true;
        }
        let word = index / 64;
        self.more.resize(self.more.len().max(word), 0);
        self.more
            .get_mut(word - 1)
            .is_none_or(|word| insert(word, index % 64))
    }
}

fn insert(word: &mut u64, index: usize) -> bool {
    let bit = 1 << index;
    let new = *word & bit == 0;
    *word |= bit;
    new
}

struct RecordVisitor<T>(PhantomData<T>);

impl<'de, T: Record> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::decode(Fields::new::<T>(map))
    }
}

/// The empty slots that a record's reading starts with, one function a kind of field.
///
/// All slots must be filled in the end, so those that may stay out are filled from the start.
pub mod slot {
    /// Must be filled.
    pub fn required<T>() -> Option<T> {
        None
    }

    /// Absent reads as null.
    #[expect(clippy::unnecessary_wraps, reason = "a slot, filled with None")]
    pub fn nullable<T>() -> Option<Option<T>> {
        Some(None)
    }

    /// Absent.
    #[expect(clippy::unnecessary_wraps, reason = "a slot, filled with None")]
    pub fn optional<T>() -> Option<Option<T>> {
        Some(None)
    }

    /// Absent, which is not the type's own null.
    #[expect(clippy::unnecessary_wraps, reason = "a slot, filled with None")]
    pub fn any<T>() -> Option<Option<T>> {
        Some(None)
    }

    /// Absent, which is not null.
    #[expect(clippy::unnecessary_wraps, reason = "a slot, filled with None")]
    pub fn patch<T>() -> Option<Option<Option<T>>> {
        Some(None)
    }
}

/// Implements serde's traits for a struct from a table of its fields.
///
/// ```text
/// record! { Token: decode encode;
///     0 user "user" required,
///     1 kind "kind" optional,
///     2 "type" = "token",
///     .. additional_properties
/// }
/// ```
///
/// A line is index, Rust field, name on the wire and kind; or index, name and constant. The last line,
/// if it is there, names the map that keeps unknown fields. Kinds: `required`, `nullable` (required, may
/// be null), `optional` (`Option`, not written when `None`), `any` (the same, where `Some` may be null), `patch`
/// (`Option<Option>`).
macro_rules! record {
    ($type:ty: decode encode; $($table:tt)*) => {
        $crate::runtime::codec::record! { $type: decode; $($table)* }
        $crate::runtime::codec::record! { $type: encode; $($table)* }
    };
    ($type:ty: decode;
        $($index:literal $($field:ident $name:literal $kind:ident)? $($constant:literal = $value:literal)?),* $(,)?
        $(.. $rest:ident)?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::decode(source)
            }
        }

        impl $crate::runtime::codec::Record for $type {
            const NAMES: &'static [&'static str] = &[$($($name)? $($constant)?),*];
            $(const REST: Option<&'static str> = Some(stringify!($rest));)?

            fn decode<'de, A: ::serde::de::MapAccess<'de>>(
                mut fields: $crate::runtime::codec::Fields<'de, A>,
            ) -> Result<Self, A::Error> {
                $($(let mut $field = $crate::runtime::codec::slot::$kind();)?)*
                $(let mut $rest = ::std::default::Default::default();)?
                $($(fields.expect($index, $constant);)?)*
                loop {
                    match fields.step() {
                        $($index => $(fields.$kind(&mut $field))? $(fields.constant(&$value))?,)*
                        $crate::runtime::codec::END => break,
                        _ => $crate::runtime::codec::record!(@other fields $($rest)?),
                    }
                }
                let (Some(()), $($(Some($field),)?)*) = (Some(()), $($($field,)?)*) else {
                    return fields.incomplete();
                };
                fields.finish(Self { $($($field,)?)* $($rest)? })
            }
        }
    };
    ($type:ty: encode;
        $($index:literal $($field:ident $name:literal $kind:ident)? $($constant:literal = $value:literal)?),* $(,)?
        $(.. $rest:ident)?
    ) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::codec::writer::Writer::new(target)
                    $($(.$kind($name, &self.$field))? $(.constant($constant, $value))?)*
                    $(.rest(&self.$rest))?
                    .end()
            }
        }
    };
    (@other $fields:ident) => {
        $fields.skip()
    };
    (@other $fields:ident $rest:ident) => {
        $fields.keep(&mut $rest)
    };
}
pub(crate) use record;
