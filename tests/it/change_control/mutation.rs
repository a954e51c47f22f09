//! What a mutation is.

use xtask::diff::Verdict;

/// A change of the document, and the worst that may be said of it on each level.
pub(super) struct Mutation {
    pub(super) name: &'static str,
    pub(super) edits: &'static [Edit],
    pub(super) wire: Verdict,
    pub(super) code: Verdict,
}

/// A step of a change. Places are JSON pointers: `@` is the operation that signs in, `%` the schemas; an item of a list is
/// named by its text, `-` is behind the last.
pub(super) enum Edit {
    Set(&'static str, &'static str),
    Remove(&'static str),
    Move(&'static str, &'static str),
    Copy(&'static str, &'static str),
}

pub(super) const fn change(
    name: &'static str,
    edits: &'static [Edit],
    wire: Verdict,
    code: Verdict,
) -> Mutation {
    Mutation {
        name,
        edits,
        wire,
        code,
    }
}
