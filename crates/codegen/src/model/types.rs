//! The types of a client crate.

/// Index of a [`TypeDef`] in [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

impl TypeId {
    /// The position in [`Api::types`](super::Api::types).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// `PascalCase`, unique in the crate, clear of the runtime's own names.
    pub name: String,
    /// Rustdoc Markdown, empty when the author wrote none.
    pub docs: String,
    /// Where it stands in the document: a JSON pointer.
    pub pointer: String,
    /// Marked `deprecated`.
    pub deprecated: bool,
    /// A [`Shape::StringEnum`] beside whose values the document allows any other text: the enum is the same, the JSON
    /// Schema isn't.
    pub open: bool,
    /// Which file it goes to.
    pub home: Home,
    /// Which directions it travels in.
    pub usage: Usage,
    /// What it is.
    pub shape: Shape,
}

/// The file a type is rendered into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    /// `models.rs`, or `models/shared.rs` of a large crate.
    Shared,
    /// With the only module (index into [`Api::modules`](super::Api::modules)) that uses it.
    Module(u32),
}

/// The directions a type travels in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Client to server: in a body, a parameter or a form.
    pub sent: bool,
    /// Server to client; set too for what only types without any use contain, which may be read elsewhere.
    pub received: bool,
}

/// The shape of a named type.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Shape {
    /// An object with known properties.
    Struct(Struct),
    /// Strings of a known set; unknown ones survive in `Other(String)`.
    StringEnum(Vec<EnumVariant<String>>),
    /// Integers of a known set; unknown ones survive in `Other(i64)`.
    IntEnum(Vec<EnumVariant<i64>>),
    /// `oneOf` / `anyOf`.
    Union(Union),
    /// `pub type Name = …;`: a component that is a scalar, a list or a map.
    Alias(Type),
}

/// An object type.
#[derive(Debug, Clone, PartialEq, Default, Hash)]
pub struct Struct {
    /// Fields in document order.
    pub fields: Vec<Field>,
    /// What happens to properties that are not among the fields.
    pub additional: Additional,
    /// `minProperties` / `maxProperties`, for the JSON Schema only.
    pub rules: Option<Box<Rules>>,
}

/// `additionalProperties` of an object.
#[derive(Debug, Clone, PartialEq, Default, Hash)]
pub enum Additional {
    /// Not mentioned: accepted and dropped.
    #[default]
    Ignored,
    /// `additionalProperties: false`. Decoding stays lenient (a server may grow); the JSON Schema says it.
    Denied,
    /// Given explicitly: kept in a map field of this (unique) name.
    Kept {
        /// The Rust field's name.
        name: String,
        /// The value type.
        value: Type,
    },
}

/// A field of a [`Struct`].
///
/// Its Rust type follows from two facts:
///
/// | required | nullable | Rust type |
/// | --- | --- | --- |
/// | yes | no | `T` |
/// | yes | yes | `Option<T>` (an absent value reads as `None`, `None` is written as null) |
/// | no | no | `Option<T>` (`None` is not written) |
/// | no | yes | `Option<Option<T>>` (`Some(None)` is null) |
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Field {
    /// `snake_case` Rust identifier, raw (`r#type`) where needed, unique in the struct.
    pub name: String,
    /// The property's name in JSON.
    pub wire: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// Marked `deprecated`.
    pub deprecated: bool,
    /// What it holds.
    pub kind: FieldKind,
    /// In `required`, and not a `readOnly` property of a type that is sent (or the reverse).
    pub required: bool,
    /// In `required` as the document has it, whatever the directions: what the JSON Schema says.
    pub listed: bool,
    /// `null` is among the allowed values.
    pub nullable: bool,
    /// Behind a `Box`, to break a cycle.
    pub boxed: bool,
    /// `readOnly` / `writeOnly`.
    pub access: Access,
    /// The documented default, for the documentation.
    pub default: Option<String>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum FieldKind {
    /// A value of this type (without the nullability, which the field says).
    Value(Type),
    /// A required property with one allowed value: not a Rust field at all; written always, checked on reading.
    Constant(Constant),
}

/// The only value of a constant property.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Constant {
    /// A string.
    String(String),
    /// An integer.
    Int(i64),
    /// A boolean.
    Bool(bool),
}

/// `readOnly` / `writeOnly`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Access {
    /// Neither.
    #[default]
    ReadWrite,
    /// Only in answers.
    ReadOnly,
    /// Only in requests.
    WriteOnly,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct EnumVariant<T> {
    /// `PascalCase`, unique in the enum, never `Other`.
    pub name: String,
    /// On the wire.
    pub value: T,
    /// Rustdoc Markdown.
    pub docs: String,
}

/// `oneOf` or `anyOf`: a Rust enum with one unnamed field per variant.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Union {
    /// Variants in document order.
    pub variants: Vec<UnionVariant>,
    /// The discriminator's property name. Variants then carry [`UnionVariant::tags`], and an unknown tag survives
    /// in `Other(serde_json::Value)`.
    pub tag: Option<String>,
    /// `anyOf` (for the JSON Schema); else `oneOf`.
    pub any: bool,
}

/// A variant of a [`Union`].
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct UnionVariant {
    /// `PascalCase`, unique in the enum, never `Other`.
    pub name: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// What it holds.
    pub ty: Type,
    /// Behind a `Box`, to break a cycle or keep the enum small.
    pub boxed: bool,
    /// The discriminator's values that mean this variant; the first is written. Empty when there is no tag.
    pub tags: Vec<String>,
}

/// A type in use, with the rules of its JSON Schema that Rust's types don't say.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Type {
    /// The Rust type.
    pub kind: Kind,
    /// For the JSON Schema of the generated crate.
    pub rules: Option<Box<Rules>>,
}

impl From<Kind> for Type {
    fn from(kind: Kind) -> Self {
        Self { kind, rules: None }
    }
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `serde_json::Value`: any JSON value.
    Any,
    /// `()`: only `null`.
    Null,
    /// Nothing satisfies it (the schema `false`).
    Never,
    /// `bool`.
    Bool,
    /// `i8` … `u64`: bits and signedness.
    Int {
        /// 8, 16, 32 or 64.
        bits: u8,
        /// `i…` or `u…`.
        signed: bool,
    },
    /// `f32` / `f64`.
    Float {
        /// 32 or 64.
        bits: u8,
    },
    /// `String`.
    String,
    /// `Secret`: `format: password` or a marked token.
    Secret,
    /// `Text<jiff::Timestamp>`: `format: date-time`.
    Timestamp,
    /// `Text<jiff::civil::Date>`: `format: date`.
    Date,
    /// `Text<jiff::civil::DateTime>`: a string with `x-format: local-date-time`.
    LocalDateTime,
    /// `Text<uuid::Uuid>`: `format: uuid`.
    Uuid,
    /// `Base64`: `format: byte`, or `contentEncoding: base64`.
    Base64,
    /// A file: only as the value of a multipart field or as a whole body.
    Binary,
    /// A named type.
    Named(TypeId),
    /// `Vec<T>`.
    List(Box<Type>),
    /// An ordered map with string keys.
    Map(Box<Type>),
    /// A tuple (`prefixItems` with as many `minItems`).
    Tuple(Vec<Type>),
    /// `Option<T>` where a list's item, a map's value, a body or a union's variant may be null.
    Option(Box<Type>),
}

/// A scalar literal of a JSON Schema.
#[derive(Debug, Clone)]
pub enum Literal {
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
}

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one.to_bits() == other.to_bits(),
            _ => false,
        }
    }
}

impl Eq for Literal {}

impl std::hash::Hash for Literal {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        match self {
            Self::Int(value) => value.hash(state),
            Self::Float(value) => value.to_bits().hash(state),
        }
    }
}

/// JSON Schema rules that a Rust type doesn't say by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Rules {
    /// `format`, as written.
    pub format: Option<String>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minimum`.
    pub minimum: Option<Literal>,
    /// `maximum`.
    pub maximum: Option<Literal>,
    /// `exclusiveMinimum`, as a number.
    pub exclusive_minimum: Option<Literal>,
    /// `exclusiveMaximum`, as a number.
    pub exclusive_maximum: Option<Literal>,
    /// `multipleOf`.
    pub multiple_of: Option<Literal>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems: true`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}
