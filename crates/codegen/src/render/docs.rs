//! The texts of documentation comments: the author's, or a sentence made from what is known.

use crate::model::is_hidden;

/// Text as inline code, whatever characters it has. Those that don't show are told by their codes: some of them
/// would change the order of the others, so that compilers refuse them.
pub(super) fn code(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            hidden if is_hidden(hidden) => shown.extend(hidden.escape_unicode()),
            control if control.is_control() => shown.push(' '),
            other => shown.push(other),
        }
    }
    let text = shown;
    if text.is_empty() {
        // Nothing between two backticks isn't code.
        return "`\"\"`".to_owned();
    }
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// The author's text, or the sentence.
pub(super) fn or_sentence(docs: &str, sentence: impl FnOnce() -> String) -> String {
    let docs = docs.trim_end();
    if docs.is_empty() {
        sentence()
    } else {
        docs.to_owned()
    }
}

/// Adds a paragraph.
pub(super) fn paragraph(docs: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !docs.is_empty() {
        docs.push_str("\n\n");
    }
    docs.push_str(text);
}

/// The first paragraph, on one line: what an overview shows. Nothing where the text begins with code, of which a line
/// would open a block that nothing closes.
pub(super) fn first_paragraph(docs: &str) -> String {
    let docs = docs.trim();
    if docs.starts_with("```") {
        return String::new();
    }
    let lines = docs.lines().take_while(|line| !line.trim().is_empty());
    // A hard break has no meaning within a line.
    let words = lines.map(|line| line.trim().trim_end_matches('\\'));
    words.collect::<Vec<_>>().join(" ")
}

/// Adds the text as documentation comments.
pub(super) fn comment(out: &mut String, indent: &str, docs: &str) {
    lines(out, indent, "///", docs);
}

/// Adds the documentation of an item, and that it is deprecated where it is.
pub(super) fn item(out: &mut String, indent: &str, docs: &str, is_deprecated: bool) {
    comment(out, indent, docs);
    if is_deprecated {
        out.extend([indent, "#[deprecated]\n"]);
    }
}

/// Adds the text as the documentation of the file.
pub(super) fn file_comment(out: &mut String, docs: &str) {
    lines(out, "", "//!", docs);
}

fn lines(out: &mut String, indent: &str, mark: &str, docs: &str) {
    for line in docs.trim_end().lines() {
        let line = line.trim_end();
        let gap = if line.is_empty() { "" } else { " " };
        out.extend([indent, mark, gap, line, "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::{code, first_paragraph, or_sentence, paragraph};

    #[test]
    fn code_survives_backticks_and_line_ends() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code(""), "`\"\"`");
        assert_eq!(code("a\nb"), "`a b`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(code("a\u{202e}b"), "`a\\u{202e}b`");
    }

    #[test]
    fn a_sentence_stands_in_for_missing_docs() {
        assert_eq!(or_sentence(" \n", || "Made.".to_owned()), "Made.");
        assert_eq!(or_sentence("Written.\n", || "Made.".to_owned()), "Written.");
    }

    #[test]
    fn paragraphs_stand_apart() {
        let mut docs = String::new();
        paragraph(&mut docs, "One.");
        paragraph(&mut docs, "");
        paragraph(&mut docs, "Two.");
        assert_eq!(docs, "One.\n\nTwo.");
        assert_eq!(first_paragraph("One\nline.\n\nTwo."), "One line.");
        assert_eq!(first_paragraph("Broken\\\nline."), "Broken line.");
        assert_eq!(first_paragraph("```text\na\n\nb\n```"), "");
    }
}
