//! The API's 0/1 flag.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A truth value that the API writes as a number: `0` or `1`.
///
/// ```
/// use vms_admin_api::Flag;
///
/// let flag: Flag = serde_json::from_str("1")?;
/// assert!(bool::from(flag));
/// assert_eq!(serde_json::to_string(&Flag::No)?, "0");
/// assert!(serde_json::from_str::<Flag>("2").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flag {
    /// `0`
    No,
    /// `1`
    Yes,
}

/// The value of `format` that marks a flag for the making of the document.
pub(crate) const FORMAT: &str = "flag";

/// What the type is called in every language.
pub(crate) const TITLE: &str = "Flag";

/// The names and meanings that the document publishes for `0` and `1`, in that order.
pub(crate) const VALUES: [(&str, &str); 2] = [("No", "It is not."), ("Yes", "It is.")];

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag == Flag::Yes
    }
}

impl From<bool> for Flag {
    fn from(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(u8::from(bool::from(*self)))
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match i64::deserialize(deserializer)? {
            0 => Ok(Self::No),
            1 => Ok(Self::Yes),
            other => Err(D::Error::invalid_value(
                Unexpected::Signed(other),
                &"0 or 1",
            )),
        }
    }
}

impl JsonSchema for Flag {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Flag".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "format": "int32", "enum": [0, 1] })
    }
}
