//! JSON Schema 2020-12 of the models: what their Rust types say, and tables of what these don't.
//!
//! A schema accepts exactly what the API's document accepts: bounds that come from a Rust type alone (`u8` ends at
//! 255) are left out, those that the document states are added as [`Rule`]s.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// Something that the document says of a value and its Rust type doesn't.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// A keyword with a text: `format`, `pattern`.
    Text(&'static str, &'static str),
    /// A keyword with a size: `minLength`, `maxItems` and such.
    Size(&'static str, u64),
    /// A keyword with an integer: `minimum` and such.
    Int(&'static str, i64),
    /// A keyword with a number: `multipleOf` and such.
    Float(&'static str, f64),
    /// A keyword that is true: `uniqueItems`.
    Flag(&'static str),
    /// Rules for each item of a list.
    Items(&'static [Rule]),
    /// Rules for each value of a map.
    Values(&'static [Rule]),
    /// Rules for one item of a tuple.
    Item(usize, &'static [Rule]),
}

/// The rules as the tables name them: a model may be called `Rule`, too.
pub mod rule {
    pub use super::Rule::{Flag, Float, Int, Item, Items, Size, Text, Values};
}

impl Rule {
    fn apply(self, schema: &mut Value) {
        match self {
            Self::Text(keyword, text) => insert(schema, keyword, text.into()),
            Self::Size(keyword, size) => insert(schema, keyword, size.into()),
            Self::Int(keyword, number) => insert(schema, keyword, number.into()),
            Self::Float(keyword, number) => insert(schema, keyword, number.into()),
            Self::Flag(keyword) => insert(schema, keyword, true.into()),
            Self::Items(rules) => apply_below(schema, "/items", rules),
            Self::Values(rules) => apply_below(schema, "/additionalProperties", rules),
            Self::Item(index, rules) => {
                apply_below(schema, &format!("/prefixItems/{index}"), rules);
            }
        }
    }
}

fn insert(schema: &mut Value, keyword: &str, value: Value) {
    if schema.as_bool() == Some(true) {
        *schema = json!({});
    }
    if let Value::Object(object) = schema {
        object.insert(keyword.to_owned(), value);
    }
}

/// The place may be one step away, where a value may be null as well.
fn apply_below(schema: &mut Value, pointer: &str, rules: &[Rule]) {
    let direct = schema.pointer(pointer).is_some();
    let nullable = format!("/anyOf/0{pointer}");
    if let Some(place) = schema.pointer_mut(if direct { pointer } else { &nullable }) {
        apply(place, rules);
    }
}

fn apply(schema: &mut Value, rules: &[Rule]) {
    for rule in rules {
        rule.apply(schema);
    }
}

/// The schema of a type in use.
pub fn value_schema<T: JsonSchema>(generator: &mut SchemaGenerator, rules: &[Rule]) -> Value {
    let mut schema = generator.subschema_for::<T>().to_value();
    forget_bounds(&mut schema);
    apply(&mut schema, rules);
    schema
}

/// Removes what only Rust's types say. Named types are references and not touched.
fn forget_bounds(schema: &mut Value) {
    let Value::Object(object) = schema else {
        return;
    };
    for keyword in ["format", "minimum", "maximum", "minItems", "maxItems"] {
        object.remove(keyword);
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = object.get_mut(keyword) {
            forget_bounds(inner);
        }
    }
    for keyword in ["prefixItems", "anyOf"] {
        if let Some(Value::Array(inner)) = object.get_mut(keyword) {
            inner.iter_mut().for_each(forget_bounds);
        }
    }
}

/// The schema of an object while it is put together.
pub struct Object<'a> {
    generator: &'a mut SchemaGenerator,
    properties: Map<String, Value>,
    required: Vec<Value>,
    rest: Option<Value>,
}

impl<'a> Object<'a> {
    /// An object without properties.
    pub fn new(generator: &'a mut SchemaGenerator) -> Self {
        Self {
            generator,
            properties: Map::new(),
            required: Vec::new(),
            rest: None,
        }
    }

    /// A property that must be there.
    pub fn required<T, F: JsonSchema>(&mut self, name: &str, _: fn(&T) -> &F, rules: &[Rule]) {
        self.required.push(name.into());
        self.property::<F>(name, rules);
    }

    /// A property that must be there, though not in every direction: its field is an `Option`.
    pub fn directed<T, F: JsonSchema>(
        &mut self,
        name: &str,
        field: fn(&T) -> &Option<F>,
        rules: &[Rule],
    ) {
        self.required.push(name.into());
        self.optional(name, field, rules);
    }

    /// A property that may be absent.
    pub fn optional<T, F: JsonSchema>(
        &mut self,
        name: &str,
        _: fn(&T) -> &Option<F>,
        rules: &[Rule],
    ) {
        self.property::<F>(name, rules);
    }

    fn property<F: JsonSchema>(&mut self, name: &str, rules: &[Rule]) {
        let schema = value_schema::<F>(self.generator, rules);
        self.properties.insert(name.to_owned(), schema);
    }

    /// A property with one allowed value.
    pub fn constant(&mut self, name: &str, value: impl Into<Value>) {
        self.required.push(name.into());
        self.properties
            .insert(name.to_owned(), json!({ "const": value.into() }));
    }

    /// The properties without a name of their own, kept in a map.
    pub fn rest<T, M: JsonSchema>(&mut self, _: fn(&T) -> &M, rules: &[Rule]) {
        let map = value_schema::<M>(self.generator, &[]);
        let mut schema = map
            .get("additionalProperties")
            .cloned()
            .unwrap_or(Value::Bool(true));
        apply(&mut schema, rules);
        self.rest = Some(schema);
    }

    /// No other properties.
    pub fn closed(&mut self) {
        self.rest = Some(Value::Bool(false));
    }

    /// The schema, with rules for the object itself.
    pub fn end(self, rules: &[Rule]) -> Schema {
        let mut schema = json!({ "type": "object" });
        if !self.properties.is_empty() {
            insert(&mut schema, "properties", self.properties.into());
        }
        if !self.required.is_empty() {
            insert(&mut schema, "required", self.required.into());
        }
        if let Some(rest) = self.rest {
            insert(&mut schema, "additionalProperties", rest);
        }
        apply(&mut schema, rules);
        schema_of(schema)
    }
}

/// A value that is an object or a boolean, which all here are, as a schema.
fn schema_of(value: Value) -> Schema {
    Schema::try_from(value).unwrap_or_default()
}

/// The alternatives of a union while they are put together.
pub struct Alternatives<'a> {
    generator: &'a mut SchemaGenerator,
    schemas: Vec<Value>,
}

impl<'a> Alternatives<'a> {
    /// A union without alternatives.
    pub fn new(generator: &'a mut SchemaGenerator) -> Self {
        Self {
            generator,
            schemas: Vec::new(),
        }
    }

    /// The alternative that this variant holds.
    pub fn variant<T, F: JsonSchema>(&mut self, _: fn(F) -> T, rules: &[Rule]) {
        let schema = value_schema::<F>(self.generator, rules);
        self.schemas.push(schema);
    }

    /// The schema: `oneOf` or `anyOf` of the alternatives.
    pub fn end(self, keyword: &str) -> Schema {
        let mut schema = json!({});
        insert(&mut schema, keyword, self.schemas.into());
        schema_of(schema)
    }
}

/// The schema of a text, whatever it is parsed to.
pub fn text_schema() -> Schema {
    schema_of(json!({ "type": "string" }))
}

/// The schema of one of these texts.
pub fn strings(values: &[&str]) -> Schema {
    schema_of(json!({ "type": "string", "enum": values }))
}

/// The schema of one of these integers.
pub fn integers(values: &[i64]) -> Schema {
    schema_of(json!({ "type": "integer", "enum": values }))
}

/// Implements `JsonSchema` for a struct from a table of its properties.
///
/// ```text
/// object! { Token [];
///     "user" required user [],
///     "expires" optional expires [rule::Text("pattern", "^[0-9]+$")],
///     "kind" constant = "token",
///     ..closed
/// }
/// ```
///
/// In brackets stand the rules: of the object itself after its name, of the value in each line. The last line is
/// there where the document says so: `..closed`, or `..rest more []` with the map's field and its values' rules.
macro_rules! object {
    ($type:ident [$($own:expr),*];
        $($name:literal $kind:ident $($field:ident [$($rule:expr),*])? $(= $value:literal)?,)*
        $(..$rest_kind:ident $($rest:ident [$($rest_rule:expr),*])?)?
    ) => {
        impl ::schemars::JsonSchema for $type {
            $crate::runtime::schema::identity! { $type }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let mut object = $crate::runtime::schema::Object::new(generator);
                $(object.$kind($name, $(|value: &Self| &value.$field, &[$($rule),*])? $($value)?);)*
                $(object.$rest_kind($(|value: &Self| &value.$rest, &[$($rest_rule),*])?);)?
                object.end(&[$($own),*])
            }
        }
    };
}
pub(crate) use object;

/// Implements `JsonSchema` for an enum of known values.
///
/// ```text
/// values! { Status strings ["active", "gone"] }
/// ```
macro_rules! values {
    ($type:ident $kind:ident [$($value:expr),* $(,)?]) => {
        impl ::schemars::JsonSchema for $type {
            $crate::runtime::schema::identity! { $type }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $crate::runtime::schema::$kind(&[$($value),*])
            }
        }
    };
}
pub(crate) use values;

/// Implements `JsonSchema` for an enum beside whose values any other text is allowed.
macro_rules! open_values {
    ($type:ident) => {
        impl ::schemars::JsonSchema for $type {
            $crate::runtime::schema::identity! { $type }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $crate::runtime::schema::text_schema()
            }
        }
    };
}
pub(crate) use open_values;

/// Implements `JsonSchema` for the type that has no values.
macro_rules! never {
    ($type:ty) => {
        impl ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                "Never".into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                false.into()
            }
        }
    };
}
pub(crate) use never;

/// Implements `JsonSchema` for a union.
///
/// ```text
/// alternatives! { Pet "oneOf";
///     Cat [],
///     Name [rule::Size("minLength", 1)],
/// }
/// ```
macro_rules! alternatives {
    ($type:ident $keyword:literal; $($variant:ident [$($rule:expr),*],)*) => {
        impl ::schemars::JsonSchema for $type {
            $crate::runtime::schema::identity! { $type }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let mut alternatives = $crate::runtime::schema::Alternatives::new(generator);
                $(alternatives.variant(Self::$variant, &[$($rule),*]);)*
                alternatives.end($keyword)
            }
        }
    };
}
pub(crate) use alternatives;

/// Implements `JsonSchema` for a type that is written as a text.
macro_rules! text {
    ($name:literal $type:ty $(where $parameter:ident)?) => {
        impl $(<$parameter>)? ::schemars::JsonSchema for $type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                $crate::runtime::schema::text_schema()
            }
        }
    };
}
pub(crate) use text;

/// How a model is named among the schemas of its crate, and among those of all crates.
macro_rules! identity {
    ($type:ident) => {
        fn schema_name() -> ::std::borrow::Cow<'static, str> {
            stringify!($type).into()
        }

        fn schema_id() -> ::std::borrow::Cow<'static, str> {
            concat!(module_path!(), "::", stringify!($type)).into()
        }
    };
}
pub(crate) use identity;
