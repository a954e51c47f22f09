//! What an operation is to Rust: its path, method, statuses and types, for whoever carries it out.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::document::Endpoint;

/// An operation of the contract, known at compile time.
///
/// The constants and types are those of its description in the document: the `operation!` macro writes both from the
/// same words.
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
    /// The status of an [`Answer`](Self::Answer).
    const ANSWER_STATUS: u16;
    /// The status of a [`Failure`](Self::Failure).
    const FAILURE_STATUS: u16;

    /// The body of the request.
    type Request: Serialize + DeserializeOwned + Send + 'static;
    /// The body of the answer when all is well.
    type Answer: Serialize + DeserializeOwned + Send + 'static;
    /// The body of the documented refusal.
    type Failure: Serialize + DeserializeOwned + Send + 'static;

    /// The operation as the document lists it.
    fn endpoint() -> Endpoint;
}

/// Declares an operation, from what `#[utoipa::path]` is told of it: the type that implements [`Operation`] and the
/// document's description have one source. The arguments stand in the order below; further ones follow `responses`.
/// The file's `EXAMPLES` are the operation's example payloads.
macro_rules! operation {
    (
        $(#[doc = $doc:tt])+
        #[utoipa::path(
            $method:ident,
            path = $path:tt,
            operation_id = $id:tt,
            tag = $tag:tt,
            request_body(content = $Request:ident, description = $request:tt),
            responses(
                (status = $answer_status:tt, description = $answer:tt, body = $Answer:ident),
                (status = $failure_status:tt, description = $failure:tt, body = $Failure:ident) $(,)?
            )
            $(, $($further:tt)*)?
        )]
        pub struct $Operation:ident;
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy)]
        pub struct $Operation;

        impl $crate::Operation for $Operation {
            const ID: &'static str = $id;
            const METHOD: &'static str = stringify!($method);
            const PATH: &'static str = $path;
            const ANSWER_STATUS: u16 = $answer_status;
            const FAILURE_STATUS: u16 = $failure_status;

            type Request = $Request;
            type Answer = $Answer;
            type Failure = $Failure;

            fn endpoint() -> $crate::document::Endpoint {
                $crate::document::Endpoint::new::<Described>(
                    EXAMPLES,
                    &[
                        $crate::document::body::<$Request>,
                        $crate::document::body::<$Answer>,
                        $crate::document::body::<$Failure>,
                    ],
                )
            }
        }

        $(#[doc = $doc])+
        #[utoipa::path(
            $method,
            path = $path,
            operation_id = $id,
            tag = $tag,
            request_body(content = $Request, description = $request),
            responses(
                (status = $answer_status, description = $answer, body = $Answer),
                (status = $failure_status, description = $failure, body = $Failure)
            )
            $(, $($further)*)?
        )]
        #[expect(dead_code, reason = "utoipa hangs the operation's description on a function")]
        fn described() {}

        #[derive(utoipa::OpenApi)]
        #[openapi(paths(described))]
        struct Described;
    };
}

pub(crate) use operation;
