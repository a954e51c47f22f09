//! The named types under construction.

use apicrate_openapi::Node;
use std::hash::{DefaultHasher, Hash, Hasher};

use indexmap::{IndexMap, IndexSet};

use super::hint::Hint;
use crate::model::{Shape, TypeId};

/// A named type that has no final name yet.
#[derive(Debug)]
pub(super) struct Draft<'d> {
    /// Where it stands (first).
    pub(super) node: Node<'d>,
    /// Names it wants, best first. Given for components; the others are named after their uses.
    pub(super) wanted: Vec<String>,
    /// Where it is used, if it isn't a component.
    pub(super) uses: Vec<Use>,
    /// Titles its author gave it.
    pub(super) titles: IndexSet<String>,
    pub(super) docs: String,
    pub(super) deprecated: bool,
    pub(super) open: bool,
    /// None while it is being lowered, and for places that turned out not to be needed.
    pub(super) shape: Option<Shape>,
}

/// A use of an unnamed schema.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Use {
    /// The whole way to it: `ListUsersSort`.
    pub(super) full: String,
    /// The last step: `Sort`.
    pub(super) leaf: String,
}

/// What is known of a type besides its shape.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) docs: String,
    pub(super) deprecated: bool,
    /// An enum beside whose values any other text is allowed.
    pub(super) open: bool,
}

/// All named types under construction.
#[derive(Debug, Default)]
pub(super) struct Drafts<'d> {
    drafts: Vec<Draft<'d>>,
    /// Unnamed types by the hash of their shape: equal ones become one type.
    shapes: IndexMap<u64, Vec<TypeId>>,
}

impl<'d> Drafts<'d> {
    /// A place for a type whose shape comes later.
    pub(super) fn reserve(&mut self, node: Node<'d>, wanted: Vec<String>) -> TypeId {
        let id = TypeId(u32::try_from(self.drafts.len()).unwrap_or(u32::MAX));
        self.drafts.push(Draft {
            node,
            wanted,
            uses: Vec::new(),
            titles: IndexSet::new(),
            docs: String::new(),
            deprecated: false,
            open: false,
            shape: None,
        });
        id
    }

    /// Gives a reserved place its shape.
    pub(super) fn fill(&mut self, id: TypeId, shape: Shape, facts: Facts) {
        if let Some(draft) = self.drafts.get_mut(id.index()) {
            draft.shape = Some(shape);
            draft.docs = facts.docs;
            draft.deprecated = facts.deprecated;
            draft.open = facts.open;
            draft.titles.extend(facts.title);
        }
    }

    /// Notes where a type that isn't a component is used.
    pub(super) fn used(&mut self, id: TypeId, hint: &Hint<'_>) {
        if let Some(draft) = self.drafts.get_mut(id.index()) {
            draft.uses.push(Use {
                full: hint.full(),
                leaf: hint.leaf(),
            });
        }
    }

    /// An unnamed type: a new one, or the one of equal shape that is there already.
    pub(super) fn define(
        &mut self,
        node: Node<'d>,
        hint: &Hint<'_>,
        shape: Shape,
        facts: Facts,
    ) -> TypeId {
        let hash = hash(&shape, &facts);
        let alike = self
            .shapes
            .get(&hash)
            .into_iter()
            .flatten()
            .copied()
            .find(|&id| {
                self.drafts.get(id.index()).is_some_and(|draft| {
                    draft.shape.as_ref() == Some(&shape)
                        && draft.deprecated == facts.deprecated
                        && draft.open == facts.open
                })
            });
        let id = if let Some(id) = alike {
            self.share(id, node, facts);
            id
        } else {
            let id = self.reserve(node, Vec::new());
            self.fill(id, shape, facts);
            self.shapes.entry(hash).or_default().push(id);
            id
        };
        self.used(id, hint);
        id
    }

    fn share(&mut self, id: TypeId, node: Node<'d>, facts: Facts) {
        let Some(draft) = self.drafts.get_mut(id.index()) else {
            return;
        };
        // What is said of one use may be wrong for another; fields keep their own words anyway.
        if draft.docs != facts.docs {
            draft.docs.clear();
        }
        draft.titles.extend(facts.title);
        if node.id() < draft.node.id() {
            draft.node = node;
        }
    }

    pub(super) fn into_drafts(self) -> Vec<Draft<'d>> {
        self.drafts
    }
}

fn hash(shape: &Shape, facts: &Facts) -> u64 {
    let mut hasher = DefaultHasher::new();
    shape.hash(&mut hasher);
    (facts.deprecated, facts.open).hash(&mut hasher);
    hasher.finish()
}
