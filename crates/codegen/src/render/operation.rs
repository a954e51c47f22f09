//! An operation: the client's method, its marker type, and what its call lets one set.

use syn::{Expr, ImplItemFn, Stmt, Type as Tree};

use super::argument::borrowed;
use super::docs::{code, or_sentence, paragraph};
use super::operations::Settings;
use super::structs::MANY_ARGUMENTS;
use super::uses::Uses;
use super::{body, operation_docs, outcome, parameters, print, tree};
use crate::model::{Api, Body, Operation, Parameter, PathPiece, Requirement};

/// Everything that belongs to an operation.
pub(super) fn render<'a>(
    api: &'a Api,
    (usual_security, owners): Settings<'_, 'a>,
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    text.push('\n');
    text.push_str(&print::methods(
        "impl Client",
        [method(api, usual_security, operation, uses)],
    ));
    text.push('\n');
    text.push_str(&print::item(marker(operation)));
    let setters = setters(api, operation, uses);
    if !setters.is_empty() {
        text.push('\n');
        text.push_str(&print::methods(
            &format!("impl Call<'_, {}>", operation.marker),
            setters,
        ));
    }
    body::types(api, operation, uses, text);
    outcome::types(api, owners, operation, uses, text);
}

/// `pub fn name(&self, required…) -> Call<'_, Marker>`.
fn method<'a>(
    api: &'a Api,
    usual_security: &[Requirement],
    operation: &'a Operation,
    uses: &mut Uses<'a>,
) -> ImplItemFn {
    let required = parameters::required(operation);
    let mut arguments: Vec<(String, Tree)> = Vec::with_capacity(required.len() + 1);
    for parameter in &required {
        arguments.push((parameter.name.clone(), borrowed(api, &parameter.ty, uses).0));
    }
    let mut draft = start(operation);
    if operation.security != usual_security {
        draft = tree::call_method(draft, "auth", [security(&operation.security)]);
    }
    for parameter in parameters::in_path(operation) {
        draft = give(api, draft, parameter, uses);
    }
    for parameter in required
        .iter()
        .filter(|parameter| !parameters::is_in_path(parameter))
    {
        draft = give(api, draft, parameter, uses);
    }
    let statements = match &operation.body {
        Some(body) if body.required => {
            arguments.push(("body".to_owned(), body::argument(api, body, uses)));
            with_body(api, draft, body, uses)
        }
        _ => tree::tail(tree::call_method(draft, "call", [])),
    };
    let mut attributes = tree::docs(&operation_docs::of(api, operation));
    if operation.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    if arguments.len() >= MANY_ARGUMENTS {
        attributes.push(tree::allow(
            "clippy::too_many_arguments",
            "all of them are required",
        ));
    }
    let output = tree::generic_elided("Call", tree::named(&operation.marker));
    let receiver = tree::SelfArgument::Reference;
    tree::method(
        attributes,
        &operation.name,
        receiver,
        arguments,
        output,
        statements,
    )
}

fn give<'a>(api: &'a Api, draft: Expr, parameter: &'a Parameter, uses: &mut Uses<'a>) -> Expr {
    uses.has_style |= parameters::needs_style(api, parameter);
    let (_, is_reference) = borrowed(api, &parameter.ty, uses);
    parameters::give(api, draft, parameter, is_reference)
}

/// The statements that give a draft its body and make the call.
fn with_body<'a>(api: &'a Api, draft: Expr, body: &'a Body, uses: &mut Uses<'a>) -> Vec<Stmt> {
    if body.cases.len() == 1 {
        let draft = body::give(api, draft, body, uses);
        return tree::tail(tree::call_method(draft, "call", []));
    }
    let choice = body::give(api, tree::value("draft"), body, uses);
    let mut statements = vec![
        tree::let_value("draft", draft),
        tree::let_value("draft", choice),
    ];
    statements.extend(tree::tail(tree::call_method(
        tree::value("draft"),
        "call",
        [],
    )));
    statements
}

/// `Draft::new(self, Method::GET, "/path/{gap}")`.
fn start(operation: &Operation) -> Expr {
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
    let method = tree::value(&format!("Method::{}", operation.method));
    tree::call(
        "Draft::new",
        [tree::value("self"), method, tree::string(&template)],
    )
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
fn security(alternatives: &[Requirement]) -> Expr {
    tree::borrowed_array(alternatives.iter().map(|requirement| {
        tree::borrowed_array(requirement.iter().map(|scheme| tree::index(*scheme)))
    }))
}

fn marker(operation: &Operation) -> syn::Item {
    let docs = format!("The operation of [`Client::{}`].", operation.name);
    let mut attributes = tree::docs(&docs);
    attributes.push(tree::derive_marker());
    tree::item_unit(attributes, &operation.marker)
}

/// A method of the call for each optional parameter, and for an optional body.
fn setters<'a>(api: &'a Api, operation: &'a Operation, uses: &mut Uses<'a>) -> Vec<ImplItemFn> {
    let mut setters: Vec<ImplItemFn> = parameters::optional(operation)
        .map(|parameter| setter(api, parameter, uses))
        .collect();
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let docs = or_sentence(&body.docs, || "The body.".to_owned());
        let arguments = vec![("body".to_owned(), body::argument(api, body, uses))];
        let statements = if body.cases.len() == 1 {
            with_body(api, own_draft(), body, uses)
        } else {
            let choice = body::give(api, own_draft(), body, uses);
            let call = tree::call_method(tree::value("draft"), "call", []);
            [vec![tree::let_value("draft", choice)], tree::tail(call)].concat()
        };
        setters.push(set(tree::docs(&docs), "body", arguments, statements));
    }
    setters
}

fn setter<'a>(api: &'a Api, parameter: &'a Parameter, uses: &mut Uses<'a>) -> ImplItemFn {
    let mut docs = or_sentence(&parameter.docs, || {
        format!("The parameter {}.", code(&parameter.wire))
    });
    if let Some(default) = &parameter.default {
        paragraph(&mut docs, &format!("Default: {}.", code(default)));
    }
    let mut attributes = tree::docs(&docs);
    if parameter.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    let arguments = vec![(parameter.name.clone(), borrowed(api, &parameter.ty, uses).0)];
    let draft = give(api, own_draft(), parameter, uses);
    let statements = tree::tail(tree::call_method(draft, "call", []));
    set(attributes, &parameter.name, arguments, statements)
}

fn own_draft() -> Expr {
    tree::member(tree::value("self"), "draft")
}

fn set(
    attributes: Vec<syn::Attribute>,
    name: &str,
    arguments: Vec<(String, Tree)>,
    statements: Vec<Stmt>,
) -> ImplItemFn {
    let output = tree::named("Self");
    tree::method(
        attributes,
        name,
        tree::SelfArgument::Value,
        arguments,
        output,
        statements,
    )
}

#[cfg(test)]
mod tests;
