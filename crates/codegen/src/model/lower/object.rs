//! Objects and arrays: structs, maps, lists, tuples.

use super::hint::Hint;
use super::merge::{Merged, Subs};
use super::reference::name_of_place;
use super::rules::{self, boxed};
use super::schema::{Form, Lowered, Lowering};
use crate::Error;
use crate::model::names::{Scope, Wish, has_signs, raw, snake, snake_spelled};
use crate::model::{
    Access, Additional, Constant, Field, FieldKind, Kind, Shape, Struct, Type, docs,
};
use crate::parse::read;
use crate::parse::schema::Schema;
use crate::parse::tree::{Node, Value};

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
    pub(super) fn object(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Result<Form, Error> {
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
            let value = self.map_value(merged, hint)?;
            return Ok(Form::Type(Type {
                kind: Kind::Map(Box::new(value)),
                rules: boxed(rules),
            }));
        }
        let mut scope = Scope::default();
        let names = field_names(merged.properties.keys().copied(), &mut scope);
        let mut fields = Vec::with_capacity(merged.properties.len());
        for ((&wire, parts), name) in merged.properties.iter().zip(names) {
            fields.push(self.field(merged, wire, name, parts, hint)?);
        }
        for wire in undeclared {
            self.notes.warn(
                merged.node,
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
                value: self.map_value(merged, hint)?,
            },
        };
        Ok(Form::Shape(Shape::Struct(Struct {
            fields,
            additional,
            rules: boxed(rules),
        })))
    }

    /// The values of a map, or of the properties that have no field.
    fn map_value(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Result<Type, Error> {
        let hint = hint.value();
        if let Some(pattern) = merged.pattern_properties.first() {
            self.notes.warn(
                *pattern,
                "the pattern of property names isn't checked: the Rust type allows any name",
                "",
            );
        }
        let schemas = match (&merged.additional, merged.pattern_properties.as_slice()) {
            (Some(Subs::Schemas(schemas)), []) => schemas.as_slice(),
            (None | Some(Subs::Nothing), patterns @ [_]) => patterns,
            _ => return Ok(Kind::Any.into()),
        };
        Ok(self.lower_all(schemas, &hint)?.optional())
    }

    fn field(
        &mut self,
        merged: &Merged<'d>,
        wire: &'d str,
        name: String,
        parts: &[Node<'d>],
        hint: &Hint<'_>,
    ) -> Result<Field, Error> {
        let schemas: Vec<Schema<'d>> = parts
            .iter()
            .map(|&part| Schema::read(part, &self.notes))
            .collect();
        let remarks = self.remarks(&schemas);
        let required = merged.required.contains(wire);
        let constant = if required {
            self.constant(parts, &schemas)?
        } else {
            None
        };
        // A property that comes from elsewhere, by `$ref` or `allOf`, is named after the place where it stands.
        let elsewhere = parts
            .first()
            .filter(|part| !merged.node.contains(**part))
            .map(|&part| name_of_place(part));
        let child = hint.child(wire);
        let hint = elsewhere.as_deref().map_or(child, Hint::root);
        let (kind, nullable) = if let Some(constant) = constant {
            (FieldKind::Constant(constant), false)
        } else {
            let Lowered { ty, nullable } = match schemas.as_slice() {
                [schema] => self.lower_read(schema, &hint)?,
                _ => self.lower_all(parts, &hint)?,
            };
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
        Ok(Field {
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
        })
    }

    fn remarks(&self, schemas: &[Schema<'d>]) -> Remarks {
        let mut remarks = Remarks::default();
        for schema in schemas {
            remarks.deprecated |= schema.deprecated;
            if remarks.docs.is_empty() {
                remarks.docs =
                    docs::markdown(self.description(schema).as_deref().unwrap_or_default());
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

    /// A schema's own description, or that of a remark in its `allOf`.
    fn description(&self, schema: &Schema<'d>) -> Option<String> {
        if let Some(description) = &schema.description {
            return Some(description.clone().into_owned());
        }
        let of_part = |&part: &Node<'d>| {
            let part = Schema::read(part, &self.notes);
            let description = part.is_remark().then_some(part.description).flatten();
            description.map(std::borrow::Cow::into_owned)
        };
        schema.all_of.iter().find_map(of_part)
    }

    /// The only value that a property may have.
    fn constant(
        &mut self,
        parts: &[Node<'d>],
        schemas: &[Schema<'d>],
    ) -> Result<Option<Constant>, Error> {
        // References to an enum of one value are kept as what they are.
        let [schema] = schemas else {
            if !schemas.iter().any(|schema| schema.values.is_some()) {
                return Ok(None);
            }
            for &part in parts {
                if self.node_is_nullable(part)? {
                    return Ok(None);
                }
            }
            let merged = self.merge(parts)?;
            return Ok(merged
                .values
                .as_deref()
                .and_then(|values| only_value(values)));
        };
        if schema.nullable {
            return Ok(None);
        }
        Ok(schema
            .values
            .as_deref()
            .and_then(|values| constant_of(schema, values)))
    }

    /// A list or a tuple.
    pub(super) fn array(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Result<Form, Error> {
        let rules = rules::of_array(merged);
        if !merged.prefix_items.is_empty() {
            return self.tuple(merged, hint);
        }
        let item = match &merged.items {
            Some(Subs::Schemas(items)) => self.lower_all(items, &hint.item())?.optional(),
            Some(Subs::Nothing) => Kind::Never.into(),
            Some(Subs::All) | None => Kind::Any.into(),
        };
        Ok(Form::Type(Type {
            kind: Kind::List(Box::new(item)),
            rules: boxed(rules),
        }))
    }

    fn tuple(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Result<Form, Error> {
        let count = merged.prefix_items.len();
        let exact = merged
            .limits
            .min_items
            .is_some_and(|least| usize::try_from(least) == Ok(count))
            && (merged.items == Some(Subs::Nothing)
                || merged
                    .limits
                    .max_items
                    .is_some_and(|most| usize::try_from(most) == Ok(count)));
        if !exact {
            self.notes.warn(
                merged.node,
                "a tuple whose length isn't fixed: a list of any values",
                "set `minItems` and `maxItems` to the number of its items",
            );
            let rules = boxed(rules::of_array(merged));
            return Ok(Form::Type(Type {
                kind: Kind::List(Box::new(Kind::Any.into())),
                rules,
            }));
        }
        let mut items = Vec::with_capacity(count);
        for &item in &merged.prefix_items {
            items.push(self.lower(item, &hint.item())?.optional());
        }
        Ok(Kind::Tuple(items).into())
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
    use crate::parse::schema::Types;
    let constant = only_value(values)?;
    let ty = match constant {
        Constant::String(_) => Types::STRING,
        Constant::Int(_) => Types::INTEGER,
        Constant::Bool(_) => Types::BOOLEAN,
    };
    (schema.types.is_empty() || schema.types.contains(ty)).then_some(constant)
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
