//! Integers of a known set, which a server may extend.

use serde::{Deserialize, Deserializer};

use super::watch::misfit;

/// An enum made by [`integers!`].
pub trait Integers: Sized {
    /// The variant for a value; nothing for one that is not known.
    fn known(value: i64) -> Option<Self>;

    /// The variant that keeps an unknown value.
    fn other(value: i64) -> Self;
}

/// Reads an integer.
pub fn decode_integer<'de, T: Integers, D: Deserializer<'de>>(source: D) -> Result<T, D::Error> {
    let value = i64::deserialize(source)?;
    Ok(T::known(value).unwrap_or_else(|| {
        misfit(2, || true);
        T::other(value)
    }))
}

/// Implements conversions and serde's traits for an enum of integers.
///
/// ```text
/// integers! { Flag { No = 0, Yes = 1 } }
/// ```
///
/// The enum has a variant `Other(i64)` besides.
macro_rules! integers {
    ($type:ty { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $crate::runtime::codec::integers::Integers for $type {
            fn known(value: i64) -> Option<Self> {
                match value {
                    $($value => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn other(value: i64) -> Self {
                Self::Other(value)
            }
        }

        impl $type {
            /// The value on the wire.
            #[must_use]
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => *value,
                }
            }
        }

        impl From<i64> for $type {
            fn from(value: i64) -> Self {
                match $crate::runtime::codec::integers::Integers::known(value) {
                    Some(known) => known,
                    None => Self::Other(value),
                }
            }
        }

        impl From<$type> for i64 {
            fn from(value: $type) -> Self {
                value.value()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
                target.serialize_i64(self.value())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                $crate::runtime::codec::integers::decode_integer(source)
            }
        }
    };
}
pub(crate) use integers;
