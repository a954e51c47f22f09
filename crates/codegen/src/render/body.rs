//! Request bodies: the argument, how the draft takes it, and the types made for it.

use syn::{Arm, Expr, Item, Type as Tree};

use super::argument::{borrowed, by_reference, is_scalar};
use super::docs::{code, or_sentence};
use super::parameters::style_path;
use super::structs::MANY_ARGUMENTS;
use super::uses::Uses;
use super::{print, tree, ty};
use crate::model::{Api, Body, BodyCase, BodyFormat, FieldStyle, FormField, Kind, Operation};

/// What a body argument is called.
const NAME: &str = "body";

/// The type of the argument.
pub(super) fn argument<'a>(api: &'a Api, body: &'a Body, uses: &mut Uses<'a>) -> Tree {
    match body.cases.as_slice() {
        [case] => match &case.format {
            BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => borrowed(api, ty, uses).0,
            BodyFormat::Multipart { name, .. } => tree::named(name),
            BodyFormat::Text => tree::reference(tree::named("str")),
            BodyFormat::Binary => {
                uses.runtime("Upload");
                tree::impl_into(tree::named("Upload"))
            }
        },
        _ => tree::named(&body.choice),
    }
}

/// The draft with the body given: an expression, or a `match` over the choice.
pub(super) fn give<'a>(api: &'a Api, draft: Expr, body: &'a Body, uses: &mut Uses<'a>) -> Expr {
    uses.has_style |= needs_style(body);
    match body.cases.as_slice() {
        [case] => {
            let is_reference = match &case.format {
                BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => borrowed(api, ty, uses).1,
                _ => true,
            };
            give_case(draft, case, is_reference)
        }
        cases => {
            let arms = cases
                .iter()
                .map(|case| arm(draft.clone(), &body.choice, case));
            tree::match_value(tree::value(NAME), arms)
        }
    }
}

/// `Choice::Case(body) => draft.json(&body)`.
fn arm(draft: Expr, choice: &str, case: &BodyCase) -> Arm {
    let variant = format!("{choice}::{}", case.name);
    tree::arm(&variant, NAME, give_case(draft, case, false))
}

fn give_case(draft: Expr, case: &BodyCase, is_reference: bool) -> Expr {
    let media_type = || tree::string(&case.media_type);
    let (method, arguments) = match &case.format {
        BodyFormat::Json(_) if case.media_type == "application/json" => {
            ("json", vec![by_reference(NAME, is_reference)])
        }
        BodyFormat::Json(_) => (
            "json_as",
            vec![media_type(), by_reference(NAME, is_reference)],
        ),
        BodyFormat::Form(_, styles) if styles.is_empty() => {
            ("form", vec![by_reference(NAME, is_reference)])
        }
        BodyFormat::Form(_, styles) => {
            let styles = tree::borrowed_array(styles.iter().map(style));
            (
                "form_styled",
                vec![by_reference(NAME, is_reference), styles],
            )
        }
        BodyFormat::Multipart { .. } => ("multipart", vec![tree::value(NAME)]),
        BodyFormat::Text => ("text", vec![media_type(), tree::value(NAME)]),
        BodyFormat::Binary => ("upload", vec![media_type(), tree::value(NAME)]),
    };
    tree::call_method(draft, method, arguments)
}

/// How a field of a form is written.
fn style(field: &FieldStyle) -> Expr {
    let name = tree::string(&field.wire);
    if field.json {
        tree::call("crate::runtime::body::form::json", [name])
    } else {
        let style = tree::value(style_path(field.style));
        tree::call(
            "crate::runtime::body::form::styled",
            [name, style, tree::boolean(field.explode)],
        )
    }
}

/// Whether giving the body mentions a style.
fn needs_style(body: &Body) -> bool {
    body.cases.iter().any(|case| match &case.format {
        BodyFormat::Form(_, styles) => styles.iter().any(|style| !style.json),
        _ => false,
    })
}

/// The types that the body needs: forms, and the enum of several media types.
pub(super) fn types<'a>(
    api: &'a Api,
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    let Some(body) = &operation.body else { return };
    for case in &body.cases {
        if let BodyFormat::Multipart { name, fields } = &case.format {
            text.push('\n');
            text.push_str(&form(api, operation, name, fields, uses));
        }
    }
    if body.cases.len() > 1 {
        text.push('\n');
        text.push_str(&print::item(choice(api, operation, body, uses)));
    }
}

fn choice<'a>(api: &'a Api, operation: &'a Operation, body: &'a Body, uses: &mut Uses<'a>) -> Item {
    let docs = or_sentence(&body.docs, || {
        format!("A body of [`Client::{}`].", operation.name)
    });
    let mut attributes = tree::docs(&docs);
    attributes.push(tree::derive_debug());
    attributes.push(tree::allow_large_variants());
    let variants: Vec<_> = body
        .cases
        .iter()
        .map(|case| {
            let ty = match &case.format {
                BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => ty::tree(api, ty, uses),
                BodyFormat::Multipart { name, .. } => tree::named(name),
                BodyFormat::Text => tree::named("String"),
                BodyFormat::Binary => {
                    uses.runtime("Upload");
                    tree::named("Upload")
                }
            };
            let docs = tree::docs(&format!("{}.", code(&case.media_type)));
            tree::variant(docs, &case.name, tree::unnamed(ty))
        })
        .collect();
    tree::item_enum(attributes, &body.choice, variants)
}

/// How a field of a multipart form is written: the word in its table and its Rust type.
pub(super) fn form_field<'a>(
    api: &'a Api,
    field: &'a FormField,
    uses: &mut Uses<'a>,
) -> (&'static str, Tree) {
    let optional = |uses: &mut Uses<'a>| {
        let tree = ty::tree(api, &field.ty, uses);
        if field.required {
            tree
        } else {
            tree::generic("Option", [tree])
        }
    };
    match &field.ty.kind {
        Kind::Binary if field.required => ("file", optional(uses)),
        Kind::Binary => ("files", optional(uses)),
        // No file at all is an empty list.
        Kind::List(item) if item.kind == Kind::Binary => ("files", ty::tree(api, &field.ty, uses)),
        Kind::List(item) if is_scalar(api, item) => ("text", optional(uses)),
        _ if is_scalar(api, &field.ty) => ("text", optional(uses)),
        _ if field.required => ("json", optional(uses)),
        _ => ("optional_json", optional(uses)),
    }
}

fn is_needed(field: &FormField) -> bool {
    let is_files = matches!(&field.ty.kind, Kind::List(item) if item.kind == Kind::Binary);
    field.required && !is_files
}

fn form<'a>(
    api: &'a Api,
    operation: &Operation,
    name: &str,
    fields: &'a [FormField],
    uses: &mut Uses<'a>,
) -> String {
    let needed: Vec<&FormField> = fields.iter().filter(|field| is_needed(field)).collect();
    let mut attributes = tree::docs(&format!(
        "The form that [`Client::{}`] sends.",
        operation.name
    ));
    attributes.push(if needed.is_empty() {
        tree::derive_debug_default()
    } else {
        tree::derive_debug()
    });
    let members: Vec<_> = fields
        .iter()
        .map(|field| {
            let docs = or_sentence(&field.docs, || format!("The part {}.", code(&field.wire)));
            tree::field(
                tree::docs(&docs),
                &field.name,
                form_field(api, field, uses).1,
            )
        })
        .collect();
    let mut text = print::item(tree::item_struct(attributes, name, members));
    if !needed.is_empty() {
        text.push('\n');
        text.push_str(&print::methods(
            &format!("impl {name}"),
            [constructor(api, fields, uses)],
        ));
    }
    text
}

fn constructor<'a>(api: &'a Api, fields: &'a [FormField], uses: &mut Uses<'a>) -> syn::ImplItemFn {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = &field.name;
        let ty = form_field(api, field, uses).1;
        let value = match &field.ty.kind {
            Kind::List(item) if item.kind == Kind::Binary => tree::call("Vec::new", []),
            _ if !field.required => tree::value("None"),
            Kind::String | Kind::Secret | Kind::Binary => {
                arguments.push((name.clone(), tree::impl_into(ty)));
                tree::call_method(tree::value(name), "into", [])
            }
            _ => {
                arguments.push((name.clone(), ty));
                tree::value(name)
            }
        };
        values.push((name.clone(), value));
    }
    let mut attributes = tree::docs("Makes it of what is required; everything else is left out.");
    if arguments.len() > MANY_ARGUMENTS {
        attributes.push(tree::allow(
            "clippy::too_many_arguments",
            "all of them are required",
        ));
    }
    attributes.push(tree::marker("must_use"));
    let body = tree::tail(tree::construct(values));
    tree::method(
        attributes,
        "new",
        tree::SelfArgument::None,
        arguments,
        tree::named("Self"),
        body,
    )
}
