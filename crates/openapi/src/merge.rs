//! Merging: schemas with all that they refer to, as one.

use std::borrow::Cow;

use crate::code::Code;
use crate::merged::{Merged, Parts};
use crate::schemas::Schemas;
use crate::tree::Node;

/// Which of several schemas that apply to the same value say something.
pub enum Said<'d> {
    /// Only this one.
    One(Node<'d>),
    /// All of these.
    Several(Vec<Node<'d>>),
}

/// The schemas on the way to one, by which circles are noticed.
pub(crate) struct Way<'d> {
    /// What the first of them is merged into.
    pub(crate) base: Option<Node<'d>>,
    pub(crate) nodes: Vec<Node<'d>>,
}

impl<'d> Schemas<'d> {
    /// Schemas that apply to the same value, without mere remarks and what is said twice.
    pub fn said(&'d self, parts: &Parts<'d>) -> Said<'d> {
        if let Some(node) = parts.only() {
            return Said::One(node);
        }
        let mut said: Vec<Node<'d>> = Vec::new();
        let mut targets = Vec::new();
        for &node in parts.nodes() {
            if !self.schema(node).is_remark() {
                let target = self.reference(node);
                if target.is_none() || !targets.contains(&target) {
                    said.push(node);
                    targets.push(target);
                }
            }
        }
        match (said.as_slice(), parts.nodes()) {
            (&[node], _) | ([], &[node, ..]) => Said::One(node),
            _ => Said::Several(said),
        }
    }

    /// A variant of a union with the rest of the schema that has the union, and whether that adds something to it.
    pub fn variant(&'d self, base: &Merged<'d>, parts: &Parts<'d>) -> (Cow<'d, Merged<'d>>, bool) {
        let mut merged = match parts.only() {
            Some(node) => Cow::Borrowed(self.merged(node)),
            None => Cow::Owned(self.merge(parts.nodes())),
        };
        let adds = !base.is_bare() && !merged.contains(base);
        if adds && self.notes.spend(base.node, base.weight()) {
            let mut with_base = base.without_unions();
            self.merge_into(&mut with_base, parts.nodes());
            merged = Cow::Owned(with_base);
        } else if !adds && !merged.typed && base.typed {
            let merged = merged.to_mut();
            merged.types = base.types;
            merged.typed = !merged.is_anything();
        }
        (merged, adds)
    }

    /// A schema that is one of several with the properties of all of them, those of none required.
    pub fn with_all_variants(&'d self, merged: &Merged<'d>) -> Merged<'d> {
        let mut all = merged.clone();
        for group in std::mem::take(&mut all.unions) {
            self.merge_into(&mut all, &group.variants);
            all.required.clone_from(&merged.required);
            all.unions.clear();
        }
        all
    }

    /// What schemas that apply together come to.
    pub(crate) fn merge(&'d self, nodes: &[Node<'d>]) -> Merged<'d> {
        let first = nodes.first().copied();
        let mut merged = Merged::new(first.unwrap_or_else(|| self.root()));
        self.absorb_all(&mut merged, nodes, None);
        merged
    }

    fn merge_into(&'d self, merged: &mut Merged<'d>, nodes: &[Node<'d>]) {
        let base = Some(merged.node);
        for &node in nodes {
            self.absorb_all(merged, &[node], base);
        }
    }

    fn absorb_all(&'d self, merged: &mut Merged<'d>, all: &[Node<'d>], base: Option<Node<'d>>) {
        self.begin();
        let nodes = Vec::new();
        let mut way = Way { base, nodes };
        for &node in all {
            self.absorb(merged, node, &mut way);
        }
    }

    pub(crate) fn absorb(&'d self, merged: &mut Merged<'d>, node: Node<'d>, way: &mut Way<'d>) {
        if way.base == Some(node) {
            // A variant doesn't bring in the union that it belongs to.
            return;
        }
        if way.nodes.contains(&node) {
            self.notes.warn(
                node,
                Code::Circle,
                "this schema is a part of itself: nothing is added by that",
                "remove it from its own `allOf`",
            );
            return;
        }
        let schema = self.schema(node);
        // What was added on another way adds nothing again.
        if !self.is_new(node)
            || self.is_too_deep(node, way.nodes.len())
            || !self.notes.spend(node, schema.own.weight())
        {
            return;
        }
        way.nodes.push(node);
        if merged.title.is_none() {
            merged.title.clone_from(&schema.own.title);
        }
        // The document's order of properties, whether the base stands before or after the own ones.
        let own = schema.own.properties.values().next();
        let own = own.and_then(|parts| parts.nodes().first());
        let position = |node: Option<&Node<'d>>| node.map_or(usize::MAX, |node| node.id());
        let base_first =
            schema.reference.is_some() || position(schema.all_of.first()) < position(own);
        if !base_first {
            merged.add(&schema.own, &self.notes);
        }
        if let Some(target) = self.referred(node) {
            self.absorb(merged, target, way);
        }
        for &part in &schema.all_of {
            self.absorb(merged, part, way);
        }
        if base_first {
            merged.add(&schema.own, &self.notes);
        }
        for (variants, any) in [(&schema.one_of, false), (&schema.any_of, true)] {
            self.absorb_union(merged, schema, (variants, any), way);
        }
        way.nodes.pop();
    }
}
