//! The operations of a client crate.

use super::Type;

/// The operations of one tag: one file of the generated crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// `snake_case` module name, unique.
    pub name: String,
    /// The tag's description.
    pub docs: String,
    /// In document order.
    pub operations: Vec<Operation>,
}

/// A method of the generated client.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `snake_case` method name, unique over all modules, clear of the client's own methods.
    pub name: String,
    /// `PascalCase` name of the operation's marker type, unique among all types.
    pub marker: String,
    /// Upper-case HTTP method.
    pub method: String,
    /// The path template, as written in the document.
    pub path: String,
    /// The template in pieces.
    pub pieces: Vec<PathPiece>,
    /// Rustdoc Markdown: summary, blank line, description.
    pub docs: String,
    /// Marked `deprecated`.
    pub deprecated: bool,
    /// JSON pointer of the operation.
    pub pointer: String,
    /// Parameters in document order, path-level ones first. Their names are unique within the operation and
    /// clear of `body` and of the call's own methods.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Documented answers.
    pub replies: Replies,
    /// Alternatives, in document order: any one of them is enough. Empty: no credentials are sent.
    pub security: Vec<Requirement>,
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq)]
pub enum PathPiece {
    /// Text to be sent as it is (already percent-encoded where needed).
    Literal(String),
    /// Index into [`Operation::parameters`].
    Parameter(usize),
}

/// A parameter.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// `snake_case` Rust identifier.
    pub name: String,
    /// On the wire.
    pub wire: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// Where it goes.
    pub location: Location,
    /// How arrays and objects are written.
    pub style: Style,
    /// One pair per item.
    pub explode: bool,
    /// Reserved characters stay unescaped (query only).
    pub allow_reserved: bool,
    /// Described by `content: application/json` instead of a schema: written as JSON text.
    pub json: bool,
    /// Must be given; path parameters always are.
    pub required: bool,
    /// Marked `deprecated`.
    pub deprecated: bool,
    /// Its type.
    pub ty: Type,
    /// The documented default, for the documentation.
    pub default: Option<String>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How arrays and objects are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Path and header default.
    Simple,
    /// `.a.b`
    Label,
    /// `;k=a;k=b`
    Matrix,
    /// Query and cookie default.
    Form,
    /// `a%20b`
    SpaceDelimited,
    /// `a|b`
    PipeDelimited,
    /// `k[a]=b`
    DeepObject,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Must be given.
    pub required: bool,
    /// Rustdoc Markdown.
    pub docs: String,
    /// The accepted media types, preferred first. More than one: the argument is an enum named
    /// [`Body::choice`], a variant a case.
    pub cases: Vec<BodyCase>,
    /// `PascalCase` name of that enum, unique among all types; empty for a single case.
    pub choice: String,
}

/// One media type of a request body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyCase {
    /// `PascalCase` variant name.
    pub name: String,
    /// The media type, as written.
    pub media_type: String,
    /// How it is written.
    pub format: BodyFormat,
}

/// How a request body is written.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyFormat {
    /// `application/json`, `…+json`.
    Json(Type),
    /// `application/x-www-form-urlencoded` of a named struct or a map. Lists repeat their name and objects are written
    /// as `name[key]=value`, but for these fields.
    Form(Type, Vec<FieldStyle>),
    /// `multipart/form-data`: the form is a generated struct of this (unique, `PascalCase`) name.
    Multipart {
        /// The struct's name.
        name: String,
        /// Its fields in document order.
        fields: Vec<FormField>,
    },
    /// `text/…`: a string.
    Text,
    /// Anything else: bytes or a stream.
    Binary,
}

/// How a field of a URL-encoded form is written where that isn't the usual way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldStyle {
    /// The field's name.
    pub wire: String,
    /// As JSON text, whatever the style.
    pub json: bool,
    /// How lists and objects are written.
    pub style: Style,
    /// One pair per item.
    pub explode: bool,
}

/// A field of a multipart form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// `snake_case` Rust identifier.
    pub name: String,
    /// The part's name.
    pub wire: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// Must be given.
    pub required: bool,
    /// [`Kind::Binary`](super::Kind::Binary) (or a list of it): a file part. Scalars: text parts. Else JSON.
    pub ty: Type,
    /// The part's content type where the document gives one (`encoding`).
    pub content_type: Option<String>,
}

/// The documented answers of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Replies {
    /// 2xx (and 1xx, 3xx; but not such without a body beside a 2xx); `default` too where the document has no other
    /// success.
    pub success: Outcome,
    /// 4xx, 5xx and `default`.
    pub failure: Outcome,
    /// Media types of all answers, for the `Accept` header; `application/json` first where there is one.
    pub accept: Vec<String>,
}

/// One side of the answers, as a Rust type.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Nothing documented. As success: `()`. As failure: `Never`.
    None,
    /// All cases have this one format.
    Single {
        /// What is read.
        format: ReplyFormat,
        /// Which statuses (and media types) mean it.
        cases: Vec<StatusMatch>,
    },
    /// An enum of this (unique, `PascalCase`) name, a variant a case.
    Choice {
        /// The enum's name. Operations whose variants are equal (names and formats, in order) share it.
        name: String,
        /// By status, exact ones before ranges before `default`.
        cases: Vec<ReplyCase>,
    },
}

/// A variant of [`Outcome::Choice`].
#[derive(Debug, Clone, PartialEq)]
pub struct ReplyCase {
    /// `PascalCase` variant name, from the status (`NotFound`) or the range (`ClientError`); that of a failure from its
    /// type where it is a component.
    pub name: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// Which statuses mean it; several when they share the format.
    pub matches: Vec<StatusMatch>,
    /// What is read.
    pub format: ReplyFormat,
}

/// Which answers a case covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusMatch {
    /// Lowest status (inclusive).
    pub from: u16,
    /// Highest status (inclusive).
    pub to: u16,
    /// Only this media type, where one status has several.
    pub media_type: Option<String>,
    /// The response's description, for the documentation.
    pub docs: String,
}

/// How an answer is read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ReplyFormat {
    /// No body, or none documented: `()`.
    Empty,
    /// JSON of this type.
    Json(Type),
    /// `String`.
    Text,
    /// A `ByteStream`.
    Binary,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// `snake_case` name of the builder's method.
    pub name: String,
    /// The scheme's name in the document.
    pub wire: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// What is sent.
    pub credential: Credential,
}

/// What a security scheme sends.
#[derive(Debug, Clone, PartialEq)]
pub enum Credential {
    /// `Authorization: Bearer …`; also for `OAuth` 2 and `OpenID` Connect.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// An API key in this header.
    Header(String),
    /// An API key in this query parameter.
    Query(String),
    /// An API key in this cookie.
    Cookie(String),
}

/// Schemes (indices into [`Api::schemes`](super::Api::schemes)) that are needed together. Empty: anonymous.
pub type Requirement = Vec<usize>;

/// A server of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// `snake_case` function name, unique.
    pub name: String,
    /// The URL template, as written.
    pub url: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// Its variables.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a [`Server`].
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// `snake_case` Rust identifier.
    pub name: String,
    /// In the template.
    pub wire: String,
    /// Rustdoc Markdown.
    pub docs: String,
    /// Its default.
    pub default: String,
    /// The allowed values, empty when any is.
    pub allowed: Vec<String>,
}
