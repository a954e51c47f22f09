//! Ways through types: to every named type in them.

use crate::model::{
    Additional, BodyFormat, FieldKind, Kind, Operation, Outcome, ReplyFormat, Shape, Type, TypeId,
};

/// Every named type in a type.
pub(super) fn names_in(ty: &mut Type, visit: &mut impl FnMut(&mut TypeId)) {
    match &mut ty.kind {
        Kind::Named(id) => visit(id),
        Kind::List(inner) | Kind::Map(inner) | Kind::Option(inner) => names_in(inner, visit),
        Kind::Tuple(items) => items.iter_mut().for_each(|item| names_in(item, visit)),
        _ => {}
    }
}

/// Every type in a shape.
pub(super) fn types_in(shape: &mut Shape, visit: &mut impl FnMut(&mut Type)) {
    match shape {
        Shape::Struct(object) => {
            for field in &mut object.fields {
                if let FieldKind::Value(ty) = &mut field.kind {
                    visit(ty);
                }
            }
            if let Additional::Kept { value, .. } = &mut object.additional {
                visit(value);
            }
        }
        Shape::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| visit(&mut variant.ty)),
        Shape::Alias(ty) => visit(ty),
        Shape::StringEnum(_) | Shape::IntEnum(_) => {}
    }
}

/// Every type that an operation sends.
pub(super) fn types_sent(operation: &mut Operation, visit: &mut impl FnMut(&mut Type)) {
    for parameter in &mut operation.parameters {
        visit(&mut parameter.ty);
    }
    for case in operation.body.iter_mut().flat_map(|body| &mut body.cases) {
        match &mut case.format {
            BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => visit(ty),
            BodyFormat::Multipart { fields, .. } => {
                for field in fields {
                    visit(&mut field.ty);
                }
            }
            BodyFormat::Text | BodyFormat::Binary => {}
        }
    }
}

/// Every type that an operation receives.
pub(super) fn types_received(operation: &mut Operation, visit: &mut impl FnMut(&mut Type)) {
    for outcome in [
        &mut operation.replies.success,
        &mut operation.replies.failure,
    ] {
        match outcome {
            Outcome::None => {}
            Outcome::Single { format, .. } => format_types(format, visit),
            Outcome::Choice { cases, .. } => {
                for case in cases {
                    format_types(&mut case.format, visit);
                }
            }
        }
    }
}

fn format_types(format: &mut ReplyFormat, visit: &mut impl FnMut(&mut Type)) {
    if let ReplyFormat::Json(ty) = format {
        visit(ty);
    }
}
