//! Components that are scalars, lists or maps: a type alias each.

use super::docs::{code, or_sentence};
use super::ty::{self, Uses};
use super::{print, tree};
use crate::model::{Api, Type, TypeDef};

/// The alias.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    ty: &'a Type,
    uses: &mut Uses<'a>,
) -> String {
    let docs = or_sentence(&def.docs, || format!("The value at {}.", code(&def.pointer)));
    let mut attributes = tree::docs(&docs);
    if def.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    print::item(tree::item_alias(attributes, &def.name, ty::tree(api, ty, uses)))
}
