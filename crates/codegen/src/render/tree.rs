//! Nodes of syntax trees, built by hand: no tokens to parse again, and nothing that can fail.

mod attributes;
mod expressions;
mod items;
mod types;

use proc_macro2::{Ident, Span};

pub(super) use attributes::{
    allow, allow_large_variants, derive_copied_value, derive_debug, derive_debug_default,
    derive_default_model, derive_marker, derive_model, derive_value, docs, marker,
};
pub(super) use expressions::{
    arm, boolean, borrow, borrowed_array, call, call_method, construct, index, let_value,
    match_value, member, string, tail, value,
};
pub(super) use items::{
    SelfArgument, field, item_alias, item_enum, item_struct, item_unit, method, unnamed, variant,
};
pub(super) use types::{generic, generic_elided, impl_into, named, path, reference, slice, tuple};

/// An identifier, raw where it is written so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
