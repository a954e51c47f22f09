//! What authors write becomes Markdown that rustdoc renders without complaint.

/// Markdown for rustdoc.
pub(crate) fn markdown(text: &str) -> String {
    text.trim().replace('<', "\\<").replace('[', "\\[")
}
