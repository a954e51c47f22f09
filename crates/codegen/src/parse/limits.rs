//! Limits on values.

use super::tree::Node;

/// Limits that JSON Schema keeps and Rust's types don't.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Limits<'d> {
    pub(crate) pattern: Option<&'d str>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) minimum: Option<Node<'d>>,
    pub(crate) maximum: Option<Node<'d>>,
    pub(crate) exclusive_minimum: Option<Node<'d>>,
    pub(crate) exclusive_maximum: Option<Node<'d>>,
    pub(crate) multiple_of: Option<Node<'d>>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}
