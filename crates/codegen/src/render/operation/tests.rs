//! Methods, markers and setters, compared as syntax trees.

use super::render;
use crate::model::{
    Api, BodyCase, BodyFormat, Kind, Location, Operation, Outcome, Parameter, PathPiece, ReplyCase,
    ReplyFormat, Style, TypeId,
};
use crate::render::outcome::Owners;
use crate::render::test_support::{
    api, assert_tree, body, object, operation, parameter, required, sent, single, status,
    with_operations,
};
use crate::render::uses::Uses;

/// The text of an API's only operation; one type, `Thing`, is there to be named.
fn rendered(operation: Operation) -> String {
    let thing = sent("Thing", object(vec![required("name", Kind::String)]));
    let api: Api = with_operations(api(vec![thing]), vec![operation]);
    let mut text = String::new();
    let owners = Owners::of(&api);
    let usual = [vec![0]];
    for operation in crate::render::operations::operations(&api) {
        render(
            &api,
            (&usual, &owners),
            operation,
            &mut Uses::default(),
            &mut text,
        );
    }
    text
}

/// Needs the usual credentials, as most operations do.
fn usual(name: &str, marker: &str) -> Operation {
    Operation {
        security: vec![vec![0]],
        ..operation(name, marker)
    }
}

#[test]
fn required_parameters_are_arguments_and_optional_ones_setters() {
    let optional = |found: Parameter| Parameter {
        required: false,
        ..found
    };
    let parameters = vec![
        parameter(
            "b",
            Location::Query,
            Kind::List(Box::new(Kind::Bool.into())),
        ),
        parameter("id", Location::Path, Kind::Uuid),
        optional(Parameter {
            default: Some("7".to_owned()),
            ..parameter(
                "r#in",
                Location::Query,
                Kind::Int {
                    bits: 64,
                    signed: true,
                },
            )
        }),
        Parameter {
            docs: "Who asks.".to_owned(),
            wire: "X-Who".to_owned(),
            ..parameter("who", Location::Header, Kind::String)
        },
        optional(Parameter {
            deprecated: true,
            ..parameter("old", Location::Cookie, Kind::Named(TypeId(0)))
        }),
    ];
    let text = rendered(Operation {
        docs: "Gets a thing.".to_owned(),
        path: "/things/{id}".to_owned(),
        pieces: vec![
            PathPiece::Literal("/things/".to_owned()),
            PathPiece::Parameter(1),
        ],
        parameters,
        replies: crate::model::Replies {
            success: Outcome::None,
            failure: Outcome::Single {
                format: ReplyFormat::Json(Kind::Named(TypeId(0)).into()),
                cases: vec![
                    status(404, "No such thing.\n\nMore."),
                    crate::model::StatusMatch {
                        to: 499,
                        ..status(400, "")
                    },
                ],
            },
            accept: Vec::new(),
        },
        ..usual("get_thing", "GetThing")
    });
    assert_tree! { text,
        impl Client {
            /// Gets a thing.
            ///
            /// `GET /things/{id}`
            ///
            /// # Arguments
            ///
            /// - `who`: Who asks.
            ///
            /// # Errors
            ///
            /// - 404 ([`Thing`](crate::models::Thing)): No such thing.
            /// - 4XX ([`Thing`](crate::models::Thing))
            pub fn get_thing(&self, id: &Text<uuid::Uuid>, b: &[bool], who: &str) -> Call<'_, GetThing> {
                Draft::new(self, Method::GET, "/things/{id}")
                    .path(id)
                    .query("b", b)
                    .header("x-who", who)
                    .call()
            }
        }
        /// The operation of [`Client::get_thing`].
        #[derive(Debug, Clone, Copy)]
        pub struct GetThing;
        impl Call<'_, GetThing> {
            /// The parameter `r#in`.
            ///
            /// Default: `7`.
            pub fn r#in(self, r#in: i64) -> Self {
                self.draft.query("r#in", &r#in).call()
            }
            /// The parameter `old`.
            #[deprecated]
            pub fn old(self, old: &Thing) -> Self {
                self.draft.cookie("old", old).call()
            }
        }
    }
}

#[test]
fn unusual_security_and_deprecation_are_told() {
    let text = rendered(Operation {
        deprecated: true,
        security: vec![vec![], vec![0, 1]],
        ..operation("list", "List")
    });
    assert_tree! { text,
        impl Client {
            /// `GET /things`
            #[deprecated]
            pub fn list(&self) -> Call<'_, List> {
                Draft::new(self, Method::GET, "/things").auth(&[&[], &[0, 1]]).call()
            }
        }
        /// The operation of [`Client::list`].
        #[derive(Debug, Clone, Copy)]
        pub struct List;
    }
}

/// The statements of the method with this body.
fn method_with(format: BodyFormat, media_type: &str) -> String {
    let text = rendered(Operation {
        body: Some(body(media_type, format)),
        ..usual("put", "Put")
    });
    let start = text.find("    pub fn").expect("a method");
    let end = text.find("\n}\n").expect("the end of the block");
    text[start..end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_body_is_written_by_its_format() {
    let thing = || Kind::Named(TypeId(0)).into();
    let start = "Draft::new(self, Method::GET, \"/things\")";
    let cases = [
        (
            BodyFormat::Json(thing()),
            "application/json",
            "&Thing",
            ".json(body)",
        ),
        (
            BodyFormat::Json(Kind::Bool.into()),
            "application/json",
            "bool",
            ".json(&body)",
        ),
        (
            BodyFormat::Json(thing()),
            "application/x+json",
            "&Thing",
            ".json_as(\"application/x+json\", body)",
        ),
        (
            BodyFormat::Form(thing(), Vec::new()),
            "application/x-www-form-urlencoded",
            "&Thing",
            ".form(body)",
        ),
        (
            BodyFormat::Text,
            "text/plain",
            "&str",
            ".text(\"text/plain\", body)",
        ),
        (
            BodyFormat::Binary,
            "image/png",
            "impl Into<Upload>",
            ".upload(\"image/png\", body)",
        ),
        (
            BodyFormat::Multipart {
                name: "PutForm".to_owned(),
                fields: Vec::new(),
            },
            "multipart/form-data",
            "PutForm",
            ".multipart(body)",
        ),
    ];
    for (format, media_type, argument, call) in cases {
        let found = method_with(format, media_type).replace("\") .", "\").");
        let expected = format!(
            "pub fn put(&self, body: {argument}) -> Call<'_, Put> {{ {start}{call}.call() }}"
        );
        let squeezed = |text: &str| text.replace(' ', "");
        assert_eq!(squeezed(&found), squeezed(&expected));
    }
}

#[test]
fn several_media_types_are_an_enum() {
    let case = |name: &str, media_type: &str, format| BodyCase {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        format,
    };
    let cases = vec![
        case(
            "Json",
            "application/json",
            BodyFormat::Json(Kind::Named(TypeId(0)).into()),
        ),
        case("Text", "text/plain", BodyFormat::Text),
    ];
    let choice = crate::model::Body {
        required: false,
        docs: String::new(),
        cases,
        choice: "PutBody".to_owned(),
    };
    let text = rendered(Operation {
        body: Some(choice),
        ..usual("put", "Put")
    });
    assert_tree! { text,
        impl Client {
            /// `GET /things`
            pub fn put(&self) -> Call<'_, Put> {
                Draft::new(self, Method::GET, "/things").call()
            }
        }
        /// The operation of [`Client::put`].
        #[derive(Debug, Clone, Copy)]
        pub struct Put;
        impl Call<'_, Put> {
            /// The body.
            pub fn body(self, body: PutBody) -> Self {
                let draft = match body {
                    PutBody::Json(body) => self.draft.json(&body),
                    PutBody::Text(body) => self.draft.text("text/plain", body),
                };
                draft.call()
            }
        }
        /// A body of [`Client::put`].
        #[derive(Debug)]
        pub enum PutBody {
            /// `application/json`.
            Json(Thing),
            /// `text/plain`.
            Text(String),
        }
    }
}

#[test]
fn several_answers_are_an_enum_that_the_first_operation_has() {
    let cases = vec![
        ReplyCase {
            name: "Found".to_owned(),
            docs: String::new(),
            matches: vec![status(200, "")],
            format: ReplyFormat::Binary,
        },
        ReplyCase {
            name: "Gone".to_owned(),
            docs: "It is gone.".to_owned(),
            matches: vec![status(204, "")],
            format: ReplyFormat::Empty,
        },
    ];
    let success = Outcome::Choice {
        name: "FetchOk".to_owned(),
        cases,
    };
    let replies = crate::model::Replies {
        success,
        failure: single(400, ReplyFormat::Text),
        accept: Vec::new(),
    };
    let first = Operation {
        replies: replies.clone(),
        ..usual("first", "First")
    };
    let second = Operation {
        replies,
        ..usual("second", "Second")
    };
    let api = with_operations(api(Vec::new()), vec![first, second]);
    let (mut text, owners) = (String::new(), Owners::of(&api));
    for operation in crate::render::operations::operations(&api) {
        crate::render::outcome::types(&api, &owners, operation, &mut Uses::default(), &mut text);
    }
    assert_tree! { text,
        /// A successful answer of [`Client::first`] and other operations.
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum FetchOk {
            /// Status 200.
            Found(ByteStream),
            /// It is gone.
            Gone,
        }
    }
}

#[test]
fn styles_are_mentioned_where_they_make_a_difference() {
    let list = || Kind::List(Box::new(Kind::String.into()));
    let styled = |found: Parameter, style, explode| Parameter {
        style,
        explode,
        ..found
    };
    let cases = [
        (parameter("p", Location::Path, list()), ".path(p)"),
        (
            styled(parameter("p", Location::Path, list()), Style::Label, true),
            ".path_styled(p, Style::Label, true)",
        ),
        (
            styled(
                parameter("p", Location::Path, Kind::String),
                Style::Simple,
                true,
            ),
            ".path(p)",
        ),
        (
            Parameter {
                json: true,
                ..parameter("p", Location::Path, list())
            },
            ".path_json(p)",
        ),
        (
            styled(
                parameter("p", Location::Query, Kind::Bool),
                Style::Form,
                false,
            ),
            ".query(\"p\", &p)",
        ),
        (
            styled(parameter("p", Location::Query, list()), Style::Form, false),
            ".query_styled(\"p\", p, Style::Form, false)",
        ),
        (
            Parameter {
                allow_reserved: true,
                ..parameter("p", Location::Query, list())
            },
            ".query_reserved(\"p\", p, Style::Form, true)",
        ),
        (
            Parameter {
                json: true,
                ..parameter("p", Location::Query, list())
            },
            ".query_json(\"p\", p)",
        ),
        (
            styled(
                parameter("p", Location::Header, list()),
                Style::Simple,
                true,
            ),
            ".header_styled(\"p\", p, true)",
        ),
        (
            Parameter {
                json: true,
                ..parameter("p", Location::Header, list())
            },
            ".header_json(\"p\", p)",
        ),
        (
            styled(parameter("p", Location::Cookie, list()), Style::Form, false),
            ".cookie_styled(\"p\", p, false)",
        ),
        (
            Parameter {
                json: true,
                ..parameter("p", Location::Cookie, list())
            },
            ".cookie_json(\"p\", p)",
        ),
    ];
    for (parameter, expected) in cases {
        let pieces = match parameter.location {
            Location::Path => vec![PathPiece::Literal("/".to_owned()), PathPiece::Parameter(0)],
            _ => vec![PathPiece::Literal("/".to_owned())],
        };
        let text = rendered(Operation {
            pieces,
            parameters: vec![parameter],
            ..usual("get", "Get")
        });
        let squeezed: String = text.split_whitespace().collect();
        assert!(
            squeezed.contains(&expected.replace(' ', "")),
            "{expected}: {text}"
        );
    }
}
