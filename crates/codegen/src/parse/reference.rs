//! `$ref`: from the text of a reference to the node it means.

use super::read::Notes;
use super::tree::Node;
use super::{Document, pointer};
use crate::Error;

/// References that lead to references are followed this far.
const MAX_HOPS: usize = 64;

/// Why a reference has no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dangling {
    /// It points out of the document.
    External,
    /// Nothing is there.
    Missing,
}

impl<'a> Document<'a> {
    /// The node that a reference means, itself perhaps a reference.
    pub(crate) fn target<'d>(&'d self, reference: &str) -> Result<Node<'d>, Dangling>
    where
        'a: 'd,
    {
        let fragment = reference.strip_prefix('#').ok_or(Dangling::External)?;
        let root = self.root().map_err(|_| Dangling::Missing)?;
        if !(fragment.is_empty() || fragment.starts_with('/')) {
            return Err(Dangling::Missing);
        }
        pointer::steps(fragment)
            .try_fold(root, |node, step| node.step(&step))
            .ok_or(Dangling::Missing)
    }

    /// The element that stands at a node, through any number of references.
    ///
    /// For elements that aren't schemas: siblings of `$ref` don't count. A reference with no target in the
    /// document is noted and yields nothing; one out of the document is an error.
    pub(crate) fn element<'d>(
        &'d self,
        node: Node<'d>,
        notes: &Notes,
    ) -> Result<Option<Node<'d>>, Error>
    where
        'a: 'd,
    {
        let mut at = node;
        for _ in 0..MAX_HOPS {
            let Some(reference) = at.get("$ref").and_then(Node::as_str) else {
                return Ok(Some(at));
            };
            match self.target(reference) {
                Ok(target) => at = target,
                Err(Dangling::External) => return Err(external(at, reference)),
                Err(_) => {
                    warn_dangling(at, reference, "left out", notes);
                    return Ok(None);
                }
            }
        }
        notes.warn(
            node,
            "this reference leads back to itself: left out",
            "write the element out",
        );
        Ok(None)
    }
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
        format!("`$ref: {reference}` points to nothing: {consequence}"),
        "add what it means, or correct the reference",
    );
}
