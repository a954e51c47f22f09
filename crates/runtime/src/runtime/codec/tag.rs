//! Writes an object together with the tag that tells which it is.

use std::fmt::Display;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};

/// Writes the object `content`, its field `tag` set to the first of `values` unless it has one of them.
pub fn write<S: Serializer, T: Serialize>(
    target: S,
    tag: &'static str,
    values: &'static [&'static str],
    content: &T,
) -> Result<S::Ok, S::Error> {
    content.serialize(Tagged {
        target,
        tag,
        values,
    })
}

/// Writes only objects, and adds a tag to them.
struct Tagged<S> {
    target: S,
    tag: &'static str,
    values: &'static [&'static str],
}

/// An object while it is written.
struct TaggedMap<M> {
    map: M,
    tag: &'static str,
    values: &'static [&'static str],
    /// The key that was written last is the tag.
    at_tag: bool,
    written: bool,
}

impl<M: SerializeMap> TaggedMap<M> {
    fn put<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        if !std::mem::take(&mut self.at_tag) {
            return self.map.serialize_value(value);
        }
        self.written = true;
        let own = serde_json::to_value(value).ok();
        let own = own.as_ref().and_then(serde_json::Value::as_str);
        let value = self
            .values
            .iter()
            .find(|known| Some(**known) == own)
            .or(self.values.first());
        self.map.serialize_value(value.unwrap_or(&""))
    }
}

impl<M: SerializeMap> SerializeMap for TaggedMap<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), M::Error> {
        self.at_tag = serde_json::to_value(key).is_ok_and(|key| key == self.tag);
        self.map.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        self.put(value)
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        if !self.written {
            self.map
                .serialize_entry(self.tag, self.values.first().unwrap_or(&""))?;
        }
        self.map.end()
    }
}

impl<M: SerializeMap> SerializeStruct for TaggedMap<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.at_tag = name == self.tag;
        self.map.serialize_key(name)?;
        self.put(value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        SerializeMap::end(self)
    }
}

fn refuse<T, E: serde::ser::Error>() -> Result<T, E> {
    Err(E::custom("a variant of a tagged union is not an object"))
}

macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $result:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, S::Error> {
            refuse()
        })*
    };
}

impl<S: Serializer> Serializer for Tagged<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = TaggedMap<S::SerializeMap>;
    type SerializeStruct = TaggedMap<S::SerializeMap>;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let Self {
            target,
            tag,
            values,
        } = self;
        let map = target.serialize_map(None)?;
        Ok(TaggedMap {
            map,
            tag,
            values,
            at_tag: false,
            written: false,
        })
    }

    fn serialize_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        self.serialize_map(Some(length))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn collect_str<T: Display + ?Sized>(self, _: &T) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom(
            "a variant of a tagged union is not an object",
        ))
    }

    refuse! {
        serialize_bool(bool) -> S::Ok;
        serialize_i8(i8) -> S::Ok;
        serialize_i16(i16) -> S::Ok;
        serialize_i32(i32) -> S::Ok;
        serialize_i64(i64) -> S::Ok;
        serialize_u8(u8) -> S::Ok;
        serialize_u16(u16) -> S::Ok;
        serialize_u32(u32) -> S::Ok;
        serialize_u64(u64) -> S::Ok;
        serialize_f32(f32) -> S::Ok;
        serialize_f64(f64) -> S::Ok;
        serialize_char(char) -> S::Ok;
        serialize_str(&str) -> S::Ok;
        serialize_bytes(&[u8]) -> S::Ok;
        serialize_none() -> S::Ok;
        serialize_unit() -> S::Ok;
        serialize_unit_struct(&'static str) -> S::Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> S::Ok;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant;
    }
}
