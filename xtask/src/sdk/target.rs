//! What is known of a generator for a language: the commands, the versions, the warts.

use crate::published;
use crate::tools::{Kit, pinned};

/// A generator for a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    /// The language, as the command line takes it and as its folder below `tests/sdk` is called.
    pub(crate) language: &'static str,
    /// The language, as people write it.
    pub(crate) title: &'static str,
    /// The generator, as people call it.
    pub(crate) generator: &'static str,
    /// The folder of our program below `tests/sdk`.
    pub(crate) program: &'static str,
    /// The packages that the commands name by version.
    pub(crate) pins: &'static [Pin],
    /// What must be installed.
    pub(crate) kits: &'static [Kit],
    /// Which document a team should take.
    pub(crate) document: Version,
    /// Whether it reads the other one as well.
    pub(crate) reads_other: bool,
    /// The commands that a team runs, in order: they install, generate, compile and run. `{NAME}` stands for the
    /// version of a pin, `{document}` for the path of the document.
    pub(crate) install: &'static [&'static str],
    pub(crate) generate: &'static str,
    pub(crate) compile: &'static [&'static str],
    pub(crate) run: &'static str,
    /// A file of options that is published beside the document.
    pub(crate) options: Option<Options>,
    /// Each warning that is expected, and why nothing is done about it.
    pub(crate) warnings: &'static [Warning],
    /// What a team should know before it takes this one.
    pub(crate) warts: &'static [&'static str],
}

/// A version of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    V3_1,
    V3_0,
}

impl Version {
    pub(crate) const ALL: [Self; 2] = [Self::V3_1, Self::V3_0];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V3_1 => "3.1",
            Self::V3_0 => "3.0",
        }
    }

    /// The document, from the folder in which the commands run.
    pub(crate) fn document(self) -> String {
        match self {
            Self::V3_1 => format!("{}/openapi.json", published::FOLDER),
            Self::V3_0 => format!("{}/openapi-3.0.json", published::FOLDER),
        }
    }
}

/// A package and where its version is pinned.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pin {
    Npm(&'static str),
    PyPi(&'static str),
    Go(&'static str),
    Crate(&'static str, &'static str),
}

impl Pin {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Npm(name) | Self::PyPi(name) | Self::Go(name) | Self::Crate(name, _) => name,
        }
    }

    /// The pinned version; where the manifest lacks the package, a word that no registry takes for a version.
    pub(crate) fn version(self) -> String {
        let found = match self {
            Self::Npm(name) => pinned::npm(name),
            Self::PyPi(name) => pinned::python(name),
            Self::Go(name) => pinned::go(name),
            Self::Crate(_, version) => Some(version.to_owned()),
        };
        found.unwrap_or_else(|| "unpinned".to_owned())
    }
}

/// Options of a generator, published as a file below `openapi/generators`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) file: &'static str,
    pub(crate) text: &'static str,
}

/// A text by which a line of output is known, and why the line may stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Warning {
    pub(crate) says: &'static str,
    pub(crate) why: &'static str,
}

impl Target {
    /// Whether it makes a client of that document.
    pub(crate) fn reads(&self, version: Version) -> bool {
        self.reads_other || version == self.document
    }

    /// A command with everything filled in, for one of the documents.
    pub(crate) fn fill(&self, command: &str, version: Version) -> String {
        let filled = command.replace("{document}", &version.document());
        self.pins.iter().fold(filled, |text, pin| {
            text.replace(&format!("{{{}}}", pin.name()), &pin.version())
        })
    }

    /// Generator and version, as the matrix has it.
    pub(crate) fn versions(&self) -> String {
        let versions: Vec<String> = self
            .pins
            .iter()
            .map(|pin| format!("{} {}", pin.name(), pin.version().trim_start_matches('v')))
            .collect();
        versions.join(", ")
    }
}
