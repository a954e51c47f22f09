//! An operation: the client's method, its marker type, and what its call lets one set.

use super::argument::borrowed;
use super::docs::{self, code, or_sentence, paragraph};
use super::layout::{self, Argument, Chain};
use super::operations::Settings;
use super::uses::Uses;
use super::{body, operation_docs, outcome, parameters};
use crate::model::{Api, Operation, Parameter, PathPiece, Requirement};

/// Adds everything that belongs to an operation.
pub(super) fn render<'a>(
    api: &'a Api,
    (usual_security, owners): Settings<'_, 'a>,
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    out.push_str("\nimpl Client {\n");
    method(api, usual_security, operation, uses, out);
    out.push_str("}\n\n");
    let docs = format!("The operation of [`Client::{}`].", operation.name);
    docs::comment(out, "", &docs);
    out.push_str("#[derive(Debug, Clone, Copy)]\n");
    out.extend(["pub struct ", &operation.marker, ";\n"]);
    setters(api, operation, uses, out);
    body::types(api, operation, uses, out);
    outcome::types(api, owners, operation, uses, out);
}

/// Adds `pub fn name(&self, required…) -> Call<'_, Marker>`.
fn method<'a>(
    api: &'a Api,
    usual_security: &[Requirement],
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let required = parameters::required(operation);
    let mut arguments: Vec<(String, String)> = Vec::with_capacity(required.len() + 1);
    for parameter in &required {
        arguments.push((parameter.name.clone(), borrowed(api, &parameter.ty, uses)));
    }
    let body = operation.body.as_ref().filter(|body| body.required);
    if let Some(body) = body {
        arguments.push(("body".to_owned(), body::argument(api, body, uses)));
    }
    let docs = operation_docs::of(api, operation);
    docs::item(out, "    ", &docs, operation.deprecated);
    let output = format!("Call<'_, {}>", operation.marker);
    layout::signature(out, &operation.name, "&self", &arguments, &output);
    let mut draft = start(operation);
    if operation.security != usual_security {
        draft = draft.then("auth", vec![security(&operation.security)]);
    }
    let elsewhere = required
        .into_iter()
        .filter(|parameter| !parameters::is_in_path(parameter));
    for parameter in parameters::in_path(operation).chain(elsewhere) {
        draft = give(api, draft, parameter, uses);
    }
    match body {
        Some(body) => body::give(api, &draft, body, uses, out),
        None => draft.then("call", Vec::new()).write(out, 8, "", ""),
    }
    out.push_str("    }\n");
}

fn give<'a>(api: &'a Api, draft: Chain, parameter: &'a Parameter, uses: &mut Uses<'a>) -> Chain {
    uses.has_style |= parameters::needs_style(api, parameter);
    parameters::give(api, draft, parameter)
}

/// `Draft::new(self, Method::GET, "/path/{gap}")`.
fn start(operation: &Operation) -> Chain {
    let mut template = String::with_capacity(operation.path.len());
    for piece in &operation.pieces {
        match piece {
            PathPiece::Literal(text) => template.push_str(text),
            PathPiece::Parameter(index) => {
                let name = operation
                    .parameters
                    .get(*index)
                    .map_or("", |found| gap_name(found));
                template.extend(["{", name, "}"]);
            }
        }
    }
    let method = format!("Method::{}", operation.method);
    let arguments = vec![
        "self".into(),
        method.into(),
        layout::string(&template).into(),
    ];
    Chain::call("Draft::new", arguments)
}

/// The name on the wire, unless it would end the gap.
fn gap_name(parameter: &Parameter) -> &str {
    if parameter.wire.contains(['{', '}']) {
        &parameter.name
    } else {
        &parameter.wire
    }
}

/// `&[&[0, 1], &[2]]`.
pub(super) fn security(alternatives: &[Requirement]) -> Argument {
    let requirement = |schemes: &Requirement| {
        let schemes: Vec<String> = schemes.iter().map(usize::to_string).collect();
        format!("&[{}]", schemes.join(", "))
    };
    Argument::Items(alternatives.iter().map(requirement).collect())
}

/// Adds a method of the call for each optional parameter, and for an optional body.
fn setters<'a>(api: &'a Api, operation: &'a Operation, uses: &mut Uses<'a>, out: &mut String) {
    let body = operation.body.as_ref().filter(|body| !body.required);
    if body.is_none() && parameters::optional(operation).next().is_none() {
        return;
    }
    out.push('\n');
    layout::implementation(out, &format!("Call<'_, {}>", operation.marker));
    let start = out.len();
    for parameter in parameters::optional(operation) {
        out.push_str(if out.len() == start { "" } else { "\n" });
        setter(api, parameter, uses, out);
    }
    if let Some(body) = body {
        out.push_str(if out.len() == start { "" } else { "\n" });
        let docs = or_sentence(&body.docs, || "The body.".to_owned());
        docs::comment(out, "    ", &docs);
        let argument = body::argument(api, body, uses);
        layout::signature(
            out,
            "body",
            "self",
            &[("body".to_owned(), argument)],
            "Self",
        );
        body::give(api, &Chain::field("self.draft"), body, uses, out);
        out.push_str("    }\n");
    }
    out.push_str("}\n");
}

fn setter<'a>(api: &'a Api, parameter: &'a Parameter, uses: &mut Uses<'a>, out: &mut String) {
    let mut docs = or_sentence(&parameter.docs, || {
        format!("The parameter {}.", code(&parameter.wire))
    });
    if let Some(default) = &parameter.default {
        paragraph(&mut docs, &format!("Default: {}.", code(default)));
    }
    docs::item(out, "    ", &docs, parameter.deprecated);
    let argument = borrowed(api, &parameter.ty, uses);
    let arguments = [(parameter.name.clone(), argument)];
    layout::signature(out, &parameter.name, "self", &arguments, "Self");
    let draft = give(api, Chain::field("self.draft"), parameter, uses);
    draft.then("call", Vec::new()).write(out, 8, "", "");
    out.push_str("    }\n");
}

#[cfg(test)]
mod tests;
