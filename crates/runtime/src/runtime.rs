//! What all operations share: requests, responses, errors and the tables' machinery.

pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod codec;
pub(crate) mod config;
pub(crate) mod error;
pub(crate) mod parameters;
pub(crate) mod response;
#[cfg(feature = "schemars")]
pub(crate) mod schema;
pub(crate) mod security;
pub(crate) mod text;
