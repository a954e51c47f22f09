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

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::runtime::call::draft::Draft;
use crate::runtime::call::operation::Operation;
use crate::runtime::call::send::{Sending, execute};
use crate::runtime::error::Error;
use crate::runtime::response::read;

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
    pub async fn send(self) -> Result<Response<O::Success>, Error<O::Failure>> {
        read::<O>(execute(self.draft, O::REPLIES.table()).await)
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

impl<'a, O: Operation> IntoFuture for Call<'a, O> {
    type Output = Result<O::Success, Error<O::Failure>>;
    type IntoFuture = Pending<'a, O>;

    fn into_future(self) -> Pending<'a, O> {
        Pending {
            answer: execute(self.draft, O::REPLIES.table()),
            operation: PhantomData,
        }
    }
}

/// A call that was sent: what awaiting a [`Call`] awaits.
#[must_use = "a call does nothing until it is awaited"]
pub struct Pending<'a, O> {
    answer: Sending<'a>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Future for Pending<'_, O> {
    type Output = Result<O::Success, Error<O::Failure>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let sent = self.answer.as_mut().poll(context);
        sent.map(|sent| read::<O>(sent).map(Response::into_inner))
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
    value: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, value: T) -> Self {
        Self {
            status,
            headers,
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
            .finish()
    }
}
