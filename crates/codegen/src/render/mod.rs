//! From the model to files: what each construct looks like in Rust.
//!
//! Code and tables are written as text, in the lines into which rustfmt would break them ([`layout`]). Files are rendered
//! side by side, large ones in portions, and put together in their order.

mod aliases;
mod argument;
mod auth;
mod body;
mod codec;
mod docs;
#[cfg(test)]
mod doctests;
mod enums;
mod example;
mod forms;
mod head;
mod imports;
mod layout;
mod library;
mod manifest;
mod models;
mod needs;
mod operation;
mod operation_docs;
mod operations;
mod outcome;
mod parallel;
mod parameters;
mod plan;
mod readme;
mod replies;
mod runtime;
mod schema;
mod servers;
mod structs;
#[cfg(test)]
mod test_support;
mod ty;
mod unions;
mod uses;

use crate::model::Api;
use crate::options::Options;
use apicrate_artifacts::Artifact;

pub(crate) use manifest::is_dependency;

/// The files of the client crate, sorted by path.
///
/// The same API and options give the same bytes on every machine.
#[must_use]
pub(crate) fn render(api: &Api, options: &Options) -> Vec<Artifact> {
    plan::render(api, options)
}
