//! The contract's types on the documented payloads.

mod agreement;
mod examples;
mod mutants;
mod types;

pub(crate) use agreement::{agree, component, instances};
pub(crate) use examples::{survivors, through};
pub(crate) use mutants::of as mutants_of;
