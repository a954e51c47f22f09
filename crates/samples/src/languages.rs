//! The table of languages.

mod csharp;
mod go;
mod java;
mod javascript;
mod php;
mod python;
mod rust;
mod shell;

use crate::call::Call;

/// A language in which there are samples.
#[derive(Clone, Copy)]
pub struct Language {
    /// The language by the name that highlighters know, in lower case.
    pub lang: &'static str,
    /// The language as people write it.
    pub label: &'static str,
    /// What its files end in, without the dot.
    pub extension: &'static str,
    /// Writes a program.
    pub(crate) write: fn(&Call) -> String,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label)
    }
}

/// All languages, in the order in which they are shown.
pub const LANGUAGES: &[Language] = &[
    Language {
        lang: "shell",
        label: "cURL",
        extension: "sh",
        write: shell::write,
    },
    Language {
        lang: "php",
        label: "PHP",
        extension: "php",
        write: php::write,
    },
    Language {
        lang: "javascript",
        label: "JavaScript",
        extension: "mjs",
        write: javascript::write,
    },
    Language {
        lang: "python",
        label: "Python",
        extension: "py",
        write: python::write,
    },
    Language {
        lang: "go",
        label: "Go",
        extension: "go",
        write: go::write,
    },
    Language {
        lang: "java",
        label: "Java",
        extension: "java",
        write: java::write,
    },
    Language {
        lang: "csharp",
        label: "C#",
        extension: "cs",
        write: csharp::write,
    },
    Language {
        lang: "rust",
        label: "Rust",
        extension: "rs",
        write: rust::write,
    },
];
