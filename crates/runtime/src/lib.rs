//! The runtime of generated clients: what all operations share.
//!
//! A client that `apicrate` generates stands alone: the files below `src/runtime` are copied into it, those that its
//! document needs. Here they are a crate like any other, so that they are compiled, documented and tested as what
//! they are, against an imaginary API that uses everything.
//!
//! | module | subject |
//! | --- | --- |
//! | `client` | the client and its settings |
//! | `call` | a call: put together, sent, tried again, redirected, traced |
//! | `body`, `parameters` | what is sent |
//! | `response` | what comes back, and how it is decoded |
//! | `error` | what can go wrong, by the stage that failed |
//! | `security` | credentials and secrets |
//! | `codec`, `text` | how types are written in JSON and as text |
//! | `schema` | JSON Schemas of the types |
//! | `config` | what the runtime takes from the document: the generator makes that file for each client |
//!
//! Without the feature `client` there is nothing but [`SOURCES`], and no dependency: that is how the generator has it.

mod sources;

#[cfg(feature = "client")]
#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    reason = "what generated code calls is called here by tests alone"
)]
mod runtime;

#[cfg(all(test, feature = "client"))]
mod tests;

pub use sources::{SOURCES, Source};

#[cfg(feature = "client")]
pub use runtime::{
    body::upload::Upload,
    call::endpoint::Endpoint,
    call::operation::Operation,
    call::untyped::Untyped,
    call::{Call, Pending, Response},
    client::Client,
    client::builder::ClientBuilder,
    codec::base64::Base64,
    error::transport::{TransportError, TransportKind},
    error::{BuildError, DecodeError, Error, Never, Reply},
    response::mend::Mend,
    response::stream::ByteStream,
    security::provider::{Provider, Providing},
    security::secret::Secret,
    text::{Text, TextError},
};
