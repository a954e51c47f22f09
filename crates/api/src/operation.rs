//! What an operation is to Rust: its path, method, parameters, request and responses, for whoever carries it out.

mod declare;
mod status;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::document::Endpoint;

/// An operation of a contract, known at compile time.
///
/// The constants and types are those of its description in the document: [`operation!`](crate::operation!) writes both
/// from the same words.
///
/// ```
/// use vms_admin_api::{ObtainToken, Operation};
///
/// assert_eq!(ObtainToken::METHOD, "post");
/// assert_eq!(ObtainToken::PATH, "/api/admin/v1/auth/token");
/// ```
pub trait Operation: Sized + Send + Sync + 'static {
    /// Its `operationId`.
    const ID: &'static str;
    /// The HTTP method, in lower case as in the document.
    const METHOD: &'static str;
    /// The path, as in the document: parameters stand in braces.
    const PATH: &'static str;

    /// The parameters: `()` without any, the struct that declares them, or a tuple of such structs in their order.
    /// Each is read from an object of the parameters' values by their names.
    type Parameters: Serialize + DeserializeOwned + Send + 'static;
    /// The body of the request; `()` without one.
    type Request: Serialize + DeserializeOwned + Send + 'static;
    /// The documented responses: an enum with a variant a status.
    type Response: Responses;

    /// The operation as the document lists it.
    fn endpoint() -> Endpoint;
}

/// The documented responses of an operation, by status.
pub trait Responses: Sized + Send + 'static {
    /// The HTTP status.
    fn status(&self) -> u16;

    /// What the body says; [`None`] if the status comes without one.
    ///
    /// # Errors
    /// The body's type writes something that JSON can't hold.
    fn content(&self) -> Result<Option<Content>, serde_json::Error>;

    /// The response of a status whose JSON body is given; the body of a status without one is ignored. [`None`] if the
    /// status isn't documented, comes with another media type, or its body isn't as documented.
    fn from_json(status: u16, body: Value) -> Option<Self>;
}

/// The body of a response as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The media type, as the document has it.
    pub media_type: &'static str,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Content {
    /// A body in JSON.
    ///
    /// # Errors
    /// The value is something that JSON can't hold.
    pub fn json(body: &impl Serialize) -> Result<Self, serde_json::Error> {
        Ok(Self {
            media_type: "application/json",
            bytes: serde_json::to_vec(body)?,
        })
    }

    /// A body as it is: a text, an image.
    #[must_use]
    pub fn raw(media_type: &'static str, body: impl AsRef<[u8]>) -> Self {
        Self {
            media_type,
            bytes: body.as_ref().to_vec(),
        }
    }
}
