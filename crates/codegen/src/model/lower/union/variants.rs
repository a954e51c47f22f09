//! The variants of a union: their names, and the union that they make.

use super::{Candidate, is_object};
use crate::model::lower::enums::{self, VARIANT_NAMES};
use crate::model::lower::hint::Hint;
use crate::model::lower::reference::name_of_place;
use crate::model::lower::schema::{Form, Lowering};
use crate::model::lower::types::Facts;
use crate::model::names::{Scope, Wish, pascal};
use crate::model::{Kind, Shape, Type, Union, UnionVariant, docs};
use apicrate_openapi::{Merged, Node, Subs, Types};

/// Longer titles are sentences, not names.
const MOST_TITLE_WORDS: usize = 4;

/// A variant that is ready.
pub(in crate::model::lower) struct Choice {
    pub(in crate::model::lower) name: String,
    pub(in crate::model::lower) form: Form,
    pub(in crate::model::lower) tags: Vec<String>,
    pub(in crate::model::lower) docs: String,
}

impl Choice {
    pub(in crate::model::lower) fn new(name: &str, form: Form) -> Self {
        Self {
            name: name.to_owned(),
            form,
            tags: Vec::new(),
            docs: String::new(),
        }
    }
}

impl<'d> Lowering<'d> {
    /// Lowers a candidate.
    pub(super) fn choice(&mut self, candidate: Candidate<'d>, hint: &Hint<'_>) -> Choice {
        let name = self.choice_name(&candidate);
        let description = candidate.place().get("description").and_then(Node::as_str);
        let remark = candidate.reference.is_some() || !is_object(&candidate.merged);
        let ty = if let Some(target) = candidate.reference {
            self.refer(target)
        } else {
            let hint = hint.child(&name);
            let facts = Facts {
                title: candidate.merged.title.as_deref().map(str::to_owned),
                docs: docs::markdown(description.unwrap_or_default()),
                ..Facts::default()
            };
            let node = candidate.merged.node;
            let form = self.form_of(&candidate.merged, &hint);
            self.named(node, &hint, form, facts)
        };
        let form = Form::Type(ty);
        let docs = docs::markdown(description.filter(|_| remark).unwrap_or_default());
        Choice {
            name,
            form,
            tags: candidate.tags,
            docs,
        }
    }

    fn choice_name(&self, candidate: &Candidate<'d>) -> String {
        if let Some(name) = &candidate.name {
            return name.clone();
        }
        if let Some(tag) = candidate.tags.first() {
            return pascal(tag);
        }
        let merged = &candidate.merged;
        let types = merged.types.without(Types::NULL);
        match types {
            Types::BOOLEAN => "Boolean".to_owned(),
            Types::INTEGER => "Integer".to_owned(),
            Types::NUMBER => "Number".to_owned(),
            Types::STRING => "String".to_owned(),
            Types::ARRAY => match &merged.items {
                Some(Subs::Schemas(items)) if let Some(item) = items.only() => {
                    let item = self.schemas.reference(item);
                    item.map(name_of_place).unwrap_or_default() + "List"
                }
                _ => "List".to_owned(),
            },
            _ => match (candidate.mark, merged.properties.keys().next()) {
                (Some(property), _) | (None, Some(&property)) => pascal(property),
                _ if types == Types::OBJECT => "Map".to_owned(),
                _ => "Variant".to_owned(),
            },
        }
    }

    /// A schema that lists several types.
    pub(in crate::model::lower) fn several_types(
        &mut self,
        merged: &Merged<'d>,
        types: Types,
        hint: &Hint<'_>,
    ) -> Form {
        const NAMED: [(Types, &str); 6] = [
            (Types::BOOLEAN, "Boolean"),
            (Types::INTEGER, "Integer"),
            (Types::NUMBER, "Number"),
            (Types::STRING, "String"),
            (Types::ARRAY, "List"),
            (Types::OBJECT, "Object"),
        ];
        if merged.is_bare() && types == Types::ALL.without(Types::NULL) {
            return Kind::Any.into();
        }
        let mut choices = Vec::new();
        for (ty, name) in NAMED {
            let whole_beside_all = ty == Types::INTEGER && types.contains(Types::NUMBER);
            if !types.contains(ty) || whole_beside_all {
                continue;
            }
            let mut one = merged.clone();
            one.types = ty;
            one.unsaid.clear();
            let hint = hint.child(name);
            let form = self.form_of(&one, &hint);
            let ty = self.named(merged.node, &hint, form, Facts::default());
            choices.push(Choice::new(name, Form::Type(ty)));
        }
        self.untagged(merged, choices, true, hint)
    }

    /// A union whose variants are tried in turn.
    pub(in crate::model::lower) fn untagged(
        &mut self,
        base: &Merged<'d>,
        mut choices: Vec<Choice>,
        any: bool,
        hint: &Hint<'_>,
    ) -> Form {
        match choices.len() {
            0 => Kind::Never.into(),
            1 => choices.swap_remove(0).form,
            _ => {
                let mut variants = self.variants(base.node, choices, hint);
                let mut kinds = Vec::new();
                variants.retain(|variant| {
                    let new = !kinds.contains(&variant.ty.kind);
                    kinds.push(variant.ty.kind.clone());
                    new
                });
                if variants.iter().any(|variant| variant.ty.kind == Kind::Any) {
                    return Kind::Any.into();
                }
                match variants.pop() {
                    Some(only) if variants.is_empty() => Form::Type(only.ty),
                    last => {
                        variants.extend(last);
                        let tag = None;
                        Form::Shape(Shape::Union(Union { variants, tag, any }))
                    }
                }
            }
        }
    }

    /// A union whose variants a property tells apart.
    pub(in crate::model::lower) fn tagged(
        &mut self,
        property: &str,
        choices: Vec<Choice>,
        any: bool,
        hint: &Hint<'_>,
    ) -> Form {
        let variants = self.variants(self.schemas.root(), choices, hint);
        let tag = Some(property.to_owned());
        Form::Shape(Shape::Union(Union { variants, tag, any }))
    }

    fn variants(
        &mut self,
        node: Node<'d>,
        choices: Vec<Choice>,
        hint: &Hint<'_>,
    ) -> Vec<UnionVariant> {
        let alike = |name: &str| choices.iter().filter(|other| other.name == name).count();
        let wishes: Vec<Wish> = choices
            .iter()
            .map(|choice| {
                let text = choice.tags.first().map(String::as_str).unwrap_or_default();
                match list_name(&choice.form).filter(|_| alike(&choice.name) > 1) {
                    Some(name) => enums::variant_wish(&name, text),
                    None => enums::variant_wish(&choice.name, text),
                }
            })
            .collect();
        let names = Scope::without(VARIANT_NAMES).claim_all(&wishes, "");
        let mut variants = Vec::with_capacity(choices.len());
        for (choice, name) in choices.into_iter().zip(names) {
            let Choice {
                name: hint_name,
                form,
                tags,
                docs,
            } = choice;
            let ty = self.named(node, &hint.child(&hint_name), form, Facts::default());
            variants.push(UnionVariant {
                name,
                docs,
                ty,
                boxed: false,
                tags,
            });
        }
        variants
    }
}

/// What tells a list from others: what it lists, `IntegerList`. Nothing for what has a name of its own.
fn list_name(form: &Form) -> Option<String> {
    fn item_name(kind: &Kind) -> Option<String> {
        Some(match kind {
            Kind::List(item) => item_name(&item.kind)? + "List",
            Kind::Option(inner) => item_name(&inner.kind)?,
            Kind::Int { .. } => "Integer".to_owned(),
            Kind::Float { .. } => "Number".to_owned(),
            Kind::Bool => "Boolean".to_owned(),
            Kind::String => "String".to_owned(),
            Kind::Map(_) => "Map".to_owned(),
            _ => return None,
        })
    }
    match form {
        Form::Type(Type {
            kind: kind @ Kind::List(_),
            ..
        }) => item_name(kind),
        _ => None,
    }
}

/// A title that can serve as a name.
pub(in crate::model::lower) fn short_title(title: &str) -> Option<String> {
    let short = title.split_whitespace().count() <= MOST_TITLE_WORDS && title.len() <= 40;
    (short && title.chars().any(char::is_alphanumeric)).then(|| pascal(title))
}
