//! What a document says, as pages need it: references followed, everything in the document's order.

mod names;
mod operation;
mod schema;
mod security;
mod server;
mod tag;

use indexmap::IndexMap;
use serde_json::Value;

use crate::Error;
use names::Names;

pub(crate) use operation::{Kind, METHODS, Operation, responses};
use schema::Memo;
pub(crate) use schema::{Property, View};
pub(crate) use security::{Requirement, Scheme};
pub(crate) use server::{Server, servers};
pub(crate) use tag::{Group, Tag};

/// Named schemas that the site has pages for, at most. The document beside it has all.
const MOST_MODELS: usize = 10_000;

/// A document as it is read by people.
#[derive(Debug, Clone)]
pub(crate) struct Api<'a> {
    pub(crate) document: &'a Value,
    pub(crate) title: &'a str,
    pub(crate) version: &'a str,
    pub(crate) servers: Vec<Server<'a>>,
    /// The operations of the paths, then those of the webhooks.
    pub(crate) operations: Vec<Operation<'a>>,
    pub(crate) tags: Vec<Tag<'a>>,
    /// The tags as the contents list them.
    pub(crate) groups: Vec<Group<'a>>,
    /// The addresses of the named schemas.
    pub(crate) models: IndexMap<&'a str, Model<'a>>,
    pub(crate) schemes: IndexMap<&'a str, Scheme<'a>>,
    views: Memo<'a>,
    /// Indices of the operations that the API calls.
    pub(crate) webhooks: Vec<usize>,
    /// Indices of the operations by their `operationId`.
    by_id: IndexMap<String, usize>,
    /// Indices of the operations by their pages.
    by_address: IndexMap<String, usize>,
    /// The first tag of each operation that has one, and the tags by their own pages.
    tags_of: IndexMap<String, usize>,
}

/// A named schema.
#[derive(Debug, Clone)]
pub(crate) struct Model<'a> {
    pub(crate) name: &'a str,
    /// Its page.
    pub(crate) address: String,
    pub(crate) schema: &'a Value,
}

impl<'a> Api<'a> {
    pub(crate) fn read(document: &'a Value) -> Result<Self, Error> {
        let version = document["openapi"].as_str().unwrap_or_default();
        if !version.starts_with("3.") {
            return Err(Error::new(format!(
                "/openapi: expected a version 3, such as \"3.1.0\", found {}",
                short(&document["openapi"])
            )));
        }
        let mut names = Names::default();
        let operations = operation::all(document, &mut names);
        let (tags, groups) = tag::all(document, &operations, &mut names);
        let models = members(&document["components"]["schemas"])
            .take(MOST_MODELS)
            .map(|(name, schema)| {
                let address = names.give("models", name);
                (
                    name,
                    Model {
                        name,
                        address,
                        schema,
                    },
                )
            })
            .collect();
        Ok(Self {
            document,
            title: text(&document["info"], "title"),
            version: text(&document["info"], "version"),
            servers: servers(document),
            views: Memo::default(),
            webhooks: operations
                .iter()
                .enumerate()
                .filter(|(_, operation)| operation.kind == Kind::Webhook)
                .map(|(index, _)| index)
                .collect(),
            by_address: operations
                .iter()
                .enumerate()
                .map(|(index, operation)| (operation.address.clone(), index))
                .collect(),
            tags_of: tag::by_address(&tags, &operations),
            by_id: operations
                .iter()
                .enumerate()
                .map(|(index, operation)| (operation.id.clone(), index))
                .collect(),
            operations,
            tags,
            groups,
            models,
            schemes: security::schemes(document),
        })
    }

    /// Follows a reference within the document, as far as it goes.
    pub(crate) fn resolve(&self, node: &'a Value) -> &'a Value {
        resolve(self.document, node)
    }

    /// The named schema that a reference leads to.
    pub(crate) fn model(&self, reference: &str) -> Option<&Model<'a>> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        self.models.get(unescaped(name).as_str())
    }

    /// The index of the operation that a page is about.
    pub(crate) fn index_of(&self, address: &str) -> Option<usize> {
        self.by_address.get(address).copied()
    }

    /// The index of the tag that a page is about, or its operation is of.
    pub(crate) fn tag_of(&self, address: &str) -> Option<usize> {
        self.tags_of.get(address).copied()
    }

    /// The operation of an `operationId`.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation<'a>> {
        self.by_id.get(id).map(|index| &self.operations[*index])
    }
}

/// Follows a reference within a document, as far as it goes.
pub(crate) fn resolve<'a>(document: &'a Value, mut node: &'a Value) -> &'a Value {
    // A circle of references is no document; it ends all the same.
    for _ in 0..32 {
        match node
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| target(document, reference))
        {
            Some(target) => node = target,
            None => break,
        }
    }
    node
}

/// What a reference within the document names.
pub(crate) fn target<'a>(document: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = reference.strip_prefix('#')?;
    document
        .pointer(pointer)
        .or_else(|| document.pointer(&decoded(pointer)))
}

/// A part of a pointer as the name it stands for.
fn unescaped(part: &str) -> String {
    decoded(part).replace("~1", "/").replace("~0", "~")
}

/// With its percent signs decoded, where they are well-formed.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).and_then(|code| str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The text of a member; empty where there is none.
pub(crate) fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The items of a list; none where it is no list.
pub(crate) fn list(array: &Value) -> impl Iterator<Item = &Value> {
    array.as_array().into_iter().flatten()
}

/// The members of an object; none where it is no object.
pub(crate) fn members(object: &Value) -> impl Iterator<Item = (&str, &Value)> {
    object
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

/// A value as an error shows it.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text,
    }
}
