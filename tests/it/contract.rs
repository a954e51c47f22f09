//! The contract's types on the documented payloads.

mod agreement;
mod examples;
mod mutants;
mod types;

pub(crate) use agreement::{compare, component, instances};
pub(crate) use examples::rewrite;
pub(crate) use mutants::of as mutants_of;
