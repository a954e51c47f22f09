//! The tables of `schema.rs`: what the document says of each type and Rust's types don't.

use std::fmt::Write as _;

use super::codec::constant;
use super::imports::Imports;
use super::needs::Needs;
use super::uses::Uses;
use crate::model::{
    Additional, Api, EnumVariant, Field, FieldKind, Kind, Literal, Rules, Shape, Struct, Type,
    TypeDef, TypeId, Union,
};

/// Adds the tables of a portion of types.
pub(super) fn part(api: &Api, types: &[TypeId], uses: &mut Uses<'_>, text: &mut String) {
    for id in types {
        uses.has_rules |= table(api, api.def(*id), text);
    }
}

/// Adds the macros that the tables need.
pub(super) fn declare(api: &Api, needs: &Needs, has_rules: bool, imports: &mut Imports<'_>) {
    let has = |wanted: fn(&Shape) -> bool| api.types.iter().any(|def| wanted(&def.shape));
    let is_enum = |def: &TypeDef| matches!(def.shape, Shape::StringEnum(_) | Shape::IntEnum(_));
    let mut names = vec!["text"];
    if has_rules {
        names.push("rule");
    }
    if has(|shape| matches!(shape, Shape::Union(_))) {
        names.push("alternatives");
    }
    if needs.never {
        names.push("never");
    }
    if has(|shape| matches!(shape, Shape::Struct(_))) {
        names.push("object");
    }
    let enums = || api.types.iter().filter(|def| is_enum(def));
    if enums().any(|def| def.open) {
        names.push("open_values");
    }
    if enums().any(|def| !def.open) {
        names.push("values");
    }
    imports.add("crate::runtime::schema", names);
}

/// What the runtime's own types need.
pub(super) fn runtime_types(needs: &Needs) -> String {
    let mut text = String::new();
    text.push_str("\ntext! { \"Secret\" crate::Secret }\n");
    if needs.base64 {
        text.push_str("text! { \"Base64\" crate::Base64 }\n");
    }
    if needs.text {
        text.push_str("text! { \"Text\" crate::Text<T> where T }\n");
    }
    if needs.never {
        text.push_str("never! { crate::Never }\n");
    }
    text
}

/// Adds the table of a type; whether a rule occurs in it.
fn table(api: &Api, def: &TypeDef, text: &mut String) -> bool {
    match &def.shape {
        Shape::Struct(object) => return record(api, def, object, text),
        Shape::StringEnum(_) if def.open => {
            text.extend(["\nopen_values! { ", &def.name, " }\n"]);
        }
        Shape::StringEnum(variants) => values("strings", def, variants, text),
        Shape::IntEnum(variants) => values("integers", def, variants, text),
        Shape::Union(union) => return alternatives(api, def, union, text),
        Shape::Alias(_) => {}
    }
    false
}

fn record(api: &Api, def: &TypeDef, object: &Struct, text: &mut String) -> bool {
    let own = object.rules.as_deref().map(own_rules).unwrap_or_default();
    let mut has_rules = !own.is_empty();
    text.extend(["\nobject! { ", &def.name, " [", &own.join(", "), "];\n"]);
    for field in &object.fields {
        let wire = &field.wire;
        // Writing to a string cannot fail.
        let _ = match &field.kind {
            FieldKind::Value(ty) => {
                let (name, rules) = (&field.name, rules(api, ty).join(", "));
                has_rules |= !rules.is_empty();
                writeln!(text, "    {wire:?} {} {name} [{rules}],", presence(field))
            }
            FieldKind::Constant(value) => {
                writeln!(text, "    {wire:?} constant = {},", constant(value))
            }
        };
    }
    match &object.additional {
        Additional::Ignored => {}
        Additional::Denied => text.push_str("    ..closed\n"),
        Additional::Kept { name, value } => {
            let rules = rules(api, value).join(", ");
            has_rules |= !rules.is_empty();
            text.extend(["    ..rest ", name, " [", &rules, "]\n"]);
        }
    }
    text.push_str("}\n");
    has_rules
}

/// The table's word for whether a property must be there.
fn presence(field: &Field) -> &'static str {
    match (field.listed, field.required) {
        (true, true) => "required",
        (true, false) => "directed",
        (false, _) => "optional",
    }
}

fn values<T: std::fmt::Debug>(
    kind: &str,
    def: &TypeDef,
    variants: &[EnumVariant<T>],
    text: &mut String,
) {
    let values: Vec<String> = variants
        .iter()
        .map(|variant| format!("{:?}", variant.value))
        .collect();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "\nvalues! {{ {} {kind} [{}] }}",
        def.name,
        values.join(", ")
    );
}

fn alternatives(api: &Api, def: &TypeDef, union: &Union, text: &mut String) -> bool {
    let mut has_rules = false;
    let keyword = if union.any { "anyOf" } else { "oneOf" };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\nalternatives! {{ {} {keyword:?};", def.name);
    for variant in &union.variants {
        let rules = rules(api, &variant.ty).join(", ");
        has_rules |= !rules.is_empty();
        text.extend(["    ", &variant.name, " [", &rules, "],\n"]);
    }
    text.push_str("}\n");
    has_rules
}

/// The rules of a type in use, those of aliases and of what is within it included.
fn rules(api: &Api, ty: &Type) -> Vec<String> {
    let mut found = match &ty.kind {
        Kind::Named(id) => match &api.def(*id).shape {
            Shape::Alias(inner) => rules(api, inner),
            _ => Vec::new(),
        },
        Kind::Option(inner) => rules(api, inner),
        Kind::List(item) => within("rule::Items(&", &rules(api, item)),
        Kind::Map(value) => within("rule::Values(&", &rules(api, value)),
        Kind::Tuple(items) => {
            let items = items.iter().enumerate();
            let parts = items.flat_map(|(index, item)| {
                within(&format!("rule::Item({index}, &"), &rules(api, item))
            });
            parts.collect()
        }
        _ => Vec::new(),
    };
    found.extend(ty.rules.as_deref().map(own_rules).unwrap_or_default());
    found
}

fn within(head: &str, rules: &[String]) -> Vec<String> {
    if rules.is_empty() {
        Vec::new()
    } else {
        vec![format!("{head}[{}])", rules.join(", "))]
    }
}

/// Each rule as an expression.
fn own_rules(rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, text) in [("format", &rules.format), ("pattern", &rules.pattern)] {
        if let Some(text) = text {
            found.push(format!("rule::Text({keyword:?}, {text:?})"));
        }
    }
    let numbers = [
        ("minimum", &rules.minimum),
        ("maximum", &rules.maximum),
        ("exclusiveMinimum", &rules.exclusive_minimum),
        ("exclusiveMaximum", &rules.exclusive_maximum),
        ("multipleOf", &rules.multiple_of),
    ];
    for (keyword, number) in numbers {
        match number {
            Some(Literal::Int(number)) => found.push(format!("rule::Int({keyword:?}, {number})")),
            Some(Literal::Float(number)) => {
                found.push(format!("rule::Float({keyword:?}, {number:?})"));
            }
            None => {}
        }
    }
    let sizes = [
        ("minLength", rules.min_length),
        ("maxLength", rules.max_length),
        ("minItems", rules.min_items),
        ("maxItems", rules.max_items),
        ("minProperties", rules.min_properties),
        ("maxProperties", rules.max_properties),
    ];
    for (keyword, size) in sizes {
        if let Some(size) = size {
            found.push(format!("rule::Size({keyword:?}, {size})"));
        }
    }
    if rules.unique_items {
        found.push("rule::Flag(\"uniqueItems\")".to_owned());
    }
    found
}
