//! The tables of `codec.rs`: how each type is written in JSON, a line a field.

use std::fmt::Write as _;

use super::argument::resolved;
use super::imports::Imports;
use super::uses::Uses;
use super::{structs, ty};
use crate::model::{
    Additional, Api, Constant, EnumVariant, Field, FieldKind, Kind, Shape, Struct, TypeDef, TypeId,
    Union,
};

/// Adds the tables of a portion of types.
pub(super) fn part<'a>(
    api: &'a Api,
    types: &[TypeId],
    decode_all: bool,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    for id in types {
        table(api, api.def(*id), decode_all, uses, text);
    }
}

/// Adds the macros that the tables need.
pub(super) fn declare(api: &Api, imports: &mut Imports<'_>) {
    let has = |wanted: fn(&Shape) -> bool| api.types.iter().any(|def| wanted(&def.shape));
    let is_tagged = |shape: &Shape| matches!(shape, Shape::Union(union) if union.tag.is_some());
    let is_plain = |shape: &Shape| matches!(shape, Shape::Union(union) if union.tag.is_none());
    let macros = [
        (
            "crate::runtime::codec",
            "record",
            has(|shape| matches!(shape, Shape::Struct(_))),
        ),
        (
            "crate::runtime::codec::integers",
            "integers",
            has(|shape| matches!(shape, Shape::IntEnum(_))),
        ),
        (
            "crate::runtime::codec::strings",
            "strings",
            has(|shape| matches!(shape, Shape::StringEnum(_))),
        ),
        ("crate::runtime::codec::union", "tagged", has(is_tagged)),
        ("crate::runtime::codec::union", "union", has(is_plain)),
    ];
    for (module, name, _) in macros.into_iter().filter(|(.., is_needed)| *is_needed) {
        imports.add(module, [name]);
    }
}

fn table<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    decode_all: bool,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    // What no operation mentions is most likely part of an answer.
    let is_read = def.usage.received || !def.usage.sent || decode_all;
    let directions = if is_read { "decode encode" } else { "encode" };
    uses.has_deprecated |= match &def.shape {
        Shape::Struct(object) => structs::is_deprecated(def, object),
        _ => def.deprecated,
    };
    match &def.shape {
        Shape::Struct(object) => record(api, def, object, directions, text),
        Shape::StringEnum(variants) => values("strings", def, variants, text),
        Shape::IntEnum(variants) => values("integers", def, variants, text),
        // What is only written needs the variants' names, not their types.
        Shape::Union(union) if !is_read => {
            alternatives(api, def, union, directions, &mut Uses::default(), text);
        }
        Shape::Union(union) => alternatives(api, def, union, directions, uses, text),
        Shape::Alias(_) => {}
    }
}

fn record(api: &Api, def: &TypeDef, object: &Struct, directions: &str, text: &mut String) {
    text.extend(["\nrecord! { ", &def.name, ": ", directions, ";\n"]);
    for (index, field) in object.fields.iter().enumerate() {
        let wire = &field.wire;
        // Writing to a string cannot fail.
        let _ = match &field.kind {
            FieldKind::Value(ty) => {
                let is_any = matches!(resolved(api, ty).kind, Kind::Any);
                let kind = kind(field, is_any);
                writeln!(text, "    {index} {} {wire:?} {kind},", field.name)
            }
            FieldKind::Constant(value) => {
                writeln!(text, "    {index} {wire:?} = {},", constant(value))
            }
        };
    }
    if let Additional::Kept { name, .. } = &object.additional {
        text.extend(["    .. ", name, "\n"]);
    }
    text.push_str("}\n");
}

/// The table's word for a field's two flags, and whether it may hold anything, null included.
fn kind(field: &Field, is_any: bool) -> &'static str {
    match (field.required, field.nullable) {
        (true, false) => "required",
        (true, true) => "nullable",
        (false, false) if is_any => "any",
        (false, false) => "optional",
        (false, true) => "patch",
    }
}

/// A constant as a Rust literal.
pub(super) fn constant(value: &Constant) -> String {
    match value {
        Constant::String(text) => format!("{text:?}"),
        Constant::Int(number) => number.to_string(),
        Constant::Bool(truth) => truth.to_string(),
    }
}

fn values<T: std::fmt::Debug>(
    table: &str,
    def: &TypeDef,
    variants: &[EnumVariant<T>],
    text: &mut String,
) {
    text.extend(["\n", table, "! { ", &def.name, " {\n"]);
    for variant in variants {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {} = {:?},", variant.name, variant.value);
    }
    text.push_str("} }\n");
}

fn alternatives<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    union: &'a Union,
    directions: &str,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    // Writing to a string cannot fail.
    let _ = match &union.tag {
        Some(tag) => write!(text, "\ntagged! {{ {}, {tag:?}: {directions};\n", def.name),
        None => write!(text, "\nunion! {{ {}: {directions};\n", def.name),
    };
    for variant in &union.variants {
        text.extend([
            "    ",
            &variant.name,
            if variant.boxed { "(Box<" } else { "(" },
        ]);
        ty::text(api, &variant.ty, uses, text);
        text.push_str(if variant.boxed { ">)" } else { ")" });
        if union.tag.is_some() {
            let tags: Vec<String> = variant.tags.iter().map(|tag| format!("{tag:?}")).collect();
            text.extend([" = ", &tags.join(" | ")]);
        }
        text.push_str(",\n");
    }
    text.push_str("}\n");
}

#[cfg(test)]
mod tests {
    use super::{declare, part};
    use crate::model::{
        Additional, Api, Constant, EnumVariant, Field, FieldKind, Kind, Shape, Struct, TypeDef,
        TypeId, Union, UnionVariant,
    };
    use crate::render::imports::Imports;
    use crate::render::test_support::{api, object, optional, received, required, sent};
    use crate::render::uses::Uses;

    fn declared(api: &Api) -> String {
        let (mut imports, mut text) = (Imports::default(), String::new());
        declare(api, &mut imports);
        imports.write("", &mut text);
        text
    }

    fn tables(types: Vec<TypeDef>) -> String {
        let api = api(types);
        let ids: Vec<TypeId> = (0..)
            .map(TypeId)
            .zip(&api.types)
            .map(|(id, _)| id)
            .collect();
        let mut text = String::new();
        part(&api, &ids, false, &mut Uses::default(), &mut text);
        text
    }

    #[test]
    fn a_record_has_a_line_a_field() {
        let fields = vec![
            required("r#type", Kind::String),
            Field {
                nullable: true,
                ..required("a", Kind::Bool)
            },
            optional("b", Kind::Bool),
            Field {
                nullable: true,
                ..optional("c", Kind::Bool)
            },
            Field {
                kind: FieldKind::Constant(Constant::String("x\"".to_owned())),
                ..required("d", Kind::Bool)
            },
            Field {
                kind: FieldKind::Constant(Constant::Int(-1)),
                ..required("e", Kind::Bool)
            },
        ];
        let additional = Additional::Kept {
            name: "more".to_owned(),
            value: Kind::Bool.into(),
        };
        let shape = Shape::Struct(Struct {
            fields,
            additional,
            rules: None,
        });
        assert_eq!(
            tables(vec![sent("A", shape)]),
            r#"
record! { A: encode;
    0 r#type "r#type" required,
    1 a "a" nullable,
    2 b "b" optional,
    3 c "c" patch,
    4 "d" = "x\"",
    5 "e" = -1,
    .. more
}
"#
        );
    }

    #[test]
    fn enums_and_unions_have_a_line_a_variant() {
        let variant = |name: &str, kind: Kind, tags: &[&str]| UnionVariant {
            name: name.to_owned(),
            docs: String::new(),
            ty: kind.into(),
            boxed: name == "Dog",
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        };
        let plain = Union {
            variants: vec![
                variant("Dog", Kind::Named(TypeId(0)), &[]),
                variant("Id", Kind::Uuid, &[]),
            ],
            tag: None,
            any: true,
        };
        let tagged = Union {
            variants: vec![variant("Dog", Kind::Named(TypeId(0)), &["dog", "hound"])],
            tag: Some("kind".to_owned()),
            any: false,
        };
        let status = vec![EnumVariant {
            name: "On".to_owned(),
            value: "on".to_owned(),
            docs: String::new(),
        }];
        let flag = vec![EnumVariant {
            name: "No".to_owned(),
            value: 0,
            docs: String::new(),
        }];
        let types = vec![
            received("Dog", object(Vec::new())),
            received("Pet", Shape::Union(plain)),
            received("Tagged", Shape::Union(tagged)),
            received("Status", Shape::StringEnum(status)),
            received("Flag", Shape::IntEnum(flag)),
            received("Alias", Shape::Alias(Kind::Bool.into())),
        ];
        assert_eq!(
            tables(types.clone()),
            r#"
record! { Dog: decode encode;
}

union! { Pet: decode encode;
    Dog(Box<Dog>),
    Id(Text<uuid::Uuid>),
}

tagged! { Tagged, "kind": decode encode;
    Dog(Box<Dog>) = "dog" | "hound",
}

strings! { Status {
    On = "on",
} }

integers! { Flag {
    No = 0,
} }
"#
        );
        assert_eq!(
            declared(&api(types)),
            "use crate::runtime::codec::integers::integers;\nuse crate::runtime::codec::record;\n\
             use crate::runtime::codec::strings::strings;\nuse crate::runtime::codec::union::{tagged, union};\n"
        );
    }
}
