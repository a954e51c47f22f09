//! Values of one of several types.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeOwned, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::watch::{Watch, misfit, watch};
use crate::runtime::response::payload::{withhold, within};

/// An enum made by [`union!`] or [`tagged!`].
pub trait Union: Sized {
    /// Makes the best of a value, or says why there is none.
    fn choose(value: Value) -> Result<Self, String>;
}

/// Reads a union.
pub fn decode<'de, T: Union, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    source.deserialize_any(UnionVisitor(PhantomData))
}

/// Chooses as soon as the value is there, so that the decoder knows where an error belongs.
struct UnionVisitor<T>(PhantomData<T>);

impl<T: Union> UnionVisitor<T> {
    fn choose<E: Error>(value: impl Into<Value>) -> Result<T, E> {
        T::choose(value.into()).map_err(E::custom)
    }
}

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        Self::choose(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        Self::choose(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        Self::choose(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        Self::choose(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Self::choose(value)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<T, E> {
        Self::choose(value)
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Self::choose(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        Self::choose(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, source: D) -> Result<T, D::Error> {
        source.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, source: D) -> Result<T, D::Error> {
        source.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
        Self::choose(Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
        Self::choose(Value::deserialize(MapAccessDeserializer::new(entries))?)
    }
}

/// A variant of an untagged union: its name, and how it is read.
pub type Candidate<U> = (&'static str, fn(&Value) -> Result<U, serde_json::Error>);

/// Reads the content of a variant.
pub fn content<T: DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
    T::deserialize(value)
}

/// Reads the variant that fits best; the first of those that fit equally well.
///
/// A variant fits the worse the more of the value it does not know.
pub fn best<U>(value: &Value, candidates: &[Candidate<U>]) -> Result<U, String> {
    let mut found: Option<(U, u32)> = None;
    let mut reasons = String::new();
    for (name, read) in candidates {
        match watch(|| read(value)) {
            (Ok(union), Watch { misfit: 0, .. }) => return Ok(union),
            (Ok(union), Watch { misfit, .. }) => {
                if found.as_ref().is_none_or(|(_, least)| misfit < *least) {
                    found = Some((union, misfit));
                }
            }
            (Err(error), watch) if reasons.len() < 300 => {
                reasons.push_str(if reasons.is_empty() { "" } else { "; " });
                reasons.push_str(name);
                reasons.push_str(": ");
                reasons.push_str(&explain(&error, &watch));
            }
            (Err(_), _) => {}
        }
    }
    match found {
        Some((union, weight)) => {
            misfit(weight, || true);
            Ok(union)
        }
        None => Err(format!("no variant fits ({reasons})")),
    }
}

/// The tag of a value.
pub fn tag<'v>(value: &'v Value, name: &'static str) -> Result<&'v str, String> {
    let Value::Object(object) = value else {
        return Err("the value is not an object".to_owned());
    };
    match object.get(name) {
        Some(Value::String(tag)) => Ok(tag),
        Some(_) => Err(format!("the tag `{name}` is not a string")),
        None => Err(format!("missing field `{name}`")),
    }
}

/// Reads the variant that a tag means.
pub fn tagged_content<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    let (result, watch) = watch(|| T::deserialize(value));
    misfit(watch.misfit, || true);
    result.map_err(|error| explain(&error, &watch))
}

/// What is wrong, and in which field, without quoting the value.
fn explain(error: &serde_json::Error, watch: &Watch) -> String {
    let path: Vec<&str> = watch.trail.iter().rev().copied().collect();
    within(&path.join("."), &withhold(&error.to_string()))
}

/// Implements serde's traits for an enum of variants that nothing but their content tells apart.
///
/// ```text
/// union! { Pet: decode encode; Cat(Cat), Dog(Box<Dog>) }
/// ```
macro_rules! union {
    ($type:ty: decode encode; $($table:tt)*) => {
        $crate::runtime::codec::union::union! { $type: decode; $($table)* }
        $crate::runtime::codec::union::union! { $type: encode; $($table)* }
    };
    ($type:ty: decode; $($variant:ident($content:ty)),* $(,)?) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::union::decode(source)
            }
        }

        impl $crate::runtime::codec::union::Union for $type {
            fn choose(value: ::serde_json::Value) -> Result<Self, String> {
                $crate::runtime::codec::union::best(&value, &[$((stringify!($variant), |value| {
                    $crate::runtime::codec::union::content::<$content>(value).map(Self::$variant)
                })),*])
            }
        }
    };
    ($type:ty: encode; $($variant:ident($content:ty)),* $(,)?) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(content) => content.serialize(target),)*
                }
            }
        }
    };
}
pub(crate) use union;

/// Implements serde's traits for an enum of objects that a field tells apart.
///
/// ```text
/// tagged! { Pet, "petType": decode encode; Cat(Cat) = "cat" | "kitty", Dog(Dog) = "dog" }
/// ```
///
/// The enum has a variant `Other(serde_json::Value)` besides, for tags that are not known. The tag is
/// written whether or not the content has it; where several mean a variant, the content's own stays.
macro_rules! tagged {
    ($type:ty, $tag:literal: decode encode; $($table:tt)*) => {
        $crate::runtime::codec::union::tagged! { $type, $tag: decode; $($table)* }
        $crate::runtime::codec::union::tagged! { $type, $tag: encode; $($table)* }
    };
    ($type:ty, $tag:literal: decode; $($variant:ident($content:ty) = $($value:literal)|+),* $(,)?) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::union::decode(source)
            }
        }

        impl $crate::runtime::codec::union::Union for $type {
            fn choose(value: ::serde_json::Value) -> Result<Self, String> {
                match $crate::runtime::codec::union::tag(&value, $tag)? {
                    $($($value)|+ => {
                        $crate::runtime::codec::union::tagged_content::<$content>(&value).map(Self::$variant)
                    })*
                    _ => {
                        $crate::runtime::codec::watch::misfit(2, || true);
                        Ok(Self::Other(value))
                    }
                }
            }
        }
    };
    ($type:ty, $tag:literal: encode; $($variant:ident($content:ty) = $($value:literal)|+),* $(,)?) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(content) => {
                        $crate::runtime::codec::tag::write(target, $tag, &[$($value),+], content)
                    })*
                    Self::Other(value) => value.serialize(target),
                }
            }
        }
    };
}
pub(crate) use tagged;
