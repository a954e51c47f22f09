//! Which operation a call is of, for errors and traces.

use std::borrow::Cow;
use std::fmt;

use reqwest::Method;

/// The method and path of an operation, as documented: nothing of a particular call.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    method: Method,
    template: Cow<'static, str>,
}

impl Endpoint {
    pub(crate) fn new(method: Method, template: &'static str) -> Self {
        Self {
            method,
            template: Cow::Borrowed(template),
        }
    }

    /// Of an operation that the document does not tell.
    pub(crate) fn untold(method: Method, path: String) -> Self {
        Self {
            method,
            template: Cow::Owned(path),
        }
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path template, as in `/users/{id}`; of an operation that the document does not tell, the path.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.template
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.method, self.template)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}
