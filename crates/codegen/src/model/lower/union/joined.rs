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
        for (position, choice) in self.joined_numbers(numbers, hint) {
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

    /// Whole numbers and others, a variant for each: a float would round large integers, and write small ones as `5.0`.
    /// The whole ones are tried first, for every integer is a float, too.
    fn joined_numbers(
        &mut self,
        candidates: Vec<(usize, Candidate<'d>)>,
        hint: &Hint<'_>,
    ) -> Vec<(usize, Choice)> {
        let positions: Vec<usize> = candidates.iter().map(|(position, _)| *position).collect();
        let (whole, others): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .map(|(_, candidate)| candidate)
            .partition(|candidate| self.is_whole(&candidate.merged));
        let mut choices = self.joined_integers(whole, hint);
        choices.extend(self.joined_floats(others, hint));
        positions.into_iter().zip(choices).collect()
    }

    /// One variant for integers, or one for each candidate where no type holds those of all.
    fn joined_integers(
        &mut self,
        mut candidates: Vec<Candidate<'d>>,
        hint: &Hint<'_>,
    ) -> Vec<Choice> {
        if candidates.len() < 2 {
            let only = candidates.pop();
            return only
                .map(|candidate| self.choice(candidate, hint))
                .into_iter()
                .collect();
        }
        let mut known = Some(Vec::new());
        for candidate in &candidates {
            known = match (known, self.known_ints(&candidate.merged)) {
                (Some(mut all), Some(mut more)) => {
                    enums::describe(&mut more, candidate.place());
                    all.extend(more);
                    Some(all)
                }
                _ => None,
            };
        }
        if let Some(mut known) = known {
            let mut seen = indexmap::IndexSet::new();
            known.retain(|known| seen.insert(known.value));
            let form = Form::Shape(enums::int_enum(known));
            return vec![Choice::new("Integer", form)];
        }
        let int = |signed| Form::from(Kind::Int { bits: 64, signed });
        let is_large = |candidate: &Candidate<'_>| {
            let kind = scalar::number(&candidate.merged, Types::INTEGER).kind;
            matches!(
                kind,
                Kind::Int {
                    bits: 64,
                    signed: false
                }
            )
        };
        if candidates.iter().all(is_large) {
            return vec![Choice::new("Integer", int(false))];
        }
        if candidates.iter().any(is_large) {
            // No type holds all of them.
            return candidates
                .into_iter()
                .map(|candidate| self.choice(candidate, hint))
                .collect();
        }
        vec![Choice::new("Integer", int(true))]
    }

    fn joined_floats(
        &mut self,
        mut candidates: Vec<Candidate<'d>>,
        hint: &Hint<'_>,
    ) -> Option<Choice> {
        let last = candidates.pop()?;
        Some(if candidates.is_empty() {
            self.choice(last, hint)
        } else {
            Choice::new("Number", Kind::Float { bits: 64 }.into())
        })
    }

    /// Whether a schema of numbers only allows integers.
    fn is_whole(&self, merged: &Merged<'d>) -> bool {
        !merged.types.contains(Types::NUMBER) || self.known_ints(merged).is_some()
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
