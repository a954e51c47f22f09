//! A schema's keywords, read once, with the differences between the versions levelled out.

use std::borrow::Cow;

use super::Version;
use super::read::{self, Notes};
use super::tree::{Node, Value};
pub(crate) use super::types::Types;
use super::types::misnamed;

/// `additionalProperties`, `items` and the like: a schema, or everything or nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sub<'d> {
    All,
    Nothing,
    Schema(Node<'d>),
}

impl<'d> Sub<'d> {
    fn read(node: Node<'d>) -> Self {
        match node.value() {
            Value::Bool(false) => Self::Nothing,
            Value::Object if node.children().next().is_some() => Self::Schema(node),
            _ => Self::All,
        }
    }
}

/// `discriminator`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Discriminator<'d> {
    pub(crate) node: Node<'d>,
    pub(crate) property: &'d str,
    pub(crate) mapping: Option<Node<'d>>,
}

/// Limits that JSON Schema keeps and Rust's types don't.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Limits<'d> {
    pub(crate) pattern: Option<&'d str>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) minimum: Option<Node<'d>>,
    pub(crate) maximum: Option<Node<'d>>,
    pub(crate) exclusive_minimum: Option<Node<'d>>,
    pub(crate) exclusive_maximum: Option<Node<'d>>,
    pub(crate) multiple_of: Option<Node<'d>>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

/// A schema.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
#[derive(Debug, Clone)]
pub(crate) struct Schema<'d> {
    pub(crate) node: Node<'d>,
    /// The schemas `true` and `false`.
    pub(crate) boolean: Option<bool>,
    pub(crate) reference: Option<&'d str>,
    /// As written; none where the schema doesn't say.
    pub(crate) types: Types,
    /// `nullable: true`, or `null` among the types.
    pub(crate) nullable: bool,
    pub(crate) title: Option<Cow<'d, str>>,
    pub(crate) description: Option<Cow<'d, str>>,
    pub(crate) format: Option<&'d str>,
    pub(crate) default: Option<Node<'d>>,
    pub(crate) deprecated: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    /// `enum`, or the one value of `const`.
    pub(crate) values: Option<Vec<Node<'d>>>,
    pub(crate) properties: Vec<Node<'d>>,
    pub(crate) required: Vec<&'d str>,
    pub(crate) additional: Option<Sub<'d>>,
    pub(crate) pattern_properties: Vec<Node<'d>>,
    pub(crate) items: Option<Sub<'d>>,
    pub(crate) prefix_items: Vec<Node<'d>>,
    pub(crate) all_of: Vec<Node<'d>>,
    pub(crate) any_of: Vec<Node<'d>>,
    pub(crate) one_of: Vec<Node<'d>>,
    pub(crate) discriminator: Option<Discriminator<'d>>,
    pub(crate) limits: Limits<'d>,
    /// `contentEncoding`.
    pub(crate) encoding: Option<&'d str>,
    /// `contentMediaType`.
    pub(crate) media_type: Option<&'d str>,
    /// `x-secret` or `x-sensitive`.
    pub(crate) secret: bool,
    /// `x-format: local-date-time`.
    pub(crate) local_date_time: bool,
    /// `x-enum-varnames` and its like.
    pub(crate) value_names: Option<Node<'d>>,
    /// `x-enum-descriptions` and its like.
    pub(crate) value_docs: Option<Node<'d>>,
    /// Keywords that restrict values in ways no Rust type and no rule of the model says.
    pub(crate) unsaid: Vec<Node<'d>>,
}

impl<'d> Schema<'d> {
    fn empty(node: Node<'d>) -> Self {
        Self {
            node,
            boolean: None,
            reference: None,
            types: Types::NONE,
            nullable: false,
            title: None,
            description: None,
            format: None,
            default: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            values: None,
            properties: Vec::new(),
            required: Vec::new(),
            additional: None,
            pattern_properties: Vec::new(),
            items: None,
            prefix_items: Vec::new(),
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            discriminator: None,
            limits: Limits::default(),
            encoding: None,
            media_type: None,
            secret: false,
            local_date_time: false,
            value_names: None,
            value_docs: None,
            unsaid: Vec::new(),
        }
    }

    /// Reads the keywords at a node.
    pub(crate) fn read(node: Node<'d>, notes: &Notes) -> Self {
        let mut schema = Self::empty(node);
        match node.value() {
            Value::Bool(value) => schema.boolean = Some(*value),
            Value::Object => {
                for keyword in node.children() {
                    schema.keyword(keyword, notes);
                }
                schema.level_exclusive_limits();
            }
            _ => notes.warn(node, "not a schema: read as any value", "write an object"),
        }
        schema
    }

    fn keyword(&mut self, node: Node<'d>, notes: &Notes) {
        match node.key() {
            "$ref" => self.reference = string(node, notes),
            "type" => self.read_types(node, notes),
            "nullable" => self.read_nullable(node, notes),
            "title" => self.title = text(node, notes),
            "description" => self.description = text(node, notes),
            "format" => self.format = string(node, notes),
            "default" => self.default = Some(node),
            "deprecated" => self.deprecated = read::flag(node, notes) == Some(true),
            "readOnly" => self.read_only = read::flag(node, notes) == Some(true),
            "writeOnly" => self.write_only = read::flag(node, notes) == Some(true),
            "enum" => self.read_values(node, notes),
            "const" => self.values = Some(vec![node]),
            "allOf" => self.all_of = read::items(node, notes),
            "anyOf" => self.any_of = read::variants(node, notes),
            "oneOf" => self.one_of = read::variants(node, notes),
            "discriminator" => self.discriminator = discriminator(node, notes),
            "contentEncoding" => self.encoding = string(node, notes),
            "contentMediaType" => self.media_type = string(node, notes),
            "x-secret" | "x-sensitive" => self.secret |= read::flag(node, notes) == Some(true),
            "x-format" => self.local_date_time = node.as_str() == Some("local-date-time"),
            "x-enum-varnames" | "x-enumNames" | "x-enum-names" => self.value_names = Some(node),
            "x-enum-descriptions" | "x-enumDescriptions" => self.value_docs = Some(node),
            "not" if Sub::read(node) == Sub::All => self.boolean = Some(false),
            "if" | "then" | "else" | "not" | "propertyNames" | "dependentRequired"
            | "dependentSchemas" | "dependencies" | "contains" | "minContains" | "maxContains"
            | "unevaluatedItems" | "$dynamicRef" | "$recursiveRef" => self.unsaid.push(node),
            _ => self.object_or_array_keyword(node, notes),
        }
    }

    fn object_or_array_keyword(&mut self, node: Node<'d>, notes: &Notes) {
        match node.key() {
            "properties" if !node.is_null() => self.properties = read::members(node, notes),
            "patternProperties" => self.pattern_properties = read::members(node, notes),
            "required" => self.read_required(node, notes),
            "additionalProperties" => self.additional = Some(Sub::read(node)),
            "unevaluatedProperties" if self.additional.is_none() => {
                self.additional = Some(Sub::read(node));
            }
            // A list of schemas is how older drafts wrote a tuple.
            "items" if node.is_array() => self.prefix_items = node.children().collect(),
            "items" => self.items = Some(Sub::read(node)),
            "prefixItems" => self.prefix_items = read::items(node, notes),
            _ => self.limit(node, notes),
        }
    }

    fn limit(&mut self, node: Node<'d>, notes: &Notes) {
        let limits = &mut self.limits;
        match node.key() {
            "pattern" => limits.pattern = string(node, notes),
            "minLength" => limits.min_length = read::count(node, notes),
            "maxLength" => limits.max_length = read::count(node, notes),
            "minimum" => limits.minimum = number(node, notes),
            "maximum" => limits.maximum = number(node, notes),
            "exclusiveMinimum" => limits.exclusive_minimum = Some(node),
            "exclusiveMaximum" => limits.exclusive_maximum = Some(node),
            "multipleOf" => limits.multiple_of = number(node, notes),
            "minItems" => limits.min_items = read::count(node, notes),
            "maxItems" => limits.max_items = read::count(node, notes),
            "uniqueItems" => limits.unique_items = read::flag(node, notes) == Some(true),
            "minProperties" => limits.min_properties = read::count(node, notes),
            "maxProperties" => limits.max_properties = read::count(node, notes),
            _ => {}
        }
    }

    /// `exclusiveMinimum: true` beside `minimum` is what 3.0 writes for a number in its place.
    fn level_exclusive_limits(&mut self) {
        let level = |limit: &mut Option<Node<'d>>, exclusive: &mut Option<Node<'d>>| match exclusive
            .map(Node::value)
        {
            Some(Value::Bool(true)) => *exclusive = limit.take(),
            Some(Value::Int(_) | Value::Float(_)) => {}
            _ => *exclusive = None,
        };
        let limits = &mut self.limits;
        level(&mut limits.minimum, &mut limits.exclusive_minimum);
        level(&mut limits.maximum, &mut limits.exclusive_maximum);
    }

    fn read_nullable(&mut self, node: Node<'d>, notes: &Notes) {
        if read::flag(node, notes) == Some(true) {
            self.nullable = true;
            if notes.version() == Version::V3_1 {
                notes.warn(
                    node,
                    "`nullable` is no word of OpenAPI 3.1: understood as in 3.0",
                    "add \"null\" to the types",
                );
            }
        }
    }

    fn read_types(&mut self, node: Node<'d>, notes: &Notes) {
        if node.is_array() {
            for item in node.children() {
                self.read_type(item, notes);
            }
        } else {
            self.read_type(node, notes);
        }
    }

    fn read_type(&mut self, node: Node<'d>, notes: &Notes) {
        let name = match node.value() {
            Value::Null => {
                notes.warn(
                    node,
                    "`null` without quotes among types: read as \"null\"",
                    "put it in quotes",
                );
                "null"
            }
            Value::String(name) => name,
            _ => {
                notes.warn(
                    node,
                    "not a type's name: left out",
                    "write one of JSON Schema's types",
                );
                return;
            }
        };
        let Some(types) = Types::named(name) else {
            let (types, meaning) = misnamed(name);
            self.types = self.types.with(types);
            if name == "file" {
                self.format = Some("binary");
            }
            notes.warn(
                node,
                format!("`{name}` is no type: read as {meaning}"),
                "write one of null, boolean, integer, number, string, array, object",
            );
            return;
        };
        self.nullable |= types == Types::NULL;
        self.types = self.types.with(types);
    }

    fn read_values(&mut self, node: Node<'d>, notes: &Notes) {
        let values = read::items(node, notes);
        if values.is_empty() {
            notes.warn(
                node,
                "an `enum` without values: left out",
                "list the values or remove it",
            );
        } else if self.values.is_none() {
            self.values = Some(values);
        }
    }

    fn read_required(&mut self, node: Node<'d>, notes: &Notes) {
        match node.value() {
            Value::Array => self.required = node.children().filter_map(Node::as_str).collect(),
            Value::Null => {}
            _ => notes.warn(
                node,
                "`required` isn't a list of property names: left out",
                "list the property in `required` of the object that has it",
            ),
        }
    }

    /// Nothing but remarks: such a schema accepts every value.
    pub(crate) fn is_remark(&self) -> bool {
        self.boolean != Some(false)
            && self.reference.is_none()
            && self.types.is_empty()
            && self.format.is_none()
            && self.adds_nothing()
    }

    /// Says nothing of the value's shape besides its type.
    pub(crate) fn adds_nothing(&self) -> bool {
        self.all_of.is_empty()
            && self.any_of.is_empty()
            && self.one_of.is_empty()
            && self.adds_nothing_but_parts()
    }

    /// An object or anything, without a word on its properties.
    pub(crate) fn is_bare_object(&self) -> bool {
        self.boolean != Some(false)
            && self.reference.is_none()
            && (self.types.is_empty() || self.types.without(Types::NULL) == Types::OBJECT)
            && self.adds_nothing()
    }

    /// Says nothing of the value's shape besides its type and what `$ref`, `allOf`, `anyOf` and `oneOf` lead to.
    pub(crate) fn adds_nothing_but_parts(&self) -> bool {
        self.values.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional.is_none()
            && self.pattern_properties.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && self.unsaid.is_empty()
            && self.encoding.is_none()
            && !self.secret
            && !self.local_date_time
            && self.limits.are_absent()
    }
}

impl Limits<'_> {
    pub(crate) fn are_absent(&self) -> bool {
        self.pattern.is_none()
            && self.of_strings_absent()
            && self.of_numbers_absent()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && !self.unique_items
            && self.min_properties.is_none()
            && self.max_properties.is_none()
    }

    pub(crate) fn of_strings_absent(&self) -> bool {
        self.pattern.is_none() && self.min_length.is_none() && self.max_length.is_none()
    }

    pub(crate) fn of_numbers_absent(&self) -> bool {
        self.minimum.is_none()
            && self.maximum.is_none()
            && self.exclusive_minimum.is_none()
            && self.exclusive_maximum.is_none()
            && self.multiple_of.is_none()
    }
}

/// A text that has to be there as it is: names, formats, patterns.
fn string<'d>(node: Node<'d>, notes: &Notes) -> Option<&'d str> {
    if node.as_str().is_none() {
        notes.warn(node, "not a text: left out", "write a text, in quotes");
    }
    node.as_str()
}

fn text<'d>(node: Node<'d>, notes: &Notes) -> Option<Cow<'d, str>> {
    read::text(node, notes).filter(|text| !text.trim().is_empty())
}

fn number<'d>(node: Node<'d>, notes: &Notes) -> Option<Node<'d>> {
    let is_number = matches!(node.value(), Value::Int(_) | Value::Float(_));
    if !is_number {
        notes.warn(
            node,
            "not a number: left out",
            "write a number, without quotes",
        );
    }
    is_number.then_some(node)
}

fn discriminator<'d>(node: Node<'d>, notes: &Notes) -> Option<Discriminator<'d>> {
    // Swagger 2 wrote the property's name in its place.
    if let Some(property) = node.as_str() {
        notes.warn(
            node,
            "a text where the discriminator's object should be",
            "write `propertyName`",
        );
        return Some(Discriminator {
            node,
            property,
            mapping: None,
        });
    }
    let property = node.get("propertyName").and_then(Node::as_str);
    if property.is_none() {
        notes.warn(
            node,
            "a discriminator without `propertyName`: left out",
            "name the property",
        );
    }
    Some(Discriminator {
        node,
        property: property?,
        mapping: node.get("mapping"),
    })
}
