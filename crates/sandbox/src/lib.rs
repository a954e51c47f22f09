//! A server of the VMS Admin API to develop against: it behaves as the contract says, and misbehaves on request.
//!
//! The command `vms-admin-sandbox` runs it; tests in Rust start it in their own process:
//!
//! ```
//! use vms_admin_sandbox::{Config, Sandbox};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let mut config = Config::default();
//! config.address.set_port(0);
//! let sandbox = Sandbox::start(config).await?;
//! println!("sign in at {}/api/admin/v1/auth/token", sandbox.url());
//! sandbox.shutdown().await;
//! # Ok::<(), vms_admin_sandbox::StartError>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A request goes down this path: `serve` reads it from a `socket`, `pipeline` records it and applies the faults
//! it asks for, `contract` checks it by the document and answers it as documented, or hands it to the operation's handler.
//! Whatever is wrong is a `problem`.

mod api;
mod body;
mod config;
mod connections;
mod contract;
mod corner;
mod cors;
mod document;
mod fault;
mod hashing;
mod hosts;
mod html;
mod mask;
mod password;
mod pipeline;
mod prefer;
mod problem;
mod published;
mod record;
mod sandbox;
mod serve;
mod server;
mod sign_in;
mod socket;
mod tls;
mod tokens;
mod users;

pub use api::Api;
pub use config::{Config, Cost, DEFAULT_PORT, Hashing, Limits, Tls};
pub use contract::{CheckedRequest, HandlerResponse, Parameters};
pub use password::{HashError, hash_password};
pub use sandbox::Sandbox;
pub use server::StartError;
pub use tls::{Authority, TlsError};
pub use users::{DEMO_LOGIN, DEMO_PASSWORD, UsersError};

/// The example of the README is compiled with the tests of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
