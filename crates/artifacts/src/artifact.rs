//! A file to be: generators return these, and only [`write`](crate::write()) puts them on a disk.

/// A path together with what stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative to the folder it is written into, with forward slashes.
    pub path: String,
    /// The bytes of the file.
    pub contents: Vec<u8>,
}

impl Artifact {
    /// Pairs a relative path (forward slashes) with contents: text or bytes.
    pub fn new(path: impl Into<String>, contents: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            contents: contents.into(),
        }
    }

    /// The contents, where they are text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        str::from_utf8(&self.contents).ok()
    }
}

/// Where files that no artifact names any more are looked for.
///
/// Folders are relative to the root, with forward slashes; `""` is the root itself. A folder that does not
/// exist has no orphans. Links are never followed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    owned: Vec<String>,
    mixed: Vec<String>,
    exempt: Vec<String>,
    listed: bool,
}

impl Scope {
    /// A scope without folders: nothing is ever an orphan.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a folder that holds generated files only: any other file in it is an orphan.
    #[must_use]
    pub fn owned(mut self, folder: impl Into<String>) -> Self {
        self.owned.push(folder.into());
        self
    }

    /// Adds a folder that generated and hand-written files share: a file in it is an orphan only when its first
    /// lines say `@generated`.
    #[must_use]
    pub fn mixed(mut self, folder: impl Into<String>) -> Self {
        self.mixed.push(folder.into());
        self
    }

    /// Adds a hand-written file, or a folder of them, that is never an orphan.
    #[must_use]
    pub fn exempt(mut self, path: impl Into<String>) -> Self {
        self.exempt.push(path.into());
        self
    }

    /// Keeps a list of what is written, [`MANIFEST`](crate::MANIFEST), below the root. A file that it lists, that is
    /// still what was written and that no artifact names any more is an orphan; a file that it doesn't list is
    /// somebody else's: it is never removed, and an error where it stands in the place of an artifact.
    #[must_use]
    pub fn listed(mut self) -> Self {
        self.listed = true;
        self
    }

    pub(crate) fn is_listed(&self) -> bool {
        self.listed
    }

    pub(crate) fn owned_folders(&self) -> &[String] {
        &self.owned
    }

    pub(crate) fn mixed_folders(&self) -> &[String] {
        &self.mixed
    }

    pub(crate) fn is_exempt(&self, path: &str) -> bool {
        self.exempt.iter().any(|exempt| {
            path.strip_prefix(exempt.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}
