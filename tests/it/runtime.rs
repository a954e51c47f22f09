//! The runtime of generated clients, mounted as a generated crate mounts it, under an imaginary API.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    clippy::option_option,
    clippy::struct_field_names,
    reason = "the runtime and an API are mounted as in a generated crate, which exports their public items"
)]

mod access;
mod answers;
mod api;
mod bodies;
mod certificates;
mod config;
mod decoding;
mod fault;
mod faults;
mod keys;
mod knobs;
mod names;
mod redirects;
mod retries;
mod settings;
mod strangers;
mod styles;
mod traces;
mod urls;
mod waiting;

#[path = "../../crates/codegen/src/runtime/answer.rs"]
pub(crate) mod answer;
#[path = "../../crates/codegen/src/runtime/base64.rs"]
pub(crate) mod base64;
#[path = "../../crates/codegen/src/runtime/basic.rs"]
pub(crate) mod basic;
#[path = "../../crates/codegen/src/runtime/blocking.rs"]
pub(crate) mod blocking;
#[path = "../../crates/codegen/src/runtime/builder.rs"]
pub(crate) mod builder;
#[path = "../../crates/codegen/src/runtime/call.rs"]
pub(crate) mod call;
#[path = "../../crates/codegen/src/runtime/client.rs"]
pub(crate) mod client;
#[path = "../../crates/codegen/src/runtime/codec.rs"]
pub(crate) mod codec;
#[path = "../../crates/codegen/src/runtime/content.rs"]
pub(crate) mod content;
#[path = "../../crates/codegen/src/runtime/credentials.rs"]
pub(crate) mod credentials;
#[path = "../../crates/codegen/src/runtime/describe.rs"]
pub(crate) mod describe;
#[path = "../../crates/codegen/src/runtime/draft.rs"]
pub(crate) mod draft;
#[path = "../../crates/codegen/src/runtime/encode.rs"]
pub(crate) mod encode;
#[path = "../../crates/codegen/src/runtime/endpoint.rs"]
pub(crate) mod endpoint;
#[path = "../../crates/codegen/src/runtime/entry_url.rs"]
pub(crate) mod entry_url;
#[path = "../../crates/codegen/src/runtime/error.rs"]
pub(crate) mod error;
#[path = "../../crates/codegen/src/runtime/form.rs"]
pub(crate) mod form;
#[path = "../../crates/codegen/src/runtime/integers.rs"]
pub(crate) mod integers;
#[path = "../../crates/codegen/src/runtime/locate.rs"]
pub(crate) mod locate;
#[path = "../../crates/codegen/src/runtime/multipart.rs"]
pub(crate) mod multipart;
#[path = "../../crates/codegen/src/runtime/name.rs"]
pub(crate) mod name;
#[path = "../../crates/codegen/src/runtime/observe.rs"]
pub(crate) mod observe;
#[path = "../../crates/codegen/src/runtime/operation.rs"]
pub(crate) mod operation;
#[path = "../../crates/codegen/src/runtime/parameters.rs"]
pub(crate) mod parameters;
#[path = "../../crates/codegen/src/runtime/payload.rs"]
pub(crate) mod payload;
#[path = "../../crates/codegen/src/runtime/redirect.rs"]
pub(crate) mod redirect;
#[path = "../../crates/codegen/src/runtime/reply.rs"]
pub(crate) mod reply;
#[path = "../../crates/codegen/src/runtime/retry.rs"]
pub(crate) mod retry;
#[path = "../../crates/codegen/src/runtime/secret.rs"]
pub(crate) mod secret;
#[path = "../../crates/codegen/src/runtime/send.rs"]
pub(crate) mod send;
#[path = "../../crates/codegen/src/runtime/stream.rs"]
pub(crate) mod stream;
#[path = "../../crates/codegen/src/runtime/strings.rs"]
pub(crate) mod strings;
#[path = "../../crates/codegen/src/runtime/style.rs"]
pub(crate) mod style;
#[path = "../../crates/codegen/src/runtime/tag.rs"]
pub(crate) mod tag;
#[path = "../../crates/codegen/src/runtime/text.rs"]
pub(crate) mod text;
#[path = "../../crates/codegen/src/runtime/text_jiff.rs"]
pub(crate) mod text_jiff;
#[path = "../../crates/codegen/src/runtime/text_uuid.rs"]
pub(crate) mod text_uuid;
#[path = "../../crates/codegen/src/runtime/transport.rs"]
pub(crate) mod transport;
#[path = "../../crates/codegen/src/runtime/union.rs"]
pub(crate) mod union;
#[path = "../../crates/codegen/src/runtime/upload.rs"]
pub(crate) mod upload;
#[path = "../../crates/codegen/src/runtime/value.rs"]
pub(crate) mod value;
#[path = "../../crates/codegen/src/runtime/watch.rs"]
pub(crate) mod watch;
#[path = "../../crates/codegen/src/runtime/writer.rs"]
pub(crate) mod writer;
