//! What the tests of the renderer share.

use crate::model::{Api, Field, FieldKind, Home, Kind, Shape, Struct, TypeDef, Usage};

/// An API of these types and nothing else.
pub(super) fn api(types: Vec<TypeDef>) -> Api {
    Api {
        title: "Test".to_owned(),
        version: "1".to_owned(),
        docs: String::new(),
        servers: Vec::new(),
        schemes: Vec::new(),
        types,
        modules: Vec::new(),
    }
}

/// A type that is received only.
pub(super) fn received(name: &str, shape: Shape) -> TypeDef {
    TypeDef {
        name: name.to_owned(),
        docs: format!("Documentation of {name}."),
        pointer: format!("/components/schemas/{name}"),
        deprecated: false,
        home: Home::Shared,
        usage: Usage {
            sent: false,
            received: true,
        },
        shape,
    }
}

/// A type that is sent only.
pub(super) fn sent(name: &str, shape: Shape) -> TypeDef {
    TypeDef {
        usage: Usage {
            sent: true,
            received: false,
        },
        ..received(name, shape)
    }
}

/// A field that must be there and isn't null.
pub(super) fn required(name: &str, kind: Kind) -> Field {
    Field {
        name: name.to_owned(),
        wire: name.to_owned(),
        docs: String::new(),
        deprecated: false,
        kind: FieldKind::Value(kind.into()),
        required: true,
        nullable: false,
        boxed: false,
        access: crate::model::Access::ReadWrite,
        default: None,
    }
}

/// A field that may be absent.
pub(super) fn optional(name: &str, kind: Kind) -> Field {
    Field {
        required: false,
        ..required(name, kind)
    }
}

/// An object of these fields.
pub(super) fn object(fields: Vec<Field>) -> Shape {
    Shape::Struct(Struct {
        fields,
        ..Struct::default()
    })
}

/// Rust code as a tree prints it, to compare trees whatever their tokens' spans and spellings.
pub(super) fn printed(file: &syn::File) -> String {
    prettyplease::unparse(file)
}

/// Asserts that the text parses to the same tree as the expected one.
macro_rules! assert_tree {
    ($text:expr, $($expected:tt)*) => {
        let text: String = $text;
        let found: syn::File = syn::parse_str(&text).expect("Rust code");
        let expected: syn::File = syn::parse_quote! { $($expected)* };
        let (found, expected) =
            ($crate::render::test_support::printed(&found), $crate::render::test_support::printed(&expected));
        assert_eq!(found, expected);
    };
}
pub(super) use assert_tree;
