//! A parent with a discriminator whose children list it in their `allOf`: one of the children is meant.

use indexmap::IndexMap;

use super::hint::Hint;
use super::schema::{Form, Lowering, facts};
use super::union::{Choice, mapped};
use crate::Error;
use crate::model::Type;
use crate::model::names::pascal;
use crate::parse::schema::{Discriminator, Schema};
use crate::parse::tree::Node;

impl<'d> Lowering<'d> {
    /// Notes which components list which in their `allOf`.
    pub(super) fn find_heirs(&mut self, components: &[Node<'d>]) {
        for &component in components {
            let mut parts: Vec<Node<'d>> = component.get("allOf").into_iter().collect();
            while let Some(list) = parts.pop() {
                for part in list.children() {
                    parts.extend(part.get("allOf"));
                    let reference = part.get("$ref").and_then(Node::as_str);
                    // External ones are reported where they are lowered.
                    if let Some(parent) = reference.and_then(|text| self.document.target(text).ok())
                    {
                        self.heirs.entry(parent.id()).or_default().push(component);
                    }
                }
            }
        }
    }

    /// The union that a parent with a discriminator stands for.
    pub(super) fn family(
        &mut self,
        schema: &Schema<'d>,
        hint: &Hint<'_>,
    ) -> Result<Option<Form>, Error> {
        let Some(discriminator) = family_discriminator(schema) else {
            return Ok(None);
        };
        if !self.places.contains_key(&schema.node.id()) {
            return Ok(None);
        }
        let members = self.members(schema.node, &discriminator)?;
        if members.keys().all(|&id| id == schema.node.id()) {
            return Ok(None);
        }
        let mut choices = Vec::with_capacity(members.len());
        for (_, Member { node, tags }) in members {
            let ty = if node == schema.node || self.is_family(node) {
                self.base(node)?
            } else {
                self.refer(node)?.ty
            };
            let name = pascal(node.key());
            choices.push(Choice {
                tags,
                ..Choice::new(&name, Form::Type(ty))
            });
        }
        Ok(Some(self.tagged(
            discriminator.property,
            choices,
            // Its members share all that the parent has, so an instance of one is mostly one of another too.
            true,
            hint,
        )))
    }

    /// Whether a schema lists in its `allOf` the parent of a family that it belongs to.
    pub(super) fn is_heir(&self, node: Node<'d>, parent: Node<'d>) -> bool {
        self.heirs
            .get(&parent.id())
            .is_some_and(|heirs| heirs.contains(&node))
            && self.is_family(parent)
    }

    fn is_family(&self, node: Node<'d>) -> bool {
        family_discriminator(&Schema::read(node, &self.notes)).is_some()
            && self
                .heirs
                .get(&node.id())
                .is_some_and(|heirs| !heirs.is_empty())
    }

    /// The members of a family by their nodes: those that the mapping names, then all other descendants.
    fn members(
        &mut self,
        parent: Node<'d>,
        discriminator: &Discriminator<'d>,
    ) -> Result<IndexMap<usize, Member<'d>>, Error> {
        let mut members = IndexMap::<usize, Member<'d>>::new();
        for (tag, node) in mapped(self, discriminator)? {
            let tags = Vec::new();
            members
                .entry(node.id())
                .or_insert(Member { node, tags })
                .tags
                .push(tag.to_owned());
        }
        let mut descendants = IndexMap::new();
        let mut generation = vec![parent];
        while let Some(node) = generation.pop() {
            for &heir in self.heirs.get(&node.id()).into_iter().flatten() {
                if heir != parent && descendants.insert(heir.id(), heir).is_none() {
                    generation.push(heir);
                }
            }
        }
        descendants.sort_unstable_keys();
        for (id, node) in descendants {
            // A parent in between is only meant where the mapping says so.
            if !members.contains_key(&id) && !self.is_family(node) {
                members.insert(
                    id,
                    Member {
                        node,
                        tags: vec![node.key().to_owned()],
                    },
                );
            }
        }
        Ok(members)
    }

    /// The parent itself, as a struct.
    fn base(&mut self, node: Node<'d>) -> Result<Type, Error> {
        let schema = Box::new(Schema::read(node, &self.notes));
        let name = pascal(node.key()) + "Base";
        let hint = Hint::root(&name);
        let merged = self.merge(&[node])?;
        let form = self.form_of(merged, &hint)?;
        Ok(self.named(node, &hint, form, facts(&schema)))
    }
}

struct Member<'d> {
    node: Node<'d>,
    tags: Vec<String>,
}

/// The discriminator of a schema that has no variants of its own.
fn family_discriminator<'d>(schema: &Schema<'d>) -> Option<Discriminator<'d>> {
    let alone = schema.reference.is_none() && schema.one_of.is_empty() && schema.any_of.is_empty();
    schema.discriminator.filter(|_| alone)
}
