//! Variants that no reader could tell apart: texts, and numbers.

use super::{Candidate, Choice};
use crate::model::lower::enums::{self, Known};
use crate::model::lower::hint::Hint;
use crate::model::lower::scalar;
use crate::model::lower::schema::{Form, Lowering};
use crate::model::{Kind, Type};
use apicrate_openapi::Code;
use apicrate_openapi::{Merged, Node, Types};

/// What a set of string schemas comes to.
#[derive(Default)]
struct Strings {
    known: Vec<Known<String>>,
    types: Vec<Type>,
}

impl<'d> Lowering<'d> {
    /// Lowers candidates that no tag tells apart; those that no reader could tell apart become one.
    pub(super) fn joined(
        &mut self,
        candidates: Vec<Candidate<'d>>,
        hint: &Hint<'_>,
    ) -> Vec<Choice> {
        let mut strings = Vec::new();
        let mut numbers = Vec::new();
        let mut choices: Vec<Option<Choice>> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if self
                .strings_of(candidate.place(), &candidate.merged, 0)
                .is_some()
            {
                strings.push((choices.len(), candidate));
                choices.push(None);
            } else if self.is_number(&candidate.merged) {
                numbers.push((choices.len(), candidate));
                choices.push(None);
            } else {
                choices.push(Some(self.choice(candidate, hint)));
            }
        }
        if let Some((position, choice)) = self.joined_strings(strings, hint) {
            choices[position] = Some(choice);
        }
        if let Some((position, choice)) = self.joined_numbers(numbers, hint) {
            choices[position] = Some(choice);
        }
        choices.into_iter().flatten().collect()
    }

    fn joined_strings(
        &mut self,
        mut candidates: Vec<(usize, Candidate<'d>)>,
        hint: &Hint<'_>,
    ) -> Option<(usize, Choice)> {
        let &(position, ref first) = candidates.first()?;
        if candidates.len() == 1 {
            let (position, candidate) = candidates.pop()?;
            return Some((position, self.choice(candidate, hint)));
        }
        let node = first.place();
        let mut all = Strings::default();
        for (_, candidate) in &candidates {
            if let Some(strings) = self.strings_of(candidate.place(), &candidate.merged, 0) {
                all.add(strings);
            }
        }
        let Strings { known, types } = all;
        // Beside values that are known, any text is an open enum: nothing is lost.
        let any_text = Type::from(Kind::String);
        let is_restricted = types.iter().any(|ty| *ty != any_text);
        if is_restricted {
            self.notes.warn(
                node,
                Code::JoinedVariants,
                "texts that only their format or pattern tells apart: read as any text",
                "",
            );
        }
        let plain = types.iter().any(|ty| ty.kind == Kind::String);
        let secret = types.iter().any(|ty| ty.kind == Kind::Secret);
        let form = match known.len() {
            _ if types.is_empty() => Form::Shape(enums::string_enum(known)),
            2.. if plain => Form::OpenEnum(enums::string_enum(known)),
            _ if secret => Kind::Secret.into(),
            _ => Kind::String.into(),
        };
        Some((position, Choice::new("String", form)))
    }

    fn joined_numbers(
        &mut self,
        mut candidates: Vec<(usize, Candidate<'d>)>,
        hint: &Hint<'_>,
    ) -> Option<(usize, Choice)> {
        let &(position, _) = candidates.first()?;
        if candidates.len() == 1 {
            let (position, candidate) = candidates.pop()?;
            return Some((position, self.choice(candidate, hint)));
        }
        let mut known = Some(Vec::new());
        let mut whole = true;
        for (_, candidate) in &candidates {
            whole &= !candidate.merged.types.contains(Types::NUMBER);
            known = match (known, self.known_ints(&candidate.merged)) {
                (Some(mut all), Some(mut more)) => {
                    enums::describe(&mut more, candidate.place());
                    all.extend(more);
                    Some(all)
                }
                _ => None,
            };
        }
        let choice = match known {
            Some(mut known) => {
                let mut seen = indexmap::IndexSet::new();
                known.retain(|known| seen.insert(known.value));
                Choice::new("Integer", Form::Shape(enums::int_enum(known)))
            }
            None if whole => Choice::new(
                "Integer",
                Kind::Int {
                    bits: 64,
                    signed: true,
                }
                .into(),
            ),
            None => Choice::new("Number", Kind::Float { bits: 64 }.into()),
        };
        Some((position, choice))
    }

    /// Whether a schema only allows numbers.
    fn is_number(&self, merged: &Merged<'d>) -> bool {
        let is_typed = merged.typed
            && Types::NUMBER.contains(merged.types.without(Types::NULL))
            && merged.types.contains(Types::INTEGER);
        merged.unions.is_empty() && (is_typed || self.known_ints(merged).is_some())
    }

    /// What a schema, written in this place, comes to that only allows texts.
    fn strings_of(
        &mut self,
        place: Node<'d>,
        merged: &Merged<'d>,
        depth: usize,
    ) -> Option<Strings> {
        if !merged.unions.is_empty() {
            let [group] = merged.unions.as_slice() else {
                return None;
            };
            if depth > 3 || !merged.is_bare() {
                return None;
            }
            let mut all = Strings::default();
            for &place in &group.variants {
                let variant = self.schemas.merged(place);
                all.add(self.strings_of(place, variant, depth + 1)?);
            }
            return Some(all);
        }
        if let Some(mut known) = self.known_strings(merged) {
            enums::describe(&mut known, place);
            return Some(Strings {
                known,
                types: Vec::new(),
            });
        }
        let only = merged.is_only(Types::STRING);
        let ty = (only && merged.values.is_none()).then(|| scalar::string(merged));
        ty.map(|ty| Strings {
            known: Vec::new(),
            types: vec![ty],
        })
    }
}

impl Strings {
    fn add(&mut self, other: Self) {
        for known in other.known {
            if !self
                .known
                .iter()
                .any(|present| present.value == known.value)
            {
                self.known.push(known);
            }
        }
        self.types.extend(other.types);
    }
}
