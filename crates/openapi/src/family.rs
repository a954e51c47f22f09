//! A parent with a discriminator whose children list it in their `allOf`: one of the children is meant.

use indexmap::IndexMap;

use crate::Document;
use crate::schema::{Discriminator, Schema};
use crate::schemas::Schemas;
use crate::tree::Node;

/// A schema that stands for one of its children.
pub struct Family<'d> {
    /// The property that tells the members apart.
    pub discriminator: Discriminator<'d>,
    /// Those that the mapping names, then all other descendants.
    pub members: Vec<Member<'d>>,
}

/// One of a family, and the discriminator's values that mean it.
pub struct Member<'d> {
    /// The schema.
    pub node: Node<'d>,
    /// Values of the discriminator, those of the mapping first.
    pub tags: Vec<&'d str>,
}

/// Which components list which schemas in their `allOf`.
pub(crate) fn heirs<'d>(
    document: &'d Document<'d>,
    components: &[Node<'d>],
) -> IndexMap<usize, Vec<Node<'d>>> {
    let mut heirs = IndexMap::<usize, Vec<Node<'d>>>::new();
    for &component in components {
        let mut parts: Vec<Node<'d>> = component.get("allOf").into_iter().collect();
        while let Some(list) = parts.pop() {
            for part in list.children() {
                parts.extend(part.get("allOf"));
                let reference = part.get("$ref").and_then(Node::as_str);
                // External ones are reported where they are asked for.
                if let Some(parent) = reference.and_then(|text| document.target(text).ok()) {
                    heirs.entry(parent.id()).or_default().push(component);
                }
            }
        }
    }
    heirs
}

impl<'d> Schemas<'d> {
    /// The family that a component with a discriminator stands for.
    pub fn family(&'d self, node: Node<'d>) -> Option<Family<'d>> {
        let discriminator = self.family_discriminator(node)?;
        let position = |component: &Node<'d>| component.id();
        let components = &self.components;
        components.binary_search_by_key(&node.id(), position).ok()?;
        let members = self.members(node, &discriminator);
        let alone = members.iter().all(|member| member.node == node);
        (!alone).then_some(Family {
            discriminator,
            members,
        })
    }

    /// Whether a schema lists in its `allOf` the parent of a family that it belongs to.
    pub fn is_heir(&'d self, node: Node<'d>, parent: Node<'d>) -> bool {
        let heirs = self.heirs.get(&parent.id());
        heirs.is_some_and(|heirs| {
            heirs
                .binary_search_by_key(&node.id(), |heir| heir.id())
                .is_ok()
        }) && self.is_family(parent)
    }

    /// Whether a schema has a discriminator and no variants of its own.
    pub fn is_family(&'d self, node: Node<'d>) -> bool {
        self.family_discriminator(node).is_some()
    }

    /// The discriminator of a schema that has no variants of its own.
    fn family_discriminator(&'d self, node: Node<'d>) -> Option<Discriminator<'d>> {
        let schema: &Schema<'d> = self.schema(node);
        let alone =
            schema.reference.is_none() && schema.one_of.is_empty() && schema.any_of.is_empty();
        schema.discriminator.filter(|_| alone)
    }

    fn members(&'d self, parent: Node<'d>, discriminator: &Discriminator<'d>) -> Vec<Member<'d>> {
        let mut members = IndexMap::<usize, Member<'d>>::new();
        let member = |node| Member {
            node,
            tags: Vec::new(),
        };
        for (tag, node) in self.mapped(discriminator) {
            let member = members.entry(node.id()).or_insert_with(|| member(node));
            member.tags.push(tag);
        }
        let mut descendants = IndexMap::new();
        let mut generation = vec![parent];
        while let Some(node) = generation.pop() {
            for &heir in self.heirs.get(&node.id()).into_iter().flatten() {
                if !self.notes.spend(parent, 1) {
                    break;
                }
                if heir != parent && descendants.insert(heir.id(), heir).is_none() {
                    generation.push(heir);
                }
            }
        }
        descendants.sort_unstable_keys();
        for (id, node) in descendants {
            // A parent in between is only meant where the mapping says so.
            if !members.contains_key(&id) && !self.is_family(node) {
                let tags = vec![node.key()];
                members.insert(id, Member { node, tags });
            }
        }
        members.into_values().collect()
    }

    /// The schemas that a discriminator's mapping names, by their tags.
    pub fn mapped(&'d self, discriminator: &Discriminator<'d>) -> Vec<(&'d str, Node<'d>)> {
        let mut mapped = Vec::new();
        for entry in discriminator.mapping.into_iter().flat_map(Node::children) {
            let Some(reference) = entry.as_str() else {
                continue;
            };
            // A plain name means a component schema.
            let named = format!(
                "#/components/schemas/{}",
                reference.replace('~', "~0").replace('/', "~1")
            );
            // So does one that no schema has; only what looks like a file's name is one.
            let is_name =
                self.document.target(&named).is_ok() || !reference.contains(['#', '/', '.', ':']);
            let reference = if is_name { &named } else { reference };
            let target = self.target(entry, reference);
            mapped.extend(target.map(|target| (entry.key(), target)));
        }
        mapped
    }
}
