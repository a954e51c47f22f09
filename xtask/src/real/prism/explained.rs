//! Calls whose end differs from what the document says, and why that may stand.

/// An explanation. One that no longer applies is as much a failure as a call without one.
pub(super) struct Explained {
    /// The document's name.
    pub(super) document: &'static str,
    /// What the step is called: the method, and the media type where a body may have several.
    pub(super) step: &'static str,
    /// Part of what is said.
    pub(super) says: &'static str,
    pub(super) whose: &'static str,
    pub(super) why: &'static str,
}

pub(super) const EXPLAINED: &[Explained] = &[];
