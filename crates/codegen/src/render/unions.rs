//! `oneOf` and `anyOf`: an enum with one unnamed field a variant.

use super::docs::{self, code, or_sentence};
use super::uses::Uses;
use super::{layout, ty};
use crate::model::{Api, TypeDef, Union};

/// Adds the enum.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    union: &'a Union,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let docs = or_sentence(&def.docs, || {
        format!("One of the alternatives at {}.", code(&def.pointer))
    });
    docs::item(out, "", &docs, def.deprecated);
    out.push_str("#[derive(Debug, Clone, PartialEq)]\n#[non_exhaustive]\n");
    out.extend(["pub enum ", &def.name, " {\n"]);
    for variant in &union.variants {
        let docs = or_sentence(&variant.docs, || match (&union.tag, variant.tags.first()) {
            (Some(tag), Some(value)) => format!("{} is {}.", code(tag), code(value)),
            _ => format!("The alternative {}.", code(&variant.name)),
        });
        docs::comment(out, "    ", &docs);
        let wrappers: &[&str] = if variant.boxed { &["Box"] } else { &[] };
        layout::variant(out, &variant.name, |out| {
            ty::wrapped(api, wrappers, &variant.ty, uses, out);
        });
    }
    if let Some(tag) = &union.tag {
        let docs = format!("{} has a value that the document doesn't name.", code(tag));
        docs::comment(out, "    ", &docs);
        out.push_str("    Other(serde_json::Value),\n");
    }
    out.push_str("}\n");
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::model::{Kind, Shape, TypeId, Union, UnionVariant};
    use crate::render::test_support::{api, assert_tree, object, received};
    use crate::render::uses::Uses;

    fn variant(name: &str, kind: Kind, tag: Option<&str>) -> UnionVariant {
        UnionVariant {
            name: name.to_owned(),
            docs: String::new(),
            ty: kind.into(),
            boxed: false,
            tags: tag.map(str::to_owned).into_iter().collect(),
        }
    }

    fn rendered(union: &Union) -> String {
        let api = api(vec![
            received("Cat", object(Vec::new())),
            received("Pet", Shape::Union(union.clone())),
        ]);
        let mut text = String::new();
        render(
            &api,
            api.def(TypeId(1)),
            union,
            &mut Uses::default(),
            &mut text,
        );
        text
    }

    #[test]
    fn an_untagged_union_has_its_alternatives_only() {
        let cat = UnionVariant {
            boxed: true,
            ..variant("Cat", Kind::Named(TypeId(0)), None)
        };
        let union = Union {
            variants: vec![cat, variant("Id", Kind::String, None)],
            tag: None,
            any: false,
        };
        assert_tree! { rendered(&union),
            /// Documentation of Pet.
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum Pet {
                /// The alternative `Cat`.
                Cat(Box<Cat>),
                /// The alternative `Id`.
                Id(String),
            }
        }
    }

    #[test]
    fn a_tagged_union_keeps_unknown_ones() {
        let variants = vec![variant("Cat", Kind::Named(TypeId(0)), Some("cat"))];
        let union = Union {
            variants,
            tag: Some("kind".to_owned()),
            any: false,
        };
        assert_tree! { rendered(&union),
            /// Documentation of Pet.
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum Pet {
                /// `kind` is `cat`.
                Cat(Cat),
                /// `kind` has a value that the document doesn't name.
                Other(serde_json::Value),
            }
        }
    }
}
