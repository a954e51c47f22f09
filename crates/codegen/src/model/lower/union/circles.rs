//! Unions that are their own variants: `A` is `B` or a text, and `B` is `A` or a number.

use crate::Error;
use crate::model::lower::nullable::without_null;
use crate::model::lower::schema::Lowering;
use crate::parse::schema::Schema;
use crate::parse::tree::Node;

impl<'d> Lowering<'d> {
    /// A union's variants, with those that lead back to it replaced by what they add.
    ///
    /// As types they would contain each other without end, and so would their readers call each other.
    pub(super) fn without_circles(
        &mut self,
        union: Node<'d>,
        variants: Vec<Node<'d>>,
    ) -> Result<Vec<Node<'d>>, Error> {
        let mut kept = Vec::with_capacity(variants.len());
        let mut spelled_out = vec![union];
        let mut open: Vec<Node<'d>> = variants.into_iter().rev().collect();
        while let Some(variant) = open.pop() {
            match self.union_behind(variant)? {
                Some((inner, _)) if spelled_out.contains(&inner) => self.note_circle(union),
                Some((inner, variants)) if self.leads_to(&variants, union)? => {
                    spelled_out.push(inner);
                    open.extend(variants.into_iter().rev());
                }
                _ => kept.push(variant),
            }
        }
        Ok(kept)
    }

    /// Tells that a union is a variant of itself, which no rule gives a meaning.
    pub(in crate::model::lower) fn note_circle(&self, union: Node<'d>) {
        self.notes.warn(
            union,
            "this union is a variant of itself: that variant adds nothing",
            "list the other variants of what leads back to it",
        );
    }

    /// Whether one of the variants is this union, or one that leads to it.
    fn leads_to(&mut self, variants: &[Node<'d>], union: Node<'d>) -> Result<bool, Error> {
        let mut seen = Vec::new();
        let mut open = variants.to_vec();
        while let Some(variant) = open.pop() {
            if let Some((inner, variants)) = self.union_behind(variant)? {
                if inner == union {
                    return Ok(true);
                }
                if !seen.contains(&inner) {
                    seen.push(inner);
                    open.extend(variants);
                }
            }
        }
        Ok(false)
    }

    /// The union that a variant refers to, if that is nothing but a union, and its variants.
    fn union_behind(
        &mut self,
        variant: Node<'d>,
    ) -> Result<Option<(Node<'d>, Vec<Node<'d>>)>, Error> {
        let schema = Box::new(Schema::read(variant, &self.notes));
        let Some(target) = self.reference_of(&schema)? else {
            return Ok(None);
        };
        let schema = Box::new(Schema::read(target, &self.notes));
        let variants = match (&*schema.one_of, &*schema.any_of) {
            ([], variants) | (variants, []) => without_null(variants),
            _ => Vec::new(),
        };
        let pure = schema.adds_nothing_but_parts()
            && schema.reference.is_none()
            && schema.all_of.is_empty()
            && !variants.is_empty();
        Ok(pure.then_some((target, variants)))
    }
}
