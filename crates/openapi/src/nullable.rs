//! Null, which the versions and their authors allow in many ways.

use crate::schema::Schema;
use crate::schemas::Schemas;
use crate::tree::Node;
use crate::unions::is_null_only;

impl<'d> Schemas<'d> {
    /// Whether null is among the values, as the author of the schema at a node meant it.
    pub fn is_nullable(&'d self, node: Node<'d>) -> bool {
        let place = self.place(node);
        if let Some(known) = place.nullable.get() {
            return known;
        }
        // What is asked again while the answer is sought adds nothing to it.
        place.nullable.set(Some(false));
        let waiting = self.waiting.get();
        self.waiting.set(waiting + 1);
        let nullable = !self.is_too_deep(node, waiting) && self.find_null(&place.schema);
        self.waiting.set(waiting);
        place.nullable.set(Some(nullable));
        nullable
    }

    /// Whether all of these schemas allow null.
    pub fn all_nullable(&'d self, nodes: &[Node<'d>]) -> bool {
        nodes.iter().all(|&node| self.is_nullable(node))
    }

    fn find_null(&'d self, schema: &'d Schema<'d>) -> bool {
        if schema.nullable {
            return true;
        }
        if let Some(values) = &schema.own.values {
            return values.iter().any(|value| value.is_null());
        }
        if schema.reference.is_some() {
            let target = self.referred(schema.own.node);
            return target.is_some_and(|target| self.is_nullable(target));
        }
        let typed = schema.own.typed;
        let mut variants = schema.one_of.iter().chain(&schema.any_of);
        let any =
            variants.any(|&variant| is_null_only(variant) || (!typed && self.is_nullable(variant)));
        let no_union = schema.one_of.is_empty() && schema.any_of.is_empty();
        any || (!typed && no_union && self.all_are_nullable(&schema.all_of))
    }

    /// Of the parts of an `allOf`, those that say something must all allow null, or one says so alone.
    fn all_are_nullable(&'d self, parts: &[Node<'d>]) -> bool {
        let remarks = || parts.iter().map(|&part| self.schema(part));
        let remarked = || remarks().any(|part| part.is_remark() && part.nullable);
        let mut said = false;
        for &part in parts {
            let schema = self.schema(part);
            if schema.is_remark() {
                if schema.nullable {
                    return true;
                }
            } else if self.is_nullable(part) {
                said = true;
            } else {
                return remarked();
            }
        }
        said
    }
}
