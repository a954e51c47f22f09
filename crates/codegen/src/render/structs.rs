//! Objects with known properties: a struct each, with a constructor where clients send it.

use syn::{Attribute, Expr, Field as FieldTree, ImplItemFn, Item, Type as Tree};

use super::docs::{code, or_sentence, paragraph};
use super::ty;
use super::uses::Uses;
use super::{print, tree};
use crate::model::{Access, Additional, Api, Field, FieldKind, Kind, Struct, Type, TypeDef};

/// Clippy's threshold for the arguments of a function.
pub(super) const MANY_ARGUMENTS: usize = 7;

/// The struct and its constructor.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    object: &'a Struct,
    uses: &mut Uses<'a>,
) -> String {
    // What is derived and constructed here mentions each field.
    uses.has_deprecated |= is_deprecated(def, object);
    let mut text = print::item(item(api, def, object, uses));
    if def.usage.sent
        && let Some(constructor) = constructor(api, object, uses)
    {
        text.push('\n');
        text.push_str(&print::methods(
            &format!("impl {}", def.name),
            [constructor],
        ));
    }
    text
}

fn item<'a>(api: &'a Api, def: &'a TypeDef, object: &'a Struct, uses: &mut Uses<'a>) -> Item {
    let mut fields: Vec<FieldTree> = Vec::with_capacity(object.fields.len() + 1);
    for (field, ty) in values(object) {
        fields.push(tree::field(
            field_attributes(field),
            &field.name,
            field_type(api, field, ty, uses),
        ));
    }
    if let Additional::Kept { name, value } = &object.additional {
        uses.has_map = true;
        let map = tree::generic(
            "IndexMap",
            [tree::named("String"), ty::tree(api, value, uses)],
        );
        fields.push(tree::field(
            tree::docs("Properties that have no field of their own."),
            name,
            map,
        ));
    }
    tree::item_struct(attributes(def, object), &def.name, fields)
}

fn attributes(def: &TypeDef, object: &Struct) -> Vec<Attribute> {
    let docs = or_sentence(&def.docs, || {
        format!("The object at {}.", code(&def.pointer))
    });
    let mut attributes = tree::docs(&docs);
    if def.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    attributes.push(if has_default(object) {
        tree::derive_default_model()
    } else {
        tree::derive_model()
    });
    if !def.usage.sent {
        attributes.push(tree::marker("non_exhaustive"));
    }
    attributes
}

fn field_attributes(field: &Field) -> Vec<Attribute> {
    let mut docs = or_sentence(&field.docs, || {
        format!("The property {}.", code(&field.wire))
    });
    match field.access {
        Access::ReadWrite => {}
        Access::ReadOnly => paragraph(&mut docs, "Only in answers."),
        Access::WriteOnly => paragraph(&mut docs, "Only in requests."),
    }
    if let Some(default) = &field.default {
        paragraph(&mut docs, &format!("Default: {}.", code(default)));
    }
    let mut attributes = tree::docs(&docs);
    if field.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    attributes
}

/// Whether code that makes or reads such a struct would warn.
pub(super) fn is_deprecated(def: &TypeDef, object: &Struct) -> bool {
    def.deprecated || object.fields.iter().any(|field| field.deprecated)
}

/// The fields that Rust's struct has, constants left out.
pub(super) fn values(object: &Struct) -> impl Iterator<Item = (&Field, &Type)> {
    object.fields.iter().filter_map(|field| match &field.kind {
        FieldKind::Value(ty) => Some((field, ty)),
        FieldKind::Constant(_) => None,
    })
}

/// The fields whose type isn't an `Option`: nothing stands in for them.
pub(super) fn required(object: &Struct) -> impl Iterator<Item = (&Field, &Type)> {
    values(object).filter(|(field, _)| field.required && !field.nullable)
}

/// Every field has a value to start with.
pub(super) fn has_default(object: &Struct) -> bool {
    required(object).next().is_none()
}

/// The type of a field with what its two flags and the box add.
fn field_type<'a>(api: &'a Api, field: &Field, ty: &'a Type, uses: &mut Uses<'a>) -> Tree {
    let mut tree = ty::tree(api, ty, uses);
    if field.boxed {
        tree = tree::generic("Box", [tree]);
    }
    if field.nullable {
        tree = tree::generic("Option", [tree]);
    }
    if !field.required {
        tree = tree::generic("Option", [tree]);
    }
    tree
}

/// `pub fn new(required…) -> Self`, where something is required.
fn constructor<'a>(api: &'a Api, object: &'a Struct, uses: &mut Uses<'a>) -> Option<ImplItemFn> {
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for (field, ty) in values(object) {
        let name = &field.name;
        if !field.required || field.nullable {
            fields.push((name.clone(), tree::value("None")));
            continue;
        }
        let (argument, mut expr) = argument(api, name, ty, uses);
        if field.boxed {
            expr = tree::call("Box::new", [expr]);
        }
        arguments.push((name.clone(), argument));
        fields.push((name.clone(), expr));
    }
    if arguments.is_empty() {
        return None;
    }
    if let Additional::Kept { name, .. } = &object.additional {
        fields.push((name.clone(), tree::call("IndexMap::new", [])));
    }
    let mut attributes = tree::docs(if arguments.len() == fields.len() {
        "Makes it of all its fields."
    } else {
        "Makes it of what is required; everything else is left out."
    });
    if arguments.len() > MANY_ARGUMENTS {
        attributes.push(tree::allow(
            "clippy::too_many_arguments",
            "all of them are required",
        ));
    }
    attributes.push(tree::marker("must_use"));
    let body = tree::tail(tree::construct(fields));
    let output = tree::named("Self");
    Some(tree::method(
        attributes,
        "new",
        tree::SelfArgument::None,
        arguments,
        output,
        body,
    ))
}

/// An argument of the constructor, and what goes into the field: texts are taken in any form.
fn argument<'a>(api: &'a Api, name: &str, ty: &'a Type, uses: &mut Uses<'a>) -> (Tree, Expr) {
    let tree = ty::tree(api, ty, uses);
    let value = tree::value(name);
    match ty.kind {
        Kind::String | Kind::Secret => {
            (tree::impl_into(tree), tree::call_method(value, "into", []))
        }
        _ => (tree, value),
    }
}

#[cfg(test)]
mod tests;
