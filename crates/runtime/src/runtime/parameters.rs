//! Path, query, header and cookie parameters of a request.

pub(crate) mod style;

use reqwest::header::{COOKIE, HeaderName, HeaderValue};
use serde::Serialize;

use crate::runtime::call::draft::Draft;
use crate::runtime::call::encode::{Escaping, encode};
use crate::runtime::codec::value::{Value, value};
use crate::runtime::error::BuildError;
pub(crate) use crate::runtime::parameters::style::Style;
use crate::runtime::parameters::style::Unwritable;
use crate::runtime::security::veil::Noting;

impl Draft<'_> {
    /// The next path parameter, in the usual style.
    pub(crate) fn path<T: Serialize + ?Sized>(self, parameter: &T) -> Self {
        self.path_styled(parameter, Style::Simple, false)
    }

    /// The next path parameter.
    pub(crate) fn path_styled<T: Serialize + ?Sized>(
        mut self,
        parameter: &T,
        style: Style,
        explode: bool,
    ) -> Self {
        let name = self.gap();
        let Some(value) = self.take(name, value(parameter)) else {
            return self;
        };
        match style::path(name, &value, style, explode) {
            Ok(encoded) => self.fill(&encoded),
            Err(reason) => self.unwritable(name, reason),
        }
    }

    /// The next path parameter, written as JSON.
    pub(crate) fn path_json<T: Serialize + ?Sized>(mut self, parameter: &T) -> Self {
        let name = self.gap();
        let Some(text) = self.take(name, json(parameter)) else {
            return self;
        };
        let mut encoded = String::new();
        encode(&mut encoded, &text, Escaping::All);
        self.fill(&encoded)
    }

    /// A query parameter, in the usual style.
    pub(crate) fn query<T: Serialize + ?Sized>(self, name: &'static str, parameter: &T) -> Self {
        self.query_styled(name, parameter, Style::Form, true)
    }

    /// A query parameter.
    pub(crate) fn query_styled<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        parameter: &T,
        style: Style,
        explode: bool,
    ) -> Self {
        self.query_escaped(name, parameter, style, explode, Escaping::All)
    }

    /// A query parameter whose reserved characters stay as they are.
    pub(crate) fn query_reserved<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        parameter: &T,
        style: Style,
        explode: bool,
    ) -> Self {
        self.query_escaped(name, parameter, style, explode, Escaping::AllowReserved)
    }

    fn query_escaped<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        parameter: &T,
        style: Style,
        explode: bool,
        escaping: Escaping,
    ) -> Self {
        let Some(value) = self.take(name, value(parameter)) else {
            return self;
        };
        self.push_pairs(name, &value, style, explode, escaping)
    }

    /// A query parameter, written as JSON.
    pub(crate) fn query_json<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        parameter: &T,
    ) -> Self {
        let Some(text) = self.take(name, json(parameter)) else {
            return self;
        };
        self.push_pairs(name, &json_value(text), Style::Form, true, Escaping::All)
    }

    fn push_pairs(
        mut self,
        name: &'static str,
        value: &Value,
        style: Style,
        explode: bool,
        escaping: Escaping,
    ) -> Self {
        match style::pairs(name, value, style, explode, escaping, "&") {
            Ok(pairs) => {
                self.push_query(&pairs);
                self
            }
            Err(reason) => self.unwritable(name, reason),
        }
    }

    /// A header, in the usual style.
    pub(crate) fn header<T: Serialize + ?Sized>(self, name: &'static str, parameter: &T) -> Self {
        self.header_styled(name, parameter, false)
    }

    /// A header.
    pub(crate) fn header_styled<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        parameter: &T,
        explode: bool,
    ) -> Self {
        let Some(value) = self.take(name, value(parameter)) else {
            return self;
        };
        match style::header(&value, explode) {
            Ok(Some(text)) => self.set_header(name, &text),
            Ok(None) => self,
            Err(reason) => self.unwritable(name, reason),
        }
    }

    /// A header, written as JSON.
    pub(crate) fn header_json<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        parameter: &T,
    ) -> Self {
        let Some(text) = self.take(name, json(parameter)) else {
            return self;
        };
        if text == "null" {
            self
        } else {
            self.set_header(name, &text)
        }
    }

    fn set_header(mut self, name: &'static str, text: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::from_str(text)) {
            // Beside other cookies, not in their place.
            (Ok(name), Ok(_)) if name == COOKIE => {
                self.personal = true;
                self.push_cookie(text);
                self
            }
            (Ok(name), Ok(mut value)) => {
                // A parameter may identify the caller, or be a key under a name of its own.
                value.set_sensitive(true);
                self.personal = true;
                self.insert(name, value);
                self
            }
            _ => self.unwritable(name, "it has a character that headers cannot hold"),
        }
    }

    /// A cookie, in the usual style.
    pub(crate) fn cookie<T: Serialize + ?Sized>(self, name: &'static str, parameter: &T) -> Self {
        self.cookie_styled(name, parameter, true)
    }

    /// A cookie.
    pub(crate) fn cookie_styled<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        parameter: &T,
        explode: bool,
    ) -> Self {
        let Some(value) = self.take(name, value(parameter)) else {
            return self;
        };
        self.set_cookie(name, &value, explode)
    }

    /// A cookie, written as JSON.
    pub(crate) fn cookie_json<T: Serialize + ?Sized>(
        mut self,
        name: &'static str,
        parameter: &T,
    ) -> Self {
        let Some(text) = self.take(name, json(parameter)) else {
            return self;
        };
        self.set_cookie(name, &json_value(text), true)
    }

    fn set_cookie(mut self, name: &'static str, value: &Value, explode: bool) -> Self {
        match style::pairs(name, value, Style::Form, explode, Escaping::All, "; ") {
            Ok(pairs) => {
                self.push_cookie(&pairs);
                self
            }
            Err(reason) => self.unwritable(name, reason),
        }
    }

    /// The parameter's value, or a problem to report.
    fn take<T, E: std::error::Error + Send + Sync + 'static>(
        &mut self,
        name: &str,
        value: Result<T, E>,
    ) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("the parameter `{name}` cannot be written");
                self.fail(BuildError::because(message, error));
                None
            }
        }
    }

    fn unwritable(mut self, name: &str, reason: Unwritable) -> Self {
        self.fail(BuildError::new(format!(
            "the parameter `{name}` cannot be written: {reason}"
        )));
        self
    }
}

/// JSON text as a parameter's value; null is none.
fn json<T: Serialize + ?Sized>(parameter: &T) -> Result<String, serde_json::Error> {
    let _noting = Noting::begin();
    serde_json::to_string(parameter)
}

fn json_value(text: String) -> Value {
    if text == "null" {
        Value::Absent
    } else {
        Value::Scalar(text)
    }
}
