//! The runtime's own sources, which the generator copies into each client.

/// A file of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// The path below a crate's `src`, as in `runtime/call/send.rs`.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// Names the files and embeds them.
macro_rules! sources {
    ($($path:literal,)*) => {
        &[$(Source {
            path: concat!($path, ".rs"),
            text: include_str!(concat!($path, ".rs")),
        }),*]
    };
}

/// All files below `src/runtime` but `config.rs`, which each client has of its own document; sorted by path.
pub const SOURCES: &[Source] = sources! {
    "runtime",
    "runtime/body",
    "runtime/body/form",
    "runtime/body/multipart",
    "runtime/body/upload",
    "runtime/call",
    "runtime/call/blocking",
    "runtime/call/draft",
    "runtime/call/encode",
    "runtime/call/endpoint",
    "runtime/call/observe",
    "runtime/call/operation",
    "runtime/call/redirect",
    "runtime/call/retry",
    "runtime/call/send",
    "runtime/call/untyped",
    "runtime/client",
    "runtime/client/builder",
    "runtime/client/credentials",
    "runtime/client/entry",
    "runtime/codec",
    "runtime/codec/base64",
    "runtime/codec/integers",
    "runtime/codec/name",
    "runtime/codec/never",
    "runtime/codec/strings",
    "runtime/codec/tag",
    "runtime/codec/union",
    "runtime/codec/value",
    "runtime/codec/watch",
    "runtime/codec/writer",
    "runtime/error",
    "runtime/error/describe",
    "runtime/error/message",
    "runtime/error/reply",
    "runtime/error/transport",
    "runtime/parameters",
    "runtime/parameters/style",
    "runtime/response",
    "runtime/response/locate",
    "runtime/response/mend",
    "runtime/response/payload",
    "runtime/response/stream",
    "runtime/schema",
    "runtime/security",
    "runtime/security/basic",
    "runtime/security/credentials",
    "runtime/security/provider",
    "runtime/security/secret",
    "runtime/security/veil",
    "runtime/text",
    "runtime/text/dates",
    "runtime/text/uuids",
};

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::SOURCES;

    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_file_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = vec![root.join("runtime.rs")];
        files(&root.join("runtime"), &mut found);
        found.retain(|path| !path.ends_with("config.rs"));
        found.sort();
        let mut listed: Vec<PathBuf> = SOURCES.iter().map(|file| root.join(file.path)).collect();
        listed.sort();
        assert_eq!(listed, found);
    }
}
