//! Rust types in use.

use std::fmt::Write as _;

use super::uses::Uses;
use crate::model::{Api, Kind, Type};

/// How a kind of type is written.
enum Form<'a> {
    /// A name in scope or a path.
    Name(&'a str),
    /// `head<argument>` with an argument that is a path.
    Wrap(&'static str, &'static str),
    /// `head<argument>`.
    Apply(&'static str, &'a Type),
    /// `IndexMap<String, value>`.
    Map(&'a Type),
    /// `(a, b)`.
    Tuple(&'a [Type]),
}

impl<'a> Form<'a> {
    fn of(api: &'a Api, kind: &'a Kind) -> Self {
        match kind {
            Kind::Any => Self::Name("serde_json::Value"),
            Kind::Null => Self::Tuple(&[]),
            Kind::Never => Self::Name("Never"),
            Kind::Bool => Self::Name("bool"),
            Kind::Int {
                bits: 8,
                signed: true,
            } => Self::Name("i8"),
            Kind::Int {
                bits: 16,
                signed: true,
            } => Self::Name("i16"),
            Kind::Int {
                bits: 32,
                signed: true,
            } => Self::Name("i32"),
            Kind::Int { signed: true, .. } => Self::Name("i64"),
            Kind::Int {
                bits: 8,
                signed: false,
            } => Self::Name("u8"),
            Kind::Int {
                bits: 16,
                signed: false,
            } => Self::Name("u16"),
            Kind::Int {
                bits: 32,
                signed: false,
            } => Self::Name("u32"),
            Kind::Int { signed: false, .. } => Self::Name("u64"),
            Kind::Float { bits: 32 } => Self::Name("f32"),
            Kind::Float { .. } => Self::Name("f64"),
            Kind::String => Self::Name("String"),
            Kind::Secret => Self::Name("Secret"),
            Kind::Timestamp => Self::Wrap("Text", "jiff::Timestamp"),
            Kind::Date => Self::Wrap("Text", "jiff::civil::Date"),
            Kind::LocalDateTime => Self::Wrap("Text", "jiff::civil::DateTime"),
            Kind::Uuid => Self::Wrap("Text", "uuid::Uuid"),
            Kind::Base64 => Self::Name("Base64"),
            Kind::Binary => Self::Name("Upload"),
            Kind::Named(id) => Self::Name(&api.def(*id).name),
            Kind::List(item) => Self::Apply("Vec", item),
            Kind::Map(value) => Self::Map(value),
            Kind::Tuple(items) => Self::Tuple(items),
            Kind::Option(inner) => Self::Apply("Option", inner),
        }
    }
}

/// The type as text. Names that need a `use` are added to `uses`.
pub(super) fn named<'a>(api: &'a Api, ty: &'a Type, uses: &mut Uses<'a>) -> String {
    let mut out = String::new();
    text(api, ty, uses, &mut out);
    out
}

/// Adds the type within those that take it as their argument, the outermost first.
pub(super) fn wrapped<'a>(
    api: &'a Api,
    wrappers: &[&str],
    ty: &'a Type,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    for wrapper in wrappers {
        out.extend([wrapper, "<"]);
    }
    text(api, ty, uses, out);
    for _ in wrappers {
        out.push('>');
    }
}

/// Adds the type as text.
pub(super) fn text<'a>(api: &'a Api, ty: &'a Type, uses: &mut Uses<'a>, out: &mut String) {
    if let Kind::Named(id) = ty.kind {
        uses.has_deprecated |= api.def(id).deprecated;
    }
    match Form::of(api, &ty.kind) {
        Form::Name(name) => {
            uses.note(&ty.kind, name);
            out.push_str(name);
        }
        Form::Wrap(head, argument) => {
            uses.runtime.insert(head);
            // Writing to a string cannot fail.
            let _ = write!(out, "{head}<{argument}>");
        }
        Form::Apply(head, argument) => {
            uses.note(&ty.kind, head);
            out.push_str(head);
            out.push('<');
            text(api, argument, uses, out);
            out.push('>');
        }
        Form::Map(value) => {
            uses.has_map = true;
            out.push_str("IndexMap<String, ");
            text(api, value, uses, out);
            out.push('>');
        }
        Form::Tuple(items) => {
            out.push('(');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                text(api, item, uses, out);
                if at + 1 < items.len() || items.len() == 1 {
                    out.push(',');
                }
            }
            out.push(')');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::model::{Kind, Type};
    use crate::render::test_support::{api, object, received};
    use crate::render::uses::Uses;

    #[test]
    fn types_are_written_as_in_rust() {
        let api = api(vec![received("Cat", object(Vec::new()))]);
        let cat = || Type::from(Kind::Named(crate::model::TypeId(0)));
        let kinds = [
            (Kind::Null, "()"),
            (Kind::Tuple(vec![cat()]), "(Cat,)"),
            (Kind::Tuple(vec![cat(), Kind::Bool.into()]), "(Cat, bool)"),
            (
                Kind::List(Box::new(Kind::Option(Box::new(cat())).into())),
                "Vec<Option<Cat>>",
            ),
            (
                Kind::Map(Box::new(Kind::Date.into())),
                "IndexMap<String, Text<jiff::civil::Date>>",
            ),
            (
                Kind::Int {
                    bits: 16,
                    signed: false,
                },
                "u16",
            ),
        ];
        for (kind, expected) in kinds {
            let ty = Type::from(kind);
            assert_eq!(named(&api, &ty, &mut Uses::default()), expected);
        }
    }
}
