//! The document, as its author wrote it: the first layer.
//!
//! Bytes become a light tree ([`tree`]); typed views of its nodes ([`document`], [`operation`], [`schema`]) are made on
//! the way through it. They level out what differs between 3.0 and 3.1, and between what is written
//! and what is meant; nothing in here knows of Rust.

mod build;
pub(crate) mod document;
pub(crate) mod operation;
mod pointer;
pub(crate) mod read;
pub(crate) mod reference;
pub(crate) mod schema;
pub(crate) mod tree;

use crate::Error;
use tree::{Node, Tree, Value};

/// An OpenAPI 3.0 or 3.1 document.
///
/// Borrows from the text where it can.
#[derive(Debug)]
pub struct Document<'a> {
    tree: Tree<'a>,
}

/// Reads a document from JSON or YAML text.
///
/// Of repeated members of an object the last one counts, with a warning when the document is lowered.
/// Fails on text that is neither, and on versions other than 3.0 and 3.1.
pub fn parse(bytes: &[u8]) -> Result<Document<'_>, Error> {
    let tree = build::build(bytes)?;
    let document = Document { tree };
    check_version(document.root()?)?;
    Ok(document)
}

impl Document<'_> {
    /// The outermost object.
    pub(crate) fn root(&self) -> Result<Node<'_>, Error> {
        self.tree
            .root()
            .filter(|root| root.is_object())
            .ok_or_else(|| {
                Error::new(
                    "",
                    "not an OpenAPI document: an object was expected",
                    "pass a document that begins with `openapi: 3.1.0` or the like",
                )
            })
    }

    /// Members that a later one of the same name replaced.
    pub(crate) fn replaced(&self) -> impl Iterator<Item = Node<'_>> {
        self.tree.replaced()
    }
}

fn check_version(root: Node<'_>) -> Result<(), Error> {
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
    let supported = ["3.0", "3.1"].into_iter().any(|minor| {
        version == minor
            || version
                .strip_prefix(minor)
                .is_some_and(|rest| rest.starts_with('.'))
    });
    if supported {
        Ok(())
    } else {
        Err(Error::new(
            node.pointer(),
            format!("OpenAPI {version} isn't understood: only 3.0 and 3.1 are"),
            "write the document in OpenAPI 3.1",
        ))
    }
}
