//! Lists of fields.

use maud::{Markup, html};

use super::markdown::prose;
use crate::api::{Field, Parameter, Type};

/// A type, with a link to its model.
pub(super) fn kind(kind: &Type) -> Markup {
    html! {
        span.type {
            (kind.before)
            @if let Some(model) = &kind.model { a href={ "#" (model) } { (model) } }
            (kind.after)
        }
    }
}

/// Fields with those inside them.
pub(super) fn tree(fields: &[Field]) -> Markup {
    html! {
        ul.fields {
            @for field in fields {
                li {
                    (head(field, None))
                    (about(field))
                    @if !field.fields.is_empty() {
                        details open {
                            summary { (count(field.fields.len())) }
                            (tree(&field.fields))
                        }
                    }
                }
            }
        }
    }
}

/// The fields of a model, each with an address of its own.
pub(super) fn list(model: &str, fields: &[Field]) -> Markup {
    html! {
        ul.fields {
            @for field in fields {
                li id={ (model) "." (field.name) } { (head(field, None)) (about(field)) }
            }
        }
    }
}

/// The parameters of an operation.
pub(super) fn parameters(parameters: &[Parameter]) -> Markup {
    html! {
        ul.fields {
            @for parameter in parameters {
                li { (head(&parameter.field, Some(&parameter.place))) (about(&parameter.field)) }
            }
        }
    }
}

fn head(field: &Field, place: Option<&str>) -> Markup {
    html! {
        p.head {
            code.name { (field.name) }
            (kind(&field.kind))
            @if let Some(place) = place { span.note { "in " (place) } }
            @if !field.required { span.note { "optional" } }
            @if field.secret { span.note { "secret" } }
        }
    }
}

fn about(field: &Field) -> Markup {
    html! {
        (prose(&field.description))
        @if !field.values.is_empty() || field.example.is_some() || field.pattern.is_some() {
            dl.rules {
                @for (value, meaning) in &field.values {
                    div { dt { code { (value) } } dd { (meaning) } }
                }
                @if let Some(example) = &field.example {
                    div { dt { "Example" } dd { code { (example) } } }
                }
                @if let Some(pattern) = &field.pattern {
                    div { dt { "Pattern" } dd { code { (pattern) } } }
                }
            }
        }
    }
}

fn count(fields: usize) -> String {
    if fields == 1 {
        "1 field".to_owned()
    } else {
        format!("{fields} fields")
    }
}
