//! What the caller decides about a generated crate.

use unicode_ident::{is_xid_continue, is_xid_start};

use crate::Error;
use crate::model::is_keyword;
use crate::render::is_dependency;

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
    /// Keeps the properties that an object has beside the documented ones, where the document allows any: in a field
    /// `additional_properties` of each type that is received.
    pub keep_unknown: bool,
    /// The command that makes the crate anew, for the head of each file: `cargo xtask generate`, say.
    pub command: Option<String>,
}

impl Options {
    /// Whether Cargo would take what is set. [`generate`](crate::generate) asks this first.
    pub fn check(&self) -> Result<(), Error> {
        let Package { name, version, .. } = &self.package;
        let wrong = if !name.is_empty()
            && let Some(reason) = fault_of_name(name)
        {
            format!("the package's name `{name}` {reason}")
        } else if version.is_empty() || is_version(version) {
            return Ok(());
        } else {
            format!("the package's version `{version}` is not one like 1.2.3 or 1.2.3-beta.1")
        };
        Err(Error::new("", wrong, "set another, or none"))
    }
}

/// Why a package can't have this name.
fn fault_of_name(name: &str) -> Option<&'static str> {
    let library = name.replace('-', "_");
    if !name.starts_with(|c| c == '_' || is_xid_start(c)) || !library.chars().all(is_xid_continue) {
        Some("is not a letter followed by letters, digits, `-` and `_`")
    } else if is_keyword(&library) {
        Some("is a word of Rust")
    } else if matches!(
        library.as_str(),
        "alloc" | "core" | "proc_macro" | "std" | "test"
    ) || is_dependency(name)
    {
        Some("is that of a crate that the client itself uses")
    } else {
        None
    }
}

/// Whether Cargo takes it for a version.
pub(crate) fn is_version(version: &str) -> bool {
    let (version, build) = version.split_once('+').unwrap_or((version, "0"));
    let (numbers, early) = version.split_once('-').unwrap_or((version, "a"));
    let is_number = |part: &str| {
        part.parse::<u64>()
            .is_ok_and(|number| number.to_string() == part)
    };
    let is_word = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let only_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && build.split('.').all(is_word)
        && early
            .split('.')
            .all(|part| is_word(part) && (is_number(part) || !only_digits(part)))
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

#[cfg(test)]
mod tests {
    use super::{Options, Package};

    fn problem(name: &str, version: &str) -> Option<String> {
        let package = Package {
            name: name.to_owned(),
            version: version.to_owned(),
            ..Package::default()
        };
        let options = Options {
            package,
            ..Options::default()
        };
        options.check().err().map(|error| error.to_string())
    }

    #[test]
    fn what_cargo_takes_passes() {
        for name in ["", "pets", "pet-shop", "_pets", "größe", "v1_2"] {
            assert_eq!(problem(name, ""), None, "{name}");
        }
        for version in ["0.1.0", "10.20.30-rc.1+2026-01.00", "1.0.0--", "1.2.3+0a"] {
            assert_eq!(problem("", version), None, "{version}");
        }
    }

    #[test]
    fn what_cargo_refuses_is_named() {
        for (name, reason) in [
            ("Pet Shop", "is not a letter followed by"),
            ("9pets", "is not a letter followed by"),
            ("-pets", "is not a letter followed by"),
            ("fn", "is a word of Rust"),
            ("std", "the client itself uses"),
            ("serde-json", "the client itself uses"),
            ("reqwest", "the client itself uses"),
        ] {
            let problem = problem(name, "").expect(name);
            assert!(problem.contains(reason), "{problem}");
            assert!(problem.contains(&format!("`{name}`")), "{problem}");
        }
        for version in [
            "1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+",
        ] {
            let problem = problem("", version).expect(version);
            assert!(problem.contains(&format!("`{version}`")), "{problem}");
        }
    }
}
