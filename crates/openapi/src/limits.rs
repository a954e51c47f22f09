//! Limits on lengths, numbers and counts, and how two of them are one.

use crate::code::Code;
use crate::merged::Merged;
use crate::read::{self, Notes};
use crate::schema::{number, string};
use crate::tree::{Node, Value};

/// Limits that JSON Schema keeps and Rust's types don't.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits<'d> {
    /// `pattern`.
    pub pattern: Option<&'d str>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minimum`.
    pub minimum: Option<Node<'d>>,
    /// `maximum`.
    pub maximum: Option<Node<'d>>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Node<'d>>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Node<'d>>,
    /// `multipleOf`.
    pub multiple_of: Option<Node<'d>>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

impl<'d> Merged<'d> {
    /// Reads a keyword, if it is one of these.
    pub(crate) fn read_limit(&mut self, node: Node<'d>, notes: &Notes) {
        match node.key() {
            "pattern" => self.limits_mut().pattern = string(node, notes),
            "minLength" => self.limits_mut().min_length = read::count(node, notes),
            "maxLength" => self.limits_mut().max_length = read::count(node, notes),
            "minimum" => self.limits_mut().minimum = number(node, notes),
            "maximum" => self.limits_mut().maximum = number(node, notes),
            "exclusiveMinimum" => self.limits_mut().exclusive_minimum = Some(node),
            "exclusiveMaximum" => self.limits_mut().exclusive_maximum = Some(node),
            "multipleOf" => self.limits_mut().multiple_of = number(node, notes),
            "minItems" => self.limits_mut().min_items = read::count(node, notes),
            "maxItems" => self.limits_mut().max_items = read::count(node, notes),
            "uniqueItems" => self.limits_mut().unique_items = read::flag(node, notes) == Some(true),
            "minProperties" => self.limits_mut().min_properties = read::count(node, notes),
            "maxProperties" => self.limits_mut().max_properties = read::count(node, notes),
            _ => {}
        }
    }

    fn limits_mut(&mut self) -> &mut Limits<'d> {
        self.limits.get_or_insert_default()
    }
}

impl<'d> Limits<'d> {
    /// Whether there is none.
    #[must_use]
    pub fn are_absent(&self) -> bool {
        self.pattern.is_none()
            && self.of_strings_absent()
            && self.of_numbers_absent()
            && self.min_items.is_none()
            && self.max_items.is_none()
            && !self.unique_items
            && self.min_properties.is_none()
            && self.max_properties.is_none()
    }

    /// Whether there is none on texts.
    #[must_use]
    pub fn of_strings_absent(&self) -> bool {
        self.pattern.is_none() && self.min_length.is_none() && self.max_length.is_none()
    }

    /// Whether there is none on numbers.
    #[must_use]
    pub fn of_numbers_absent(&self) -> bool {
        self.minimum.is_none()
            && self.maximum.is_none()
            && self.exclusive_minimum.is_none()
            && self.exclusive_maximum.is_none()
            && self.multiple_of.is_none()
    }

    /// `exclusiveMinimum: true` beside `minimum` is what 3.0 writes for a number in its place.
    pub(crate) fn level_exclusive(&mut self) {
        let level = |limit: &mut Option<Node<'d>>, exclusive: &mut Option<Node<'d>>| match exclusive
            .map(Node::value)
        {
            Some(Value::Bool(true)) => *exclusive = limit.take(),
            Some(Value::Int(_) | Value::Float(_)) => {}
            _ => *exclusive = None,
        };
        level(&mut self.minimum, &mut self.exclusive_minimum);
        level(&mut self.maximum, &mut self.exclusive_maximum);
    }

    /// Adds limits; the stricter of two counts.
    pub(crate) fn add(&mut self, other: &Self, at: Node<'d>, notes: &Notes) {
        if let (Some(one), Some(other)) = (self.pattern, other.pattern)
            && one != other
        {
            notes.warn(
                at,
                Code::Unchecked,
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
