//! `oneOf` and `anyOf`: an enum with one unnamed field a variant.

use syn::Item;

use super::docs::{code, or_sentence};
use super::ty;
use super::uses::Uses;
use super::{print, tree};
use crate::model::{Api, TypeDef, Union};

/// The enum.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    union: &'a Union,
    uses: &mut Uses<'a>,
) -> String {
    print::item(item(api, def, union, uses))
}

fn item<'a>(api: &'a Api, def: &'a TypeDef, union: &'a Union, uses: &mut Uses<'a>) -> Item {
    let docs = or_sentence(&def.docs, || {
        format!("One of the alternatives at {}.", code(&def.pointer))
    });
    let mut attributes = tree::docs(&docs);
    if def.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    attributes.push(tree::derive_model());
    attributes.push(tree::marker("non_exhaustive"));
    let mut variants = Vec::with_capacity(union.variants.len() + 1);
    for variant in &union.variants {
        let docs = or_sentence(&variant.docs, || match (&union.tag, variant.tags.first()) {
            (Some(tag), Some(value)) => format!("{} is {}.", code(tag), code(value)),
            _ => format!("The alternative {}.", code(&variant.name)),
        });
        let mut inner = ty::tree(api, &variant.ty, uses);
        if variant.boxed {
            inner = tree::generic("Box", [inner]);
        }
        variants.push(tree::variant(
            tree::docs(&docs),
            &variant.name,
            tree::unnamed(inner),
        ));
    }
    if let Some(tag) = &union.tag {
        let docs = format!("{} has a value that the document doesn't name.", code(tag));
        let any = tree::named("serde_json::Value");
        variants.push(tree::variant(
            tree::docs(&docs),
            "Other",
            tree::unnamed(any),
        ));
    }
    tree::item_enum(attributes, &def.name, variants)
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
        render(&api, api.def(TypeId(1)), union, &mut Uses::default())
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
