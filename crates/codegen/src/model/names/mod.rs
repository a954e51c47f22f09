//! Names: from whatever the author wrote to unique Rust identifiers.

mod case;
mod reserved;
mod scope;

pub(crate) use case::{has_signs, pascal, pascal_spelled, singular, snake, snake_spelled};
pub(crate) use reserved::{
    CALL_METHODS, CLIENT_METHODS, MODULE_NAMES, SCHEME_METHODS, TYPE_NAMES, is_keyword, raw,
};
pub(crate) use scope::{Scope, Wish};
