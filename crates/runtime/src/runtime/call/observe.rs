//! Traces of calls, with the feature `tracing`: which operation, where, how it went; never what was sent.

use super::endpoint::Endpoint;
use crate::runtime::client::Client;
use crate::runtime::error::{Error, Never};
use crate::runtime::response::Answer;

/// Runs a call within a span of its own.
#[cfg(feature = "tracing")]
pub(crate) async fn call(
    endpoint: Endpoint,
    client: &Client,
    call: impl Future<Output = Result<Answer, Error<Never>>> + Send,
) -> Result<Answer, Error<Never>> {
    use tracing::Instrument as _;
    use tracing::field::Empty;

    let span = tracing::info_span!(
        "call",
        http.request.method = %endpoint.method(),
        url.template = endpoint.template(),
        server.address = client.base_url().host_str(),
        http.response.status_code = Empty,
        error = Empty,
    );
    let result = call.instrument(span.clone()).await;
    match &result {
        Ok(answer) => {
            span.record("http.response.status_code", answer.head.status.as_u16());
        }
        Err(error) => {
            span.record("error", tracing::field::display(error));
        }
    }
    result
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(crate) fn call<F: Future<Output = Result<Answer, Error<Never>>>>(
    _: Endpoint,
    _: &Client,
    call: F,
) -> F {
    call
}

/// Notes that a call is tried again.
pub(crate) fn retry(reason: &dyn std::fmt::Display, wait: std::time::Duration) {
    #[cfg(feature = "tracing")]
    tracing::debug!(%reason, ?wait, "trying again");
    #[cfg(not(feature = "tracing"))]
    let _ = (reason, wait);
}
