//! Keeps a valid bearer token of the VMS Admin API at hand.
//!
//! A [`Session`] turns a login and a password into a token, for any number of tasks: it signs in when a token is first
//! needed, once for all who wait; renews the token before it ends; and signs in again when the server refuses it.
//! [`Session::client`] is the client whose calls carry it. What no method of the client covers is sent by the caller's own
//! [`reqwest`] requests, through [`Session::send`] or with [`Session::token`].
//!
//! ```no_run
//! use vms_admin_session::{Client, Environment, Session};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::new("https://vms.example.org")?;
//! // Login and password stand in VMS_LOGIN and VMS_PASSWORD.
//! let session = Session::new(client, Environment::default());
//!
//! let http = reqwest::Client::new();
//! let answer = session.send(http.get("https://vms.example.org/api/admin/v1/users")).await?;
//! println!("{}", answer.status());
//! # Ok(())
//! # }
//! ```
//!
//! # When a token ends
//!
//! The API gives the end as a date without a zone. Tell the session which zone the server keeps
//! ([`SessionBuilder::server_zone`]) and it renews the token in time, by the server's clock where the server's answers
//! carry a `Date`. Without the zone, the end is known to a day at best: the token is used until the server answers 401,
//! which its client and [`Session::send`] take for what it is.
//!
//! # How often it signs in
//!
//! Accounts get locked, and servers stop answering, where somebody signs in again and again. So:
//!
//! - Between two signings in of a session lie at least 5 seconds, whatever happens. Who needs a token sooner waits.
//! - Credentials that were refused (a 4xx status other than 404, 405, 408 and 429, in whatever form) are tried again
//!   after 15 seconds at the earliest, then after 1, 4, and each time 15 minutes. Others are tried at once; but if those
//!   are refused, too, the next others wait as long.
//! - After a failure (no connection, a 5xx status, an answer that makes no sense, an empty token) the next try is due
//!   after 5 to 7.5 seconds, then after twice that, and so on up to 5 to 7.5 minutes; after a 429 in a minute at the
//!   earliest. `Retry-After` makes it later, up to 15 minutes.
//! - A signing in that was begun goes on in a task of its own when nobody waits for it any more, and its token is kept.
//! - A 401 ends a token that is at least 15 seconds old. If the server refuses the fresh one, too, no token is given up
//!   before it is 1 minute old, then 4, then 15, until one is accepted. A 401 that ends no token is handed to the caller,
//!   and the call is not repeated.
//!
//! While a pause is on, whoever asks for a token gets [`SessionError::Paused`] at once, with the reason.
//!
//! # What it never does
//!
//! - Send the token to another origin than the client's.
//! - Try refused credentials again at once, so that no account is locked: see [`SessionError::Paused`].
//! - Repeat a call that is not safe to repeat.
//! - Show a password or a token in `Debug`, `Display` or an error.

mod bearer;
mod credentials;
mod error;
mod lifetime;
mod patience;
mod pause;
#[cfg(feature = "prompt")]
mod prompt;
mod request;
mod session;
mod settings;
mod sign_in;

pub use credentials::{CredentialSource, Credentials, CredentialsError, Environment, Loading};
pub use error::{SendError, SessionError};
#[cfg(feature = "prompt")]
pub use prompt::Prompt;
pub use session::Session;
pub use settings::SessionBuilder;
pub use vms_admin_client::{Client, Provider, Secret};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
