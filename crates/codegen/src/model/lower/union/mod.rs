//! `oneOf`, `anyOf`, lists of types: one of several.

mod circles;
mod joined;
mod tags;
mod variants;

pub(super) use tags::mapped;
pub(super) use variants::{Choice, short_title};

use indexmap::IndexMap;

use super::hint::Hint;
use super::merge::{Group, Merged, Subs};
use super::nullable::without_null;
use super::reference::name_of_place;
use super::schema::{Form, Lowering, check_depth};
use crate::Error;
use crate::model::Kind;
use crate::parse::schema::{Discriminator, Schema, Types};
use crate::parse::tree::Node;

/// Several unions at once are multiplied out up to this many variants.
const MOST_COMBINATIONS: usize = 24;

/// A variant that is looked at.
struct Candidate<'d> {
    /// What applies to it besides the base.
    parts: Vec<Node<'d>>,
    /// The component that it refers to, perhaps with the base added.
    target: Option<Node<'d>>,
    /// The component that it merely refers to.
    reference: Option<Node<'d>>,
    /// With the base.
    merged: Box<Merged<'d>>,
    tags: Vec<String>,
    /// What its author calls it.
    name: Option<String>,
    /// A property that no other variant has.
    mark: Option<&'d str>,
}

impl<'d> Candidate<'d> {
    /// Where it is written.
    fn place(&self) -> Node<'d> {
        self.parts.first().copied().unwrap_or(self.merged.node)
    }
}

impl<'d> Lowering<'d> {
    /// Merged schemas with a union among them.
    pub(super) fn union(
        &mut self,
        mut base: Box<Merged<'d>>,
        hint: &Hint<'_>,
    ) -> Result<Form, Error> {
        let groups = std::mem::take(&mut base.unions);
        let groups = self.without_conditions(&base, groups);
        let Some(group) = self.multiplied(&base, groups)? else {
            return self.form_of(base, hint);
        };
        let mut candidates = Vec::with_capacity(group.parts.len());
        for parts in group.parts {
            if let Some(candidate) = self.candidate(&base, parts)? {
                if candidate.merged.is_anything() {
                    return Ok(Kind::Any.into());
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
        if let Some(property) = self.tag(&mut candidates, group.discriminator.as_ref())? {
            let mut choices = Vec::with_capacity(candidates.len());
            for candidate in candidates {
                choices.push(self.choice(candidate, hint)?);
            }
            return Ok(self.tagged(&property, choices, group.any, hint));
        }
        let choices = self.joined(candidates, hint)?;
        Ok(self.untagged(&base, choices, group.any, hint))
    }

    /// Without the groups that merely say which properties must be there together.
    fn without_conditions(&self, base: &Merged<'d>, groups: Vec<Group<'d>>) -> Vec<Group<'d>> {
        let is_condition = |group: &Group<'d>| {
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
        let (conditions, unions): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_condition);
        for first in conditions.iter().filter_map(|group| group.variants.first()) {
            self.notes.warn(
                first.parent().unwrap_or(*first),
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
        groups: Vec<Group<'d>>,
    ) -> Result<Option<Alternatives<'d>>, Error> {
        let mut product: Option<Alternatives<'d>> = None;
        for group in groups {
            let mut variants = Vec::new();
            for &variant in &group.variants {
                flatten(variant, group.any, 0, &mut variants)?;
            }
            let variants = self.without_circles(base.node, variants)?;
            if variants.is_empty() {
                self.warn_circle(base.node);
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
        Ok(product)
    }

    fn candidate(
        &mut self,
        base: &Merged<'d>,
        parts: Vec<Node<'d>>,
    ) -> Result<Option<Candidate<'d>>, Error> {
        let mut target = None;
        let mut name = Some(String::new());
        for &part in &parts {
            let schema = Box::new(Schema::read(part, &self.notes));
            let of_part = self.reference_of(&schema)?;
            target = of_part.filter(|_| parts.len() == 1);
            let own = of_part
                .map(name_of_place)
                .or_else(|| schema.title.as_deref().and_then(short_title));
            name = name.zip(own).map(|(before, own)| before + &own);
        }
        let mut reference = target;
        let mut merged = self.merge(&parts)?;
        if !base.is_bare() && !contains(&merged, base) {
            reference = None;
            merged = Box::new(base.clone());
            for &part in &parts {
                self.merge_into(&mut merged, part)?;
            }
        } else if !merged.typed && base.typed {
            merged.types = base.types;
            merged.typed = !merged.is_anything();
        }
        let possible = !merged.never && merged.disjoint.is_none() && !merged.types.is_empty();
        Ok(possible.then_some(Candidate {
            parts,
            target,
            reference,
            merged,
            tags: Vec::new(),
            name,
            mark: None,
        }))
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

/// Whether a schema has all that the base of its union has.
fn contains(merged: &Merged<'_>, base: &Merged<'_>) -> bool {
    base.values.is_none()
        && base.pattern_properties.is_empty()
        && matches!(base.additional, None | Some(Subs::All))
        && base.items.is_none()
        && base.limits.are_absent()
        && base
            .properties
            .keys()
            .all(|name| merged.properties.contains_key(name))
        && base
            .required
            .iter()
            .all(|name| merged.required.contains(name))
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

/// The variants of a union written inside a union, in its place.
fn flatten<'d>(
    variant: Node<'d>,
    any: bool,
    depth: usize,
    variants: &mut Vec<Node<'d>>,
) -> Result<(), Error> {
    check_depth(variant, depth)?;
    let inner = if any { "anyOf" } else { "oneOf" };
    let pure = variant.is_object()
        && variant.children().all(|word| {
            word.key() == inner
                || matches!(word.key(), "title" | "description" | "nullable" | "default")
        });
    match variant.get(inner) {
        Some(list) if pure && list.is_array() => {
            let list: Vec<_> = list.children().collect();
            for inner in without_null(&list) {
                flatten(inner, any, depth + 1, variants)?;
            }
        }
        _ => variants.push(variant),
    }
    Ok(())
}
