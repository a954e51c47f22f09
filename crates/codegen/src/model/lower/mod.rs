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
mod merge;
mod nullable;
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
use crate::parse::Document;
use crate::parse::read::Notes;
use crate::{Error, Warning};
use schema::Lowering;
use security::Schemes;

/// Turns a document into the model of its client.
///
/// What had to be mended, left out or made weaker on the way is told in the warnings, in the order it was met.
/// Fails on what a client can't be faithful to: references out of the document, nesting without end.
pub fn lower(document: &Document<'_>) -> Result<(Api, Vec<Warning>), Error> {
    let notes = Notes::new(document.version());
    for member in document.replaced() {
        notes.warn(
            member,
            "this name occurs twice in its object: the last one counts",
            "remove one of them",
        );
    }
    let mut lowering = Lowering::new(document, notes)?;
    lowering.components()?;
    let mut schemes = Schemes::new(document, &lowering)?;
    let operations = document.operations(&lowering.notes)?;
    schemes.settle(document, &operations, &lowering.notes);
    let modules = operation::modules(document, &operations, &mut lowering, &schemes)?;
    let info = document.info(&lowering.notes);
    let about = info.description.or(info.summary).unwrap_or_default();
    let api = Api {
        title: said(info.title.as_deref(), "the API", "title", &lowering.notes),
        version: said(info.version.as_deref(), "0.1.0", "version", &lowering.notes),
        docs: docs::markdown(&about),
        servers: server::servers(document, &operations, &lowering.notes),
        schemes: schemes.known,
        types: Vec::new(),
        modules,
    };
    let (api, notes) = settle::settle(api, lowering);
    Ok((api, notes.into_warnings()))
}

/// What `info` says, or what stands for it.
fn said(text: Option<&str>, instead: &str, key: &str, notes: &Notes) -> String {
    // Whatever its author put between them, its words stand in one line.
    let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
    if !words.is_empty() {
        return words.join(" ");
    }
    notes.add(Warning {
        pointer: "#/info".to_owned(),
        message: format!("no `{key}`: \"{instead}\" stands for it"),
        hint: format!("give the document a `{key}`"),
    });
    instead.to_owned()
}
