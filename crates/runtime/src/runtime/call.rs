//! A call that is ready to be sent, and its answer.

#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod draft;
pub(crate) mod encode;
pub(crate) mod endpoint;
pub(crate) mod observe;
pub(crate) mod operation;
pub(crate) mod redirect;
pub(crate) mod retry;
pub(crate) mod send;
pub(crate) mod untyped;

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::runtime::call::draft::Draft;
use crate::runtime::call::operation::Operation;
use crate::runtime::call::send::{Sending, execute};
use crate::runtime::error::Error;
use crate::runtime::error::reply::AnswerHead;
use crate::runtime::response::mend::Mend;
use crate::runtime::response::{Report, read};

/// A call of an operation. Awaiting it sends it.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'a, O> {
    pub(crate) draft: Draft<'a>,
    pub(crate) operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Call<'_, O> {
    /// Sends the call and gives the whole answer, with its status and headers.
    ///
    /// Awaiting the call itself gives just the value.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send(mut self) -> Result<Response<O::Success>, Error<O::Failure>> {
        let report = self.draft.report.take();
        read::<O>(execute(self.draft, O::REPLIES.table()).await, report)
    }

    /// Sends the call and gives the response as it came, whatever its status: [`Response::raw_body`] has the body, of
    /// which nothing is decoded.
    ///
    /// Credentials, limits, retries and redirects are those of every call.
    ///
    /// # Errors
    /// Nothing was sent, or no whole response came.
    pub async fn raw(self) -> Result<Response<()>, Error> {
        let answer = execute(self.draft, O::REPLIES.table().in_memory()).await?;
        let AnswerHead {
            status,
            headers,
            raw,
            ..
        } = answer.head;
        Ok(Response::new(status, headers, raw, ()))
    }

    /// Adds a header to this call. Its value is never shown.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.add_header(name.as_ref(), value.as_ref()).call()
    }

    /// The longest wait for the answer, in place of the client's; `None` for no limit.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.draft.timeout = timeout.into();
        self
    }
}

impl<'a, O: Operation> Call<'a, O> {
    /// Reads null, and what is missing, as empty where the API promises a text, a list, an object, a number or a
    /// boolean, and tells `report` of each.
    ///
    /// One null then doesn't cost the whole response. A number that is not there reads as 0 and a boolean as `false`,
    /// so look at the reports before you rely on them. It is asked of each call, for only who uses a value knows
    /// whether it may be made up; what is sent is never mended, and neither is a value of a union.
    ///
    /// ```text
    /// let mut mends = Vec::new();
    /// let user = client.get_user("1").lenient(|mend| mends.push(mend)).await?;
    /// ```
    pub fn lenient(mut self, report: impl FnMut(Mend) + Send + Sync + 'a) -> Self {
        self.draft.report = Some(Box::new(report));
        self
    }
}

impl<'a, O: Operation> IntoFuture for Call<'a, O> {
    type Output = Result<O::Success, Error<O::Failure>>;
    type IntoFuture = Pending<'a, O>;

    fn into_future(mut self) -> Pending<'a, O> {
        Pending {
            report: self.draft.report.take(),
            answer: execute(self.draft, O::REPLIES.table()),
            operation: PhantomData,
        }
    }
}

/// A call that was sent: what awaiting a [`Call`] awaits.
#[must_use = "a call does nothing until it is awaited"]
pub struct Pending<'a, O> {
    answer: Sending<'a>,
    report: Option<Report<'a>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Future for Pending<'_, O> {
    type Output = Result<O::Success, Error<O::Failure>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let sent = self.answer.as_mut().poll(context);
        sent.map(|sent| read::<O>(sent, self.report.take()).map(Response::into_inner))
    }
}

impl<O> fmt::Debug for Pending<'_, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pending").finish_non_exhaustive()
    }
}

impl<O> fmt::Debug for Call<'_, O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(formatter)
    }
}

/// A successful answer: its value, which it dereferences to, with status and headers.
#[derive(Clone, PartialEq, Eq)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    raw: Bytes,
    value: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, raw: Bytes, value: T) -> Self {
        Self {
            status,
            headers,
            raw,
            value,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came, where it was read into memory: also that of a response which documents none. It may hold
    /// secrets.
    #[must_use]
    pub fn raw_body(&self) -> &Bytes {
        &self.raw
    }

    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold secrets, so their values stay out.
        let names = self.headers.keys().map(reqwest::header::HeaderName::as_str);
        formatter
            .debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &names.collect::<Vec<_>>())
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}
