//! What is wrong with a request, in words, by the field or parameter that it is about. No word quotes what was sent: it
//! may be a secret.

use indexmap::IndexMap;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::paths::LocationSegment;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

/// The key of reasons that concern the body as a whole.
pub(crate) const BODY: &str = "body";
/// How many values a reason lists.
const LISTED: usize = 30;

/// Reasons by field, as the contract's refusal has them.
pub(crate) type Reasons = IndexMap<String, Vec<String>>;

/// What a value is: it gives reasons their key, and sentences their subject.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'a> {
    Body,
    /// Its name and what it is: `query parameter`, `header`, `part`.
    Named(&'a str, &'static str),
}

impl Subject<'_> {
    /// The key for what stands below, by a path of names and indices.
    fn key(&self, path: &[String]) -> String {
        match self {
            Self::Body if path.is_empty() => BODY.to_owned(),
            Self::Body => path.join("."),
            Self::Named(name, _) => dotted(name, path),
        }
    }

    fn sentence(&self, path: &[String], rest: &str) -> String {
        match (self, path) {
            (Self::Body, []) => format!("The body {rest}."),
            (Self::Body, path) => format!("The {} field {rest}.", path.join(".")),
            (Self::Named(name, kind), path) => {
                format!("The {} {kind} {rest}.", dotted(name, path))
            }
        }
    }

    /// Adds a reason that concerns the whole.
    pub(crate) fn add(&self, reasons: &mut Reasons, rest: &str) {
        self.add_at(reasons, &[], rest);
    }

    /// Adds a reason that concerns what stands below.
    pub(crate) fn add_at(&self, reasons: &mut Reasons, path: &[String], rest: &str) {
        let sentences = reasons.entry(self.key(path)).or_default();
        let sentence = self.sentence(path, rest);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
}

/// A name and what lies below: `ids.1`.
fn dotted(name: &str, path: &[String]) -> String {
    let mut text = name.to_owned();
    for part in path {
        text.push('.');
        text.push_str(part);
    }
    text
}

/// Adds what a schema says of a value.
pub(crate) fn add_errors<'a>(
    errors: impl Iterator<Item = ValidationError<'a>>,
    subject: &Subject<'_>,
    reasons: &mut Reasons,
) {
    let errors: Vec<ValidationError<'_>> = errors.collect();
    for error in &errors {
        add_error(error, subject, reasons, errors.iter());
    }
}

fn add_error<'e>(
    error: &ValidationError<'_>,
    subject: &Subject<'_>,
    reasons: &mut Reasons,
    mut all: impl Iterator<Item = &'e ValidationError<'e>>,
) {
    let path = path(error);
    let is_type = |error: &ValidationError<'_>| matches!(error.kind(), Kind::Type { .. });
    // What is of the wrong type is nothing else that it should be, either.
    if !is_type(error)
        && all.any(|other| is_type(other) && other.instance_path() == error.instance_path())
    {
        return;
    }
    match error.kind() {
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            subject.add_at(reasons, &below(&path, name), "is required");
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                subject.add_at(
                    reasons,
                    &below(&path, name),
                    "is none that the contract knows",
                );
            }
        }
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            add_alternatives(context, &path, error.instance(), subject, reasons);
        }
        Kind::PropertyNames { .. } => {
            subject.add_at(
                reasons,
                &path,
                "has a property with a name that is not allowed",
            );
        }
        kind => subject.add_at(reasons, &path, &words(kind, error.instance())),
    }
}

/// Of alternatives that all don't fit: the types, where it is these; otherwise what the closest one lacks.
fn add_alternatives(
    context: &[Vec<ValidationError<'static>>],
    path: &[String],
    found: &Value,
    subject: &Subject<'_>,
    reasons: &mut Reasons,
) {
    let types: Vec<String> = context
        .iter()
        .filter_map(|errors| match errors.as_slice() {
            [error] if self::path(error) == path => match error.kind() {
                Kind::Type { kind } => Some(types(kind)),
                _ => None,
            },
            _ => None,
        })
        .flatten()
        .collect();
    let closest = context
        .iter()
        .filter(|errors| {
            let is_of_other_type = |error: &ValidationError<'_>| {
                matches!(error.kind(), Kind::Type { .. }) && self::path(error) == path
            };
            !errors.is_empty() && !errors.iter().any(is_of_other_type)
        })
        .min_by_key(|errors| errors.len());
    match closest {
        Some(errors) => {
            for error in errors {
                add_error(error, subject, reasons, errors.iter());
            }
        }
        None if !types.is_empty() => {
            let words = format!(
                "must be of type {}, not {}",
                types.join(" or "),
                type_of(found)
            );
            subject.add_at(reasons, path, &words);
        }
        None => subject.add_at(
            reasons,
            path,
            "must be as one of the alternatives of the contract",
        ),
    }
}

/// What a value must be and isn't.
fn words(kind: &Kind, found: &Value) -> String {
    match kind {
        Kind::Type { kind } => {
            format!(
                "must be of type {}, not {}",
                types(kind).join(" or "),
                type_of(found)
            )
        }
        Kind::Enum { options } => {
            let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
            let mut listed: Vec<String> = options.iter().take(LISTED).map(shown).collect();
            if options.len() > LISTED {
                listed.push("…".to_owned());
            }
            format!("must be one of: {}", listed.join(", "))
        }
        Kind::Constant { expected_value } => format!("must be {}", shown(expected_value)),
        Kind::Minimum { limit } => format!("must be at least {limit}"),
        Kind::Maximum { limit } => format!("must be at most {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("must be more than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("must be less than {limit}"),
        Kind::MultipleOf { multiple_of } => format!("must be a multiple of {multiple_of}"),
        Kind::MinLength { limit } => format!("must have at least {}", count(*limit, "character")),
        Kind::MaxLength { limit } => format!("must have at most {}", count(*limit, "character")),
        Kind::Pattern { pattern } => format!("must match {pattern}"),
        Kind::Format { format } => format!("must be of the format {format}"),
        Kind::MinItems { limit } => format!("must have at least {}", count(*limit, "item")),
        Kind::MaxItems { limit } => format!("must have at most {}", count(*limit, "item")),
        Kind::AdditionalItems { limit } => format!("must have at most {limit} items"),
        Kind::UniqueItems => "must not hold an item twice".to_owned(),
        Kind::MinProperties { limit } => format!("must have at least {limit} properties"),
        Kind::MaxProperties { limit } => format!("must have at most {limit} properties"),
        Kind::OneOfMultipleValid { .. } => {
            "fits several alternatives of the contract, and may fit one alone".to_owned()
        }
        Kind::ContentEncoding { content_encoding } => {
            format!("must be encoded in {content_encoding}")
        }
        Kind::FalseSchema => "is not allowed".to_owned(),
        _ => "is not as the contract has it".to_owned(),
    }
}

fn types(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(several) => several
            .iter()
            .map(|one: JsonType| one.to_string())
            .collect(),
    }
}

/// The name of a value's JSON type.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn count(number: u64, thing: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{end}")
}

fn path(error: &ValidationError<'_>) -> Vec<String> {
    error
        .instance_path()
        .segments()
        .map(|segment| match segment {
            LocationSegment::Property(name) => name.to_string(),
            LocationSegment::Index(index) => index.to_string(),
        })
        .collect()
}

fn below(path: &[String], name: &str) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(name.to_owned());
    path
}
