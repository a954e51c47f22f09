//! Objects and arrays: structs, maps, lists, tuples.

use super::hint::Hint;
use super::reference::name_of_place;
use super::rules::{self, boxed};
use super::schema::{Form, Lowered, Lowering};
use crate::model::names::{Scope, Wish, has_signs, raw, snake, snake_spelled};
use crate::model::{
    Access, Additional, Constant, Field, FieldKind, Kind, Shape, Struct, Type, docs,
};
use apicrate_openapi::Code;
use apicrate_openapi::{Merged, Node, Parts, Schema, Subs, Types, Value, read};

/// Longer defaults aren't worth a line of documentation.
const LONGEST_DEFAULT: usize = 80;

/// What is said of a property besides its type.
#[derive(Default)]
struct Remarks {
    docs: String,
    deprecated: bool,
    access: Access,
    default: Option<String>,
}

impl<'d> Lowering<'d> {
    /// An object: a struct if it has properties, else a map.
    pub(super) fn object(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Form {
        let rules = rules::of_object(merged);
        let undeclared: Vec<&str> = merged
            .required
            .iter()
            .copied()
            .filter(|name| !merged.properties.contains_key(name))
            .collect();
        let bare = merged.properties.is_empty() && undeclared.is_empty();
        let closed =
            merged.additional == Some(Subs::Nothing) && merged.pattern_properties.is_empty();
        if bare && !closed {
            let value = self.map_value(merged, hint);
            return Form::Type(Type {
                kind: Kind::Map(Box::new(value)),
                rules: boxed(rules),
            });
        }
        let mut scope = Scope::default();
        let names = field_names(merged.properties.keys().copied(), &mut scope);
        let mut fields = Vec::with_capacity(merged.properties.len());
        for ((&wire, parts), name) in merged.properties.iter().zip(names) {
            fields.push(self.field(merged, wire, name, parts, hint));
        }
        for wire in undeclared {
            self.notes.warn(
                merged.node,
                Code::UndeclaredProperty,
                format!("`{wire}` is required but not among the properties: an optional field of any value"),
                "add it to the properties, or remove it from `required`",
            );
            fields.push(undeclared_field(wire, &mut scope));
        }
        let additional = match &merged.additional {
            Some(Subs::Nothing) if merged.pattern_properties.is_empty() => Additional::Denied,
            None if merged.pattern_properties.is_empty() => Additional::Ignored,
            _ => Additional::Kept {
                name: scope.claim(["additional_properties"], "_"),
                value: self.map_value(merged, hint),
            },
        };
        Form::Shape(Shape::Struct(Struct {
            fields,
            additional,
            rules: boxed(rules),
        }))
    }

    /// The values of a map, or of the properties that have no field.
    fn map_value(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Type {
        let hint = hint.value();
        if let Some(pattern) = merged.pattern_properties.first() {
            self.notes.warn(
                *pattern,
                Code::Unchecked,
                "the pattern of property names isn't checked: the Rust type allows any name",
                "",
            );
        }
        match (&merged.additional, &*merged.pattern_properties) {
            (Some(Subs::Schemas(parts)), []) => self.lower_all(parts, &hint).optional(),
            (None | Some(Subs::Nothing), &[pattern]) => self.lower(pattern, &hint).optional(),
            _ => Kind::Any.into(),
        }
    }

    fn field(
        &mut self,
        merged: &Merged<'d>,
        wire: &'d str,
        name: String,
        parts: &Parts<'d>,
        hint: &Hint<'_>,
    ) -> Field {
        let remarks = self.remarks(parts);
        let required = merged.required.contains(wire);
        let constant = required.then(|| self.constant(parts)).flatten();
        // A property that comes from elsewhere, by `$ref` or `allOf`, is named after the place where it stands.
        let elsewhere = parts
            .nodes()
            .first()
            .filter(|part| !merged.node.contains(**part))
            .map(|&part| name_of_place(part));
        let child = hint.child(wire);
        let hint = elsewhere.as_deref().map_or(child, Hint::root);
        let (kind, nullable) = if let Some(constant) = constant {
            (FieldKind::Constant(constant), false)
        } else {
            let Lowered { ty, nullable } = self.lower_all(parts, &hint);
            // Any value includes null.
            let nullable = nullable && !matches!(ty.kind, Kind::Any | Kind::Null);
            (FieldKind::Value(ty), nullable)
        };
        let Remarks {
            docs,
            deprecated,
            access,
            default,
        } = remarks;
        Field {
            name,
            wire: wire.to_owned(),
            docs,
            deprecated,
            kind,
            required,
            listed: required,
            nullable,
            boxed: false,
            access,
            default,
        }
    }

    fn remarks(&self, parts: &Parts<'d>) -> Remarks {
        let mut remarks = Remarks::default();
        for &part in parts.nodes() {
            let schema = self.schemas.schema(part);
            remarks.deprecated |= schema.deprecated;
            if remarks.docs.is_empty() {
                let description = self.schemas.description(schema);
                remarks.docs = docs::markdown(description.unwrap_or_default());
            }
            match (schema.read_only, schema.write_only) {
                (true, false) => remarks.access = Access::ReadOnly,
                (false, true) => remarks.access = Access::WriteOnly,
                _ => {}
            }
            remarks.default = remarks
                .default
                .or_else(|| schema.default.and_then(default_text));
        }
        remarks
    }

    /// The only value that a property may have. References to an enum of one value are kept as what they are.
    fn constant(&self, parts: &Parts<'d>) -> Option<Constant> {
        if let Some(node) = parts.only() {
            let schema = self.schemas.schema(node);
            let values = schema.own.values.as_deref().filter(|_| !schema.nullable);
            return values.and_then(|values| constant_of(schema, values));
        }
        let mut schemas = parts.nodes().iter().map(|&part| self.schemas.schema(part));
        if !schemas.any(|schema| schema.own.values.is_some())
            || parts
                .nodes()
                .iter()
                .any(|&part| self.schemas.is_nullable(part))
        {
            return None;
        }
        let values = self.schemas.merged_of(parts).values.as_deref();
        values.and_then(only_value)
    }

    /// A list or a tuple.
    pub(super) fn array(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Form {
        let rules = rules::of_array(merged);
        if !merged.prefix_items.is_empty() {
            return self.tuple(merged, hint);
        }
        let item = match &merged.items {
            Some(Subs::Schemas(items)) => self.lower_all(items, &hint.item()).optional(),
            Some(Subs::Nothing) => Kind::Never.into(),
            Some(Subs::All) | None => Kind::Any.into(),
        };
        Form::Type(Type {
            kind: Kind::List(Box::new(item)),
            rules: boxed(rules),
        })
    }

    fn tuple(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Form {
        let count = merged.prefix_items.len();
        let limits = merged.limits();
        let is_count = |limit: Option<u64>| limit.map(usize::try_from) == Some(Ok(count));
        let exact = is_count(limits.min_items)
            && (merged.items == Some(Subs::Nothing) || is_count(limits.max_items));
        if !exact {
            self.notes.warn(
                merged.node,
                Code::Tuple,
                "a tuple whose length isn't fixed: a list of any values",
                "set `minItems` and `maxItems` to the number of its items",
            );
            let rules = boxed(rules::of_array(merged));
            return Form::Type(Type {
                kind: Kind::List(Box::new(Kind::Any.into())),
                rules,
            });
        }
        let mut items = Vec::with_capacity(count);
        for &item in &merged.prefix_items {
            items.push(self.lower(item, &hint.item()).optional());
        }
        Kind::Tuple(items).into()
    }
}

/// The Rust names of the fields of a struct.
pub(super) fn field_names<'n>(
    wires: impl Iterator<Item = &'n str>,
    scope: &mut Scope,
) -> Vec<String> {
    let wishes: Vec<Wish> = wires.map(field_wish).collect();
    let names = scope.claim_all(&wishes, "_");
    names.into_iter().map(raw).collect()
}

fn field_wish(wire: &str) -> Wish {
    let name = snake(wire);
    let exact = name == wire;
    let spelled = has_signs(wire).then(|| snake_spelled(wire));
    Wish {
        exact,
        names: [Some(name), spelled].into_iter().flatten().collect(),
    }
}

fn undeclared_field(wire: &str, scope: &mut Scope) -> Field {
    Field {
        name: raw(scope.claim(field_wish(wire).names.iter().map(String::as_str), "_")),
        wire: wire.to_owned(),
        docs: String::new(),
        deprecated: false,
        kind: FieldKind::Value(Kind::Any.into()),
        required: false,
        listed: true,
        nullable: false,
        boxed: false,
        access: Access::ReadWrite,
        default: None,
    }
}

/// The one value of a schema's `enum` or `const`, if its type is among the schema's.
fn constant_of(schema: &Schema<'_>, values: &[Node<'_>]) -> Option<Constant> {
    let constant = only_value(values)?;
    let ty = match constant {
        Constant::String(_) => Types::STRING,
        Constant::Int(_) => Types::INTEGER,
        Constant::Bool(_) => Types::BOOLEAN,
    };
    (!schema.own.typed || schema.own.types.contains(ty)).then_some(constant)
}

fn only_value(values: &[Node<'_>]) -> Option<Constant> {
    match values {
        [value] => match value.value() {
            Value::String(text) => Some(Constant::String(text.clone().into_owned())),
            Value::Int(number) => Some(Constant::Int(*number)),
            Value::Bool(flag) => Some(Constant::Bool(*flag)),
            _ => None,
        },
        _ => None,
    }
}

/// A default as documentation shows it.
pub(super) fn default_text(node: Node<'_>) -> Option<String> {
    let text = read::json_text(node);
    (text != "null" && text.len() <= LONGEST_DEFAULT).then_some(text)
}
