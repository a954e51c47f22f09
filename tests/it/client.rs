//! The generated client: its types on the documented payloads, and its calls against a real server.

mod closure;
mod exchange;
mod payloads;
