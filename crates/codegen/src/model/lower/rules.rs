//! JSON Schema rules that a Rust type doesn't say by itself.

use crate::model::{Kind, Literal, Rules};
use apicrate_openapi::{Merged, Node, Value};

/// Rules in the form that a type carries them: nothing where there are none.
pub(super) fn boxed(rules: Rules) -> Option<Box<Rules>> {
    (rules != Rules::default()).then(|| Box::new(rules))
}

pub(super) fn of_object(merged: &Merged<'_>) -> Rules {
    Rules {
        min_properties: merged.limits().min_properties,
        max_properties: merged.limits().max_properties,
        ..Rules::default()
    }
}

pub(super) fn of_array(merged: &Merged<'_>) -> Rules {
    Rules {
        min_items: merged.limits().min_items,
        max_items: merged.limits().max_items,
        unique_items: merged.limits().unique_items,
        ..Rules::default()
    }
}

pub(super) fn of_string(merged: &Merged<'_>, kind: &Kind) -> Rules {
    Rules {
        format: format_of(merged, kind),
        pattern: merged.limits().pattern.map(str::to_owned),
        min_length: merged.limits().min_length,
        max_length: merged.limits().max_length,
        ..Rules::default()
    }
}

pub(super) fn of_number(merged: &Merged<'_>, kind: &Kind) -> Rules {
    let limits = merged.limits();
    Rules {
        format: format_of(merged, kind),
        minimum: limits.minimum.and_then(literal),
        maximum: limits.maximum.and_then(literal),
        exclusive_minimum: limits.exclusive_minimum.and_then(literal),
        exclusive_maximum: limits.exclusive_maximum.and_then(literal),
        multiple_of: limits.multiple_of.and_then(literal),
        ..Rules::default()
    }
}

/// The format, unless the type says it.
fn format_of(merged: &Merged<'_>, kind: &Kind) -> Option<String> {
    let format = merged.format?;
    let said = match kind {
        Kind::Timestamp => "date-time",
        Kind::Date => "date",
        Kind::Uuid => "uuid",
        Kind::Secret => "password",
        Kind::Base64 => "byte",
        Kind::Float { bits: 32 } => "float",
        Kind::Float { .. } => "double",
        Kind::Int { bits, signed } => {
            let sign = if *signed { "" } else { "u" };
            return (format != format!("{sign}int{bits}")).then(|| format.to_owned());
        }
        _ => "",
    };
    (format != said).then(|| format.to_owned())
}

fn literal(node: Node<'_>) -> Option<Literal> {
    match node.value() {
        Value::Int(value) => Some(Literal::Int(*value)),
        Value::Float(value) => Some(Literal::Float(*value)),
        _ => None,
    }
}
