//! Lowering: from the document to the [`Api`].
//!
//! Every component schema gets a place among the types first, so that references need no order; then
//! schemas and operations are lowered in document order ([`schema`], [`operation`]), and what follows from the whole is
//! settled at the end ([`settle`]): order, names, directions, files, boxes.

mod body;
mod components;
mod enums;
mod family;
mod hint;
mod media;
mod object;
mod operation;
mod parameter;
mod path;
mod reference;
mod reply;
mod rules;
mod scalar;
mod schema;
mod security;
mod server;
mod settle;
mod types;
mod union;
mod walk;

use super::{Api, docs};
use crate::{Error, Warning};
use apicrate_openapi::Code;
use apicrate_openapi::operation::Operation;
use apicrate_openapi::{Document, Notes, Schemas};
use schema::Lowering;
use security::Schemes;

/// Turns a document into the model of its client.
///
/// What had to be mended, left out or made weaker on the way is told in the warnings, in the order it was met.
/// Fails on what a client can't be faithful to: references out of the document, nesting without end.
pub fn lower(document: &Document<'_>) -> Result<(Api, Vec<Warning>), Error> {
    let notes = Notes::new(document);
    for member in document.replaced() {
        notes.warn(
            member,
            Code::Duplicate,
            "this name occurs twice in its object: the last one counts",
            "remove one of them",
        );
    }
    let schemas = Schemas::new(document, notes);
    let notes = &schemas.notes;
    let mut lowering = Lowering::new(&schemas);
    lowering.components();
    let mut security = Schemes::new(document, notes);
    let operations = document.operations(notes);
    security.settle(document, &operations, notes);
    let modules = operation::modules(&operations, &mut lowering, &security);
    tell_of_events(document, &operations, notes);
    let info = document.info(notes);
    let about = info.description.or(info.summary).unwrap_or_default();
    let api = Api {
        title: said(info.title.as_deref(), "the API", "title", notes),
        version: said(info.version.as_deref(), "0.1.0", "version", notes),
        docs: docs::markdown(&about),
        servers: server::servers(document, &operations, notes),
        schemes: security.known,
        types: Vec::new(),
        modules,
    };
    let api = settle::settle(api, lowering);
    Ok((api, notes.finish()?))
}

/// Tells of requests that the server makes: there is nothing for a client to call.
fn tell_of_events(document: &Document<'_>, operations: &[Operation<'_>], notes: &Notes) {
    let callbacks = operations
        .iter()
        .map(|operation| operation.node.get("callbacks"));
    for events in [document.root().get("webhooks")]
        .into_iter()
        .chain(callbacks)
        .flatten()
    {
        if events.children().next().is_some() {
            notes.warn(
                events,
                Code::Event,
                "requests that the server makes: left out, with the types that are written within",
                "put their schemas into `components`: these become types of the client",
            );
        }
    }
}

/// What `info` says, or what stands for it.
fn said(text: Option<&str>, instead: &str, key: &str, notes: &Notes) -> String {
    // Whatever its author put between them, its words stand in one line.
    let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
    if !words.is_empty() {
        return words.join(" ");
    }
    notes.add(Warning::new(
        "#/info",
        Code::Info,
        format!("no `{key}`: \"{instead}\" stands for it"),
        format!("give the document a `{key}`"),
    ));
    instead.to_owned()
}
