//! `oneOf` and `anyOf`: an enum with one unnamed field a variant.

use syn::Item;

use super::docs::{code, or_sentence};
use super::ty::{self, Uses};
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
    let docs = or_sentence(&def.docs, || format!("One of the alternatives at {}.", code(&def.pointer)));
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
        variants.push(tree::variant(tree::docs(&docs), &variant.name, tree::unnamed(inner)));
    }
    if let Some(tag) = &union.tag {
        let docs = format!("{} has a value that the document doesn't name.", code(tag));
        let any = tree::named("serde_json::Value");
        variants.push(tree::variant(tree::docs(&docs), "Other", tree::unnamed(any)));
    }
    tree::item_enum(attributes, &def.name, variants)
}
