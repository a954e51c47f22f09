//! The types that methods take: cheap to call with, and nothing generic to check.

use syn::{Expr, Type as Tree};

use super::uses::Uses;
use super::{tree, ty};
use crate::model::{Api, Kind, Shape, Type};

/// The type of an argument that is only read, and whether it already is a reference.
pub(super) fn borrowed<'a>(api: &'a Api, ty: &'a Type, uses: &mut Uses<'a>) -> (Tree, bool) {
    match &resolved(api, ty).kind {
        Kind::String => (tree::reference(tree::named("str")), true),
        Kind::List(item) => (
            tree::reference(tree::slice(ty::tree(api, item, uses))),
            true,
        ),
        Kind::Bool | Kind::Int { .. } | Kind::Float { .. } | Kind::Null => {
            (ty::tree(api, ty, uses), false)
        }
        Kind::Option(inner) => {
            let (inner, _) = borrowed(api, inner, uses);
            (tree::generic("Option", [inner]), false)
        }
        _ => (tree::reference(ty::tree(api, ty, uses)), true),
    }
}

/// The argument as an expression of reference type.
pub(super) fn by_reference(name: &str, is_reference: bool) -> Expr {
    let value = tree::value(name);
    if is_reference {
        value
    } else {
        tree::borrow(value)
    }
}

/// The type behind aliases.
pub(super) fn resolved<'a>(api: &'a Api, mut ty: &'a Type) -> &'a Type {
    // An alias of itself isn't Rust; the bound keeps even that from looping.
    for _ in 0..api.types.len() {
        match &ty.kind {
            Kind::Named(id) => match &api.def(*id).shape {
                Shape::Alias(inner) => ty = inner,
                _ => return ty,
            },
            _ => return ty,
        }
    }
    ty
}

/// Whether a value is one piece of text on the wire, so that styles make no difference.
pub(super) fn is_scalar(api: &Api, ty: &Type) -> bool {
    match &resolved(api, ty).kind {
        Kind::Bool
        | Kind::Int { .. }
        | Kind::Float { .. }
        | Kind::String
        | Kind::Secret
        | Kind::Timestamp
        | Kind::Date
        | Kind::LocalDateTime
        | Kind::Uuid
        | Kind::Base64 => true,
        Kind::Named(id) => {
            matches!(api.def(*id).shape, Shape::StringEnum(_) | Shape::IntEnum(_))
        }
        Kind::Option(inner) => is_scalar(api, inner),
        Kind::Any
        | Kind::Null
        | Kind::Never
        | Kind::Binary
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Tuple(_) => false,
    }
}
