//! `oneOf`, `anyOf`, lists of types: one of several.

mod joined;
mod tags;
mod variants;

pub(super) use variants::{Choice, short_title};

use apicrate_openapi::Code;
use apicrate_openapi::{Discriminator, Group, Merged, Node, Parts, Types};
use std::borrow::Cow;

use indexmap::IndexMap;

use super::hint::Hint;
use super::reference::name_of_place;
use super::schema::{Form, Lowering};
use crate::model::Kind;

/// Several unions at once are multiplied out up to this many variants.
const MOST_COMBINATIONS: usize = 24;

/// A variant that is looked at.
struct Candidate<'d> {
    /// What applies to it besides the base.
    parts: Parts<'d>,
    /// The component that it refers to, perhaps with the base added.
    target: Option<Node<'d>>,
    /// The component that it merely refers to.
    reference: Option<Node<'d>>,
    /// With the base.
    merged: Cow<'d, Merged<'d>>,
    tags: Vec<String>,
    /// What its author calls it.
    name: Option<String>,
    /// A property that no other variant has.
    mark: Option<&'d str>,
}

impl<'d> Candidate<'d> {
    /// Where it is written.
    fn place(&self) -> Node<'d> {
        let first = self.parts.nodes().first();
        first.copied().unwrap_or(self.merged.node)
    }
}

impl<'d> Lowering<'d> {
    /// Merged schemas with a union among them.
    pub(super) fn union(&mut self, base: &Merged<'d>, hint: &Hint<'_>) -> Form {
        let groups = self.without_conditions(base);
        let Some(group) = self.multiplied(base, groups) else {
            return self.form_of(&base.without_unions(), hint);
        };
        let mut candidates = Vec::with_capacity(group.parts.len());
        for parts in group.parts {
            if let Some(candidate) = self.candidate(base, parts) {
                if candidate.merged.is_anything() {
                    return Kind::Any.into();
                }
                let known = candidate.reference.is_some()
                    && candidates
                        .iter()
                        .any(|c: &Candidate<'d>| c.reference == candidate.reference);
                if !known {
                    candidates.push(candidate);
                }
            }
        }
        mark(&mut candidates);
        if let Some(property) = self.tag(&mut candidates, group.discriminator.as_ref()) {
            let mut choices = Vec::with_capacity(candidates.len());
            for candidate in candidates {
                choices.push(self.choice(candidate, hint));
            }
            return self.tagged(&property, choices, group.any, hint);
        }
        let choices = self.joined(candidates, hint);
        self.untagged(base, choices, group.any, hint)
    }

    /// Without the groups that merely say which properties must be there together.
    fn without_conditions<'b>(&self, base: &'b Merged<'d>) -> Vec<&'b Group<'d>> {
        let is_condition = |group: &&Group<'d>| {
            !base.properties.is_empty()
                && group.variants.iter().all(|&variant| {
                    variant.is_object()
                        && variant.children().all(|word| match word.key() {
                            "type" => base.typed || word.as_str() == Some("object"),
                            key => matches!(
                                key,
                                "required" | "not" | "title" | "description" | "nullable"
                            ),
                        })
                })
        };
        let (conditions, unions): (Vec<_>, Vec<_>) = base.unions.iter().partition(is_condition);
        for first in conditions.iter().filter_map(|group| group.variants.first()) {
            self.notes.warn(
                first.parent().unwrap_or(*first),
                Code::Unchecked,
                "which properties must stand together isn't checked: the Rust type allows more",
                "",
            );
        }
        unions
    }

    /// The groups as one: every combination of their variants.
    fn multiplied(
        &mut self,
        base: &Merged<'d>,
        groups: Vec<&Group<'d>>,
    ) -> Option<Alternatives<'d>> {
        let mut product: Option<Alternatives<'d>> = None;
        for group in groups {
            let variants = self.schemas.variants(base.node, group);
            if variants.is_empty() {
                self.schemas.warn_circle(base.node);
                continue;
            }
            let Some(product) = &mut product else {
                product = Some(Alternatives {
                    parts: variants.into_iter().map(|variant| vec![variant]).collect(),
                    any: group.any,
                    discriminator: group.discriminator,
                });
                continue;
            };
            if product.parts.len().saturating_mul(variants.len()) > MOST_COMBINATIONS {
                self.notes.warn(
                    base.node,
                    Code::Unchecked,
                    "several unions at once: only the first one is kept, the Rust type allows more",
                    "write one `oneOf` that lists the combinations",
                );
                break;
            }
            product.parts = product
                .parts
                .iter()
                .flat_map(|parts| {
                    variants.iter().map(|&variant| {
                        let mut parts = parts.clone();
                        parts.push(variant);
                        parts
                    })
                })
                .collect();
            product.discriminator = product.discriminator.or(group.discriminator);
        }
        product
    }

    fn candidate(&mut self, base: &Merged<'d>, parts: Vec<Node<'d>>) -> Option<Candidate<'d>> {
        let mut target = None;
        let mut name = Some(String::new());
        for &part in &parts {
            let of_part = self.schemas.reference(part);
            target = of_part.filter(|_| parts.len() == 1);
            let title = || self.schemas.schema(part).own.title.as_deref();
            let own = of_part
                .map(name_of_place)
                .or_else(|| title().and_then(short_title));
            name = name.zip(own).map(|(before, own)| before + &own);
        }
        let parts = Parts::from(parts);
        let (merged, adds) = self.schemas.variant(base, &parts);
        let reference = target.filter(|_| !adds);
        let possible = !merged.never && merged.disjoint.is_none() && !merged.types.is_empty();
        possible.then_some(Candidate {
            parts,
            target,
            reference,
            merged,
            tags: Vec::new(),
            name,
            mark: None,
        })
    }
}

/// The variants of one or several unions, multiplied out.
struct Alternatives<'d> {
    /// Each a list of schemas that apply together.
    parts: Vec<Vec<Node<'d>>>,
    any: bool,
    discriminator: Option<Discriminator<'d>>,
}

/// Finds for each variant a property that no other has, a required one if there is one.
fn mark(candidates: &mut [Candidate<'_>]) {
    let mut counts = IndexMap::<&str, usize>::new();
    for candidate in candidates.iter() {
        for name in candidate.merged.properties.keys() {
            *counts.entry(name).or_default() += 1;
        }
    }
    for candidate in candidates {
        let Merged {
            required,
            properties,
            ..
        } = &*candidate.merged;
        let mut names = required.iter().chain(properties.keys());
        candidate.mark = names.find(|name| counts.get(*name) == Some(&1)).copied();
    }
}

fn is_object(merged: &Merged<'_>) -> bool {
    if merged.typed {
        merged.types.without(Types::NULL) == Types::OBJECT
    } else {
        merged.values.is_none()
            && (!merged.properties.is_empty()
                || !merged.required.is_empty()
                || !merged.unions.is_empty())
    }
}
