//! What a client crate consists of, in Rust's terms and in document order: the middle layer.
//!
//! Lowering turns the parsed document into an [`Api`]; the renderer reads nothing else. Every
//! name in here is final (a valid, unique Rust identifier) and every reference is resolved.

mod docs;
mod lower;
mod names;
mod operation;
mod types;
mod unknown;

pub(crate) use docs::{is_hidden, markdown};
pub use lower::lower;
pub(crate) use names::is_keyword;

pub use operation::{
    Body, BodyCase, BodyFormat, Credential, FieldStyle, FormField, Location, Module, Operation,
    Outcome, Parameter, PathPiece, Replies, ReplyCase, ReplyFormat, Requirement, Scheme, Server,
    ServerVariable, StatusMatch, Style,
};
pub use types::{
    Access, Additional, Constant, EnumVariant, Field, FieldKind, Home, Kind, Literal, Rules, Shape,
    Struct, Type, TypeDef, TypeId, Union, UnionVariant, Usage,
};

/// One API, ready to be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`, as written.
    pub version: String,
    /// `info.description` (or `info.summary`), as rustdoc Markdown.
    pub docs: String,
    /// Servers in document order; empty when the document names none (or only `/`).
    pub servers: Vec<Server>,
    /// Security schemes in document order. [`Requirement`] refers to them by index.
    pub schemes: Vec<Scheme>,
    /// Every named type, in document order; [`TypeId`] is an index into it.
    pub types: Vec<TypeDef>,
    /// Operations by tag, in document order. A document without tags has one module.
    pub modules: Vec<Module>,
}

impl Api {
    /// The definition behind an id.
    #[must_use]
    pub fn def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.index()]
    }
}
