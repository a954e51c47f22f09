//! Schemas as fields within fields: what is inside a schema, unfolded where it is used and never without end.

use std::borrow::Cow;

use serde_json::Value;

use super::facts::facts;
use super::sheet::DEPTH;
use super::words::words;
use super::{Block, Field, Sheet, Span};
use crate::api::{Property, View, members};

/// What a field costs at least on a page, in bytes.
const FIELD: usize = 220;

impl<'a> Sheet<'a, '_> {
    /// What is inside a schema that is used somewhere: its own fields, or those of the model that it names, where this
    /// page doesn't have them yet.
    pub(super) fn unfolded(&mut self, view: &View<'a>, depth: usize) -> Vec<Block<'a>> {
        if depth > DEPTH {
            return Vec::new();
        }
        match view.model {
            Some(model) if !self.expand(model) => Vec::new(),
            _ => self.inside(view, depth),
        }
    }

    /// What is inside a schema: properties, items, alternatives.
    pub(super) fn inside(&mut self, view: &View<'a>, depth: usize) -> Vec<Block<'a>> {
        let mut fields = Vec::new();
        for property in view.properties(self.api, 400) {
            if !self.take(FIELD) {
                break;
            }
            fields.push(self.property(&property, depth));
        }
        for (pattern, schema) in view.all("patternProperties").flat_map(members) {
            let name = Span::code(format!("/{pattern}/"));
            self.keyword(name, schema, depth, &mut fields);
        }
        let is_map = view.has_type("object") || !fields.is_empty();
        for (key, name) in [
            ("additionalProperties", "any other name"),
            ("unevaluatedProperties", "any other name"),
            ("propertyNames", "each name"),
            ("contains", "some items"),
            ("unevaluatedItems", "further items"),
            ("contentSchema", "what the text contains"),
            ("not", "not"),
            ("if", "if"),
            ("then", "then"),
            ("else", "else"),
        ] {
            match view.get(key) {
                Some(Value::Bool(false)) if is_map && key.ends_with("Properties") => {
                    let says = Span::note("no other property is allowed");
                    fields.push(Field {
                        id: None,
                        head: vec![says],
                        inside: Vec::new(),
                    });
                }
                Some(schema) if schema.is_object() => {
                    self.keyword(Span::text(name), schema, depth, &mut fields);
                }
                _ => {}
            }
        }
        for (name, schema) in view.all("dependentSchemas").flat_map(members) {
            let name = Span::text(format!("with {name}"));
            self.keyword(name, schema, depth, &mut fields);
        }
        for (index, schema) in view
            .all("prefixItems")
            .flat_map(crate::api::list)
            .enumerate()
        {
            let name = Span::text(format!("place {}", index + 1));
            self.keyword(name, schema, depth, &mut fields);
        }
        let mut blocks = Vec::new();
        if !fields.is_empty() {
            blocks.push(Block::Fields(fields));
        }
        if let Some(items) = view.child(self.api, "items") {
            blocks.extend(self.items(&items, depth));
        }
        for (key, says) in [("oneOf", "Exactly one of:"), ("anyOf", "At least one of:")] {
            blocks.extend(self.alternatives(view, key, says, depth));
        }
        blocks
    }

    /// A property with all that is said of it.
    fn property(&mut self, property: &Property<'a>, depth: usize) -> Field<'a> {
        let required = if property.required {
            "required"
        } else {
            "optional"
        };
        let mut head = vec![Span::Code(property.name.into())];
        head.extend(words(self.api, &property.view));
        head.push(Span::note(required));
        self.field(head, &property.view, depth)
    }

    /// A schema under a keyword.
    fn keyword(
        &mut self,
        name: Span<'a>,
        schema: &'a Value,
        depth: usize,
        fields: &mut Vec<Field<'a>>,
    ) {
        if !self.take(FIELD) {
            return;
        }
        let view = View::of(self.api, schema);
        let mut head = vec![name];
        head.extend(words(self.api, &view));
        let field = self.field(head, &view, depth);
        fields.push(field);
    }

    /// A field below its head: description, facts, what is inside.
    pub(super) fn field(
        &mut self,
        mut head: Vec<Span<'a>>,
        view: &View<'a>,
        depth: usize,
    ) -> Field<'a> {
        notes(view, &mut head);
        let mut inside: Vec<Block<'a>> = self.prose(description(view)).into_iter().collect();
        inside.extend(self.facts(view));
        let below = self.unfolded(view, depth + 1);
        inside.extend(folded(below));
        Field {
            id: None,
            head,
            inside,
        }
    }

    /// The facts of a schema that is not a model of its own: those of a model stand with its fields.
    pub(super) fn facts(&mut self, view: &View<'a>) -> Option<Block<'a>> {
        let facts = facts(view);
        let bytes: usize = facts
            .iter()
            .map(|(term, spans)| term.len() + 40 + spans.len() * 60)
            .sum();
        (!facts.is_empty() && self.take(bytes)).then_some(Block::Facts(facts))
    }

    /// What lists hold: the fields of the items, or what is said of them.
    fn items(&mut self, items: &View<'a>, depth: usize) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        let facts = if items.model.is_none() {
            self.facts(items)
        } else {
            None
        };
        let prose = if items.model.is_none() {
            self.prose(items.text("description"))
        } else {
            None
        };
        if facts.is_some() || prose.is_some() {
            blocks.push(Block::Quiet(vec![Span::text("Each item:")]));
        }
        blocks.extend(prose);
        blocks.extend(facts);
        blocks.extend(self.unfolded(items, depth + 1));
        blocks
    }

    /// The alternatives of a union.
    fn alternatives(
        &mut self,
        view: &View<'a>,
        key: &'a str,
        says: &'static str,
        depth: usize,
    ) -> Vec<Block<'a>> {
        let mut fields = Vec::new();
        for alternative in view.alternatives(self.api, key) {
            if alternative.types().iter().all(|name| *name == "null")
                && alternative.has_type("null")
            {
                continue;
            }
            if !self.take(FIELD) {
                break;
            }
            let mut head = words(self.api, &alternative);
            if let Some(value) = chosen_by(view, &alternative) {
                head.push(Span::note(value));
            }
            fields.push(self.field(head, &alternative, depth));
        }
        // One alternative and null is the one, as the type says already.
        match fields.len() {
            0 => Vec::new(),
            1 => fields.pop().map(|field| field.inside).unwrap_or_default(),
            _ => vec![Block::Quiet(vec![Span::text(says)]), Block::Fields(fields)],
        }
    }
}

/// The value of the discriminator that chooses an alternative.
fn chosen_by<'a>(view: &View<'a>, alternative: &View<'a>) -> Option<Cow<'a, str>> {
    let discriminator = view.get("discriminator")?;
    let property = crate::api::text(discriminator, "propertyName");
    let model = alternative.model?;
    let mapped = members(&discriminator["mapping"]).find(|(_, target)| {
        let target = target.as_str().unwrap_or_default();
        target == model || target.rsplit('/').next() == Some(model)
    });
    let value = mapped.map_or(model, |(value, _)| value);
    Some(format!("{property} = {value}").into())
}

/// The description of a field: a model's own stands with the model, where the field doesn't say more.
fn description<'a>(view: &View<'a>) -> &'a str {
    view.text("description")
}

/// Words on a field that its head carries.
fn notes(view: &View<'_>, head: &mut Vec<Span<'_>>) {
    for (key, word) in [
        ("readOnly", "read only"),
        ("writeOnly", "write only"),
        ("deprecated", "deprecated"),
    ] {
        if view.is(key) {
            head.push(Span::note(word));
        }
    }
    if view.text("format") == "password" {
        head.push(Span::note("secret"));
    }
}

/// Blocks that open when they are wanted.
pub(super) fn folded(blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    let fields: usize = blocks
        .iter()
        .map(|block| match block {
            Block::Fields(fields) => fields.len(),
            _ => 0,
        })
        .sum();
    match fields {
        0 => blocks,
        1 => vec![Block::Details(vec![Span::text("1 field")], blocks)],
        count => vec![Block::Details(
            vec![Span::text(format!("{count} fields"))],
            blocks,
        )],
    }
}
