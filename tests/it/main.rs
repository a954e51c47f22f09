//! What holds of the workspace as a whole: the contract, its document, what is generated from it, the repository.

mod change_control;
mod client;
mod clients;
mod commands;
mod contract;
mod document;
mod fixtures;
mod generated;
mod loopback;
mod lowering;
mod repository;
mod sandbox;
mod second;
mod session;
