//! The types that methods take: cheap to call with, and nothing generic to check.

use super::ty;
use super::uses::Uses;
use crate::model::{Api, Kind, Shape, Type};

/// The type of an argument that is only read.
pub(super) fn borrowed<'a>(api: &'a Api, ty: &'a Type, uses: &mut Uses<'a>) -> String {
    match &resolved(api, ty).kind {
        Kind::String => "&str".to_owned(),
        Kind::List(item) => format!("&[{}]", ty::named(api, item, uses)),
        Kind::Option(inner) => format!("Option<{}>", borrowed(api, inner, uses)),
        _ if is_copied(api, ty) => ty::named(api, ty, uses),
        _ => format!("&{}", ty::named(api, ty, uses)),
    }
}

/// Whether an argument is handed over itself rather than a reference to it.
fn is_copied(api: &Api, ty: &Type) -> bool {
    matches!(
        resolved(api, ty).kind,
        Kind::Bool | Kind::Int { .. } | Kind::Float { .. } | Kind::Null | Kind::Option(_)
    )
}

/// The argument of this name and type as an expression of reference type.
pub(super) fn by_reference(api: &Api, name: &str, ty: &Type) -> String {
    if is_copied(api, ty) {
        format!("&{name}")
    } else {
        name.to_owned()
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
