//! Refusals in the form that the document gives them: `{message, errors}` as the contract has it, or another that is
//! widely used, whichever the document's schema lets through.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};

use super::media::Kind;
use super::reasons::Reasons;
use super::schema::Schemas;
use crate::document::{At, Document, Fault};
use crate::problem::{Format, JSON};

/// The forms, the contract's first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `{message, errors: {field: [reason]}}`; without `errors` where there are no reasons.
    Errors,
    /// RFC 9457: `{type, title, status, detail, errors}`.
    Problem,
    /// `{detail: [{loc, msg, type}]}`, or a text in `detail`.
    Detail,
    /// `{error}`
    Error,
    /// `{code, message}`
    Code,
}

const FORMS: [Form; 5] = [
    Form::Errors,
    Form::Problem,
    Form::Detail,
    Form::Error,
    Form::Code,
];

/// A refusal as an operation documents it.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    form: Form,
    media_type: HeaderValue,
}

impl Refusal {
    /// The refusal of one of these statuses, whichever is documented first; the first of them where none is.
    pub(crate) fn of(
        document: &Document,
        schemas: &Schemas,
        operation: &At<'_>,
        statuses: &[StatusCode],
    ) -> Result<Self, Fault> {
        let responses = operation.get("responses");
        let documented = |key: &str| responses.as_ref()?.get(key);
        let exact = statuses
            .iter()
            .find_map(|status| Some((*status, documented(status.as_str())?)));
        let status = statuses.first().copied().unwrap_or(StatusCode::BAD_REQUEST);
        let found = exact.or_else(|| Some((status, documented("4XX").or(documented("default"))?)));
        let mut refusal = Self {
            status: found.as_ref().map_or(status, |(status, _)| *status),
            form: Form::Errors,
            media_type: JSON,
        };
        let Some((_, response)) = found else {
            return Ok(refusal);
        };
        let response = document.resolve(response)?;
        let content = response.get("content");
        let content = content
            .iter()
            .flat_map(At::members)
            .find(|(name, _)| Kind::of(name) == Kind::Json);
        let Some((media_type, content)) = content else {
            return Ok(refusal);
        };
        if let Ok(media_type) = HeaderValue::try_from(media_type.as_str()) {
            refusal.media_type = media_type;
        }
        if let Some(schema) = content.get("schema") {
            let schema = schemas.at(&schema)?;
            let reasons = Reasons::from([(
                "field".to_owned(),
                vec!["The field field is required.".to_owned()],
            )]);
            let reasons = if refusal.status == StatusCode::UNAUTHORIZED {
                Reasons::new()
            } else {
                reasons
            };
            let fits =
                |form: &Form| schema.accepts(&form.body(refusal.status, "A message.", &reasons));
            refusal.form = FORMS.into_iter().find(fits).unwrap_or(Form::Errors);
        }
        Ok(refusal)
    }

    /// The response with a message and the reasons by field.
    pub(crate) fn response(
        &self,
        format: Format,
        message: &str,
        reasons: &Reasons,
    ) -> Response<Body> {
        let body = self.form.body(self.status, message, reasons).to_string();
        let mut response = format.answer(self.status, body, message);
        if format == Format::Json {
            response
                .headers_mut()
                .insert(CONTENT_TYPE, self.media_type.clone());
        }
        response
    }
}

impl Form {
    fn body(self, status: StatusCode, message: &str, reasons: &Reasons) -> Value {
        match self {
            Self::Errors if reasons.is_empty() => json!({ "message": message }),
            Self::Errors => json!({ "message": message, "errors": reasons }),
            Self::Problem => json!({
                "type": "about:blank",
                "title": status.canonical_reason().unwrap_or_default(),
                "status": status.as_u16(),
                "detail": message,
                "errors": reasons,
            }),
            Self::Detail if reasons.is_empty() => json!({ "detail": message }),
            Self::Detail => {
                let items = reasons.iter().flat_map(|(field, sentences)| {
                    sentences.iter().map(move |sentence| {
                        json!({ "loc": field.split('.').collect::<Vec<_>>(), "msg": sentence, "type": "value_error" })
                    })
                });
                json!({ "detail": items.collect::<Vec<_>>() })
            }
            Self::Error => json!({ "error": text(message, reasons) }),
            Self::Code => json!({ "code": status.as_u16(), "message": text(message, reasons) }),
        }
    }
}

/// The message with all reasons behind it.
fn text(message: &str, reasons: &Reasons) -> String {
    let sentences = reasons.values().flatten().map(String::as_str);
    std::iter::once(message)
        .chain(sentences)
        .collect::<Vec<_>>()
        .join(" ")
}
