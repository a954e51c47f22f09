//! Objects with known properties: a struct each, with a constructor where clients send it.

use super::docs::{self, code, or_sentence, paragraph};
use super::layout;
use super::ty;
use super::uses::Uses;
use crate::model::{Access, Additional, Api, Field, FieldKind, Kind, Struct, Type, TypeDef};

/// Adds the struct and its constructor.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    object: &'a Struct,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    // What is derived and constructed here mentions each field.
    uses.has_deprecated |= is_deprecated(def, object);
    let docs = or_sentence(&def.docs, || {
        format!("The object at {}.", code(&def.pointer))
    });
    docs::item(out, "", &docs, def.deprecated);
    out.push_str(if has_default(object) {
        "#[derive(Debug, Clone, Default, PartialEq)]\n"
    } else {
        "#[derive(Debug, Clone, PartialEq)]\n"
    });
    if !def.usage.sent {
        out.push_str("#[non_exhaustive]\n");
    }
    fields(api, &def.name, object, uses, out);
    if def.usage.sent {
        constructor(api, def, object, uses, out);
    }
}

fn fields<'a>(api: &'a Api, name: &str, object: &'a Struct, uses: &mut Uses<'a>, out: &mut String) {
    out.extend(["pub struct ", name, " {"]);
    let start = out.len();
    for (field, ty) in values(object) {
        out.push_str(if out.len() == start { "\n" } else { "" });
        docs::item(out, "    ", &field_docs(field), field.deprecated);
        layout::typed(out, &format!("    pub {}:", field.name), ",", |out| {
            ty::wrapped(api, wrappers(field), ty, uses, out);
        });
    }
    if let Additional::Kept { name, value } = &object.additional {
        uses.has_map = true;
        out.push_str(if out.len() == start { "\n" } else { "" });
        docs::comment(out, "    ", "Properties that have no field of their own.");
        layout::typed(out, &format!("    pub {name}:"), ",", |out| {
            out.push_str("IndexMap<String, ");
            ty::text(api, value, uses, out);
            out.push('>');
        });
    }
    out.push_str("}\n");
}

fn field_docs(field: &Field) -> String {
    let mut docs = or_sentence(&field.docs, || {
        format!("The property {}.", code(&field.wire))
    });
    match field.access {
        Access::ReadWrite => {}
        Access::ReadOnly => paragraph(&mut docs, "Only in responses."),
        Access::WriteOnly => paragraph(&mut docs, "Only in requests."),
    }
    if let Some(default) = &field.default {
        paragraph(&mut docs, &format!("Default: {}.", code(default)));
    }
    docs
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

/// What a field's two flags and its box put around its type.
fn wrappers(field: &Field) -> &'static [&'static str] {
    match (!field.required, field.nullable, field.boxed) {
        (true, true, true) => &["Option", "Option", "Box"],
        (true, true, false) => &["Option", "Option"],
        (true, false, true) | (false, true, true) => &["Option", "Box"],
        (true, false, false) | (false, true, false) => &["Option"],
        (false, false, true) => &["Box"],
        (false, false, false) => &[],
    }
}

/// Adds `pub fn new(required…) -> Self`, where something is required.
fn constructor<'a>(
    api: &'a Api,
    def: &TypeDef,
    object: &'a Struct,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for (field, ty) in values(object) {
        let name = &field.name;
        if !field.required || field.nullable {
            fields.push((name.clone(), "None".to_owned()));
            continue;
        }
        let (argument, value) = argument(api, name, ty, uses);
        arguments.push((name.clone(), argument));
        fields.push((
            name.clone(),
            if field.boxed {
                format!("Box::new({value})")
            } else {
                value
            },
        ));
    }
    if arguments.is_empty() {
        return;
    }
    if let Additional::Kept { name, .. } = &object.additional {
        fields.push((name.clone(), "IndexMap::new()".to_owned()));
    }
    implementation(out, &def.name, &arguments, &fields);
}

/// Adds the `impl` block with the constructor of these arguments.
pub(super) fn implementation(
    out: &mut String,
    name: &str,
    arguments: &[(String, String)],
    fields: &[(String, String)],
) {
    out.extend(["\nimpl ", name, " {\n"]);
    let docs = if arguments.len() == fields.len() {
        "Creates a value from all its fields."
    } else {
        "Creates a value from its required fields; the others are left out."
    };
    docs::comment(out, "    ", docs);
    out.push_str("    #[must_use]\n");
    layout::signature(out, "new", "", arguments, "Self");
    layout::construct(out, fields);
    out.push_str("    }\n}\n");
}

/// An argument of the constructor, and what goes into the field: texts are taken in any form.
pub(super) fn argument<'a>(
    api: &'a Api,
    name: &str,
    ty: &'a Type,
    uses: &mut Uses<'a>,
) -> (String, String) {
    let named = ty::named(api, ty, uses);
    match ty.kind {
        Kind::String | Kind::Secret | Kind::Binary => {
            (format!("impl Into<{named}>"), format!("{name}.into()"))
        }
        _ => (named, name.to_owned()),
    }
}

#[cfg(test)]
mod tests;
