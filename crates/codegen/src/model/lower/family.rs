//! A parent with a discriminator whose children list it in their `allOf`: one of the children is meant.

use super::hint::Hint;
use super::schema::{Form, Lowering};
use super::union::Choice;
use crate::model::Type;
use crate::model::names::pascal;
use apicrate_openapi::{Family, Node};

impl<'d> Lowering<'d> {
    /// The union that a parent with a discriminator stands for.
    pub(super) fn family(&mut self, family: Family<'d>, parent: Node<'d>, hint: &Hint<'_>) -> Form {
        let mut choices = Vec::with_capacity(family.members.len());
        for member in family.members {
            let node = member.node;
            let ty = if node == parent || self.schemas.is_family(node) {
                self.base(node)
            } else {
                self.refer(node)
            };
            choices.push(Choice {
                tags: member.tags.into_iter().map(str::to_owned).collect(),
                ..Choice::new(&pascal(node.key()), Form::Type(ty))
            });
        }
        let property = family.discriminator.property;
        // Its members share all that the parent has, so an instance of one is mostly one of another too.
        self.tagged(property, choices, true, hint)
    }

    /// The parent itself, as a struct.
    fn base(&mut self, node: Node<'d>) -> Type {
        let name = pascal(node.key()) + "Base";
        let hint = Hint::root(&name);
        let form = self.form_of(self.schemas.merged(node), &hint);
        self.named(node, &hint, form, self.facts(node))
    }
}
