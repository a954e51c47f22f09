//! Bodies that are written like an HTML form's fields.

use bytes::Bytes;
use serde::Serialize;

use super::draft::Draft;
use super::encode::Escaping;
use super::error::BuildError;
use super::style::{Style, pairs};
use super::value::{Value, value};

impl Draft<'_> {
    /// An urlencoded body. Lists repeat their name; objects within it are written as `name[key]=value`.
    pub(crate) fn form<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match encoded(body) {
            Ok(text) => self.body("application/x-www-form-urlencoded", Bytes::from(text)),
            Err(error) => {
                self.fail(error);
                self
            }
        }
    }
}

fn encoded<T: Serialize + ?Sized>(body: &T) -> Result<String, BuildError> {
    let value = value(body)
        .map_err(|error| BuildError::because("the body cannot be written as a form", error))?;
    let entries = match value {
        Value::Object(entries) => entries,
        Value::Absent => Vec::new(),
        Value::Scalar(_) | Value::List(_) => {
            return Err(BuildError::new(
                "the body cannot be written as a form: it is no object",
            ));
        }
    };
    let mut text = String::new();
    for (name, value) in entries {
        let pairs = pairs(&name, &value, Style::DeepObject, true, Escaping::Form, "&")
            .map_err(|reason| BuildError::new(format!("the field `{name}`: {reason}")))?;
        if !text.is_empty() && !pairs.is_empty() {
            text.push('&');
        }
        text.push_str(&pairs);
    }
    Ok(text)
}
