//! A request in the making: what a generated method fills in, not yet tied to what it answers.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;

use super::endpoint::Endpoint;
use crate::runtime::body::Content;
use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::client::builder::header;
use crate::runtime::config;
use crate::runtime::error::BuildError;
use crate::runtime::response::Report;
use crate::runtime::security::secret::Secret;
use crate::runtime::security::veil::{Noting, noted};

/// A request in the making. A problem on the way is kept, and reported when the call is sent.
pub(crate) struct Draft<'a> {
    pub(crate) client: &'a Client,
    pub(crate) endpoint: Endpoint,
    /// The path so far, percent-encoded.
    pub(crate) path: String,
    /// The part of the template that is not yet in `path`.
    rest: &'static str,
    /// Percent-encoded, without `?`.
    pub(crate) query: String,
    /// The body's media type, unless `headers` has another.
    pub(crate) media_type: Option<&'static str>,
    /// A later one replaces an earlier one of its name.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// The value of the `Cookie` header.
    pub(crate) cookies: String,
    pub(crate) content: Content,
    /// Alternatives of schemes, by index.
    pub(crate) security: &'static [&'static [usize]],
    pub(crate) timeout: Option<Duration>,
    /// Who is told of what was read as empty, if that may be.
    pub(crate) report: Option<Report<'a>>,
    /// The secrets in what is sent, other than the client's credentials.
    pub(crate) secrets: Vec<Secret>,
    /// The caller added headers, which might identify the caller.
    pub(crate) personal: bool,
    pub(crate) problem: Option<BuildError>,
}

impl<'a> Draft<'a> {
    /// Starts a request. `template` is the path, percent-encoded, with `{name}` where a parameter goes.
    pub(crate) fn new(client: &'a Client, method: Method, template: &'static str) -> Self {
        Self {
            client,
            endpoint: Endpoint::new(method, template),
            path: String::new(),
            rest: template,
            query: String::new(),
            media_type: None,
            headers: Vec::new(),
            cookies: String::new(),
            content: Content::Empty,
            security: config::SECURITY,
            timeout: client.inner.timeout,
            report: None,
            secrets: Vec::new(),
            personal: false,
            problem: None,
        }
    }

    /// The call, of the operation that the method's return type names.
    pub(crate) fn call<O>(mut self) -> Call<'a, O> {
        self.secrets.append(&mut noted());
        Call {
            draft: self,
            operation: PhantomData,
        }
    }

    /// Alternatives of security schemes other than the document's usual ones.
    pub(crate) fn auth(mut self, alternatives: &'static [&'static [usize]]) -> Self {
        self.security = alternatives;
        self
    }

    /// A JSON body.
    pub(crate) fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// A JSON body of another media type, as `application/merge-patch+json`.
    pub(crate) fn json_as<T: Serialize + ?Sized>(self, media_type: &'static str, body: &T) -> Self {
        let noting = Noting::begin();
        let written = serde_json::to_vec(body);
        drop(noting);
        match written {
            Ok(bytes) => self.body(media_type, Bytes::from(bytes)),
            Err(error) => self.failed(BuildError::because(
                "the body cannot be written as JSON",
                error,
            )),
        }
    }

    /// A text body.
    pub(crate) fn text(self, media_type: &'static str, body: impl Into<String>) -> Self {
        self.body(media_type, Bytes::from(body.into()))
    }

    /// A body in memory.
    pub(crate) fn body(mut self, media_type: &'static str, bytes: Bytes) -> Self {
        self.media_type = Some(media_type);
        self.content = Content::Bytes(bytes);
        self
    }

    /// A header of the caller's own.
    pub(crate) fn add_header(mut self, name: &str, value: &str) -> Self {
        match header(name, value) {
            Ok((name, value)) => {
                self.personal = true;
                self.insert(name, value);
            }
            Err(error) => self.fail(error),
        }
        self
    }

    pub(crate) fn insert(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.push((name, value));
    }

    /// The name of the template's next gap.
    pub(crate) fn gap(&self) -> &'static str {
        let gap = self.rest.split_once('{').map_or("", |(_, gap)| gap);
        gap.split_once('}').map_or(gap, |(name, _)| name)
    }

    /// Fills the next gap of the template with a percent-encoded value.
    pub(crate) fn fill(mut self, encoded: &str) -> Self {
        let name = self.gap();
        let (before, gap) = self.rest.split_once('{').unwrap_or((self.rest, ""));
        let after = gap.split_once('}').map_or("", |(_, after)| after);
        self.path.push_str(before);
        // These would name another path: an empty segment, this one, or the one above.
        if matches!(encoded, "" | "." | "..") {
            self.fail(BuildError::new(format!(
                "the path parameter `{name}` is empty, or one of `.` and `..`"
            )));
        }
        self.path.push_str(encoded);
        self.rest = after;
        self
    }

    /// The whole URL.
    pub(crate) fn url(&self) -> Url {
        let mut url = self.client.inner.base.clone();
        // The host need not be read again: that is most of the work in parsing a URL.
        let base = url.path().strip_suffix('/').unwrap_or(url.path());
        let path = [base, &self.path, self.rest].concat();
        // Some documents have a query in their paths.
        let (path, fixed) = path.split_once('?').unwrap_or((&path, ""));
        url.set_path(path);
        match (fixed, self.query.as_str()) {
            ("", "") => {}
            ("", query) | (query, "") => url.set_query(Some(query)),
            (fixed, query) => url.set_query(Some(&[fixed, "&", query].concat())),
        }
        url
    }

    /// Adds an encoded `name=value` pair to the query.
    pub(crate) fn push_query(&mut self, pair: &str) {
        if !pair.is_empty() {
            if !self.query.is_empty() {
                self.query.push('&');
            }
            self.query.push_str(pair);
        }
    }

    /// Adds a `name=value` pair to the cookies.
    pub(crate) fn push_cookie(&mut self, pair: &str) {
        if !pair.is_empty() {
            if !self.cookies.is_empty() {
                self.cookies.push_str("; ");
            }
            self.cookies.push_str(pair);
        }
    }

    /// Keeps the first problem.
    pub(crate) fn fail(&mut self, error: BuildError) {
        self.problem.get_or_insert(error);
    }

    fn failed(mut self, error: BuildError) -> Self {
        self.fail(error);
        self
    }
}

impl fmt::Debug for Draft<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("endpoint", &self.endpoint)
            .field("timeout", &self.timeout)
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}
