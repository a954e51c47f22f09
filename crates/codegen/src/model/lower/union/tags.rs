//! Which property tells the variants of a union apart, and which of its values mean which.

use super::{Candidate, is_object};
use crate::model::lower::schema::Lowering;
use apicrate_openapi::Code;
use apicrate_openapi::{Discriminator, Merged, Types};

impl<'d> Lowering<'d> {
    /// Finds the property that tells the variants apart, and sets their tags.
    pub(super) fn tag(
        &mut self,
        candidates: &mut [Candidate<'d>],
        discriminator: Option<&Discriminator<'d>>,
    ) -> Option<String> {
        if candidates.len() < 2 || !candidates.iter().all(|c| is_object(&c.merged)) {
            if let Some(discriminator) = discriminator {
                self.notes.warn(
                    discriminator.node,
                    Code::UntaggedUnion,
                    "a discriminator of variants that aren't objects: the variants are tried in turn",
                    "give every variant `type: object` and the discriminator's property",
                );
            }
            return None;
        }
        match discriminator {
            Some(discriminator) => self.tag_by_discriminator(candidates, discriminator),
            None => self.tag_by_constant(candidates),
        }
    }

    fn tag_by_discriminator(
        &mut self,
        candidates: &mut [Candidate<'d>],
        discriminator: &Discriminator<'d>,
    ) -> Option<String> {
        let mapping = self.schemas.mapped(discriminator);
        for &(tag, node) in &mapping {
            if !candidates.iter().any(|c| c.target == Some(node)) {
                self.notes.warn(
                    discriminator.node,
                    Code::UntaggedUnion,
                    format!("`{tag}` is mapped to a schema that isn't a variant: left out"),
                    "add the schema to the variants",
                );
            }
        }
        let mut all: Vec<Vec<String>> = Vec::with_capacity(candidates.len());
        for candidate in candidates.iter() {
            let of_mapping = mapping
                .iter()
                .filter(|(_, node)| candidate.target == Some(*node));
            let mut tags: Vec<String> = of_mapping.map(|(tag, _)| (*tag).to_owned()).collect();
            match self.constants(&candidate.merged, discriminator.property) {
                // Tags are texts; numbers are checked when the variants are tried in turn.
                Constants::Others => return None,
                Constants::Texts(texts) if tags.is_empty() => tags = texts,
                Constants::None if tags.is_empty() => {
                    tags.extend(candidate.target.map(|node| node.key().to_owned()));
                }
                _ => {}
            }
            let known = tags.len();
            tags.retain(|tag| !all.iter().flatten().any(|taken| taken == tag));
            if tags.is_empty() {
                let reason = if known == 0 {
                    "no value"
                } else {
                    "no value of its own"
                };
                self.notes.warn(
                    candidate.place(),
                    Code::UntaggedUnion,
                    format!("{reason} of the discriminator means this variant: the variants are tried in turn"),
                    "add one to the discriminator's `mapping`",
                );
                return None;
            }
            all.push(tags);
        }
        for (candidate, tags) in candidates.iter_mut().zip(all) {
            candidate.tags = tags;
        }
        Some(discriminator.property.to_owned())
    }

    /// A property that is required in every variant and has other known values in each.
    fn tag_by_constant(&mut self, candidates: &mut [Candidate<'d>]) -> Option<String> {
        let first = candidates.first()?;
        let properties: Vec<&'d str> = first.merged.properties.keys().copied().collect();
        'properties: for property in properties {
            let mut tags: Vec<Vec<String>> = Vec::with_capacity(candidates.len());
            for candidate in candidates.iter() {
                if !candidate.merged.required.contains(property) {
                    continue 'properties;
                }
                match self.constants(&candidate.merged, property) {
                    Constants::Texts(texts)
                        if !texts
                            .iter()
                            .any(|text| tags.iter().flatten().any(|t| t == text)) =>
                    {
                        tags.push(texts);
                    }
                    _ => continue 'properties,
                }
            }
            for (candidate, tags) in candidates.iter_mut().zip(tags) {
                candidate.tags = tags;
            }
            return Some(property.to_owned());
        }
        None
    }

    /// The values that a property may have, if they are a known few.
    fn constants(&self, merged: &Merged<'d>, property: &str) -> Constants {
        let Some(parts) = merged.properties.get(property) else {
            return Constants::None;
        };
        let property = self.schemas.merged_of(parts);
        if let Some(strings) = self.known_strings(property) {
            return Constants::Texts(strings.into_iter().map(|known| known.value).collect());
        }
        let typed = property.typed && !property.types.contains(Types::STRING);
        if typed || property.values.is_some() {
            Constants::Others
        } else {
            Constants::None
        }
    }
}

/// The values of a property.
enum Constants {
    Texts(Vec<String>),
    /// Numbers, booleans, or a type other than string.
    Others,
    None,
}
