//! What authors write becomes Markdown that rustdoc renders without complaint.
//!
//! Descriptions are Markdown, HTML, or both. [`html`] turns HTML into Markdown; [`blocks`] reads the result into
//! paragraphs, lists and code, which [`write`] writes in one regular form; [`inline`] escapes what rustdoc would take
//! for HTML or for a link to an item, and [`pairs`] finds which of its signs belong together.
//!
//! Nothing marks a place in the text that the text itself could hold, and whatever was read, only [`write`] decides
//! how a line begins: so no author's text becomes code that rustdoc compiles. No work grows faster than the text.

mod blocks;
mod html;
mod inline;
mod pairs;
mod tag;
mod write;

use std::borrow::Cow;

/// Markdown for rustdoc: no code that it would compile, no HTML, no links that it would resolve.
pub(crate) fn markdown(text: &str) -> String {
    let text = cleaned(text);
    if is_plain(&text) {
        return text.trim().to_owned();
    }
    let links = inline::Links::default();
    write::rewritten(&html::converted(&text), links)
}

/// One line without any mark.
fn is_plain(text: &str) -> bool {
    const MARKS: [char; 8] = ['\n', '<', '[', '`', '\\', '|', '~', '#'];
    let text = text.trim();
    let first = text.chars().next();
    !text.contains(MARKS)
        && !text.contains("://")
        && first.is_none_or(|first| {
            !first.is_ascii_digit() && !['-', '*', '+', '>', '='].contains(&first)
        })
}

/// Whether a character doesn't show, or shows only in what it does to others: marks of direction make text lie about
/// its order. What scripts and emoji are joined with isn't meant.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// One kind of line ends, and no characters that don't show.
fn cleaned(text: &str) -> Cow<'_, str> {
    let unseen = |c: char| (c.is_control() && c != '\n') || is_hidden(c);
    if !text.contains(unseen) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push_str("    "),
            hidden if unseen(hidden) => {}
            other => cleaned.push(other),
        }
    }
    Cow::Owned(cleaned)
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
