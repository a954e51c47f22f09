//! `Cargo.toml`: the package, its features, and the dependencies that the document needs.

use std::fmt::Write as _;

use super::needs::Needs;
use crate::model::Api;
use crate::options::{Options, is_version};

/// The oldest Rust that compiles generated crates.
const RUST_VERSION: &str = "1.88";

/// Whether a document needs something.
type Condition = fn(&Needs) -> bool;

/// A dependency of generated crates: the one place where its version and features stand.
#[derive(Clone, Copy)]
struct Dependency {
    name: &'static str,
    version: &'static str,
    /// Nothing but the features below; else the default ones too.
    is_bare: bool,
    features: &'static [&'static str],
    /// Brought in by a feature of the crate.
    is_optional: bool,
    is_needed: Condition,
    /// Its types stand in public places.
    is_public: Condition,
    /// Features that only some documents need.
    more: &'static [(&'static str, Condition)],
}

const fn dependency(
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
    is_needed: Condition,
) -> Dependency {
    Dependency {
        name,
        version,
        is_bare: true,
        features,
        is_optional: false,
        is_needed,
        is_public: |_| false,
        more: &[],
    }
}

/// A dependency whose types stand in public places wherever it is needed.
const fn public(dependency: Dependency) -> Dependency {
    Dependency {
        is_public: dependency.is_needed,
        ..dependency
    }
}

/// Values of any kind occur.
const VALUES: Condition = |needs| needs.any || needs.union;

/// Bytes are streamed.
const STREAMS: Condition = |needs| needs.stream || needs.upload || needs.multipart;

const DEPENDENCIES: &[Dependency] = &[
    dependency("base64", "0.23", &["std"], |needs| {
        needs.base64 || needs.basic
    }),
    Dependency {
        is_bare: false,
        is_public: STREAMS,
        ..dependency("bytes", "1.10", &[], |_| true)
    },
    dependency("futures-core", "0.3", &[], |needs| needs.stream),
    Dependency {
        more: &[("std", |_| true), ("serde", |_| true)],
        ..public(dependency("indexmap", "2.10", &[], |needs| needs.map))
    },
    public(dependency("jiff", "1.0", &["std"], |needs| needs.jiff)),
    Dependency {
        more: &[("multipart", |needs| needs.multipart), ("stream", STREAMS)],
        ..public(dependency(
            "reqwest",
            "0.13",
            &["gzip", "http2", "system-proxy"],
            |_| true,
        ))
    },
    Dependency {
        is_optional: true,
        more: &[("indexmap2", |needs| needs.map)],
        ..dependency("schemars", "1.1", &["std", "preserve_order"], |needs| {
            needs.schemars
        })
    },
    Dependency {
        is_bare: false,
        ..dependency("secrecy", "0.10", &[], |_| true)
    },
    Dependency {
        is_bare: false,
        ..dependency("serde", "1.0.219", &[], |_| true)
    },
    Dependency {
        is_bare: false,
        is_public: VALUES,
        more: &[("preserve_order", VALUES)],
        ..dependency("serde_json", "1.0.140", &[], |_| true)
    },
    Dependency {
        more: &[("fs", |needs| needs.upload || needs.multipart)],
        ..dependency("tokio", "1.45", &["time"], |_| true)
    },
    Dependency {
        is_optional: true,
        ..dependency("tracing", "0.1.41", &[], |_| true)
    },
    public(dependency("uuid", "1.16", &["std"], |needs| needs.uuid)),
];

/// The manifest without its head.
pub(super) fn render(api: &Api, options: &Options, needs: &Needs) -> String {
    let package = &options.package;
    let mut text = "[package]\n".to_owned();
    let mut line = |key: &str, value: &str| {
        if !value.is_empty() {
            text.extend([key, " = ", &toml_string(value), "\n"]);
        }
    };
    line("name", &name(api, options));
    line("version", &version(api, options));
    line("edition", "2024");
    line("rust-version", RUST_VERSION);
    line("description", &description(api, options));
    line("license", &package.license);
    line("repository", &package.repository);
    line("homepage", &package.homepage);
    line("documentation", &package.documentation);
    line("readme", "README.md");
    for (key, values) in [
        ("keywords", &package.keywords),
        ("categories", &package.categories),
    ] {
        if !values.is_empty() {
            text.extend([key, " = ", &list(values.iter().map(String::as_str)), "\n"]);
        }
    }
    text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    features(needs, &mut text);
    text.push_str("\n[dependencies]\n");
    for dependency in DEPENDENCIES.iter().filter(|found| (found.is_needed)(needs)) {
        dependency_line(dependency, needs, &mut text);
    }
    text
}

fn features(needs: &Needs, text: &mut String) {
    text.push_str(
        "\n[features]\ndefault = [\"rustls\"]\n\
         # TLS by rustls, with the platform's certificates.\nrustls = [\"reqwest/rustls\"]\n\
         # TLS by the platform's own library.\nnative-tls = [\"reqwest/native-tls\"]\n\
         # Calls that block until the answer is there.\nblocking = [\"tokio/rt-multi-thread\"]\n\
         # Spans and events of each call.\ntracing = [\"dep:tracing\"]\n",
    );
    if needs.schemars {
        text.push_str("# `JsonSchema` for the models.\nschemars = [\"dep:schemars\"]\n");
    }
}

fn dependency_line(dependency: &Dependency, needs: &Needs, text: &mut String) {
    let more = dependency
        .more
        .iter()
        .filter(|(_, wanted)| wanted(needs))
        .map(|(name, _)| *name);
    let mut features: Vec<&str> = dependency.features.iter().copied().chain(more).collect();
    features.sort_unstable();
    let version = toml_string(dependency.version);
    let mut parts = vec![format!("version = {version}")];
    if dependency.is_bare {
        parts.push("default-features = false".to_owned());
    }
    if !features.is_empty() {
        parts.push(format!("features = {}", list(features)));
    }
    if dependency.is_optional {
        parts.push("optional = true".to_owned());
    }
    // Writing to a string cannot fail.
    let _ = match parts.as_slice() {
        [_] => writeln!(text, "{} = {version}", dependency.name),
        _ => writeln!(text, "{} = {{ {} }}", dependency.name, parts.join(", ")),
    };
}

/// The crates whose types stand in public places.
pub(super) fn public_crates(needs: &Needs) -> impl Iterator<Item = &'static str> {
    let public = DEPENDENCIES.iter().filter(|known| (known.is_public)(needs));
    public.map(|known| known.name)
}

/// Whether a generated crate may depend on a package of this name, or one that looks alike in Rust.
pub(crate) fn is_dependency(name: &str) -> bool {
    let same = |known: &&Dependency| known.name.replace('-', "_") == name.replace('-', "_");
    DEPENDENCIES.iter().any(|known| same(&known))
}

/// The package's name.
pub(super) fn name(api: &Api, options: &Options) -> String {
    if options.package.name.is_empty() {
        kebab(&api.title)
    } else {
        options.package.name.clone()
    }
}

/// The crate's name in Rust.
pub(super) fn library(api: &Api, options: &Options) -> String {
    name(api, options).replace('-', "_")
}

/// The title as a package's name: lower case, words joined by `-`, a letter first.
fn kebab(title: &str) -> String {
    let mut name = String::new();
    let mut was_lower = false;
    for c in title.chars() {
        if !c.is_ascii_alphanumeric() {
            was_lower = false;
            if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
            continue;
        }
        if c.is_ascii_uppercase() && was_lower {
            name.push('-');
        }
        was_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        name.push(c.to_ascii_lowercase());
    }
    let name = name.trim_end_matches('-');
    let name: String = name.chars().take(60).collect();
    match name.chars().next() {
        None => "api-client".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("api-{name}"),
        // The bare word may well be the name of a crate that is depended on, or a keyword.
        Some(_) if name.contains('-') && !is_dependency(&name) => name,
        Some(_) => format!("{name}-client"),
    }
}

/// The package's version.
fn version(api: &Api, options: &Options) -> String {
    if !options.package.version.is_empty() {
        return options.package.version.clone();
    }
    let version = api.version.trim_start_matches('v');
    if is_semantic(version) {
        version.to_owned()
    } else {
        "0.1.0".to_owned()
    }
}

/// Whether a document's version is taken over: one that Cargo takes, with nothing fancy in it.
fn is_semantic(version: &str) -> bool {
    let (numbers, early) = version.split_once('-').unwrap_or((version, ""));
    let is_short = |part: &str| part.len() <= 9 && part.chars().all(|c| c.is_ascii_digit());
    let is_lower = |part: &str| part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    is_version(version)
        && numbers.split('.').all(is_short)
        && early
            .split('.')
            .all(|part| is_lower(part) || is_short(part))
}

/// The package's description.
fn description(api: &Api, options: &Options) -> String {
    if options.package.description.is_empty() {
        format!("Client for {}", api.title)
    } else {
        options.package.description.clone()
    }
}

fn list<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.into_iter().map(toml_string).collect();
    format!("[{}]", values.join(", "))
}

/// A basic string of TOML.
fn toml_string(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            '\n' => text.push_str("\\n"),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::{is_semantic, kebab, toml_string};

    #[test]
    fn titles_become_names() {
        assert_eq!(kebab("VMS Admin API"), "vms-admin-api");
        assert_eq!(kebab("crates.io"), "crates-io");
        assert_eq!(kebab("TicTacToe"), "tic-tac-toe");
        assert_eq!(kebab("Serde"), "serde-client");
        assert_eq!(kebab("3 things"), "api-3-things");
        assert_eq!(kebab("Ü"), "api-client");
    }

    #[test]
    fn only_plain_versions_are_taken_over() {
        for good in ["1.2.3", "0.0.0", "1.0.0-beta.1"] {
            assert!(is_semantic(good), "{good}");
        }
        for bad in [
            "1",
            "1.2",
            "v1.2.3",
            "01.2.3",
            "1.2.3.4",
            "2024-01-01",
            "1.2.3-",
            "1.2.3-01",
            "",
        ] {
            assert!(!is_semantic(bad), "{bad}");
        }
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(toml_string("a\"b\\c\nd\u{1}"), r#""a\"b\\c\nd\u0001""#);
    }
}
