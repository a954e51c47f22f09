//! `oneOf`, `anyOf`, lists of types: one of several.

use super::enums::{self, Known, VARIANT_NAMES};
use super::hint::Hint;
use super::merge::{Group, Merged, Subs};
use super::schema::{Form, Lowering};
use super::types::Facts;
use crate::Error;
use crate::model::names::{Scope, pascal};
use crate::model::{Kind, Shape, Type, Union, UnionVariant, docs};
use crate::parse::schema::{Discriminator, Schema, Types};
use crate::parse::tree::Node;

/// Several unions at once are multiplied out up to this many variants.
const MOST_COMBINATIONS: usize = 24;

/// Longer titles are sentences, not names.
const MOST_TITLE_WORDS: usize = 4;

/// A variant that is ready.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) form: Form,
    pub(super) tags: Vec<String>,
    pub(super) docs: String,
}

impl Choice {
    pub(super) fn new(name: &str, form: Form) -> Self {
        Self { name: name.to_owned(), form, tags: Vec::new(), docs: String::new() }
    }
}

/// A variant that is looked at.
struct Candidate<'d> {
    /// What applies to it besides the base.
    parts: Vec<Node<'d>>,
    /// The component that it merely refers to.
    reference: Option<Node<'d>>,
    /// With the base.
    merged: Box<Merged<'d>>,
    tags: Vec<String>,
}

/// What a set of string schemas comes to.
#[derive(Default)]
struct Strings {
    known: Vec<Known<String>>,
    types: Vec<Type>,
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
        let mut candidates = Vec::with_capacity(group.alternatives.len());
        for parts in group.alternatives {
            if let Some(candidate) = self.candidate(&base, parts)? {
                if candidate.merged.is_anything() {
                    return Ok(Kind::Any.into());
                }
                let known = candidate.reference.is_some()
                    && candidates.iter().any(|c: &Candidate<'d>| c.reference == candidate.reference);
                if !known {
                    candidates.push(candidate);
                }
            }
        }
        if let Some(property) = self.tag(&mut candidates, group.discriminator.as_ref())? {
            let mut choices = Vec::with_capacity(candidates.len());
            for candidate in candidates {
                choices.push(self.choice(candidate, hint)?);
            }
            return self.tagged(&property, choices, group.any, hint);
        }
        let choices = self.joined(candidates, hint)?;
        self.untagged(&base, choices, group.any, hint)
    }

    /// Without the groups that merely say which properties must be there together.
    fn without_conditions(&self, base: &Merged<'d>, groups: Vec<Group<'d>>) -> Vec<Group<'d>> {
        let is_condition = |group: &Group<'d>| {
            !base.properties.is_empty()
                && group.variants.iter().all(|&variant| {
                    variant.is_object()
                        && variant.children().all(|word| {
                            matches!(
                                word.key(),
                                "required" | "not" | "title" | "description" | "type" | "nullable"
                            )
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
                self.flatten(variant, group.any, 0, &mut variants)?;
            }
            let Some(product) = &mut product else {
                product = Some(Alternatives {
                    alternatives: variants.into_iter().map(|variant| vec![variant]).collect(),
                    any: group.any,
                    discriminator: group.discriminator,
                });
                continue;
            };
            if product.alternatives.len().saturating_mul(variants.len()) > MOST_COMBINATIONS {
                self.notes.warn(
                    base.node,
                    "several unions at once: only the first one is kept, the Rust type allows more",
                    "write one `oneOf` that lists the combinations",
                );
                break;
            }
            product.alternatives = product
                .alternatives
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

    /// The variants of a union written inside a union, in its place.
    fn flatten(
        &mut self,
        variant: Node<'d>,
        any: bool,
        depth: usize,
        variants: &mut Vec<Node<'d>>,
    ) -> Result<(), Error> {
        self.check_depth(variant, depth)?;
        let inner = if any { "anyOf" } else { "oneOf" };
        let pure = variant.is_object()
            && variant.children().all(|word| {
                word.key() == inner
                    || matches!(word.key(), "title" | "description" | "nullable" | "default")
            });
        match variant.get(inner) {
            Some(list) if pure && list.is_array() => {
                let list: Vec<_> = list.children().collect();
                for inner in self.without_null(&list) {
                    self.flatten(inner, any, depth + 1, variants)?;
                }
            }
            _ => variants.push(variant),
        }
        Ok(())
    }

    fn candidate(
        &mut self,
        base: &Merged<'d>,
        parts: Vec<Node<'d>>,
    ) -> Result<Option<Candidate<'d>>, Error> {
        let mut reference = None;
        if let &[part] = parts.as_slice() {
            let schema = Box::new(Schema::read(part, &self.notes));
            reference = self.reference_of(&schema)?;
        }
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
        let possible = !merged.never && !merged.types.is_empty();
        Ok(possible.then_some(Candidate { parts, reference, merged, tags: Vec::new() }))
    }

    /// Finds the property that tells the variants apart, and sets their tags.
    fn tag(
        &mut self,
        candidates: &mut [Candidate<'d>],
        discriminator: Option<&Discriminator<'d>>,
    ) -> Result<Option<String>, Error> {
        if candidates.len() < 2 || !candidates.iter().all(|c| is_object(&c.merged)) {
            if let Some(discriminator) = discriminator {
                self.notes.warn(
                    discriminator.node,
                    "a discriminator of variants that aren't objects: the variants are tried in turn",
                    "give every variant `type: object` and the discriminator's property",
                );
            }
            return Ok(None);
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
    ) -> Result<Option<String>, Error> {
        let mapping = mapped(self, discriminator)?;
        for &(tag, node) in &mapping {
            if !candidates.iter().any(|c| c.reference == Some(node)) {
                self.notes.warn(
                    discriminator.node,
                    format!("`{tag}` is mapped to a schema that isn't a variant: left out"),
                    "add the schema to the variants",
                );
            }
        }
        let mut taken: Vec<String> = Vec::new();
        for candidate in candidates.iter_mut() {
            let of_mapping = mapping.iter().filter(|(_, node)| candidate.reference == Some(*node));
            let mut tags: Vec<String> = of_mapping.map(|(tag, _)| (*tag).to_owned()).collect();
            if tags.is_empty() {
                match self.constants(&candidate.merged, discriminator.property)? {
                    Constants::Texts(texts) => tags = texts,
                    // Tags are texts; numbers are checked when the variants are tried in turn.
                    Constants::Others => return Ok(None),
                    Constants::None => tags.extend(candidate.reference.map(|n| n.key().to_owned())),
                }
            }
            tags.retain(|tag| !taken.contains(tag));
            taken.extend(tags.iter().cloned());
            if tags.is_empty() {
                self.notes.warn(
                    candidate.parts.first().copied().unwrap_or(discriminator.node),
                    "no value of the discriminator means this variant: the variants are tried in turn",
                    "add it to the discriminator's `mapping`",
                );
                return Ok(None);
            }
            candidate.tags = tags;
        }
        Ok(Some(discriminator.property.to_owned()))
    }

    /// A property that is required in every variant and has other known values in each.
    fn tag_by_constant(
        &mut self,
        candidates: &mut [Candidate<'d>],
    ) -> Result<Option<String>, Error> {
        let Some(first) = candidates.first() else { return Ok(None) };
        let properties: Vec<&'d str> = first.merged.properties.keys().copied().collect();
        'properties: for property in properties {
            let mut tags: Vec<Vec<String>> = Vec::with_capacity(candidates.len());
            for candidate in candidates.iter() {
                if !candidate.merged.required.contains(property) {
                    continue 'properties;
                }
                match self.constants(&candidate.merged, property)? {
                    Constants::Texts(texts) if !texts.iter().any(|text| tags.iter().flatten().any(|t| t == text)) => {
                        tags.push(texts);
                    }
                    _ => continue 'properties,
                }
            }
            for (candidate, tags) in candidates.iter_mut().zip(tags) {
                candidate.tags = tags;
            }
            return Ok(Some(property.to_owned()));
        }
        Ok(None)
    }

    /// The values that a property may have, if they are a known few.
    fn constants(&mut self, merged: &Merged<'d>, property: &str) -> Result<Constants, Error> {
        let Some(parts) = merged.properties.get(property).cloned() else {
            return Ok(Constants::None);
        };
        let property = self.merge(&parts)?;
        if let Some(strings) = self.known_strings(&property) {
            return Ok(Constants::Texts(strings.into_iter().map(|known| known.value).collect()));
        }
        let typed = property.typed && !property.types.contains(Types::STRING);
        Ok(if typed || property.values.is_some() { Constants::Others } else { Constants::None })
    }

    /// Lowers a candidate.
    fn choice(&mut self, candidate: Candidate<'d>, hint: &Hint<'_>) -> Result<Choice, Error> {
        let name = self.choice_name(&candidate)?;
        let part = candidate.parts.first().copied();
        let description = part.and_then(|part| part.get("description")).and_then(Node::as_str);
        let remark = candidate.reference.is_some() || !is_object(&candidate.merged);
        let form = match candidate.reference {
            Some(target) => Form::Type(self.refer(target)?.ty),
            None => {
                let hint = hint.child(&name);
                let title = candidate.merged.title.as_deref().map(str::to_owned);
                let deprecated = false;
                let docs = docs::markdown(description.unwrap_or_default());
                let node = part.unwrap_or(candidate.merged.node);
                let form = self.form_of(candidate.merged, &hint)?;
                Form::Type(self.named(node, &hint, form, Facts { title, docs, deprecated }))
            }
        };
        let docs = docs::markdown(description.filter(|_| remark).unwrap_or_default());
        Ok(Choice { name, form, tags: candidate.tags, docs })
    }

    /// A form as a type: what needs a name is named after its use.
    pub(super) fn named(
        &mut self,
        node: Node<'d>,
        hint: &Hint<'_>,
        form: Form,
        facts: Facts,
    ) -> Type {
        match form {
            Form::Type(ty) => ty,
            Form::Shape(shape) => Kind::Named(self.drafts.define(node, hint, shape, facts)).into(),
        }
    }

    fn choice_name(&mut self, candidate: &Candidate<'d>) -> Result<String, Error> {
        if let Some(target) = candidate.reference {
            return Ok(super::schema::name_of_place(target));
        }
        if let Some(title) = candidate.merged.title.as_deref().and_then(short_title) {
            return Ok(title);
        }
        if let Some(tag) = candidate.tags.first() {
            return Ok(pascal(tag));
        }
        let merged = &candidate.merged;
        let types = merged.types.without(Types::NULL);
        Ok(match types {
            Types::BOOLEAN => "Boolean".to_owned(),
            Types::INTEGER => "Integer".to_owned(),
            Types::NUMBER => "Number".to_owned(),
            Types::STRING => "String".to_owned(),
            Types::ARRAY => match &merged.items {
                Some(Subs::Schemas(items)) if let &[item] = items.as_slice() => {
                    let item = Box::new(Schema::read(item, &self.notes));
                    let item = self.reference_of(&item)?;
                    item.map(super::schema::name_of_place).unwrap_or_default() + "List"
                }
                _ => "List".to_owned(),
            },
            _ => match merged.required.first().or_else(|| merged.properties.keys().next()) {
                Some(property) if is_object(merged) => pascal(property),
                _ if types == Types::OBJECT => "Map".to_owned(),
                _ => "Variant".to_owned(),
            },
        })
    }

    /// Lowers candidates that no tag tells apart; those that no reader could tell apart become one.
    fn joined(
        &mut self,
        candidates: Vec<Candidate<'d>>,
        hint: &Hint<'_>,
    ) -> Result<Vec<Choice>, Error> {
        let mut strings = Vec::new();
        let mut numbers = Vec::new();
        let mut choices: Vec<Option<Choice>> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if self.strings_of(&candidate.merged, 0)?.is_some() {
                strings.push((choices.len(), candidate));
                choices.push(None);
            } else if is_number(&candidate.merged) {
                numbers.push((choices.len(), candidate));
                choices.push(None);
            } else {
                choices.push(Some(self.choice(candidate, hint)?));
            }
        }
        if let Some((position, choice)) = self.joined_strings(strings, hint)? {
            choices[position] = Some(choice);
        }
        if let Some((position, choice)) = self.joined_numbers(numbers, hint)? {
            choices[position] = Some(choice);
        }
        Ok(choices.into_iter().flatten().collect())
    }

    fn joined_strings(
        &mut self,
        mut candidates: Vec<(usize, Candidate<'d>)>,
        hint: &Hint<'_>,
    ) -> Result<Option<(usize, Choice)>, Error> {
        let Some(&(position, ref first)) = candidates.first() else { return Ok(None) };
        if candidates.len() == 1 {
            return match candidates.pop() {
                Some((position, candidate)) => Ok(Some((position, self.choice(candidate, hint)?))),
                None => Ok(None),
            };
        }
        let node = first.parts.first().copied().unwrap_or(first.merged.node);
        let mut all = Strings::default();
        for (_, candidate) in &candidates {
            if let Some(strings) = self.strings_of(&candidate.merged, 0)? {
                all.add(strings);
            }
        }
        let open = all.types.iter().any(|ty| *ty == Kind::String.into());
        let form = if all.types.is_empty() || (open && !all.known.is_empty()) {
            Form::Shape(enums::string_enum(all.known))
        } else {
            if !open {
                self.notes.warn(
                    node,
                    "texts of several formats, which only their meaning tells apart: read as any text",
                    "",
                );
            }
            let secret = all.types.iter().any(|ty| ty.kind == Kind::Secret);
            Form::from(if secret { Kind::Secret } else { Kind::String })
        };
        Ok(Some((position, Choice::new("String", form))))
    }

    fn joined_numbers(
        &mut self,
        mut candidates: Vec<(usize, Candidate<'d>)>,
        hint: &Hint<'_>,
    ) -> Result<Option<(usize, Choice)>, Error> {
        let Some(&(position, _)) = candidates.first() else { return Ok(None) };
        if candidates.len() == 1 {
            return match candidates.pop() {
                Some((position, candidate)) => Ok(Some((position, self.choice(candidate, hint)?))),
                None => Ok(None),
            };
        }
        let mut known = Some(Vec::new());
        let mut whole = true;
        for (_, candidate) in &candidates {
            whole &= !candidate.merged.types.contains(Types::NUMBER);
            known = match (known, self.known_ints(&candidate.merged)) {
                (Some(mut all), Some(more)) => {
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
            None if whole => Choice::new("Integer", Kind::Int { bits: 64, signed: true }.into()),
            None => Choice::new("Number", Kind::Float { bits: 64 }.into()),
        };
        Ok(Some((position, choice)))
    }

    /// What a schema comes to that only allows texts.
    fn strings_of(&mut self, merged: &Merged<'d>, depth: usize) -> Result<Option<Strings>, Error> {
        if !merged.unions.is_empty() {
            let [group] = merged.unions.as_slice() else { return Ok(None) };
            if depth > 3 || !merged.is_bare() {
                return Ok(None);
            }
            let mut all = Strings::default();
            for &variant in &group.variants {
                let variant = self.merge(&[variant])?;
                match self.strings_of(&variant, depth + 1)? {
                    Some(strings) => all.add(strings),
                    None => return Ok(None),
                }
            }
            return Ok(Some(all));
        }
        if let Some(known) = self.known_strings(merged) {
            return Ok(Some(Strings { known, types: Vec::new() }));
        }
        let only = merged.typed && merged.types.without(Types::NULL) == Types::STRING;
        let ty = (only && merged.values.is_none()).then(|| self.string(merged));
        Ok(ty.map(|ty| Strings { known: Vec::new(), types: vec![ty] }))
    }

    /// A schema that lists several types.
    pub(super) fn several_types(
        &mut self,
        merged: &Merged<'d>,
        types: Types,
        hint: &Hint<'_>,
    ) -> Result<Form, Error> {
        const NAMED: [(Types, &str); 6] = [
            (Types::BOOLEAN, "Boolean"),
            (Types::INTEGER, "Integer"),
            (Types::NUMBER, "Number"),
            (Types::STRING, "String"),
            (Types::ARRAY, "List"),
            (Types::OBJECT, "Object"),
        ];
        if merged.is_bare() && types == Types::ALL.without(Types::NULL) {
            return Ok(Kind::Any.into());
        }
        let mut choices = Vec::new();
        for (ty, name) in NAMED {
            let whole_beside_all = ty == Types::INTEGER && types.contains(Types::NUMBER);
            if !types.contains(ty) || whole_beside_all {
                continue;
            }
            let mut one = Box::new(merged.clone());
            one.types = ty;
            one.unsaid.clear();
            let hint = hint.child(name);
            let form = self.form_of(one, &hint)?;
            let ty = self.named(merged.node, &hint, form, Facts::default());
            choices.push(Choice::new(name, Form::Type(ty)));
        }
        self.untagged(merged, choices, true, hint)
    }

    /// A union whose variants are tried in turn.
    pub(super) fn untagged(
        &mut self,
        base: &Merged<'d>,
        mut choices: Vec<Choice>,
        any: bool,
        hint: &Hint<'_>,
    ) -> Result<Form, Error> {
        match choices.len() {
            0 => Ok(Kind::Never.into()),
            1 => Ok(choices.swap_remove(0).form),
            _ => {
                let mut variants = self.variants(base.node, choices, hint);
                let mut kinds = Vec::new();
                variants.retain(|variant| {
                    let new = !kinds.contains(&variant.ty.kind);
                    kinds.push(variant.ty.kind.clone());
                    new
                });
                if variants.iter().any(|variant| variant.ty.kind == Kind::Any) {
                    return Ok(Kind::Any.into());
                }
                match variants.pop() {
                    Some(only) if variants.is_empty() => Ok(Form::Type(only.ty)),
                    last => {
                        variants.extend(last);
                        Ok(Form::Shape(Shape::Union(Union { variants, tag: None, any })))
                    }
                }
            }
        }
    }

    /// A union whose variants a property tells apart.
    pub(super) fn tagged(
        &mut self,
        property: &str,
        choices: Vec<Choice>,
        any: bool,
        hint: &Hint<'_>,
    ) -> Result<Form, Error> {
        let variants = self.variants(self.root, choices, hint);
        let tag = Some(property.to_owned());
        Ok(Form::Shape(Shape::Union(Union { variants, tag, any })))
    }

    fn variants(
        &mut self,
        node: Node<'d>,
        choices: Vec<Choice>,
        hint: &Hint<'_>,
    ) -> Vec<UnionVariant> {
        let mut scope = Scope::without(&VARIANT_NAMES);
        choices
            .into_iter()
            .map(|Choice { name, form, tags, docs }| {
                let hint = hint.child(&name);
                let ty = self.named(node, &hint, form, Facts::default());
                let text = tags.first().cloned().unwrap_or_default();
                let name = enums::variant_name(&mut scope, &name, &text);
                UnionVariant { name, docs, ty, boxed: false, tags }
            })
            .collect()
    }
}

impl Strings {
    fn add(&mut self, other: Self) {
        for known in other.known {
            if !self.known.iter().any(|present| present.value == known.value) {
                self.known.push(known);
            }
        }
        self.types.extend(other.types);
    }
}

/// The variants of one or several unions, multiplied out.
struct Alternatives<'d> {
    /// Each a list of schemas that apply together.
    alternatives: Vec<Vec<Node<'d>>>,
    any: bool,
    discriminator: Option<Discriminator<'d>>,
}

/// The values of a property.
enum Constants {
    Texts(Vec<String>),
    /// Numbers, booleans, or a type other than string.
    Others,
    None,
}

/// The schemas that a discriminator's mapping names, by their tags.
pub(super) fn mapped<'d>(
    lowering: &mut Lowering<'d>,
    discriminator: &Discriminator<'d>,
) -> Result<Vec<(&'d str, Node<'d>)>, Error> {
    let mut mapped = Vec::new();
    for entry in discriminator.mapping.into_iter().flat_map(Node::children) {
        let Some(reference) = entry.as_str() else { continue };
        // A plain name means a component schema.
        let named = format!("#/components/schemas/{}", reference.replace('~', "~0").replace('/', "~1"));
        let reference = match lowering.document.target(&named) {
            Ok(_) => named.as_str(),
            Err(_) => reference,
        };
        mapped.extend(lowering.target(entry, reference)?.map(|target| (entry.key(), target)));
    }
    Ok(mapped)
}

/// Whether a schema has all that the base of its union has.
fn contains(merged: &Merged<'_>, base: &Merged<'_>) -> bool {
    base.values.is_none()
        && base.pattern_properties.is_empty()
        && matches!(base.additional, None | Some(Subs::All))
        && base.items.is_none()
        && base.limits.are_absent()
        && base.properties.keys().all(|name| merged.properties.contains_key(name))
        && base.required.iter().all(|name| merged.required.contains(name))
}

fn is_object(merged: &Merged<'_>) -> bool {
    if merged.typed {
        merged.types.without(Types::NULL) == Types::OBJECT
    } else {
        merged.values.is_none()
            && (!merged.properties.is_empty() || !merged.required.is_empty() || !merged.unions.is_empty())
    }
}

fn is_number(merged: &Merged<'_>) -> bool {
    merged.typed
        && merged.unions.is_empty()
        && Types::NUMBER.contains(merged.types.without(Types::NULL))
        && merged.types.contains(Types::INTEGER)
}

/// A title that can serve as a name.
pub(super) fn short_title(title: &str) -> Option<String> {
    let short = title.split_whitespace().count() <= MOST_TITLE_WORDS && title.len() <= 40;
    (short && title.chars().any(char::is_alphanumeric)).then(|| pascal(title))
}
