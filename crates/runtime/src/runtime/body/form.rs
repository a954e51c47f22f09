//! Bodies that are written like an HTML form's fields.

use bytes::Bytes;
use serde::Serialize;

use crate::runtime::call::draft::Draft;
use crate::runtime::call::encode::Escaping;
use crate::runtime::codec::value::{Value, value};
use crate::runtime::error::BuildError;
use crate::runtime::parameters::style::{Style, pairs};

/// How a field is written whose document asks for another form than the usual one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldStyle {
    name: &'static str,
    /// As JSON text, where there is none.
    style: Option<Style>,
    explode: bool,
}

/// A field that is written as JSON text.
pub(crate) const fn json(name: &'static str) -> FieldStyle {
    FieldStyle {
        name,
        style: None,
        explode: false,
    }
}

/// A field that is written in a style of parameters.
pub(crate) const fn styled(name: &'static str, style: Style, explode: bool) -> FieldStyle {
    FieldStyle {
        name,
        style: Some(style),
        explode,
    }
}

impl Draft<'_> {
    /// An urlencoded body. Lists repeat their name; objects within it are written as `name[key]=value`.
    pub(crate) fn form<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.form_styled(body, &[])
    }

    /// An urlencoded body, some of whose fields are written in other ways.
    pub(crate) fn form_styled<T: Serialize + ?Sized>(
        mut self,
        body: &T,
        fields: &[FieldStyle],
    ) -> Self {
        match encoded(body, fields) {
            Ok(text) => self.body("application/x-www-form-urlencoded", Bytes::from(text)),
            Err(error) => {
                self.fail(error);
                self
            }
        }
    }
}

fn encoded<T: Serialize + ?Sized>(body: &T, fields: &[FieldStyle]) -> Result<String, BuildError> {
    const UNWRITABLE: &str = "the body cannot be written as a form";
    let value = value(body).map_err(|error| BuildError::because(UNWRITABLE, error))?;
    let entries = match value {
        Value::Object(entries) => entries,
        Value::Absent => Vec::new(),
        Value::Scalar(_) | Value::List(_) => {
            return Err(BuildError::new(format!("{UNWRITABLE}: it is no object")));
        }
    };
    // Only JSON text needs what the value was before it was taken apart.
    let json = if fields.iter().any(|field| field.style.is_none()) {
        serde_json::to_value(body).map_err(|error| BuildError::because(UNWRITABLE, error))?
    } else {
        serde_json::Value::Null
    };
    let mut text = String::new();
    for (name, mut value) in entries {
        let field = fields.iter().find(|field| field.name == name);
        let (style, explode) = match field {
            Some(&FieldStyle {
                style: Some(style),
                explode,
                ..
            }) => (style, explode),
            Some(_) if value != Value::Absent => {
                value = Value::Scalar(json[&name].to_string());
                (Style::Form, true)
            }
            _ => (Style::DeepObject, true),
        };
        let pairs = pairs(&name, &value, style, explode, Escaping::Form, "&")
            .map_err(|reason| BuildError::new(format!("the field `{name}`: {reason}")))?;
        if !text.is_empty() && !pairs.is_empty() {
            text.push('&');
        }
        text.push_str(&pairs);
    }
    Ok(text)
}
