//! What the caller decides about a generated crate.

/// How a crate is generated. [`Options::default`] is a good start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What its `Cargo.toml` says.
    pub package: Package,
    /// Adds the feature `schemars`: `JsonSchema` for each type.
    pub schemars: bool,
    /// Makes every type readable, those that the API only receives from its clients too (for tests that read
    /// documented payloads, say). It costs compile time.
    pub decode_all: bool,
    /// The command that makes the crate anew, for the head of each file: `cargo xtask generate`, say.
    pub command: Option<String>,
}

/// The `[package]` table of a generated crate.
///
/// What is left empty is made from the document, or left out of the manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// `name`; empty: the document's title in kebab case.
    pub name: String,
    /// `version`; empty: the document's version where it is one by Cargo's rules, else `0.1.0`.
    pub version: String,
    /// `description`; empty: a sentence with the document's title.
    pub description: String,
    /// `license`, an SPDX expression.
    pub license: String,
    /// `repository`, a URL.
    pub repository: String,
    /// `homepage`, a URL.
    pub homepage: String,
    /// `documentation`, a URL; empty: docs.rs is where registries look.
    pub documentation: String,
    /// `keywords`: at most five.
    pub keywords: Vec<String>,
    /// `categories`: slugs that crates.io knows.
    pub categories: Vec<String>,
}
