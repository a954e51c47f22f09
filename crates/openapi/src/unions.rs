//! `oneOf` and `anyOf`: their variants, without null, without what leads back to them.

use crate::code::Code;
use crate::merge::Way;
use std::rc::Rc;

use indexmap::IndexSet;

use crate::merged::{Group, Merged};
use crate::schema::Schema;
use crate::schemas::Schemas;
use crate::tree::Node;

impl<'d> Schemas<'d> {
    /// Adds a union of a schema to what is merged already.
    pub(crate) fn absorb_union(
        &'d self,
        merged: &mut Merged<'d>,
        schema: &'d Schema<'d>,
        (variants, any): (&[Node<'d>], bool),
        way: &mut Way<'d>,
    ) {
        let union = schema.own.node;
        let some = !variants.is_empty();
        let mut variants = without_null(variants);
        // A union that is its own variant adds nothing by that.
        variants.retain(|&variant| {
            let is_other = self.referred(variant) != Some(union);
            if !is_other {
                self.note_circle(union);
            }
            is_other
        });
        match variants.as_slice() {
            [] => merged.null_only |= some,
            // Only one possibility: no union.
            &[variant] => self.absorb(merged, variant, way),
            several if several.iter().any(|&variant| self.is_on(way, variant)) => {}
            _ => merged.unions.push(Group {
                variants,
                any,
                discriminator: schema.discriminator,
            }),
        }
    }

    fn is_on(&'d self, way: &Way<'d>, variant: Node<'d>) -> bool {
        let target = self.referred(variant);
        target.is_some_and(|target| way.base == Some(target) || way.nodes.contains(&target))
    }

    /// The variants of a union that stands in a schema; those written inside a variant are listed in its place, and so are
    /// those of unions that lead back to this one.
    ///
    /// As types such unions would contain each other without end, and so would their readers call each other.
    pub fn variants(&'d self, union: Node<'d>, group: &Group<'d>) -> Vec<Node<'d>> {
        let mut kept = Vec::with_capacity(group.variants.len());
        let mut spelled_out = vec![union];
        let mut open = Vec::new();
        for &variant in &group.variants {
            flatten(variant, group.any, &mut open);
        }
        open.reverse();
        while let Some(variant) = open.pop() {
            match self.union_behind(variant) {
                Some((inner, _)) if spelled_out.contains(&inner) => self.note_circle(union),
                Some((inner, variants)) if self.leads_to(inner, union) => {
                    spelled_out.push(inner);
                    open.extend(variants.into_iter().rev());
                }
                _ => kept.push(variant),
            }
        }
        kept
    }

    /// Tells that a union is a variant of itself, which no rule gives a meaning.
    fn note_circle(&self, union: Node<'d>) {
        self.notes.warn(
            union,
            Code::Circle,
            "this union is a variant of itself: that variant adds nothing",
            "list the other variants of what leads back to it",
        );
    }

    /// Whether a union has another one among its variants, or one that has it.
    fn leads_to(&'d self, from: Node<'d>, union: Node<'d>) -> bool {
        let mut seen = IndexSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            for &inner in &*self.unions_in(at) {
                if inner == union {
                    return true;
                }
                if !self.notes.spend(union, 1) {
                    return false;
                }
                if seen.insert(inner.id()) {
                    open.push(inner);
                }
            }
        }
        false
    }

    /// The unions that the variants of a union refer to.
    fn unions_in(&'d self, union: Node<'d>) -> Rc<[Node<'d>]> {
        if let Some(known) = self.unions.borrow().get(&union.id()) {
            return Rc::clone(known);
        }
        let schema = self.schema(union);
        let variants = schema.one_of.iter().chain(&schema.any_of);
        let others = variants.filter(|&&variant| !is_null_only(variant));
        let inner = others.filter_map(|&variant| Some(self.union_behind(variant)?.0));
        let inner: Rc<[Node<'d>]> = inner.collect();
        let mut unions = self.unions.borrow_mut();
        Rc::clone(unions.entry(union.id()).or_insert(inner))
    }

    /// The union that a variant refers to, if that is nothing but a union, and its variants.
    fn union_behind(&'d self, variant: Node<'d>) -> Option<(Node<'d>, Vec<Node<'d>>)> {
        let target = self.reference(variant)?;
        let schema = self.schema(target);
        let variants = match (&*schema.one_of, &*schema.any_of) {
            ([], variants) | (variants, []) => without_null(variants),
            _ => Vec::new(),
        };
        let pure = schema.own.only_types()
            && schema.reference.is_none()
            && schema.all_of.is_empty()
            && !variants.is_empty();
        pure.then_some((target, variants))
    }
}

/// The variants of a union written inside a union, in its place.
fn flatten<'d>(variant: Node<'d>, any: bool, variants: &mut Vec<Node<'d>>) {
    let inner = if any { "anyOf" } else { "oneOf" };
    let pure = variant.is_object()
        && variant.children().all(|word| {
            word.key() == inner
                || matches!(word.key(), "title" | "description" | "nullable" | "default")
        });
    match variant.get(inner) {
        Some(list) if pure && list.is_array() => {
            for inner in list.children().filter(|&inner| !is_null_only(inner)) {
                flatten(inner, any, variants);
            }
        }
        _ => variants.push(variant),
    }
}

/// Those of a union's variants that aren't just null.
pub(crate) fn without_null<'d>(variants: &[Node<'d>]) -> Vec<Node<'d>> {
    let others = variants.iter().copied();
    others.filter(|&variant| !is_null_only(variant)).collect()
}

/// `type: "null"`, `const: null`, `enum: [null]`.
pub(crate) fn is_null_only(node: Node<'_>) -> bool {
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
