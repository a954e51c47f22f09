//! Structs and their constructors, compared as syntax trees.

use super::render;
use crate::model::{
    Access, Additional, Api, Constant, Field, FieldKind, Kind, Shape, Struct, TypeDef, TypeId,
};
use crate::render::test_support::{api, assert_tree, object, optional, received, required, sent};
use crate::render::uses::Uses;

fn rendered(def: TypeDef) -> (String, Vec<&'static str>) {
    let api = api(vec![def]);
    let mut uses = Uses::default();
    let text = first(&api, &mut uses);
    (text, uses.runtime.into_iter().collect())
}

fn first<'a>(api: &'a Api, uses: &mut Uses<'a>) -> String {
    let def = api.def(TypeId(0));
    let Shape::Struct(object) = &def.shape else {
        panic!("not a struct")
    };
    let mut text = String::new();
    render(api, def, object, uses, &mut text);
    text
}

#[test]
fn a_received_struct_is_open_for_growth_and_has_no_constructor() {
    let def = received(
        "Token",
        object(vec![
            required("user", Kind::String),
            required("token", Kind::Secret),
        ]),
    );
    let (text, uses) = rendered(def);
    assert_eq!(uses, ["Secret"]);
    assert_tree! { text,
        /// Documentation of Token.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct Token {
            /// The property `user`.
            pub user: String,
            /// The property `token`.
            pub token: Secret,
        }
    }
}

#[test]
fn a_sent_struct_is_made_of_what_is_required() {
    let fields = vec![
        required("login", Kind::String),
        Field {
            nullable: true,
            ..required("zone", Kind::String)
        },
        optional(
            "r#type",
            Kind::Int {
                bits: 32,
                signed: true,
            },
        ),
        Field {
            nullable: true,
            ..optional("note", Kind::Any)
        },
        Field {
            boxed: true,
            ..required("parent", Kind::Named(TypeId(0)))
        },
    ];
    let (text, _) = rendered(sent("Login", object(fields)));
    assert_tree! { text,
        /// Documentation of Login.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Login {
            /// The property `login`.
            pub login: String,
            /// The property `zone`.
            pub zone: Option<String>,
            /// The property `r#type`.
            pub r#type: Option<i32>,
            /// The property `note`.
            pub note: Option<Option<serde_json::Value>>,
            /// The property `parent`.
            pub parent: Box<Login>,
        }
        impl Login {
            /// Creates a value from its required fields; the others are left out.
            #[must_use]
            pub fn new(login: impl Into<String>, parent: Login) -> Self {
                Self { login: login.into(), zone: None, r#type: None, note: None, parent: Box::new(parent) }
            }
        }
    }
}

#[test]
fn a_struct_without_requirements_has_a_default() {
    let (text, _) = rendered(sent("Filter", object(vec![optional("a", Kind::Bool)])));
    assert_tree! { text,
        /// Documentation of Filter.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Filter {
            /// The property `a`.
            pub a: Option<bool>,
        }
    }
}

#[test]
fn docs_tell_access_default_and_deprecation() {
    let field = Field {
        docs: "When it was made.".to_owned(),
        access: Access::ReadOnly,
        default: Some("now".to_owned()),
        deprecated: true,
        ..required("made", Kind::Timestamp)
    };
    let (text, uses) = rendered(TypeDef {
        deprecated: true,
        docs: String::new(),
        ..received("A", object(vec![field]))
    });
    assert_eq!(uses, ["Text"]);
    assert_tree! { text,
        /// The object at `/components/schemas/A`.
        #[deprecated]
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct A {
            /// When it was made.
            ///
            /// Only in responses.
            ///
            /// Default: `now`.
            #[deprecated]
            pub made: Text<jiff::Timestamp>,
        }
    }
}

#[test]
fn constants_are_no_fields_and_the_rest_is_a_map() {
    let constant = Field {
        kind: FieldKind::Constant(Constant::String("cat".to_owned())),
        ..required("kind", Kind::String)
    };
    let shape = Shape::Struct(Struct {
        fields: vec![constant, required("name", Kind::String)],
        additional: Additional::Kept {
            name: "more".to_owned(),
            value: Kind::Bool.into(),
        },
        rules: None,
    });
    let (text, _) = rendered(sent("Cat", shape));
    assert_tree! { text,
        /// Documentation of Cat.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Cat {
            /// The property `name`.
            pub name: String,
            /// Properties that have no field of their own.
            pub more: IndexMap<String, bool>,
        }
        impl Cat {
            /// Creates a value from its required fields; the others are left out.
            #[must_use]
            pub fn new(name: impl Into<String>) -> Self {
                Self { name: name.into(), more: IndexMap::new() }
            }
        }
    }
}
