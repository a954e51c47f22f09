//! Names that generated code needs for itself: the one place that lists them.

/// Names of the prelude and the runtime that generated files use without a path.
pub(crate) const TYPE_NAMES: &[&str] = &[
    // Prelude.
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "FromIterator",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // Named by generated code.
    "Debug",
    "Deserialize",
    "Deserializer",
    "Display",
    "FromStr",
    "Hash",
    "JsonSchema",
    "Serialize",
    "Serializer",
    // Runtime.
    "Base64",
    "BuildError",
    "ByteStream",
    "Call",
    "Client",
    "ClientBuilder",
    "DecodeError",
    "Draft",
    "Endpoint",
    "Error",
    "IndexMap",
    "Map",
    "Method",
    "Never",
    "Operation",
    "Reply",
    "Response",
    "Secret",
    "Style",
    "Text",
    "TextError",
    "TransportError",
    "TransportKind",
    "Upload",
    "Value",
];

/// Methods of the generated client besides the operations, and of traits it has.
pub(crate) const CLIENT_METHODS: &[&str] = &[
    "new",
    "builder",
    "base_url",
    "with_credential",
    "with_credentials",
    "without_credential",
    "clone",
    "as_ref",
    "borrow",
    "cmp",
    "deref",
    "eq",
    "fmt",
    "hash",
    "index",
];

/// Methods of a call besides the setters of its parameters, and names that clippy keeps for traits.
pub(crate) const CALL_METHODS: &[&str] = &[
    "send",
    "wait",
    "send_blocking",
    "header",
    "timeout",
    "body",
    "into_future",
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "div",
    "into_iter",
    "mul",
    "neg",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
];

/// Methods of the client's builder besides those of the security schemes.
pub(crate) const SCHEME_METHODS: &[&str] = &[
    "new",
    "builder",
    "build",
    "base_url",
    "allow_plain_http",
    "connect_timeout",
    "timeout",
    "response_limit",
    "retries",
    "user_agent",
    "header",
    "credentials",
    "proxy",
    "add_root_certificate",
    "danger_accept_invalid_certificates",
    "configure",
    "http_client",
    "credential",
    "set_header",
    "push",
    "fail",
    "clone",
    "fmt",
];

/// Modules (and files) of a generated crate, crates it depends on, and what some system can't have as a file.
pub(crate) const MODULE_NAMES: &[&str] = &[
    "lib",
    "main",
    "mod",
    "models",
    "operations",
    "shared",
    "codec",
    "schema",
    "auth",
    "servers",
    "runtime",
    "client",
    "error",
    "macros",
    "std",
    "core",
    "alloc",
    "proc_macro",
    "test",
    "serde",
    "serde_json",
    "reqwest",
    "jiff",
    "uuid",
    "tokio",
    "bytes",
    "http",
    "url",
    "indexmap",
    "schemars",
    "tracing",
    "futures",
    "futures_core",
    "aux",
    "con",
    "nul",
    "prn",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
];

/// Keywords, the reserved ones too.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that can't be raw identifiers.
const PATH_KEYWORDS: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The identifier for a name that may be a keyword: `r#type`, `self_`.
pub(crate) fn raw(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if PATH_KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// Whether a name is a keyword of any kind.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || PATH_KEYWORDS.contains(&name)
}
