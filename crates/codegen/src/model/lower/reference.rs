//! References between schemas: which schemas are nothing else, and where they lead.

use super::nullable::without_null;
use super::schema::Lowering;
use crate::Error;
use crate::model::names::pascal;
use crate::parse::reference::{self, Dangling};
use crate::parse::schema::Schema;
use crate::parse::tree::Node;

impl<'d> Lowering<'d> {
    /// The schema that this one is merely a reference to, perhaps with remarks of its own, perhaps or null.
    pub(super) fn reference_of(&mut self, schema: &Schema<'d>) -> Result<Option<Node<'d>>, Error> {
        if schema.boolean.is_some() || !schema.adds_nothing_but_parts() {
            return Ok(None);
        }
        if let Some(reference) = schema.reference {
            let lonely =
                schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty();
            return if lonely {
                self.target(schema.node, reference)
            } else {
                Ok(None)
            };
        }
        let parts = match (&*schema.all_of, &*schema.one_of, &*schema.any_of) {
            (parts, [], []) => parts.to_vec(),
            ([], parts, []) | ([], [], parts) => without_null(parts),
            _ => return Ok(None),
        };
        let mut found = None;
        for part in parts {
            let part = Box::new(Schema::read(part, &self.notes));
            if part.is_bare_object() && !schema.all_of.is_empty() {
                continue;
            }
            match (found, self.reference_of(&part)?) {
                (None, Some(target)) => found = Some(target),
                _ => return Ok(None),
            }
        }
        Ok(found)
    }

    /// The node that a `$ref` leads to; noted, and nothing, where it leads nowhere.
    pub(super) fn target(
        &mut self,
        at: Node<'d>,
        reference: &str,
    ) -> Result<Option<Node<'d>>, Error> {
        match self.document.schema_target(at, reference, &self.notes) {
            Ok(target) if target == at => {
                self.warn_circle(at);
                Ok(None)
            }
            Ok(target) => Ok(Some(target)),
            Err(Dangling::External) => Err(reference::external(at, reference)),
            Err(_) => {
                reference::warn_dangling(at, reference, "read as any value", &self.notes);
                Ok(None)
            }
        }
    }

    /// Where a schema's `$ref` leads, if it has one.
    pub(super) fn referred(&mut self, at: Node<'d>) -> Result<Option<Node<'d>>, Error> {
        match at.get("$ref").and_then(Node::as_str) {
            Some(reference) => self.target(at, reference),
            None => Ok(None),
        }
    }

    pub(super) fn warn_circle(&self, at: Node<'d>) {
        self.notes.warn(
            at,
            "this schema is defined by nothing but itself: read as any value",
            "write out what it is",
        );
    }
}

/// What a schema in the middle of the document is called when it is referred to: its last two names.
pub(super) fn name_of_place(node: Node<'_>) -> String {
    const STRUCTURE: [&str; 14] = [
        "schema",
        "properties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "content",
        "components",
        "schemas",
        "$defs",
        "definitions",
        "responses",
        "parameters",
        "application/json",
    ];
    let mut names = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at {
        let key = node.key();
        if !key.is_empty() && !STRUCTURE.contains(&key) {
            names.push(pascal(key));
        }
        if names.len() == 2 {
            break;
        }
        at = node.parent();
    }
    names.reverse();
    names.concat()
}
