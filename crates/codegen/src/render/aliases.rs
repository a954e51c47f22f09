//! Components that are scalars, lists or maps: a type alias each.

use super::docs::{self, code, or_sentence};
use super::uses::Uses;
use super::{layout, ty};
use crate::model::{Api, Type, TypeDef};

/// Adds the alias.
pub(super) fn render<'a>(
    api: &'a Api,
    def: &'a TypeDef,
    ty: &'a Type,
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    let docs = or_sentence(&def.docs, || {
        format!("The value at {}.", code(&def.pointer))
    });
    docs::item(out, "", &docs, def.deprecated);
    let head = format!("pub type {} =", def.name);
    layout::typed(out, &head, ";", |out| ty::text(api, ty, uses, out));
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
        let mut text = String::new();
        render(&api, def, ty, &mut Uses::default(), &mut text);
        assert_tree! { text,
            /// The value at `/components/schemas/Tags`.
            pub type Tags = IndexMap<String, Vec<(f64, Text<uuid::Uuid>)>>;
        }
    }
}
