//! `$ref`: from the text of a reference to the node it means.

use indexmap::IndexMap;

use crate::Error;
use crate::code::Code;
use crate::read::Notes;
use crate::tree::Node;
use crate::{Document, pointer};

/// References that lead to references are followed this far.
const MAX_HOPS: usize = 64;

/// Why a reference has no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dangling {
    /// It points out of the document.
    External,
    /// Nothing is there.
    Missing,
}

impl<'a> Document<'a> {
    /// The node that a reference means, itself perhaps a reference.
    pub fn target<'d>(&'d self, reference: &str) -> Result<Node<'d>, Dangling>
    where
        'a: 'd,
    {
        let fragment = reference.strip_prefix('#').ok_or(Dangling::External)?;
        if !(fragment.is_empty() || fragment.starts_with('/')) {
            return Err(Dangling::Missing);
        }
        within(self.root(), fragment).ok_or(Dangling::Missing)
    }

    /// The schema that a reference at a node means, itself perhaps a reference.
    ///
    /// Within a schema that has an `$id`, references are relative to it. A tool's schemas that were put into the
    /// document with their own `$defs` mean these, even where they don't say so by an `$id`: that is noted.
    pub fn schema_target<'d>(
        &'d self,
        at: Node<'d>,
        reference: &str,
        notes: &Notes,
    ) -> Result<Node<'d>, Dangling>
    where
        'a: 'd,
    {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let has_id = |node: &Node<'d>| node.get("$id").is_some_and(|id| id.as_str().is_some());
        let resource = match base {
            "" => ancestors(at).find(has_id),
            id => Some(self.named(id).ok_or(Dangling::External)?),
        };
        if !(fragment.is_empty() || fragment.starts_with('/')) {
            return self.named(&format!("#{fragment}")).ok_or(Dangling::Missing);
        }
        if let Some(found) = resource.and_then(|resource| within(resource, fragment)) {
            return Ok(found);
        }
        // All of the document is no schema.
        let result = match reference {
            "#" => Err(Dangling::Missing),
            _ => self.target(reference),
        };
        result.or_else(|dangling| {
            let own = |node: Node<'d>| node.get("$defs").or(node.get("definitions"))?.parent();
            let mut owners = ancestors(at).filter_map(own);
            let found = owners
                .find_map(|owner| within(owner, fragment))
                .ok_or(dangling)?;
            notes.warn(
                at,
                Code::DanglingReference,
                format!(
                    "`$ref: {reference}` points to nothing: read as the schema's own, at {}",
                    found.pointer()
                ),
                "write the whole pointer from the document's root",
            );
            Ok(found)
        })
    }

    /// The schema with this `$id`, or with this `$anchor` after a `#`.
    fn named(&self, name: &str) -> Option<Node<'_>> {
        let names = self.names.get_or_init(|| {
            let mut names = IndexMap::new();
            for node in self.tree.nodes() {
                let name = match (node.key(), node.as_str()) {
                    ("$id", Some(id)) => id.trim_end_matches('#').to_owned(),
                    ("$anchor" | "$dynamicAnchor", Some(anchor)) => format!("#{anchor}"),
                    _ => continue,
                };
                if let Some(schema) = node.parent() {
                    names.entry(name).or_insert(schema.id());
                }
            }
            names
        });
        names.get(name).map(|&id| self.tree.node(id))
    }

    /// The element that stands at a node, through any number of references.
    ///
    /// For elements that aren't schemas: siblings of `$ref` don't count. A reference with no target in the
    /// document is noted and yields nothing; so does one out of the document, which is an error.
    pub fn element<'d>(&'d self, node: Node<'d>, notes: &Notes) -> Option<Node<'d>>
    where
        'a: 'd,
    {
        let mut at = node;
        for _ in 0..MAX_HOPS {
            let Some(reference) = at.get("$ref").and_then(Node::as_str) else {
                return Some(at);
            };
            match self.target(reference) {
                Ok(target) => at = target,
                Err(Dangling::External) => {
                    notes.fail(external(at, reference));
                    return None;
                }
                Err(Dangling::Missing) => {
                    warn_dangling(at, reference, "left out", notes);
                    return None;
                }
            }
        }
        notes.warn(
            node,
            Code::Circle,
            "this reference leads back to itself: left out",
            "write the element out",
        );
        None
    }
}

/// A node and those that it lies in, the nearest first.
fn ancestors(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(Some(node), |node| node.parent())
}

/// What a pointer means within a node.
fn within<'d>(node: Node<'d>, pointer: &str) -> Option<Node<'d>> {
    pointer::steps(pointer).try_fold(node, |node, step| node.step(&step))
}

/// The error for a reference out of the document.
pub(crate) fn external(at: Node<'_>, reference: &str) -> Error {
    Error::new(
        at.pointer(),
        format!("`$ref: {reference}` points out of the document"),
        "bundle the document into one file first, for instance with `redocly bundle`",
    )
}

/// The warning for a reference to nothing.
pub(crate) fn warn_dangling(at: Node<'_>, reference: &str, consequence: &str, notes: &Notes) {
    notes.warn(
        at,
        Code::DanglingReference,
        format!("`$ref: {reference}` points to nothing: {consequence}"),
        "add what it means, or correct the reference",
    );
}
