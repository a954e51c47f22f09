//! Components that are scalars, lists or maps: a type alias each.

use super::docs::{code, or_sentence};
use super::ty;
use super::uses::Uses;
use super::{print, tree};
use crate::model::{Api, Type, TypeDef};

/// The alias.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    ty: &'a Type,
    uses: &mut Uses<'a>,
) -> String {
    let docs = or_sentence(&def.docs, || {
        format!("The value at {}.", code(&def.pointer))
    });
    let mut attributes = tree::docs(&docs);
    if def.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    print::item(tree::item_alias(
        attributes,
        &def.name,
        ty::tree(api, ty, uses),
    ))
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::model::{Kind, Shape, TypeDef, TypeId};
    use crate::render::test_support::{api, assert_tree, received};
    use crate::render::uses::Uses;

    #[test]
    fn an_alias_names_its_type() {
        let tuple = Kind::Tuple(vec![Kind::Float { bits: 64 }.into(), Kind::Uuid.into()]);
        let ty = Kind::Map(Box::new(Kind::List(Box::new(tuple.into())).into())).into();
        let api = api(vec![TypeDef {
            docs: String::new(),
            ..received("Tags", Shape::Alias(ty))
        }]);
        let def = api.def(TypeId(0));
        let Shape::Alias(ty) = &def.shape else {
            panic!("not an alias")
        };
        assert_tree! { render(&api, def, ty, &mut Uses::default()),
            /// The value at `/components/schemas/Tags`.
            pub type Tags = IndexMap<String, Vec<(f64, Text<uuid::Uuid>)>>;
        }
    }
}
