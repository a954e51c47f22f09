//! The workspace's commands, and the artifacts that they make.
//!
//! A file a task. The commands, CI and the tests share [`artifacts`]: what it returns is what the repository holds.

mod advisories;
mod artifacts;
mod bench;
mod cargo;
mod client;
pub mod command;
mod corpus;
pub mod diff;
mod docs;
mod failure;
mod fuzz;
mod generate;
mod lint;
mod load;
mod mutants;
mod new;
mod published;
mod real;
mod samples;
mod sandbox;
mod sdk;
mod test;
mod tools;
mod workflows;
mod workspace;

pub use artifacts::{artifacts, scope};
pub use failure::Failure;
pub use published::{collection, workflows};
pub use workspace::root;
