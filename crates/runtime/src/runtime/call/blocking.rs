//! Calls from code that is not async.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use super::operation::Operation;
use crate::runtime::call::{Call, Response};
use crate::runtime::error::{BuildError, Error};

impl<O: Operation> Call<'_, O> {
    /// Sends the call, waits for its answer and gives the value.
    ///
    /// # Errors
    /// See [`Error`]. Within async code this fails at once: await the call there.
    pub fn wait(self) -> Result<O::Success, Error<O::Failure>> {
        self.send_blocking().map(Response::into_inner)
    }

    /// Sends the call, waits for the whole answer and gives it with its status and headers.
    ///
    /// # Errors
    /// As for [`wait`](Self::wait).
    pub fn send_blocking(self) -> Result<Response<O::Success>, Error<O::Failure>> {
        let endpoint = self.draft.endpoint.clone();
        match block_on(self.send()) {
            Ok(result) => result,
            Err(error) => Err(error.of(&endpoint).into()),
        }
    }

    /// Sends the call, waits for the response and gives it as it came, as [`raw`](Self::raw) does.
    ///
    /// # Errors
    /// Nothing was sent, or no whole response came. Within async code this fails at once.
    pub fn raw_blocking(self) -> Result<Response<()>, Error> {
        let endpoint = self.draft.endpoint.clone();
        match block_on(self.raw()) {
            Ok(result) => result,
            Err(error) => Err(error.of(&endpoint).into()),
        }
    }
}

/// Runs a future to its end on a runtime that all blocking calls share.
pub(crate) fn block_on<F: Future>(future: F) -> Result<F::Output, BuildError> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

    if Handle::try_current().is_ok() {
        return Err(BuildError::new(
            "a blocking call within async code would stop all tasks of its thread: await the call instead, \
             or within `spawn_blocking` run it by `Handle::block_on`",
        ));
    }
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        let builder = builder
            .worker_threads(1)
            .thread_name("api-client")
            .enable_all();
        builder.build().map_err(|error| error.to_string())
    });
    match runtime {
        Ok(runtime) => Ok(runtime.block_on(future)),
        Err(error) => Err(BuildError::new(format!(
            "the blocking runtime cannot start: {error}"
        ))),
    }
}
