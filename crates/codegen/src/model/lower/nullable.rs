//! Null, which the versions and their authors allow in many ways.

use super::schema::{Lowering, check_depth};
use crate::Error;
use crate::parse::schema::Schema;
use crate::parse::tree::Node;

impl<'d> Lowering<'d> {
    /// Whether null is among the values, as its author meant it.
    pub(super) fn is_nullable(&mut self, schema: &Schema<'d>) -> Result<bool, Error> {
        if schema.nullable {
            return Ok(true);
        }
        if let Some(values) = &schema.values {
            return Ok(values.iter().any(|value| value.is_null()));
        }
        if let Some(reference) = schema.reference {
            return match self.target(schema.node, reference)? {
                Some(target) => self.node_is_nullable(target),
                None => Ok(false),
            };
        }
        for &variant in schema.one_of.iter().chain(&schema.any_of) {
            if is_null_only(variant)
                || (schema.types.is_empty() && self.node_is_nullable(variant)?)
            {
                return Ok(true);
            }
        }
        if !schema.types.is_empty() || !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            return Ok(false);
        }
        self.all_are_nullable(&schema.all_of)
    }

    /// Of the parts of an `allOf`, those that say something must all allow null, or one says so alone.
    fn all_are_nullable(&mut self, parts: &[Node<'d>]) -> Result<bool, Error> {
        let mut said = false;
        for &part in parts {
            let schema = Box::new(Schema::read(part, &self.notes));
            if schema.is_remark() {
                if schema.nullable {
                    return Ok(true);
                }
            } else if self.node_is_nullable(part)? {
                said = true;
            } else {
                return Ok(self.any_remark_is_nullable(parts));
            }
        }
        Ok(said)
    }

    fn any_remark_is_nullable(&self, parts: &[Node<'d>]) -> bool {
        parts.iter().any(|&part| {
            let schema = Schema::read(part, &self.notes);
            schema.is_remark() && schema.nullable
        })
    }

    pub(super) fn node_is_nullable(&mut self, node: Node<'d>) -> Result<bool, Error> {
        if let Some(&known) = self.nullables.get(&node.id()) {
            return Ok(known);
        }
        check_depth(node, self.asking)?;
        // What is asked again while the answer is sought adds nothing to it.
        self.nullables.insert(node.id(), false);
        self.asking += 1;
        let schema = Box::new(Schema::read(node, &self.notes));
        let nullable = self.is_nullable(&schema)?;
        self.asking -= 1;
        self.nullables.insert(node.id(), nullable);
        Ok(nullable)
    }
}

/// Those of a union's variants that aren't just null.
pub(super) fn without_null<'d>(variants: &[Node<'d>]) -> Vec<Node<'d>> {
    variants
        .iter()
        .copied()
        .filter(|&variant| !is_null_only(variant))
        .collect()
}

/// `type: "null"`, `const: null`, `enum: [null]`.
fn is_null_only(node: Node<'_>) -> bool {
    let only_null = |list: Node<'_>| {
        let mut items = list.children();
        items.next().is_some_and(Node::is_null) && items.next().is_none()
    };
    if let Some(types) = node.get("type") {
        let named = |node: Node<'_>| node.as_str() == Some("null") || node.is_null();
        return named(types) || (types.is_array() && types.children().all(named));
    }
    node.get("const").is_some_and(Node::is_null) || node.get("enum").is_some_and(only_null)
}
