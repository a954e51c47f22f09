//! A schema's keywords, read once, with the differences between the versions levelled out.

use std::borrow::Cow;

use crate::Version;
use crate::code::Code;
use crate::merged::{Merged, Subs, is_all};
use crate::read::{self, Notes};
use crate::tree::{Node, Value};
use crate::types::{Types, misnamed};

/// `discriminator`.
#[derive(Debug, Clone, Copy)]
pub struct Discriminator<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// `propertyName`.
    pub property: &'d str,
    /// `mapping`.
    pub mapping: Option<Node<'d>>,
}

/// A schema as it is written in one place: its own keywords, and the parts that it names.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of its own"
)]
#[derive(Debug)]
pub struct Schema<'d> {
    /// What its own keywords say of the values.
    pub own: Merged<'d>,
    /// `$ref`, as written.
    pub reference: Option<&'d str>,
    /// `nullable: true`, or `null` among the types.
    pub nullable: bool,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
    /// `default`.
    pub default: Option<Node<'d>>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `allOf`.
    pub all_of: Vec<Node<'d>>,
    /// `anyOf`.
    pub any_of: Vec<Node<'d>>,
    /// `oneOf`.
    pub one_of: Vec<Node<'d>>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator<'d>>,
}

impl<'d> Schema<'d> {
    /// Reads the keywords at a node.
    pub(crate) fn read(node: Node<'d>, notes: &Notes) -> Self {
        let mut schema = Self {
            own: Merged::new(node),
            reference: None,
            nullable: false,
            description: None,
            default: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            discriminator: None,
        };
        match node.value() {
            Value::Bool(value) => schema.own.never = !value,
            Value::Object => {
                for keyword in node.children() {
                    schema.keyword(keyword, notes);
                }
                if let Some(limits) = &mut schema.own.limits {
                    limits.level_exclusive();
                }
            }
            _ => notes.warn(
                node,
                Code::Malformed,
                "not a schema: read as any value",
                "write an object",
            ),
        }
        schema
    }

    fn keyword(&mut self, node: Node<'d>, notes: &Notes) {
        match node.key() {
            "$ref" => self.reference = string(node, notes),
            "type" => self.read_types(node, notes),
            "nullable" => self.read_nullable(node, notes),
            "title" => self.own.title = text(node, notes),
            "description" => self.description = text(node, notes),
            "format" => self.own.format = string(node, notes),
            "default" => self.default = Some(node),
            "deprecated" => self.deprecated = read::flag(node, notes) == Some(true),
            "readOnly" => self.read_only = read::flag(node, notes) == Some(true),
            "writeOnly" => self.write_only = read::flag(node, notes) == Some(true),
            "enum" => self.read_values(node, notes),
            "const" => self.own.values = Some(vec![node]),
            "allOf" => self.all_of = read::items(node, notes),
            "anyOf" => self.any_of = read::variants(node, notes),
            "oneOf" => self.one_of = read::variants(node, notes),
            "discriminator" => self.discriminator = discriminator(node, notes),
            "contentEncoding" => self.own.encoding = string(node, notes),
            "contentMediaType" => self.own.media_type = string(node, notes),
            "x-secret" | "x-sensitive" => self.own.secret |= read::flag(node, notes) == Some(true),
            "x-format" => self.own.local_date_time = node.as_str() == Some("local-date-time"),
            "x-enum-varnames" | "x-enumNames" | "x-enum-names" => self.own.value_names = Some(node),
            "x-enum-descriptions" | "x-enumDescriptions" => self.own.value_docs = Some(node),
            "not" if is_all(node) => self.own.never = true,
            "if" | "then" | "else" | "not" | "propertyNames" | "dependentRequired"
            | "dependentSchemas" | "dependencies" | "contains" | "minContains" | "maxContains"
            | "unevaluatedItems" | "$dynamicRef" | "$recursiveRef" => self.own.unsaid.push(node),
            _ => self.object_or_array_keyword(node, notes),
        }
    }

    fn object_or_array_keyword(&mut self, node: Node<'d>, notes: &Notes) {
        let own = &mut self.own;
        match node.key() {
            "properties" if !node.is_null() => {
                let properties = read::members(node, notes).into_iter();
                own.properties = properties
                    .map(|property| (property.key(), property.into()))
                    .collect();
            }
            "patternProperties" => own.pattern_properties = read::members(node, notes),
            "required" => self.read_required(node, notes),
            "additionalProperties" => own.additional = Some(Subs::read(node)),
            "unevaluatedProperties" if own.additional.is_none() => {
                own.additional = Some(Subs::read(node));
            }
            // A list of schemas is how older drafts wrote a tuple.
            "items" if node.is_array() => own.prefix_items = node.children().collect(),
            "items" => own.items = Some(Subs::read(node)),
            "prefixItems" => own.prefix_items = read::items(node, notes),
            _ => own.read_limit(node, notes),
        }
    }

    fn read_nullable(&mut self, node: Node<'d>, notes: &Notes) {
        if read::flag(node, notes) == Some(true) {
            self.nullable = true;
            if notes.version() == Version::V3_1 {
                notes.warn(
                    node,
                    Code::Nullable,
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
                    Code::UnknownType,
                    "`null` without quotes among types: read as \"null\"",
                    "put it in quotes",
                );
                "null"
            }
            Value::String(name) => name,
            _ => {
                notes.warn(
                    node,
                    Code::UnknownType,
                    "not a type's name: left out",
                    "write one of JSON Schema's types",
                );
                return;
            }
        };
        let Some(types) = Types::named(name) else {
            let (types, meaning) = misnamed(name);
            self.own.add_type(types);
            if name == "file" {
                self.own.format = Some("binary");
            }
            notes.warn(
                node,
                Code::UnknownType,
                format!("`{name}` is no type: read as {meaning}"),
                "write one of null, boolean, integer, number, string, array, object",
            );
            return;
        };
        self.nullable |= types == Types::NULL;
        self.own.add_type(types);
    }

    fn read_values(&mut self, node: Node<'d>, notes: &Notes) {
        let values = read::items(node, notes);
        if values.is_empty() {
            notes.warn(
                node,
                Code::Empty,
                "an `enum` without values: left out",
                "list the values or remove it",
            );
        } else if self.own.values.is_none() {
            self.own.values = Some(values);
        }
    }

    fn read_required(&mut self, node: Node<'d>, notes: &Notes) {
        match node.value() {
            Value::Array => self.own.required = node.children().filter_map(Node::as_str).collect(),
            Value::Null => {}
            _ => notes.warn(
                node,
                Code::Misplaced,
                "`required` isn't a list of property names: left out",
                "list the property in `required` of the object that has it",
            ),
        }
    }

    /// Whether other schemas have a part in it.
    pub fn has_parts(&self) -> bool {
        self.reference.is_some()
            || !(self.all_of.is_empty() && self.any_of.is_empty() && self.one_of.is_empty())
    }

    /// Nothing but remarks: such a schema accepts every value.
    pub fn is_remark(&self) -> bool {
        !self.own.typed && self.own.format.is_none() && self.is_bare_object()
    }

    /// An object or anything, without a word on its properties.
    pub fn is_bare_object(&self) -> bool {
        !self.own.never
            && (!self.own.typed || self.own.is_only(Types::OBJECT))
            && !self.has_parts()
            && self.own.only_types()
    }
}

/// A text that has to be there as it is: names, formats, patterns.
pub(crate) fn string<'d>(node: Node<'d>, notes: &Notes) -> Option<&'d str> {
    if node.as_str().is_none() {
        notes.warn(
            node,
            Code::Malformed,
            "not a text: left out",
            "write a text, in quotes",
        );
    }
    node.as_str()
}

fn text<'d>(node: Node<'d>, notes: &Notes) -> Option<Cow<'d, str>> {
    read::text(node, notes).filter(|text| !text.trim().is_empty())
}

pub(crate) fn number<'d>(node: Node<'d>, notes: &Notes) -> Option<Node<'d>> {
    let is_number = matches!(node.value(), Value::Int(_) | Value::Float(_));
    if !is_number {
        notes.warn(
            node,
            Code::Malformed,
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
            Code::Discriminator,
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
            Code::Discriminator,
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
