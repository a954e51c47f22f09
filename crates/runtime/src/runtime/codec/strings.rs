//! Strings of a known set, which a server may extend.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{self, Visitor};

use super::watch::misfit;

/// An enum made by [`strings!`].
pub trait Strings: Sized {
    /// The variant for a value; nothing for one that is not known.
    fn known(value: &str) -> Option<Self>;

    /// The variant that keeps an unknown value.
    fn other(value: String) -> Self;
}

/// Reads a string.
pub fn decode_string<'de, T: Strings, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    source.deserialize_str(StringsVisitor(PhantomData))
}

struct StringsVisitor<T>(PhantomData<T>);

impl<T: Strings> Visitor<'_> for StringsVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Ok(T::known(value).unwrap_or_else(|| {
            misfit(2, || true);
            T::other(value.to_owned())
        }))
    }
}

/// Implements conversions and serde's traits for an enum of strings.
///
/// ```text
/// strings! { Status { Active = "active", OnHold = "on-hold" } }
/// ```
///
/// The enum has a variant `Other(String)` besides.
macro_rules! strings {
    ($type:ty { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $crate::runtime::codec::strings::Strings for $type {
            fn known(value: &str) -> Option<Self> {
                match value {
                    $($value => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn other(value: String) -> Self {
                Self::Other(value)
            }
        }

        impl $type {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => value,
                }
            }
        }

        impl From<&str> for $type {
            fn from(value: &str) -> Self {
                match $crate::runtime::codec::strings::Strings::known(value) {
                    Some(known) => known,
                    None => Self::Other(value.to_owned()),
                }
            }
        }

        impl From<String> for $type {
            fn from(value: String) -> Self {
                match $crate::runtime::codec::strings::Strings::known(&value) {
                    Some(known) => known,
                    None => Self::Other(value),
                }
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                target.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::strings::decode_string(source)
            }
        }
    };
}
pub(crate) use strings;
