//! What the tests of the renderer share.

use crate::model::{
    Access, Api, Body, BodyCase, BodyFormat, Field, FieldKind, Home, Kind, Location, Module,
    Operation, Outcome, Parameter, PathPiece, Replies, ReplyFormat, Shape, StatusMatch, Struct,
    Style, TypeDef, Usage,
};

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
        open: false,
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
        listed: true,
        nullable: false,
        boxed: false,
        access: Access::ReadWrite,
        default: None,
    }
}

/// A field that may be absent.
pub(super) fn optional(name: &str, kind: Kind) -> Field {
    Field {
        required: false,
        listed: false,
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

/// An operation of `GET /things` that takes nothing and answers nothing.
pub(super) fn operation(name: &str, marker: &str) -> Operation {
    Operation {
        name: name.to_owned(),
        marker: marker.to_owned(),
        method: "GET".to_owned(),
        path: "/things".to_owned(),
        pieces: vec![PathPiece::Literal("/things".to_owned())],
        docs: String::new(),
        deprecated: false,
        pointer: "#/paths/~1things/get".to_owned(),
        parameters: Vec::new(),
        body: None,
        replies: Replies {
            success: Outcome::None,
            failure: Outcome::None,
            accept: Vec::new(),
        },
        security: Vec::new(),
    }
}

/// A required parameter in its place's usual style.
pub(super) fn parameter(name: &str, location: Location, kind: Kind) -> Parameter {
    let is_exploded = matches!(location, Location::Query | Location::Cookie);
    Parameter {
        name: name.to_owned(),
        wire: name.to_owned(),
        docs: String::new(),
        location,
        style: if is_exploded {
            Style::Form
        } else {
            Style::Simple
        },
        explode: is_exploded,
        allow_reserved: false,
        json: false,
        required: true,
        deprecated: false,
        ty: kind.into(),
        default: None,
    }
}

/// A required body of one media type.
pub(super) fn body(media_type: &str, format: BodyFormat) -> Body {
    let case = BodyCase {
        name: "Case".to_owned(),
        media_type: media_type.to_owned(),
        format,
    };
    Body {
        required: true,
        docs: String::new(),
        cases: vec![case],
        choice: String::new(),
    }
}

/// An answer of one status.
pub(super) fn status(status: u16, docs: &str) -> StatusMatch {
    StatusMatch {
        from: status,
        to: status,
        media_type: None,
        docs: docs.to_owned(),
    }
}

/// Answers of one format.
pub(super) fn single(status_code: u16, format: ReplyFormat) -> Outcome {
    Outcome::Single {
        format,
        cases: vec![status(status_code, "")],
    }
}

/// The API with these operations under one tag.
pub(super) fn with_operations(api: Api, operations: Vec<Operation>) -> Api {
    let module = Module {
        name: "things".to_owned(),
        docs: String::new(),
        operations,
    };
    Api {
        modules: vec![module],
        ..api
    }
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
