//! The document, as its author wrote it: the first layer.
//!
//! Bytes become a light tree (`tree`); typed views of its nodes (`document`, `operation`, `schema`) are made on
//! the way through it. They level out what differs between 3.0 and 3.1, and between what is written
//! and what is meant; nothing in here knows of Rust.

mod build;
pub(crate) mod document;
pub(crate) mod family;
mod limits;
pub(crate) mod merge;
pub(crate) mod merged;
mod nullable;
pub(crate) mod operation;
mod pointer;
pub(crate) mod read;
mod reference;
pub(crate) mod schema;
pub(crate) mod schemas;
pub(crate) mod tree;
mod types;
mod unions;
#[cfg(feature = "yaml")]
mod yaml;

use std::sync::OnceLock;

use indexmap::IndexMap;

use crate::Error;
use tree::{Node, Tree, Value};

/// An OpenAPI 3.0 or 3.1 document.
///
/// Borrows from the text where it can.
#[derive(Debug)]
pub struct Document<'a> {
    tree: Tree<'a>,
    version: Version,
    /// The names that schemas give themselves, once somebody asks for one.
    names: OnceLock<IndexMap<String, usize>>,
}

/// A version of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// 3.0.
    V3_0,
    /// 3.1.
    V3_1,
}

/// Reads a document from JSON or YAML text.
///
/// Of repeated members of an object the last one counts, with a warning when the document is lowered.
/// Fails on text that is neither, and on versions other than 3.0 and 3.1.
pub fn parse(bytes: &[u8]) -> Result<Document<'_>, Error> {
    let tree = build::build(bytes)?;
    let version = version(root(&tree)?)?;
    Ok(Document {
        tree,
        version,
        names: OnceLock::new(),
    })
}

impl Document<'_> {
    /// The outermost object.
    pub(crate) fn root(&self) -> Node<'_> {
        self.tree.node(0)
    }

    /// How many nodes it has.
    pub(crate) fn count(&self) -> usize {
        self.tree.count()
    }

    /// The version that it follows.
    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// Members that a later one of the same name replaced.
    pub(crate) fn replaced(&self) -> impl Iterator<Item = Node<'_>> {
        self.tree.replaced()
    }
}

fn root<'t>(tree: &'t Tree<'t>) -> Result<Node<'t>, Error> {
    let found = match tree.root().map(|root| (root, root.value())) {
        Some((root, _)) if root.is_object() => return Ok(root),
        None | Some((_, Value::Null)) => "nothing",
        Some((_, Value::Array)) => "a list",
        Some((_, Value::String(_))) => "a text",
        Some(_) => "a number or the like",
    };
    Err(Error::new(
        "",
        format!("not an OpenAPI document: an object was expected, {found} was found"),
        "pass a document that begins with `openapi: 3.1.0` or the like",
    ))
}

fn version(root: Node<'_>) -> Result<Version, Error> {
    if let Some(version) = root.get("swagger") {
        return Err(Error::new(
            version.pointer(),
            "a Swagger 2.0 document: only OpenAPI 3.0 and 3.1 are understood",
            "convert it to OpenAPI 3 first, for instance with swagger2openapi",
        ));
    }
    let Some(node) = root.get("openapi") else {
        return Err(Error::new(
            "#",
            "not an OpenAPI document: it has no `openapi`",
            "say which version it follows, `openapi: 3.1.0` for instance",
        ));
    };
    let version = match node.value() {
        Value::String(text) => text.trim().to_owned(),
        Value::Float(number) => read::float_text(*number),
        Value::Int(number) => number.to_string(),
        _ => read::json_text(node),
    };
    for (minor, known) in [("3.0", Version::V3_0), ("3.1", Version::V3_1)] {
        let rest = version.strip_prefix(minor);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
            return Ok(known);
        }
    }
    Err(Error::new(
        node.pointer(),
        format!("OpenAPI {version} isn't understood: only 3.0 and 3.1 are"),
        "write the document in OpenAPI 3.1",
    ))
}
