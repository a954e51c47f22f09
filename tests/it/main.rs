//! What holds of the workspace as a whole: the contract, its document, what is generated from it, the repository.

mod commands;
mod contract;
mod document;
mod generated;
mod repository;
mod sandbox;
