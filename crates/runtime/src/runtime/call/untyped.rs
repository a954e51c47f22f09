//! Calls of operations that the document does not tell.

use std::marker::PhantomData;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Call;
use super::draft::Draft;
use super::encode::{Escaping, encode};
use super::endpoint::Endpoint;
use super::operation::{self, Case, Operation, Replies};
use crate::runtime::client::Client;
use crate::runtime::error::{BuildError, Never, describe};

/// An operation that the document does not tell: any 2xx is a success, whose body is `T`, decoded of JSON, or its
/// bytes as they came.
#[derive(Debug, Clone, Copy)]
pub struct Untyped<T = Bytes>(PhantomData<fn() -> T>);

/// The statuses of successes.
const SUCCESS: &[Case] = &[Case::new(0, 200).up_to(299)];

impl Operation for Untyped {
    type Success = Bytes;
    type Failure = Never;

    const REPLIES: Replies<Bytes, Never> = Replies {
        accept: "application/json, */*;q=0.5",
        success: SUCCESS,
        success_streams: &[],
        read_success: |_, payload| Ok(payload.bytes),
        failure: &[],
        failure_streams: &[],
        read_failure: operation::never,
        describe: describe::never,
    };
}

/// A response that is read as JSON.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(PhantomData<fn() -> T>);

impl<T: DeserializeOwned + Send + 'static> Operation for Untyped<Json<T>> {
    type Success = T;
    type Failure = Never;

    const REPLIES: Replies<T, Never> = Replies {
        accept: "application/json",
        success: SUCCESS,
        success_streams: &[],
        read_success: operation::json,
        failure: &[],
        failure_streams: &[],
        read_failure: operation::never,
        describe: describe::never,
    };
}

impl Client {
    /// A call of an operation that has no method: one that the API's document does not tell, or tells wrongly.
    ///
    /// `path` begins with `/` and is appended to the base URL; it is shown in errors, so secrets go elsewhere. The
    /// client's headers, the credentials that most operations need, timeouts, retries and limits are those of every
    /// call. Awaiting it gives the body of any 2xx; [`Call::decode`] reads it as JSON. All else is an
    /// [`Error`](crate::runtime::error::Error), as for other operations.
    pub fn request(&self, method: Method, path: impl Into<String>) -> Call<'_, Untyped> {
        let path = path.into();
        let mut draft = Draft::new(self, method.clone(), "");
        if !path.starts_with('/') || path.contains(['?', '#']) {
            draft.fail(BuildError::new(
                "the path must begin with `/` and hold neither `?` nor `#`: parameters go into `query`",
            ));
        }
        let shown = path.split(['?', '#']).next().unwrap_or_default();
        draft.endpoint = Endpoint::untold(method, shown.to_owned());
        draft.path = path;
        draft.call()
    }
}

impl Call<'_, Untyped> {
    /// Adds a parameter to the query. Its value is never shown.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let mut pair = String::new();
        encode(&mut pair, name.as_ref(), Escaping::All);
        pair.push('=');
        encode(&mut pair, value.as_ref(), Escaping::All);
        self.draft.push_query(&pair);
        self
    }

    /// Sends a JSON body.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.draft.json(body).call()
    }

    /// Sends a body of any media type.
    pub fn body(self, media_type: impl AsRef<str>, body: impl Into<Bytes>) -> Self {
        let mut draft = self.draft.body("application/octet-stream", body.into());
        match media_type.as_ref().parse() {
            Ok(value) => draft.insert(CONTENT_TYPE, value),
            Err(_) => draft.fail(BuildError::new(
                "the media type has a character that headers cannot hold",
            )),
        }
        draft.call()
    }
}

impl<'a> Call<'a, Untyped> {
    /// Reads the body of the response as JSON.
    pub fn decode<T: DeserializeOwned + Send + 'static>(self) -> Call<'a, Untyped<Json<T>>> {
        self.draft.call()
    }
}
