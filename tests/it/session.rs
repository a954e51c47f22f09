//! The session: one token for many tasks, under all that can happen to it.

mod account;
mod example;
mod hammering;
mod provider;
mod requests;
mod signing_in;
mod sources;
