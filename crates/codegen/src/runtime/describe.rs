//! What a documented error says, in one line, without its secrets.

use std::fmt::{self, Write as _};

use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

use super::error::Never;
use super::secret::MARK;

/// The longest value that is shown whole, in characters.
const VALUE_LIMIT: usize = 200;
/// The length after which nothing is added.
const TOTAL_LIMIT: usize = 800;

/// Tells what a JSON body says.
pub(crate) fn json<T: Serialize>(value: &T, summary: &mut Summary) {
    // The only error is the one that ends a summary which is long enough.
    let _ = value.serialize(summary);
}

/// Tells what a text says.
pub(crate) fn text<T: AsRef<str>>(value: &T, summary: &mut Summary) {
    let _ = summary.leaf(value.as_ref());
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
    out: String,
    path: String,
    /// The path of the pair that was written last, to join the items of a list.
    last: Option<String>,
}

impl Summary {
    /// The line; empty when there was nothing to tell.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn leaf(&mut self, value: &str) -> Result<(), Full> {
        if self.out.len() >= TOTAL_LIMIT {
            return Err(Full);
        }
        if self.last.as_deref() == Some(self.path.as_str()) {
            self.out.push_str(", ");
        } else {
            if !self.out.is_empty() {
                self.out.push_str("; ");
            }
            if !self.path.is_empty() {
                escape(&mut self.out, &self.path, VALUE_LIMIT);
                self.out.push_str(": ");
            }
            self.last = Some(self.path.clone());
        }
        escape(&mut self.out, value, VALUE_LIMIT);
        if self.out.len() >= TOTAL_LIMIT {
            self.out.push_str(" …");
        }
        Ok(())
    }

    fn within<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Full> {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        let result = value.serialize(&mut *self);
        self.path.truncate(length);
        result
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

/// Ends a summary that is long enough.
#[derive(Debug)]
pub struct Full;

impl fmt::Display for Full {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the summary is full")
    }
}

impl std::error::Error for Full {}

impl ser::Error for Full {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! leaves {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<(), Full> {
            let mut text = String::new();
            let _ = write!(text, "{value}");
            self.leaf(&text)
        })*
    };
}

impl Serializer for &mut Summary {
    type Ok = ();
    type Error = Full;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), Full>;
    type SerializeMap = Entries<Self>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Full>;

    leaves! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32,
        serialize_i64 i64, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32,
        serialize_u64 u64, serialize_f32 f32, serialize_f64 f64, serialize_char char
    }

    fn serialize_str(self, value: &str) -> Result<(), Full> {
        self.leaf(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Full> {
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Full> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Full> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Full> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Full> {
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Full> {
        self.leaf(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Full> {
        if name == MARK {
            self.leaf("(secret)")
        } else {
            value.serialize(self)
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Full> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Full> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Full> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Full> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Full> {
        Err(Full)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Full> {
        Ok(Entries {
            summary: self,
            name: String::new(),
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Full> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Full> {
        Err(Full)
    }
}

impl SerializeSeq for &mut Summary {
    type Ok = ();
    type Error = Full;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Full> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Full> {
        Ok(())
    }
}

impl SerializeTuple for &mut Summary {
    type Ok = ();
    type Error = Full;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Full> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Full> {
        Ok(())
    }
}

impl SerializeTupleStruct for &mut Summary {
    type Ok = ();
    type Error = Full;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Full> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Full> {
        Ok(())
    }
}

impl SerializeStruct for &mut Summary {
    type Ok = ();
    type Error = Full;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Full> {
        self.within(name, value)
    }

    fn end(self) -> Result<(), Full> {
        Ok(())
    }
}

/// The entries of a map.
#[doc(hidden)]
#[derive(Debug)]
pub struct Entries<S> {
    summary: S,
    name: String,
}

impl SerializeMap for Entries<&mut Summary> {
    type Ok = ();
    type Error = Full;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Full> {
        let mut key = Summary::default();
        name.serialize(&mut key)?;
        self.name = key.finish();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Full> {
        self.summary.within(&self.name, value)
    }

    fn end(self) -> Result<(), Full> {
        Ok(())
    }
}
