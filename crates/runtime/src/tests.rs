//! An imaginary API that uses everything, and what the runtime does of it on good days and bad.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::option_option,
    clippy::struct_field_names,
    reason = "the API is like a generated crate, which exports its public items"
)]

mod access;
mod answers;
mod api;
mod bodies;
mod certificates;
mod decoding;
mod fault;
mod faults;
mod http2;
mod keys;
mod knobs;
mod locating;
mod mends;
mod messages;
mod names;
mod providers;
mod proxies;
mod reach;
mod redirects;
mod retries;
mod settings;
mod strangers;
mod styles;
mod tls;
mod traces;
mod urls;
mod waiting;

/// The server that the workspace's other tests use, too.
#[path = "../../../tests/it/loopback.rs"]
mod loopback;
