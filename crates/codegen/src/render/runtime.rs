//! The runtime: the files of the crate `apicrate-runtime` that the document needs, and the one that is made of the
//! document.

use std::fmt::Write as _;

use apicrate_runtime::{SOURCES, Source};

use super::layout::{self, Argument};
use super::needs::Needs;
use super::{operation, operations, servers};
use crate::model::{Api, Credential};

/// Whether a document needs a file of the runtime.
fn is_needed(path: &str, needs: &Needs) -> bool {
    let fields = needs.parameters || needs.form || needs.multipart;
    match module(path) {
        "body/form" => needs.form,
        "body/multipart" => needs.multipart,
        "body/upload" => needs.upload || needs.multipart,
        "client/credentials" => needs.bearer,
        "client/entry" => !needs.only_server,
        "codec/base64" => needs.base64,
        "codec/integers" => needs.integers,
        "codec/never" => needs.never,
        "codec/strings" => needs.strings,
        "codec/tag" | "codec/union" => needs.union,
        "parameters" | "parameters/style" => fields,
        "response/stream" => needs.stream,
        "schema" => needs.schemars,
        "security/basic" => needs.basic,
        "text" => needs.text,
        "text/dates" => needs.jiff,
        "text/uuids" => needs.uuid,
        _ => true,
    }
}

/// `call/send`, of `runtime/call/send.rs`; nothing for the runtime's own file.
fn module(path: &str) -> &str {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_prefix("runtime/").unwrap_or_default()
}

/// Path within `src` and contents, without the head, of each file.
pub(super) fn files(api: &Api, needs: &Needs) -> Vec<(String, String)> {
    let (needed, left): (Vec<&Source>, Vec<&Source>) = SOURCES
        .iter()
        .partition(|source| is_needed(source.path, needs));
    let mut files: Vec<(String, String)> = needed
        .iter()
        .map(|source| (source.path.to_owned(), without(source, &left)))
        .collect();
    files.push(("runtime/config.rs".to_owned(), config(api)));
    files
}

/// The file, less its declarations of modules that are left out.
fn without(source: &Source, left: &[&Source]) -> String {
    let folder = module(source.path);
    let left: Vec<&str> = left
        .iter()
        .map(|other| module(other.path))
        .filter_map(|path| match path.rsplit_once('/') {
            Some((within, name)) => (within == folder).then_some(name),
            None => folder.is_empty().then_some(path),
        })
        .collect();
    if left.is_empty() {
        return source.text.to_owned();
    }
    let is_left = |line: &str| {
        let declared = line.strip_prefix("pub(crate) mod ");
        declared.is_some_and(|name| left.contains(&name.trim_end().trim_end_matches(';')))
    };
    let mut text = String::with_capacity(source.text.len());
    let mut lines = source.text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        // The feature of a module goes with it.
        let is_its_feature =
            line.starts_with("#[cfg") && lines.peek().is_some_and(|next| is_left(next));
        // Nor do the blank lines on both sides of a list that is left out stay.
        let is_second_blank = line == "\n" && text.ends_with("\n\n");
        if !is_its_feature && !is_left(line) && !is_second_blank {
            text.push_str(line);
        }
    }
    text
}

/// `config.rs`: what the runtime takes from the document.
fn config(api: &Api) -> String {
    let server = servers::only_server(api);
    let mut text = "//! What the runtime takes from the document.\n\n\
        use crate::runtime::security::credentials::Scheme;\n"
        .to_owned();
    if server.is_some() {
        text.push_str("use crate::{BuildError, Client, ClientBuilder};\n");
    }
    text.push_str(
        "\n/// The `User-Agent` header.\n\
        pub(crate) const USER_AGENT: &str = concat!(env!(\"CARGO_PKG_NAME\"), \"/\", env!(\"CARGO_PKG_VERSION\"));\n\n\
        /// The document's security schemes, in its order.\n",
    );
    let schemes: Vec<String> = api
        .schemes
        .iter()
        .map(|scheme| credential(&scheme.credential))
        .collect();
    let head = "pub(crate) const SCHEMES: &[Scheme] =";
    layout::constant(&mut text, head, &Argument::Items(schemes));
    text.push_str(
        "\n/// What most operations need: alternatives (any one is enough) of schemes (all of them), by index.\n",
    );
    let head = "pub(crate) const SECURITY: &[&[usize]] =";
    let security = operation::security(operations::usual_security(api));
    layout::constant(&mut text, head, &security);
    if let Some(url) = server {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n/// The document's only server.\nconst SERVER: &str = {url:?};\n{ENTRY}"
        );
    }
    text
}

/// How a client comes about where the API says which server it is at.
const ENTRY: &str = "
impl Client {
    /// A client for the API's server, with default settings.
    ///
    /// # Errors
    /// The TLS library cannot be set up.
    pub fn new() -> Result<Self, BuildError> {
        Self::builder().build()
    }

    /// Settings for a client of the API's server. [`ClientBuilder::base_url`] names another one.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(SERVER)
    }
}
";

fn credential(credential: &Credential) -> String {
    match credential {
        Credential::Bearer => "Scheme::Bearer".to_owned(),
        Credential::Basic => "Scheme::Basic".to_owned(),
        Credential::Header(name) => format!("Scheme::Header({:?})", name.to_lowercase()),
        Credential::Query(name) => format!("Scheme::Query({name:?})"),
        Credential::Cookie(name) => format!("Scheme::Cookie({name:?})"),
    }
}
