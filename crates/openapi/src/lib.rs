//! Reads OpenAPI documents: JSON or YAML, OpenAPI 3.0 or 3.1.
//!
//! ```text
//! bytes ─ parse ► Document ─ Schemas ► what is written in each place, and what all that applies to a value comes to
//! ```
//!
//! A [`Document`] is a light tree of the text. What stands in it is looked at through [`document`] and [`operation`],
//! which level out what differs between the versions, and between what is written and what is meant. [`Schemas`] answers
//! everything about schemas: what is written ([`Schema`]), what it comes to with all that it refers to ([`Merged`]),
//! whether it merely refers to another, whether null is allowed. Each question is asked once, by place, so that
//! documents whose schemas share parts take no longer than others; what would multiply is refused. What was mended or
//! left out on the way is in [`Notes`].
//!
//! Nothing in here knows what is made of a document: a client, a site, a server.
//!
//! ```
//! use apicrate_openapi::{Notes, Schemas, Types, parse};
//!
//! let text = br##"{ "openapi": "3.1.0", "components": { "schemas": {
//!     "Lamp": { "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] },
//!     "Light": { "allOf": [
//!         { "$ref": "#/components/schemas/Lamp" },
//!         { "properties": { "level": { "type": ["integer", "null"] } } }
//!     ] }
//! } } }"##;
//! let document = parse(text)?;
//! let schemas = Schemas::new(&document, Notes::new(&document));
//! let light = schemas.merged(schemas.components[1]);
//! assert!(light.is_object() && light.required.contains("id"));
//! let level = &light.properties["level"];
//! assert!(schemas.merged_of(level).is_only(Types::INTEGER));
//! assert!(schemas.all_nullable(level.nodes()));
//! assert!(schemas.notes.finish()?.is_empty());
//! # Ok::<(), apicrate_openapi::Error>(())
//! ```

mod build;
mod code;
pub mod document;
mod error;
mod family;
mod limits;
mod merge;
mod merged;
mod nullable;
pub mod operation;
mod pointer;
pub mod read;
mod reference;
mod schema;
mod schemas;
mod tree;
mod types;
mod unions;
#[cfg(feature = "yaml")]
mod yaml;

pub use code::Code;
pub use error::{Error, Warning};
pub use family::{Family, Member};
pub use limits::Limits;
pub use merge::Said;
pub use merged::{Group, Merged, Parts, Subs};
pub use read::Notes;
pub use schema::{Discriminator, Schema};
pub use schemas::Schemas;
pub use tree::{Node, Value};
pub use types::Types;

use std::sync::OnceLock;

use indexmap::IndexMap;

use tree::Tree;

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
pub enum Version {
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
    pub fn root(&self) -> Node<'_> {
        self.tree.node(0)
    }

    /// How many nodes it has.
    pub fn count(&self) -> usize {
        self.tree.count()
    }

    /// The version that it follows.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Members that a later one of the same name replaced.
    pub fn replaced(&self) -> impl Iterator<Item = Node<'_>> {
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
