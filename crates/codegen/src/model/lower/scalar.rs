//! Strings and numbers: formats.

use super::rules::{self, boxed};
use crate::model::{Kind, Type};
use apicrate_openapi::{Merged, Types, Value};

pub(super) fn string(merged: &Merged<'_>) -> Type {
    let kind = if merged.secret {
        Kind::Secret
    } else if merged.local_date_time {
        Kind::LocalDateTime
    } else {
        match (merged.format, merged.encoding) {
            (Some("password"), _) => Kind::Secret,
            (Some("date-time"), _) => Kind::Timestamp,
            (Some("date"), _) => Kind::Date,
            (Some("uuid"), _) => Kind::Uuid,
            (Some("byte"), _) | (_, Some("base64")) => Kind::Base64,
            _ => Kind::String,
        }
    };
    let rules = boxed(rules::of_string(merged, &kind));
    Type { kind, rules }
}

pub(super) fn number(merged: &Merged<'_>, types: Types) -> Type {
    let whole = !types.contains(Types::NUMBER);
    let kind = match merged.format {
        // The limits are meant more seriously than the format.
        Some("int8" | "int16" | "int32") if is_beyond_i32(merged) => int(64, true),
        Some("int8") => int(8, true),
        Some("int16") => int(16, true),
        Some("int32") => int(32, true),
        Some("int64") => int(64, true),
        Some("uint8") => int(8, false),
        Some("uint16") => int(16, false),
        Some("uint32") => int(32, false),
        Some("uint64" | "uint") => int(64, false),
        _ if whole => int(64, true),
        Some("float") => Kind::Float { bits: 32 },
        _ => Kind::Float { bits: 64 },
    };
    let rules = boxed(rules::of_number(merged, &kind));
    Type { kind, rules }
}

fn int(bits: u8, signed: bool) -> Kind {
    Kind::Int { bits, signed }
}

/// Whether the limits allow values that a short integer can't hold.
fn is_beyond_i32(merged: &Merged<'_>) -> bool {
    let limits = merged.limits();
    [limits.minimum, limits.maximum]
        .into_iter()
        .flatten()
        .any(|limit| match limit.value() {
            Value::Int(value) => i32::try_from(*value).is_err(),
            Value::Float(value) => value.abs() > f64::from(i32::MAX),
            _ => false,
        })
}
