//! What a document needs of the runtime and of other crates: nothing unused is shipped.

use super::servers;
use crate::model::{
    Additional, Api, BodyFormat, Credential, FieldKind, Kind, Operation, Outcome, ReplyFormat,
    Shape, Type,
};
use crate::options::Options;

/// Constructs that occur in an API and cost a file or a dependency.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent facts")]
pub(super) struct Needs {
    /// Types with a table in `codec.rs`.
    pub(super) tables: bool,
    /// `serde_json::Value`.
    pub(super) any: bool,
    /// `IndexMap`.
    pub(super) map: bool,
    /// `Text` of some kind.
    pub(super) text: bool,
    /// `Text` of a date or a time.
    pub(super) jiff: bool,
    /// `Text` of a UUID.
    pub(super) uuid: bool,
    /// `Base64`.
    pub(super) base64: bool,
    /// Enums of strings.
    pub(super) strings: bool,
    /// Enums of integers.
    pub(super) integers: bool,
    /// Unions.
    pub(super) union: bool,
    /// Parameters of operations.
    pub(super) parameters: bool,
    /// URL-encoded bodies.
    pub(super) form: bool,
    /// Binary bodies or parts.
    pub(super) upload: bool,
    /// Multipart bodies.
    pub(super) multipart: bool,
    /// Binary answers.
    pub(super) stream: bool,
    /// Basic authentication.
    pub(super) basic: bool,
    /// Bearer tokens.
    pub(super) bearer: bool,
    /// The schema `false`.
    pub(super) never: bool,
    /// There is one server, and the client uses it unless told otherwise.
    pub(super) only_server: bool,
    /// The feature `schemars` is wanted.
    pub(super) schemars: bool,
}

impl Needs {
    /// Looks at everything.
    pub(super) fn of(api: &Api, options: &Options) -> Self {
        let mut needs = Self {
            only_server: servers::only_server(api).is_some(),
            schemars: options.schemars,
            ..Self::default()
        };
        for def in &api.types {
            needs.tables |= has_table(&def.shape);
            needs.shape(&def.shape);
        }
        for operation in api.modules.iter().flat_map(|module| &module.operations) {
            needs.operation(operation);
        }
        let sends = |credential| {
            let mut schemes = api.schemes.iter();
            schemes.any(|scheme| scheme.credential == credential)
        };
        needs.basic = sends(Credential::Basic);
        needs.bearer = sends(Credential::Bearer);
        needs
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Struct(object) => {
                for field in &object.fields {
                    if let FieldKind::Value(ty) = &field.kind {
                        self.ty(ty);
                    }
                }
                if let Additional::Kept { value, .. } = &object.additional {
                    self.map = true;
                    self.ty(value);
                }
            }
            Shape::StringEnum(_) => self.strings = true,
            Shape::IntEnum(_) => self.integers = true,
            Shape::Union(union) => {
                self.union = true;
                for variant in &union.variants {
                    self.ty(&variant.ty);
                }
            }
            Shape::Alias(ty) => self.ty(ty),
        }
    }

    fn ty(&mut self, ty: &Type) {
        match &ty.kind {
            Kind::Any => self.any = true,
            Kind::Timestamp | Kind::Date | Kind::LocalDateTime => {
                self.text = true;
                self.jiff = true;
            }
            Kind::Uuid => {
                self.text = true;
                self.uuid = true;
            }
            Kind::Never => self.never = true,
            Kind::Base64 => self.base64 = true,
            Kind::Binary => self.upload = true,
            Kind::Map(value) => {
                self.map = true;
                self.ty(value);
            }
            Kind::List(inner) | Kind::Option(inner) => self.ty(inner),
            Kind::Tuple(items) => {
                for item in items {
                    self.ty(item);
                }
            }
            Kind::Null
            | Kind::Bool
            | Kind::Int { .. }
            | Kind::Float { .. }
            | Kind::String
            | Kind::Secret
            | Kind::Named(_) => {}
        }
    }

    fn operation(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            self.parameters = true;
            self.ty(&parameter.ty);
        }
        for case in operation.body.iter().flat_map(|body| &body.cases) {
            match &case.format {
                BodyFormat::Json(ty) => self.ty(ty),
                BodyFormat::Form(ty, _) => {
                    self.form = true;
                    self.ty(ty);
                }
                BodyFormat::Multipart { fields, .. } => {
                    self.multipart = true;
                    for field in fields {
                        self.ty(&field.ty);
                    }
                }
                BodyFormat::Text => {}
                BodyFormat::Binary => self.upload = true,
            }
        }
        self.outcome(&operation.replies.success);
        self.outcome(&operation.replies.failure);
    }

    fn outcome(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::None => {}
            Outcome::Single { format, .. } => self.reply(format),
            Outcome::Choice { cases, .. } => {
                for case in cases {
                    self.reply(&case.format);
                }
            }
        }
    }

    fn reply(&mut self, format: &ReplyFormat) {
        match format {
            ReplyFormat::Json(ty) => self.ty(ty),
            ReplyFormat::Binary => self.stream = true,
            ReplyFormat::Empty | ReplyFormat::Text => {}
        }
    }
}

/// Whether a type has a table that says how it is written.
pub(super) fn has_table(shape: &Shape) -> bool {
    !matches!(shape, Shape::Alias(_))
}
