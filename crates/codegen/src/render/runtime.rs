//! The runtime: real code that is copied into the crate, only the files that the document needs, and the two files
//! about it that are made.

use std::fmt::Write as _;

use super::needs::Needs;
use super::{operations, servers};
use crate::model::{Api, Credential, Requirement};

/// A file of the runtime.
struct File {
    name: &'static str,
    contents: &'static str,
    /// Whether a document needs it.
    is_needed: fn(&Needs) -> bool,
}

/// Names the files, embeds them, and says when each is needed.
macro_rules! files {
    ($($name:ident: $is_needed:expr,)*) => {
        &[$(File {
            name: stringify!($name),
            contents: include_str!(concat!("../runtime/", stringify!($name), ".rs")),
            is_needed: $is_needed,
        }),*]
    };
}

const FILES: &[File] = files! {
    answer: |_| true,
    base64: |needs| needs.base64,
    basic: |needs| needs.basic,
    blocking: |_| true,
    builder: |_| true,
    call: |_| true,
    client: |_| true,
    codec: |_| true,
    content: |_| true,
    credentials: |_| true,
    describe: |_| true,
    draft: |_| true,
    encode: |_| true,
    endpoint: |_| true,
    entry_server: |needs| needs.only_server,
    entry_url: |needs| !needs.only_server,
    error: |_| true,
    form: |needs| needs.form,
    integers: |needs| needs.integers,
    locate: |_| true,
    multipart: |needs| needs.multipart,
    name: |_| true,
    never: |needs| needs.never,
    observe: |_| true,
    operation: |_| true,
    parameters: |needs| needs.parameters || needs.form || needs.multipart,
    payload: |_| true,
    redirect: |_| true,
    reply: |_| true,
    retry: |_| true,
    schema: |needs| needs.schemars,
    secret: |_| true,
    send: |_| true,
    stream: |needs| needs.stream,
    strings: |needs| needs.strings,
    style: |needs| needs.parameters || needs.form || needs.multipart,
    tag: |needs| needs.union,
    text: |needs| needs.text,
    text_jiff: |needs| needs.jiff,
    text_uuid: |needs| needs.uuid,
    transport: |_| true,
    union: |needs| needs.union,
    upload: |needs| needs.upload || needs.multipart,
    value: |_| true,
    watch: |_| true,
    writer: |_| true,
};

/// The feature that a file is compiled with only.
fn feature(name: &str) -> Option<&'static str> {
    match name {
        "blocking" => Some("blocking"),
        "schema" => Some("schemars"),
        _ => None,
    }
}

/// Path within `src` and contents, without the head, of each file.
pub(super) fn files(api: &Api, needs: &Needs) -> Vec<(String, String)> {
    let needed = FILES.iter().filter(|file| (file.is_needed)(needs));
    let mut files: Vec<(String, String)> = needed
        .map(|file| {
            (
                format!("runtime/{}.rs", file.name),
                file.contents.to_owned(),
            )
        })
        .collect();
    files.push(("runtime/config.rs".to_owned(), config(api)));
    files.push(("runtime/mod.rs".to_owned(), index(needs)));
    files
}

/// `mod.rs`: the list of the files.
fn index(needs: &Needs) -> String {
    let mut names: Vec<&str> = FILES
        .iter()
        .filter(|file| (file.is_needed)(needs))
        .map(|file| file.name)
        .collect();
    names.push("config");
    names.sort_unstable();
    let mut text =
        "//! What all operations share: requests, answers, errors and the tables' machinery.\n\n"
            .to_owned();
    for name in names {
        if let Some(feature) = feature(name) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "#[cfg(feature = \"{feature}\")]");
        }
        text.extend(["pub(crate) mod ", name, ";\n"]);
    }
    text
}

/// `config.rs`: what the runtime takes from the document.
fn config(api: &Api) -> String {
    let mut text = "//! What the runtime takes from the document.\n\nuse super::credentials::Scheme;\n\n\
        /// The `User-Agent` header.\n\
        pub(crate) const USER_AGENT: &str = concat!(env!(\"CARGO_PKG_NAME\"), \"/\", env!(\"CARGO_PKG_VERSION\"));\n\n\
        /// The document's security schemes, in its order.\n\
        pub(crate) const SCHEMES: &[Scheme] = &["
        .to_owned();
    let schemes: Vec<String> = api
        .schemes
        .iter()
        .map(|scheme| credential(&scheme.credential))
        .collect();
    text.push_str(&schemes.join(", "));
    text.push_str(
        "];\n\n/// What most operations need: alternatives (any one is enough) of schemes (all of them), by index.\n\
         pub(crate) const SECURITY: &[&[usize]] = ",
    );
    security(operations::usual_security(api), &mut text);
    text.push_str(";\n");
    if let Some(url) = servers::only_server(api) {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n/// The document's only server.\npub(crate) const SERVER: &str = {url:?};\n"
        );
    }
    text
}

fn credential(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => "Scheme::Bearer".to_owned(),
        Credential::Basic => "Scheme::Basic".to_owned(),
        Credential::Header(name) => format!("Scheme::Header({:?})", name.to_lowercase()),
        Credential::Query(name) => format!("Scheme::Query({name:?})"),
        Credential::Cookie(name) => format!("Scheme::Cookie({name:?})"),
    }
}

/// `&[&[0, 1], &[2]]`.
fn security(alternatives: &[Requirement], text: &mut String) {
    text.push_str("&[");
    for (at, requirement) in alternatives.iter().enumerate() {
        let schemes: Vec<String> = requirement.iter().map(usize::to_string).collect();
        text.extend([
            if at == 0 { "" } else { ", " },
            "&[",
            &schemes.join(", "),
            "]",
        ]);
    }
    text.push(']');
}
