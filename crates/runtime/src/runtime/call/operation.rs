//! What an operation answers: the table behind a marker type, and how a body is read.

use serde::de::DeserializeOwned;

use crate::runtime::error::Never;
use crate::runtime::error::describe::Summary;
use crate::runtime::response::payload::{Payload, Problem};

/// An operation of the API, named by a type without values.
///
/// [`Success`](Self::Success) is what awaiting its call gives, [`Failure`](Self::Failure) what the
/// API documents for calls that fail.
pub trait Operation: Sized + 'static {
    /// What a successful call gives.
    type Success: Send + 'static;
    /// The body of a documented error; [`Never`](crate::runtime::error::Never) when none is documented.
    type Failure: Send + Sync + 'static;

    /// The documented answers.
    #[doc(hidden)]
    const REPLIES: Replies<Self::Success, Self::Failure>;
}

/// The documented answers of an operation.
#[doc(hidden)]
#[derive(Debug)]
pub struct Replies<S, F> {
    /// The `Accept` header.
    pub accept: &'static str,
    /// Which answers are successes.
    pub success: &'static [Case],
    /// Which of them hand their body on unread, by index.
    pub success_streams: &'static [bool],
    /// How a success is read, given the index of its case.
    pub read_success: fn(u8, Payload) -> Result<S, Problem>,
    /// Which answers are documented errors.
    pub failure: &'static [Case],
    /// Which of them hand their body on unread, by index.
    pub failure_streams: &'static [bool],
    /// How a documented error is read.
    pub read_failure: fn(u8, Payload) -> Result<F, Problem>,
    /// Tells what a documented error says.
    pub describe: fn(&F, &mut Summary),
}

impl<S, F> Replies<S, F> {
    /// The part that does not depend on the types.
    pub(crate) const fn table(&self) -> Table {
        Table {
            accept: self.accept,
            success: self.success,
            success_streams: self.success_streams,
            failure: self.failure,
            failure_streams: self.failure_streams,
        }
    }
}

/// Which answers an operation has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    pub(crate) accept: &'static str,
    pub(crate) success: &'static [Case],
    pub(crate) success_streams: &'static [bool],
    pub(crate) failure: &'static [Case],
    pub(crate) failure_streams: &'static [bool],
}

impl Table {
    /// The same, whose bodies are all read into memory.
    pub(crate) const fn in_memory(self) -> Self {
        Self {
            success_streams: &[],
            failure_streams: &[],
            ..self
        }
    }
}

/// The answers that are read in one way.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// What the reading function is told.
    pub index: u8,
    /// The lowest status.
    pub from: u16,
    /// The highest status.
    pub to: u16,
    /// Only this media type.
    pub media_type: Option<&'static str>,
}

impl Case {
    /// One status.
    pub(crate) const fn new(index: u8, status: u16) -> Self {
        Self {
            index,
            from: status,
            to: status,
            media_type: None,
        }
    }

    /// A range of statuses.
    pub(crate) const fn up_to(self, to: u16) -> Self {
        Self { to, ..self }
    }

    /// Only answers of this media type.
    pub(crate) const fn of(self, media_type: &'static str) -> Self {
        Self {
            media_type: Some(media_type),
            ..self
        }
    }
}

/// Which formats are handed on unread.
pub(crate) mod streams {
    #![expect(
        non_upper_case_globals,
        reason = "named by the format's own word in a table"
    )]

    pub(crate) const json: bool = false;
    pub(crate) const text: bool = false;
    pub(crate) const empty: bool = false;
    pub(crate) const never: bool = false;
    pub(crate) const binary: bool = true;
}

/// Reads JSON.
#[expect(
    clippy::needless_pass_by_value,
    reason = "one of the functions that read a body"
)]
pub(crate) fn json<T: DeserializeOwned>(_: u8, payload: Payload) -> Result<T, Problem> {
    payload.json()
}

/// Reads text.
#[expect(
    clippy::needless_pass_by_value,
    reason = "one of the functions that read a body"
)]
pub(crate) fn text(_: u8, payload: Payload) -> Result<String, Problem> {
    payload.text()
}

/// Reads nothing.
#[expect(
    clippy::unnecessary_wraps,
    reason = "one of the functions that read a body"
)]
pub(crate) fn empty(_: u8, _: Payload) -> Result<(), Problem> {
    Ok(())
}

/// Stands where no error is documented.
pub(crate) fn never(_: u8, _: Payload) -> Result<Never, Problem> {
    Err(Problem::new("no error is documented"))
}

/// Implements [`Operation`] for a marker type from a table of its answers.
///
/// ```text
/// replies! { ObtainToken: "application/json";
///     ok(Token) = json 200;
///     err(ValidationFailure) = json 422;
/// }
/// replies! { Export: "application/json, text/csv";
///     ok(ExportSuccess) {
///         0 Rows(json) = 200;
///         1 Csv(text) = 200 "text/csv";
///         2 Accepted = 202, 204;
///     }
///     err(Never) = never;
/// }
/// ```
///
/// A side is a type and how it is read (`json`, `text`, `binary`, `empty`, `never`) from which statuses
/// (`200`, `400..=499`), of which media type if that matters; or an enum and the same for each of its
/// variants, numbered.
macro_rules! replies {
    (
        $operation:ty: $accept:literal;
        ok($success:ty)
            $(= $ok:ident $($from:literal $(..= $to:literal)? $($media:literal)?),* ;)?
            $({ $(
                $index:literal $variant:ident $(($read:ident))?
                    = $($low:literal $(..= $high:literal)? $($only:literal)?),* ;
            )* })?
        err($failure:ty)
            $(= $err:ident $($err_from:literal $(..= $err_to:literal)? $($err_media:literal)?),* ;)?
            $({ $(
                $err_index:literal $err_variant:ident $(($err_read:ident))?
                    = $($err_low:literal $(..= $err_high:literal)? $($err_only:literal)?),* ;
            )* })?
    ) => {
        impl $crate::runtime::call::operation::Operation for $operation {
            type Success = $success;
            type Failure = $failure;

            const REPLIES: $crate::runtime::call::operation::Replies<$success, $failure> =
                $crate::runtime::call::operation::Replies {
                    accept: $accept,
                    success: &[
                        $($($crate::runtime::call::operation::Case::new(0, $from)$(.up_to($to))? $(.of($media))?,)*)?
                        $($($($crate::runtime::call::operation::Case::new($index, $low)$(.up_to($high))? $(.of($only))?,)*)*)?
                    ],
                    success_streams: &[
                        $($crate::runtime::call::operation::streams::$ok)?
                        $($(false $(|| $crate::runtime::call::operation::streams::$read)?),*)?
                    ],
                    read_success: $($ok)? $(|index, payload| {
                        type Choice = $success;
                        match index {
                            $($index => $crate::runtime::call::operation::replies!(
                                @read Choice $variant index payload $($read)?
                            ),)*
                            _ => Err($crate::runtime::response::payload::Problem::new("no such answer")),
                        }
                    })?,
                    failure: &[
                        $($($crate::runtime::call::operation::Case::new(0, $err_from)$(.up_to($err_to))? $(.of($err_media))?,)*)?
                        $($($($crate::runtime::call::operation::Case::new($err_index, $err_low)$(.up_to($err_high))? $(.of($err_only))?,)*)*)?
                    ],
                    failure_streams: &[
                        $($crate::runtime::call::operation::streams::$err)?
                        $($(false $(|| $crate::runtime::call::operation::streams::$err_read)?),*)?
                    ],
                    read_failure: $($err)? $(|index, payload| {
                        type Choice = $failure;
                        match index {
                            $($err_index => $crate::runtime::call::operation::replies!(
                                @read Choice $err_variant index payload $($err_read)?
                            ),)*
                            _ => Err($crate::runtime::response::payload::Problem::new("no such answer")),
                        }
                    })?,
                    describe: $($crate::runtime::error::describe::$err)? $(|value, summary| {
                        type Choice = $failure;
                        match value {
                            // The format's word serves as the name of what the variant holds.
                            $(Choice::$err_variant $(($err_read))? => {
                                $($crate::runtime::error::describe::$err_read($err_read, summary);)?
                            })*
                        }
                    })?,
                };
        }
    };
    (@read $choice:ident $variant:ident $index:ident $payload:ident) => {
        Ok($choice::$variant)
    };
    (@read $choice:ident $variant:ident $index:ident $payload:ident $read:ident) => {
        $read($index, $payload).map($choice::$variant)
    };
}
pub(crate) use replies;
