//! The OpenAPI document: what it says, its rules, and what keeps it from being published.

mod faults;
mod rules;
mod samples;
mod snapshots;
mod version_3_0;
