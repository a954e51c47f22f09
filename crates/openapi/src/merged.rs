//! What schemas that apply to the same value say of it together: `allOf`, `$ref` with siblings, a property declared twice.

use std::borrow::Cow;
use std::cell::OnceCell;

use indexmap::{IndexMap, IndexSet};

use crate::limits::Limits;
use crate::read::{self, Notes, WORD};
use crate::schema::Discriminator;
use crate::tree::{Node, Value};
use crate::types::Types;

/// What one or several schemas say of a value.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each stands for a keyword of its own"
)]
#[derive(Debug, Clone)]
pub struct Merged<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// What all of them allow.
    pub types: Types,
    /// Whether any of them says a type at all.
    pub typed: bool,
    /// Nothing satisfies all of them.
    pub never: bool,
    /// A union of nothing but nulls is among them.
    pub null_only: bool,
    /// `format`.
    pub format: Option<&'d str>,
    /// `title`.
    pub title: Option<Cow<'d, str>>,
    /// `enum`, or the one value of `const`.
    pub values: Option<Vec<Node<'d>>>,
    /// The schema whose values another part excludes.
    pub disjoint: Option<Node<'d>>,
    /// `x-enum-varnames` and its like.
    pub value_names: Option<Node<'d>>,
    /// `x-enum-descriptions` and its like.
    pub value_docs: Option<Node<'d>>,
    /// `properties`, in the order of the document.
    pub properties: IndexMap<&'d str, Parts<'d>>,
    /// `required`.
    pub required: IndexSet<&'d str>,
    /// `additionalProperties`, or `unevaluatedProperties`.
    pub additional: Option<Subs<'d>>,
    /// `patternProperties`.
    pub pattern_properties: Vec<Node<'d>>,
    /// `items`.
    pub items: Option<Subs<'d>>,
    /// `prefixItems`.
    pub prefix_items: Vec<Node<'d>>,
    /// One of the variants of each applies, too.
    pub unions: Vec<Group<'d>>,
    pub(crate) limits: Option<Box<Limits<'d>>>,
    /// `contentEncoding`.
    pub encoding: Option<&'d str>,
    /// `contentMediaType`.
    pub media_type: Option<&'d str>,
    /// `x-secret` or `x-sensitive`.
    pub secret: bool,
    /// `x-format: local-date-time`.
    pub local_date_time: bool,
    /// Keywords that restrict values in ways that nothing else here says.
    pub unsaid: Vec<Node<'d>>,
}

/// Schemas that all apply to the same value: those of a property, of items.
#[derive(Debug)]
pub struct Parts<'d> {
    nodes: Vec<Node<'d>>,
    /// What several come to, once somebody asks.
    pub(crate) merged: OnceCell<Box<Merged<'d>>>,
}

/// `additionalProperties`, `items` and the like: schemas, or everything or nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Subs<'d> {
    /// Any value.
    All,
    /// No value.
    Nothing,
    /// What all of these allow.
    Schemas(Parts<'d>),
}

/// A `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub struct Group<'d> {
    /// Two or more, none of which is only null.
    pub variants: Vec<Node<'d>>,
    /// `anyOf`; else `oneOf`.
    pub any: bool,
    /// `discriminator`.
    pub discriminator: Option<Discriminator<'d>>,
}

impl<'d> Merged<'d> {
    pub(crate) fn new(node: Node<'d>) -> Self {
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
            limits: None,
            encoding: None,
            media_type: None,
            secret: false,
            local_date_time: false,
            unsaid: Vec::new(),
        }
    }

    /// Limits on lengths, numbers and counts.
    pub fn limits(&self) -> Limits<'d> {
        self.limits.as_deref().copied().unwrap_or_default()
    }

    /// Says nothing about objects beyond their being one.
    pub fn is_bare(&self) -> bool {
        self.has_no_members() && self.format.is_none() && !self.secret
    }

    /// Says nothing of the value's shape besides its type.
    pub(crate) fn only_types(&self) -> bool {
        self.has_no_members()
            && self.unsaid.is_empty()
            && self.encoding.is_none()
            && !self.secret
            && !self.local_date_time
    }

    fn has_no_members(&self) -> bool {
        self.values.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional.is_none()
            && self.pattern_properties.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && self.limits().are_absent()
    }

    /// Accepts every value.
    pub fn is_anything(&self) -> bool {
        !self.never && !self.null_only && !self.typed && self.is_bare() && self.unions.is_empty()
    }

    /// Whether the values are all of this type, or null.
    pub fn is_only(&self, types: Types) -> bool {
        self.typed && self.types.without(Types::NULL) == types
    }

    /// Whether the values are objects.
    pub fn is_object(&self) -> bool {
        self.is_only(Types::OBJECT) || !self.properties.is_empty()
    }

    /// Whether the values are all of some of these types, or null.
    pub fn is_among(&self, types: Types) -> bool {
        self.typed && types.contains(self.types.without(Types::NULL))
    }

    /// Whether a schema has all that the one with the union that it is a variant of has.
    pub(crate) fn contains(&self, base: &Self) -> bool {
        base.values.is_none()
            && base.pattern_properties.is_empty()
            && matches!(base.additional, None | Some(Subs::All))
            && base.items.is_none()
            && base.limits().are_absent()
            && base
                .properties
                .keys()
                .all(|name| self.properties.contains_key(name))
            && base.required.is_subset(&self.required)
    }

    /// The same without the unions.
    #[must_use]
    pub fn without_unions(&self) -> Self {
        Self {
            unions: Vec::new(),
            ..self.clone()
        }
    }

    /// The same with other values, all values if none are given.
    #[must_use]
    pub fn with_values(&self, values: Option<Vec<Node<'d>>>) -> Self {
        Self {
            values,
            ..self.clone()
        }
    }

    /// One more of the types that the schema allows.
    pub(crate) fn add_type(&mut self, types: Types) {
        if types.is_empty() {
            return;
        }
        let before = if self.typed { self.types } else { Types::NONE };
        self.types = before.with(types);
        self.typed = true;
    }

    /// What it costs to add it to another one.
    pub(crate) fn weight(&self) -> usize {
        let values = self.values.as_ref().map_or(0, Vec::len);
        let words = self.properties.len() + self.required.len() + values + self.unsaid.len();
        words.saturating_add(1).saturating_mul(WORD)
    }

    /// Adds what another schema says of the same value; its title is the caller's matter.
    pub(crate) fn add(&mut self, other: &Self, notes: &Notes) {
        self.never |= other.never;
        self.typed |= other.typed;
        self.types = self.types.both(other.types);
        self.format = self.format.or(other.format);
        self.add_values(other);
        for (name, parts) in &other.properties {
            self.properties.entry(name).or_default().add(parts);
        }
        self.required.extend(&other.required);
        add_subs(&mut self.additional, other.additional.as_ref());
        self.pattern_properties.extend(&other.pattern_properties);
        add_subs(&mut self.items, other.items.as_ref());
        if self.prefix_items.is_empty() {
            self.prefix_items.clone_from(&other.prefix_items);
        }
        if let Some(limits) = &other.limits {
            let own = self.limits.get_or_insert_default();
            own.add(limits, other.node, notes);
        }
        self.encoding = self.encoding.or(other.encoding);
        self.media_type = self.media_type.or(other.media_type);
        self.secret |= other.secret;
        self.local_date_time |= other.local_date_time;
        self.unsaid.extend(&other.unsaid);
    }

    fn add_values(&mut self, other: &Self) {
        let Some(values) = &other.values else { return };
        let shared = self.values.as_ref().map(|present| {
            let texts: IndexSet<String> =
                values.iter().map(|&node| read::json_text(node)).collect();
            let mut shared = present.clone();
            shared.retain(|&node| texts.contains(&read::json_text(node)));
            shared
        });
        match shared {
            Some(shared) if !shared.is_empty() => {
                self.values = Some(shared);
                // Names are by position.
                self.value_names = None;
            }
            // Whoever refines a schema says last what is meant.
            none => {
                self.disjoint = none.map(|_| other.node).or(self.disjoint);
                self.values = Some(values.clone());
                self.value_names = other.value_names;
                self.value_docs = other.value_docs;
            }
        }
    }
}

impl<'d> Parts<'d> {
    /// The schemas.
    pub fn nodes(&self) -> &[Node<'d>] {
        &self.nodes
    }

    /// The one schema, if there is only one.
    pub fn only(&self) -> Option<Node<'d>> {
        match *self.nodes {
            [node] => Some(node),
            _ => None,
        }
    }

    fn add(&mut self, other: &Self) {
        for &node in &other.nodes {
            if !self.nodes.contains(&node) {
                self.nodes.push(node);
            }
        }
    }
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<'d> From<Vec<Node<'d>>> for Parts<'d> {
    fn from(nodes: Vec<Node<'d>>) -> Self {
        let merged = OnceCell::new();
        Self { nodes, merged }
    }
}

impl<'d> From<Node<'d>> for Parts<'d> {
    fn from(node: Node<'d>) -> Self {
        vec![node].into()
    }
}

/// What was asked of the one isn't copied: most copies are made to be changed.
impl Clone for Parts<'_> {
    fn clone(&self) -> Self {
        self.nodes.clone().into()
    }
}

impl PartialEq for Parts<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.nodes == other.nodes
    }
}

impl<'d> Subs<'d> {
    pub(crate) fn read(node: Node<'d>) -> Self {
        match node.value() {
            Value::Bool(false) => Self::Nothing,
            _ if is_all(node) => Self::All,
            _ => Self::Schemas(node.into()),
        }
    }
}

/// Whether a schema, or what stands for one, allows everything.
pub(crate) fn is_all(node: Node<'_>) -> bool {
    match node.value() {
        Value::Bool(allowed) => *allowed,
        Value::Object => node.children().next().is_none(),
        _ => true,
    }
}

/// Adds what applies to the same values, too.
fn add_subs<'d>(subs: &mut Option<Subs<'d>>, other: Option<&Subs<'d>>) {
    match (subs.as_mut(), other) {
        (_, None) | (Some(_), Some(Subs::All)) | (Some(Subs::Nothing), _) => {}
        (Some(Subs::Schemas(parts)), Some(Subs::Schemas(other))) => parts.add(other),
        (_, Some(other)) => *subs = Some(other.clone()),
    }
}
