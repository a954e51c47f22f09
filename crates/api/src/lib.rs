//! The contract of the VMS Admin API, as annotated Rust types.
//!
//! Everything that the project publishes comes from here: the types say what travels (serde), how OpenAPI describes
//! it (utoipa) and how JSON Schema does (schemars). [`operations!`] lists the operations; a file an operation.
//!
//! A server can use the types as they are, and each [`Operation`]'s path and method. A client wants the generated `vms-admin-client` instead: this crate knows
//! nothing of HTTP.
//!
//! ```
//! use vms_admin_api::Token;
//!
//! let answer = include_str!("../examples/obtain-token.200.json");
//! let token: Token = serde_json::from_str(answer)?;
//! assert_eq!(token.user.permissions[0].name, "streams-update");
//! assert_eq!(token.expires_at.civil()?.year(), 2022);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod document;
mod flag;
mod local_date_time;
pub mod obtain_token;
mod operation;
mod schema;
mod secret;
mod shared;
mod user;
mod validation_failure;

pub use flag::Flag;
pub use local_date_time::{InvalidDateTime, LocalDateTime};
pub use obtain_token::{ObtainToken, Token, TokenRequest};
pub use operation::{Content, Operation, Responses};
pub use secret::Secret;
pub use shared::{Message, NotFound, Page, PageLink, PageQuery, SharedResponse, Unauthenticated};
pub use user::{CameraGroup, DhcpSubnetGroup, Permission, User};
pub use validation_failure::ValidationFailure;

/// What the macros' code is written with.
#[doc(hidden)]
pub mod __private {
    pub use serde_json;
}
