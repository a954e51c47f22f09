//! The contract's types on the documented payloads.

mod agreement;
mod examples;
mod mutants;
mod types;
