//! `lib.rs`: the crate's documentation, its modules, and what it offers at its root.

use super::docs::{file_comment, paragraph};
use super::imports::Imports;
use super::needs::Needs;
use super::{example, manifest, operations, servers};
use crate::model::{Api, markdown};
use crate::options::Options;

/// The file without its head.
pub(super) fn render(api: &Api, options: &Options, needs: &Needs) -> String {
    let mut docs = markdown(&format!("Client for {} {}.", api.title, api.version));
    paragraph(&mut docs, api.docs.trim_end());
    paragraph(&mut docs, "# Example");
    let example = example::code(api, &manifest::library(api, options));
    paragraph(&mut docs, &format!("```no_run\n{example}```"));
    paragraph(&mut docs, OVERVIEW);
    docs.push_str(&settings(api));
    docs.push_str(&foreign(needs));
    let mut text = String::new();
    file_comment(&mut text, &docs);
    text.push_str("\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n");
    text.push_str(ALLOWED);
    text.push('\n');
    modules(api, needs, &mut text);
    text.push('\n');
    exports(needs, &mut text);
    text.push_str(README);
    text
}

/// What clippy would have otherwise, of any document.
const ALLOWED: &str = "\
#![allow(
    clippy::disallowed_names,
    clippy::large_enum_variant,
    clippy::too_many_arguments,
    clippy::type_complexity,
    reason = \"names, sizes and shapes are those of the API\"
)]
";

/// Where to find what, for every API.
const OVERVIEW: &str = "\
# Overview

- [`Client`] has a method for each operation. It takes what is required and returns a [`Call`], which takes the rest;
  awaiting the call sends it and gives the answer's value, [`Call::send`] gives status and headers too, [`Call::raw`]
  the response as it came, whatever its status.
- [`Client::request`] calls what the document does not tell, with the client's credentials, limits and errors.
- [`models`] has the API's types, [`operations`] what belongs to single operations.
- [`Error`] tells at which stage a call failed, and holds the documented error where there is one.";

/// Where credentials and settings go.
fn settings(api: &Api) -> String {
    let methods: Vec<String> = api
        .schemes
        .iter()
        .map(|scheme| format!("[`{0}`](ClientBuilder::{0})", scheme.name))
        .collect();
    let credentials = match methods.len() {
        0 => String::new(),
        _ => format!("credentials ({}), ", methods.join(", ")),
    };
    format!("\n- [`ClientBuilder`] takes {credentials}timeouts, a proxy, headers and certificates.")
}

/// Whose types stand in the crate's own.
fn foreign(needs: &Needs) -> String {
    let names: Vec<String> = manifest::public_crates(needs)
        .map(|name| format!("[`{name}`]"))
        .collect();
    format!(
        "\n- The crates whose types stand in this one's are found here, too: {}.",
        names.join(", ")
    )
}

/// The examples of the README are compiled with the tests of the documentation.
const README: &str = "
#[cfg(doctest)]
#[doc = include_str!(\"../README.md\")]
struct Readme;
";

fn modules(api: &Api, needs: &Needs, text: &mut String) {
    let mut module = |head: &str, name: &str| {
        text.extend([head, "mod ", name, ";\n"]);
    };
    if !api.schemes.is_empty() {
        module("", "auth");
    }
    if needs.tables {
        module("", "codec");
    }
    if needs.multipart {
        module("", "forms");
    }
    module("pub ", "models");
    module("pub ", "operations");
    if operations::operations(api).next().is_some() {
        module("", "replies");
    }
    module(
        "#[allow(\n    dead_code,\n    unused_imports,\n    unused_macros,\n    \
         reason = \"shared by all APIs, of which none needs everything\"\n)]\n",
        "runtime",
    );
    if needs.schemars && needs.tables {
        module("#[cfg(feature = \"schemars\")]\n", "schema");
    }
    if servers::render(api).is_some() {
        module("pub ", "servers");
    }
}

/// What users name, flat at the crate's root.
fn exports(needs: &Needs, text: &mut String) {
    let errors: &[&str] = &["BuildError", "DecodeError", "Error", "Never", "Reply"];
    let groups: [(&str, &[&str], bool); 15] = [
        ("body::upload", &["Upload"], needs.upload || needs.multipart),
        ("call::endpoint", &["Endpoint"], true),
        ("call::operation", &["Operation"], true),
        ("call::untyped", &["Untyped"], true),
        ("call", &["Call", "Pending", "Response"], true),
        ("client", &["Client"], true),
        ("client::builder", &["ClientBuilder"], true),
        ("codec::base64", &["Base64"], needs.base64),
        (
            "error::transport",
            &["TransportError", "TransportKind"],
            true,
        ),
        ("error", errors, true),
        ("response::mend", &["Mend"], true),
        ("response::stream", &["ByteStream"], needs.stream),
        (
            "security::provider",
            &["Provider", "Providing"],
            needs.bearer,
        ),
        ("security::secret", &["Secret"], true),
        ("text", &["Text", "TextError"], needs.text),
    ];
    let groups: Vec<(String, &[&str])> = groups
        .iter()
        .filter(|(.., is_there)| *is_there)
        .map(|(module, names, _)| (format!("crate::runtime::{module}"), *names))
        .collect();
    let mut imports = Imports::default();
    for (path, names) in &groups {
        imports.add(path, names.iter().copied());
    }
    imports.write("pub ", text);
    text.push('\n');
    for name in manifest::public_crates(needs) {
        text.extend(["pub use ", name, ";\n"]);
    }
}
