//! The statuses that responses can have, and what they are called in Rust.

/// Calls [`operation_facts!`](crate::operation_facts!) with the variant's name of a status, as RFC 9110 calls it.
#[doc(hidden)]
#[macro_export]
macro_rules! operation_status {
    (200 $($rest:tt)*) => { $crate::operation_facts! { @named Ok $($rest)* } };
    (201 $($rest:tt)*) => { $crate::operation_facts! { @named Created $($rest)* } };
    (202 $($rest:tt)*) => { $crate::operation_facts! { @named Accepted $($rest)* } };
    (204 $($rest:tt)*) => { $crate::operation_facts! { @named NoContent $($rest)* } };
    (206 $($rest:tt)*) => { $crate::operation_facts! { @named PartialContent $($rest)* } };
    (301 $($rest:tt)*) => { $crate::operation_facts! { @named MovedPermanently $($rest)* } };
    (302 $($rest:tt)*) => { $crate::operation_facts! { @named Found $($rest)* } };
    (303 $($rest:tt)*) => { $crate::operation_facts! { @named SeeOther $($rest)* } };
    (304 $($rest:tt)*) => { $crate::operation_facts! { @named NotModified $($rest)* } };
    (307 $($rest:tt)*) => { $crate::operation_facts! { @named TemporaryRedirect $($rest)* } };
    (400 $($rest:tt)*) => { $crate::operation_facts! { @named BadRequest $($rest)* } };
    (401 $($rest:tt)*) => { $crate::operation_facts! { @named Unauthorized $($rest)* } };
    (403 $($rest:tt)*) => { $crate::operation_facts! { @named Forbidden $($rest)* } };
    (404 $($rest:tt)*) => { $crate::operation_facts! { @named NotFound $($rest)* } };
    (405 $($rest:tt)*) => { $crate::operation_facts! { @named MethodNotAllowed $($rest)* } };
    (406 $($rest:tt)*) => { $crate::operation_facts! { @named NotAcceptable $($rest)* } };
    (409 $($rest:tt)*) => { $crate::operation_facts! { @named Conflict $($rest)* } };
    (410 $($rest:tt)*) => { $crate::operation_facts! { @named Gone $($rest)* } };
    (412 $($rest:tt)*) => { $crate::operation_facts! { @named PreconditionFailed $($rest)* } };
    (413 $($rest:tt)*) => { $crate::operation_facts! { @named ContentTooLarge $($rest)* } };
    (415 $($rest:tt)*) => { $crate::operation_facts! { @named UnsupportedMediaType $($rest)* } };
    (422 $($rest:tt)*) => { $crate::operation_facts! { @named UnprocessableContent $($rest)* } };
    (423 $($rest:tt)*) => { $crate::operation_facts! { @named Locked $($rest)* } };
    (428 $($rest:tt)*) => { $crate::operation_facts! { @named PreconditionRequired $($rest)* } };
    (429 $($rest:tt)*) => { $crate::operation_facts! { @named TooManyRequests $($rest)* } };
    (500 $($rest:tt)*) => { $crate::operation_facts! { @named InternalServerError $($rest)* } };
    (502 $($rest:tt)*) => { $crate::operation_facts! { @named BadGateway $($rest)* } };
    (503 $($rest:tt)*) => { $crate::operation_facts! { @named ServiceUnavailable $($rest)* } };
    ($other:tt $($rest:tt)*) => {
        compile_error!(concat!(
            "expected a status that HTTP has, as a number (`status = 404`), found `", stringify!($other),
            "`; one that is missing is a line in crates/api/src/operation/status.rs"
        ));
    };
}
