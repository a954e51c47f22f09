//! Request bodies: the argument, how the draft takes it, and the types made for it.

use super::argument::{borrowed, by_reference, is_scalar};
use super::docs::{self, code, or_sentence};
use super::layout::{self, Argument, Chain};
use super::parameters::style_path;
use super::uses::Uses;
use super::{structs, ty};
use crate::model::{Api, Body, BodyCase, BodyFormat, FieldStyle, FormField, Kind, Operation};

/// What a body argument is called.
const NAME: &str = "body";

/// The type of the argument.
pub(super) fn argument<'a>(api: &'a Api, body: &'a Body, uses: &mut Uses<'a>) -> String {
    match body.cases.as_slice() {
        [case] => match &case.format {
            BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => borrowed(api, ty, uses),
            BodyFormat::Multipart { name, .. } => name.clone(),
            BodyFormat::Text => "&str".to_owned(),
            BodyFormat::Binary => {
                uses.runtime("Upload");
                "impl Into<Upload>".to_owned()
            }
        },
        _ => body.choice.clone(),
    }
}

/// Adds the statements that give a draft its body and make the call.
pub(super) fn give<'a>(
    api: &'a Api,
    draft: &Chain,
    body: &'a Body,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    uses.has_style |= needs_style(body);
    if let [case] = body.cases.as_slice() {
        let value = match &case.format {
            BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => by_reference(api, NAME, ty),
            _ => NAME.to_owned(),
        };
        let draft = give_case(draft.clone(), case, value);
        draft.then("call", Vec::new()).write(out, 8, "", "");
        return;
    }
    let draft = if draft.is_bare() {
        draft.clone()
    } else {
        draft.write(out, 8, "let draft = ", ";");
        Chain::value("draft")
    };
    out.extend(["        let draft = match ", NAME, " {\n"]);
    for case in &body.cases {
        let value = match &case.format {
            BodyFormat::Json(_) | BodyFormat::Form(..) => format!("&{NAME}"),
            _ => NAME.to_owned(),
        };
        let head = format!("{}::{}({NAME}) => ", body.choice, case.name);
        let draft = give_case(draft.clone(), case, value);
        if draft.fits(12 + head.len() + 1) {
            draft.write(out, 12, &head, ",");
        } else {
            out.extend(["            ", &head, "{\n"]);
            draft.write(out, 16, "", "");
            out.push_str("            }\n");
        }
    }
    out.push_str("        };\n        draft.call()\n");
}

fn give_case(draft: Chain, case: &BodyCase, value: String) -> Chain {
    let media_type = || layout::string(&case.media_type).into();
    let value = Argument::from(value);
    match &case.format {
        BodyFormat::Json(_) if case.media_type == "application/json" => {
            draft.then("json", vec![value])
        }
        BodyFormat::Json(_) => draft.then("json_as", vec![media_type(), value]),
        BodyFormat::Form(_, styles) if styles.is_empty() => draft.then("form", vec![value]),
        BodyFormat::Form(_, styles) => {
            let styles = Argument::Items(styles.iter().map(style).collect());
            draft.then("form_styled", vec![value, styles])
        }
        BodyFormat::Multipart { .. } => draft.then("multipart", vec![value]),
        BodyFormat::Text => draft.then("text", vec![media_type(), value]),
        BodyFormat::Binary => draft.then("upload", vec![media_type(), value]),
    }
}

/// How a field of a form is written.
fn style(field: &FieldStyle) -> String {
    let name = &field.wire;
    if field.json {
        format!("crate::runtime::body::form::json({name:?})")
    } else {
        let (style, explode) = (style_path(field.style), field.explode);
        format!("crate::runtime::body::form::styled({name:?}, {style}, {explode})")
    }
}

/// Whether giving the body mentions a style.
fn needs_style(body: &Body) -> bool {
    body.cases.iter().any(|case| match &case.format {
        BodyFormat::Form(_, styles) => styles.iter().any(|style| !style.json),
        _ => false,
    })
}

/// Adds the types that the body needs: forms, and the enum of several media types.
pub(super) fn types<'a>(
    api: &'a Api,
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let Some(body) = &operation.body else { return };
    for case in &body.cases {
        if let BodyFormat::Multipart { name, fields } = &case.format {
            form(api, operation, name, fields, uses, out);
        }
    }
    if body.cases.len() > 1 {
        choice(api, operation, body, uses, out);
    }
}

fn choice<'a>(
    api: &'a Api,
    operation: &'a Operation,
    body: &'a Body,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let docs = or_sentence(&body.docs, || {
        format!("A body of [`Client::{}`].", operation.name)
    });
    out.push('\n');
    docs::comment(out, "", &docs);
    out.extend(["#[derive(Debug)]\npub enum ", &body.choice, " {\n"]);
    for case in &body.cases {
        docs::comment(out, "    ", &format!("{}.", code(&case.media_type)));
        layout::variant(out, &case.name, |out| match &case.format {
            BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => ty::text(api, ty, uses, out),
            BodyFormat::Multipart { name, .. } => out.push_str(name),
            BodyFormat::Text => out.push_str("String"),
            BodyFormat::Binary => {
                uses.runtime("Upload");
                out.push_str("Upload");
            }
        });
    }
    out.push_str("}\n");
}

/// The word for a field of a multipart form in its table, and what is put around its type.
pub(super) fn form_field(api: &Api, field: &FormField) -> (&'static str, &'static [&'static str]) {
    let optional: &[&str] = if field.required { &[] } else { &["Option"] };
    match &field.ty.kind {
        Kind::Binary if field.required => ("file", optional),
        Kind::Binary => ("files", optional),
        // No file at all is an empty list.
        Kind::List(item) if item.kind == Kind::Binary => ("files", &[]),
        Kind::List(item) if is_scalar(api, item) => ("text", optional),
        _ if is_scalar(api, &field.ty) => ("text", optional),
        _ if field.required => ("json", optional),
        _ => ("optional_json", optional),
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
    out: &mut String,
) {
    let has_default = !fields.iter().any(is_needed);
    out.push('\n');
    let docs = format!("The form that [`Client::{}`] sends.", operation.name);
    docs::comment(out, "", &docs);
    out.push_str(if has_default {
        "#[derive(Debug, Default)]\n"
    } else {
        "#[derive(Debug)]\n"
    });
    out.extend([
        "pub struct ",
        name,
        " {",
        if fields.is_empty() { "" } else { "\n" },
    ]);
    for field in fields {
        let docs = or_sentence(&field.docs, || format!("The part {}.", code(&field.wire)));
        docs::comment(out, "    ", &docs);
        layout::typed(out, &format!("    pub {}:", field.name), ",", |out| {
            ty::wrapped(api, form_field(api, field).1, &field.ty, uses, out);
        });
    }
    out.push_str("}\n");
    if !has_default {
        constructor(api, name, fields, uses, out);
    }
}

fn constructor<'a>(
    api: &'a Api,
    name: &str,
    fields: &'a [FormField],
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = &field.name;
        let value = match &field.ty.kind {
            Kind::List(item) if item.kind == Kind::Binary => "Vec::new()".to_owned(),
            _ if !field.required => "None".to_owned(),
            _ => {
                let (argument, value) = structs::argument(api, name, &field.ty, uses);
                arguments.push((name.clone(), argument));
                value
            }
        };
        values.push((name.clone(), value));
    }
    structs::implementation(out, name, &arguments, &values);
}
