//! Operations: those of paths, and those of webhooks.

use serde_json::Value;

use super::names::Names;
use super::security::{Requirement, requirements};
use super::{Api, Server, list, members, resolve, servers, text};
use crate::bounded::start;

/// The methods that a path can have, in the order in which they are shown.
pub(crate) const METHODS: [&str; 9] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace", "query",
];

/// Operations that the site has pages for, at most. The document beside it has all.
const MOST: usize = 10_000;
/// Parameters of a path or an operation that are read.
const MOST_PARAMETERS: usize = 400;
/// Responses of an operation that are read.
const MOST_RESPONSES: usize = 100;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The reader calls the API.
    Path,
    /// The API calls the reader.
    Webhook,
}

/// An operation as it is read by people.
#[derive(Debug, Clone)]
pub(crate) struct Operation<'a> {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    /// Its page.
    pub(crate) address: String,
    /// In capitals.
    pub(crate) method: String,
    /// The path's template, or the webhook's name.
    pub(crate) path: &'a str,
    /// What people call it.
    pub(crate) summary: String,
    /// The path item that it is of.
    pub(crate) item: &'a Value,
    pub(crate) value: &'a Value,
}

/// All operations of the document.
pub(super) fn all<'a>(document: &'a Value, names: &mut Names) -> Vec<Operation<'a>> {
    let mut operations = Vec::new();
    let webhooks = members(&document["webhooks"]).chain(members(&document["x-webhooks"]));
    let kinds = members(&document["paths"])
        .map(|(path, item)| (Kind::Path, path, item))
        .chain(webhooks.map(|(name, item)| (Kind::Webhook, name, item)));
    for (kind, path, item) in kinds {
        let item = resolve(document, item);
        for (method, value) in methods(item).take(MOST - operations.len()) {
            operations.push(Operation::read(kind, path, item, method, value, names));
        }
    }
    operations
}

/// The operations of a path item by their methods.
pub(crate) fn methods(item: &Value) -> impl Iterator<Item = (&str, &Value)> {
    METHODS
        .iter()
        .filter_map(|method| Some((*method, item.get(*method)?)))
        .filter(|(_, operation)| operation.is_object())
        .chain(members(&item["additionalOperations"]))
}

impl<'a> Operation<'a> {
    fn read(
        kind: Kind,
        path: &'a str,
        item: &'a Value,
        method: &str,
        value: &'a Value,
        names: &mut Names,
    ) -> Self {
        let id = match text(value, "operationId") {
            "" => format!("{method} {path}"),
            id => id.to_owned(),
        };
        let summary = [
            text(value, "summary"),
            text(item, "summary"),
            text(value, "operationId"),
        ]
        .into_iter()
        .find(|summary| !summary.is_empty())
        .map_or_else(|| format!("{} {path}", method.to_uppercase()), plain);
        let folder = match kind {
            Kind::Path => "operations",
            Kind::Webhook => "webhooks",
        };
        Self {
            kind,
            address: names.give(folder, &id),
            id,
            method: method.to_uppercase(),
            path,
            summary,
            item,
            value,
        }
    }

    /// The parameters of the path and those of the operation, which take precedence.
    pub(crate) fn parameters(&self, api: &Api<'a>) -> Vec<&'a Value> {
        let mut parameters: indexmap::IndexMap<(&str, &str), &'a Value> = indexmap::IndexMap::new();
        let listed = [&self.item["parameters"], &self.value["parameters"]];
        for parameter in listed
            .into_iter()
            .flat_map(|listed| list(listed).take(MOST_PARAMETERS))
        {
            let parameter = api.resolve(parameter);
            parameters.insert((text(parameter, "in"), text(parameter, "name")), parameter);
        }
        parameters.into_values().collect()
    }

    /// The credentials that will do, each alternative by itself; `None` where the document says nothing.
    pub(crate) fn security(&self, api: &Api<'a>) -> Option<Vec<Requirement<'a>>> {
        let said = requirements(self.value);
        match self.kind {
            Kind::Path => said.or_else(|| requirements(api.document)),
            // What the API's own calls prove isn't what is asked of its callers.
            Kind::Webhook => said,
        }
    }

    /// The servers of the operation or its path, where they have some of their own.
    pub(crate) fn own_servers(&self) -> Vec<Server<'a>> {
        match servers(self.value) {
            own if own.is_empty() => servers(self.item),
            own => own,
        }
    }

    /// The responses by their statuses.
    pub(crate) fn responses(&self, api: &Api<'a>) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let document = api.document;
        responses(self.value).map(move |(status, response)| (status, resolve(document, response)))
    }

    pub(crate) fn is_deprecated(&self) -> bool {
        self.value["deprecated"] == true
    }
}

/// The responses of an operation as the document has them.
pub(crate) fn responses(operation: &Value) -> impl Iterator<Item = (&str, &Value)> {
    members(&operation["responses"])
        .filter(|(status, _)| !status.starts_with("x-"))
        .take(MOST_RESPONSES)
}

/// A summary without the marks of Markdown, which titles and lists don't draw, and of a bearable length.
fn plain(summary: &str) -> String {
    let plain: String = start(summary, 1000)
        .replace(['`', '*'], "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match plain.char_indices().nth(160) {
        Some((end, _)) => format!("{} …", &plain[..end]),
        None => plain,
    }
}
