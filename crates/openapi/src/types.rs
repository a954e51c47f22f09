//! JSON's types.

/// A set of JSON types. `number` includes `integer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Types(u8);

impl Types {
    /// No type.
    pub const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(2);
    /// `integer`.
    pub const INTEGER: Self = Self(4);
    /// Integers and all other numbers.
    pub const NUMBER: Self = Self(4 | 8);
    /// `string`.
    pub const STRING: Self = Self(16);
    /// `array`.
    pub const ARRAY: Self = Self(32);
    /// `object`.
    pub const OBJECT: Self = Self(64);
    /// All types.
    pub const ALL: Self = Self(127);

    /// Whether all of the others are among these.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it is no type.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and the others.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These and the others.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those of these that are among the others.
    #[must_use]
    pub fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The type of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }
}

/// What authors mean by names that no version knows.
pub(crate) fn misnamed(name: &str) -> (Types, &'static str) {
    match name.to_ascii_lowercase().as_str() {
        "str" | "string" | "text" | "file" | "date" | "datetime" | "date-time" | "uuid" | "uri"
        | "url" | "email" | "enum" => (Types::STRING, "string"),
        "int" | "integer" | "int32" | "int64" | "long" => (Types::INTEGER, "integer"),
        "float" | "double" | "decimal" | "number" => (Types::NUMBER, "number"),
        "bool" | "boolean" => (Types::BOOLEAN, "boolean"),
        "list" | "array" => (Types::ARRAY, "array"),
        "dict" | "map" | "object" | "hash" => (Types::OBJECT, "object"),
        _ => (Types::NONE, "any value"),
    }
}

/// The type of value that a format is about; none where the format is unknown.
pub(crate) fn types_of_format(format: &str) -> Types {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            Types::INTEGER
        }
        "float" | "double" => Types::NUMBER,
        "date-time" | "date" | "time" | "uuid" | "byte" | "binary" | "password" | "email"
        | "uri" | "hostname" | "ipv4" | "ipv6" | "duration" | "uri-reference" | "uri-template" => {
            Types::STRING
        }
        _ => Types::NONE,
    }
}
