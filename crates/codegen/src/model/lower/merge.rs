//! Several schemas that apply to the same value, as one: `allOf`, `$ref` with siblings, a property declared twice.

use std::borrow::Cow;

use indexmap::{IndexMap, IndexSet};

use super::nullable::without_null;
use super::schema::{Lowering, check_depth};
use crate::Error;
use crate::parse::read::{self, Notes};
use crate::parse::schema::{Discriminator, Limits, Schema, Sub, Types};
use crate::parse::tree::{Node, Value};

/// The conjunction of schemas.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each stands for a keyword of its own"
)]
#[derive(Debug, Clone)]
pub(super) struct Merged<'d> {
    /// Where it stands.
    pub(super) node: Node<'d>,
    /// What all of them allow.
    pub(super) types: Types,
    /// Whether any of them says a type at all.
    pub(super) typed: bool,
    /// Nothing satisfies all of them.
    pub(super) never: bool,
    /// A union of nothing but nulls is among them.
    pub(super) null_only: bool,
    pub(super) format: Option<&'d str>,
    pub(super) title: Option<Cow<'d, str>>,
    pub(super) values: Option<Vec<Node<'d>>>,
    /// The schema whose values another part excludes.
    pub(super) disjoint: Option<Node<'d>>,
    pub(super) value_names: Option<Node<'d>>,
    pub(super) value_docs: Option<Node<'d>>,
    pub(super) properties: IndexMap<&'d str, Vec<Node<'d>>>,
    pub(super) required: IndexSet<&'d str>,
    pub(super) additional: Option<Subs<'d>>,
    pub(super) pattern_properties: Vec<Node<'d>>,
    pub(super) items: Option<Subs<'d>>,
    pub(super) prefix_items: Vec<Node<'d>>,
    pub(super) unions: Vec<Group<'d>>,
    pub(super) limits: Limits<'d>,
    pub(super) encoding: Option<&'d str>,
    pub(super) media_type: Option<&'d str>,
    pub(super) secret: bool,
    pub(super) local_date_time: bool,
    pub(super) unsaid: Vec<Node<'d>>,
}

/// [`Sub`]s that apply to the same values.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subs<'d> {
    All,
    Nothing,
    Schemas(Vec<Node<'d>>),
}

/// The schemas on the way to one, by which circles are noticed.
#[derive(Default)]
struct Way<'d> {
    /// What the first of them is merged into.
    base: Option<Node<'d>>,
    nodes: Vec<Node<'d>>,
}

/// A `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(super) struct Group<'d> {
    pub(super) variants: Vec<Node<'d>>,
    pub(super) any: bool,
    pub(super) discriminator: Option<Discriminator<'d>>,
}

impl<'d> Merged<'d> {
    fn new(node: Node<'d>) -> Self {
        Self {
            node,
            types: Types::ALL,
            typed: false,
            never: false,
            null_only: false,
            format: None,
            title: None,
            values: None,
            disjoint: None,
            value_names: None,
            value_docs: None,
            properties: IndexMap::new(),
            required: IndexSet::new(),
            additional: None,
            pattern_properties: Vec::new(),
            items: None,
            prefix_items: Vec::new(),
            unions: Vec::new(),
            limits: Limits::default(),
            encoding: None,
            media_type: None,
            secret: false,
            local_date_time: false,
            unsaid: Vec::new(),
        }
    }

    /// Says nothing about objects beyond their being one.
    pub(super) fn is_bare(&self) -> bool {
        self.values.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional.is_none()
            && self.pattern_properties.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && self.limits.are_absent()
            && self.format.is_none()
            && !self.secret
    }

    /// Accepts every value.
    pub(super) fn is_anything(&self) -> bool {
        !self.never && !self.null_only && !self.typed && self.is_bare() && self.unions.is_empty()
    }

    /// Whether the values are all of this type, or null.
    pub(super) fn is_only(&self, types: Types) -> bool {
        self.typed && self.types.without(Types::NULL) == types
    }

    /// Whether the values are objects.
    pub(super) fn is_object(&self) -> bool {
        self.is_only(Types::OBJECT) || !self.properties.is_empty()
    }

    /// Adds a schema's own keywords.
    fn add(&mut self, schema: &Schema<'d>, notes: &Notes) {
        self.never |= schema.boolean == Some(false);
        if !schema.types.is_empty() {
            self.typed = true;
            self.types = self.types.both(schema.types);
        }
        self.format = self.format.or(schema.format);
        self.add_values(schema);
        for property in &schema.properties {
            let parts = self.properties.entry(property.key()).or_default();
            if !parts.contains(property) {
                parts.push(*property);
            }
        }
        self.required.extend(&schema.required);
        add_sub(&mut self.additional, schema.additional);
        self.pattern_properties.extend(&schema.pattern_properties);
        add_sub(&mut self.items, schema.items);
        if self.prefix_items.is_empty() {
            self.prefix_items.clone_from(&schema.prefix_items);
        }
        self.limits.add(&schema.limits, schema.node, notes);
        self.encoding = self.encoding.or(schema.encoding);
        self.media_type = self.media_type.or(schema.media_type);
        self.secret |= schema.secret;
        self.local_date_time |= schema.local_date_time;
        self.unsaid.extend(&schema.unsaid);
    }

    fn add_values(&mut self, schema: &Schema<'d>) {
        let Some(values) = &schema.values else { return };
        match &mut self.values {
            None => {
                self.values = Some(values.clone());
                self.value_names = schema.value_names;
                self.value_docs = schema.value_docs;
            }
            Some(present) => {
                let texts: IndexSet<String> =
                    values.iter().map(|&node| read::json_text(node)).collect();
                let is_shared = |node: &Node<'d>| texts.contains(&read::json_text(*node));
                if present.iter().any(is_shared) {
                    present.retain(is_shared);
                    // Names are by position.
                    self.value_names = None;
                } else {
                    // Whoever refines a schema says last what is meant.
                    self.disjoint = Some(schema.node);
                    present.clone_from(values);
                    self.value_names = schema.value_names;
                    self.value_docs = schema.value_docs;
                }
            }
        }
    }
}

/// Adds what applies to the same values, too.
fn add_sub<'d>(subs: &mut Option<Subs<'d>>, sub: Option<Sub<'d>>) {
    match (subs.as_mut(), sub) {
        (_, None) | (Some(_), Some(Sub::All)) | (Some(Subs::Nothing), _) => {}
        (None, Some(Sub::All)) => *subs = Some(Subs::All),
        (_, Some(Sub::Nothing)) => *subs = Some(Subs::Nothing),
        (Some(Subs::Schemas(schemas)), Some(Sub::Schema(schema))) => {
            if !schemas.contains(&schema) {
                schemas.push(schema);
            }
        }
        (None | Some(Subs::All), Some(Sub::Schema(schema))) => {
            *subs = Some(Subs::Schemas(vec![schema]));
        }
    }
}

impl<'d> Limits<'d> {
    /// Adds limits; the stricter of two counts.
    fn add(&mut self, other: &Self, at: Node<'d>, notes: &Notes) {
        if let (Some(one), Some(other)) = (self.pattern, other.pattern)
            && one != other
        {
            notes.warn(
                at,
                "a second pattern for the same text: only the first one is kept",
                "write one pattern that says both",
            );
        }
        self.pattern = self.pattern.or(other.pattern);
        self.min_length = self.min_length.max(other.min_length);
        self.max_length = least(self.max_length, other.max_length);
        self.minimum = stricter(self.minimum, other.minimum, f64::gt);
        self.maximum = stricter(self.maximum, other.maximum, f64::lt);
        self.exclusive_minimum = stricter(self.exclusive_minimum, other.exclusive_minimum, f64::gt);
        self.exclusive_maximum = stricter(self.exclusive_maximum, other.exclusive_maximum, f64::lt);
        self.multiple_of = self.multiple_of.or(other.multiple_of);
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = least(self.max_items, other.max_items);
        self.unique_items |= other.unique_items;
        self.min_properties = self.min_properties.max(other.min_properties);
        self.max_properties = least(self.max_properties, other.max_properties);
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

fn stricter<'d>(
    one: Option<Node<'d>>,
    other: Option<Node<'d>>,
    wins: fn(&f64, &f64) -> bool,
) -> Option<Node<'d>> {
    match (one, other) {
        (Some(first), Some(second)) => Some(if wins(&as_f64(second), &as_f64(first)) {
            second
        } else {
            first
        }),
        (one, other) => one.or(other),
    }
}

fn as_f64(node: Node<'_>) -> f64 {
    match node.value() {
        #[allow(
            clippy::cast_precision_loss,
            reason = "only compared, to find the stricter limit"
        )]
        Value::Int(value) => *value as f64,
        Value::Float(value) => *value,
        _ => f64::NAN,
    }
}

impl<'d> Lowering<'d> {
    /// Merges the schemas at these nodes, with all they refer to.
    pub(super) fn merge(&mut self, nodes: &[Node<'d>]) -> Result<Box<Merged<'d>>, Error> {
        let mut way = Way::default();
        let mut merged: Option<Box<Merged<'d>>> = None;
        for &node in nodes {
            let merged = merged.get_or_insert_with(|| Box::new(Merged::new(node)));
            self.absorb(merged, node, &mut way)?;
        }
        Ok(merged.unwrap_or_else(|| Box::new(Merged::new(self.root))))
    }

    /// Adds the schema at a node to what is merged already.
    pub(super) fn merge_into(
        &mut self,
        merged: &mut Merged<'d>,
        node: Node<'d>,
    ) -> Result<(), Error> {
        let base = Some(merged.node);
        self.absorb(
            merged,
            node,
            &mut Way {
                base,
                nodes: Vec::new(),
            },
        )
    }

    fn absorb(
        &mut self,
        merged: &mut Merged<'d>,
        node: Node<'d>,
        way: &mut Way<'d>,
    ) -> Result<(), Error> {
        if way.base == Some(node) {
            // A variant doesn't bring in the union that it belongs to.
            return Ok(());
        }
        if way.nodes.contains(&node) {
            self.notes.warn(
                node,
                "this schema is a part of itself: nothing is added by that",
                "remove it from its own `allOf`",
            );
            return Ok(());
        }
        check_depth(node, way.nodes.len())?;
        way.nodes.push(node);
        let schema = Box::new(Schema::read(node, &self.notes));
        if merged.title.is_none() {
            merged.title.clone_from(&schema.title);
        }
        // The document's order of properties, whether the base stands before or after the own ones.
        let position = |nodes: &[Node<'d>]| nodes.first().map_or(usize::MAX, |node| node.id());
        let base_first =
            schema.reference.is_some() || position(&schema.all_of) < position(&schema.properties);
        if !base_first {
            merged.add(&schema, &self.notes);
        }
        if let Some(reference) = schema.reference
            && let Some(target) = self.target(node, reference)?
        {
            self.absorb(merged, target, way)?;
        }
        for &part in &schema.all_of {
            self.absorb(merged, part, way)?;
        }
        if base_first {
            merged.add(&schema, &self.notes);
        }
        for (variants, any) in [(&schema.one_of, false), (&schema.any_of, true)] {
            let some = !variants.is_empty();
            let variants = self.without_itself(node, without_null(variants))?;
            match variants.as_slice() {
                [] => merged.null_only |= some,
                // Only one possibility: no union.
                &[variant] => self.absorb(merged, variant, way)?,
                _ if self.any_is_on_the_way(&variants, way)? => {}
                _ => {
                    let discriminator = schema.discriminator;
                    merged.unions.push(Group {
                        variants,
                        any,
                        discriminator,
                    });
                }
            }
        }
        way.nodes.pop();
        Ok(())
    }

    /// The variants other than the union itself, which adds nothing.
    fn without_itself(
        &mut self,
        union: Node<'d>,
        variants: Vec<Node<'d>>,
    ) -> Result<Vec<Node<'d>>, Error> {
        let mut others = Vec::with_capacity(variants.len());
        for variant in variants {
            if self.referred(variant)? == Some(union) {
                self.note_circle(union);
            } else {
                others.push(variant);
            }
        }
        Ok(others)
    }

    fn any_is_on_the_way(&mut self, variants: &[Node<'d>], way: &Way<'d>) -> Result<bool, Error> {
        for &variant in variants {
            if let Some(target) = self.referred(variant)?
                && (way.base == Some(target) || way.nodes.contains(&target))
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
