//! A short diff of two versions of a file, for people.

use std::fmt::Write as _;

use similar::{ChangeTag, TextDiff};

/// Lines shown of a diff.
const SHOWN: usize = 12;
/// Lines of context before the first difference.
const CONTEXT: usize = 2;
/// Lines of either version that are compared from there on. It keeps the cost of comparing two large files that
/// have nothing in common small; what is beyond is not shown anyway.
const WINDOW: usize = 200;
/// Characters shown of a line.
const WIDTH: usize = 160;

/// What a reader needs to see why `found` is not `wanted`: the first lines that differ, unified.
pub(super) fn short_diff(found: &[u8], wanted: &[u8]) -> String {
    let (Ok(found), Ok(wanted)) = (str::from_utf8(found), str::from_utf8(wanted)) else {
        let at = found
            .iter()
            .zip(wanted)
            .take_while(|(left, right)| left == right)
            .count();
        return format!("binary contents differ at byte {at}\n");
    };
    let equal_lines = found
        .split_inclusive('\n')
        .zip(wanted.split_inclusive('\n'))
        .take_while(|(left, right)| left == right)
        .count();
    let first = equal_lines.saturating_sub(CONTEXT);
    let window = |text: &'_ str| -> String {
        text.split_inclusive('\n')
            .skip(first)
            .take(WINDOW)
            .collect::<String>()
    };
    let (old, new) = (window(found), window(wanted));
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());

    let mut text = format!("@@ line {} @@\n", first + 1);
    let mut lines = diff.iter_all_changes();
    for change in lines.by_ref().take(SHOWN) {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        let line = change.value().trim_end_matches(['\r', '\n']);
        let shown: String = line.chars().take(WIDTH).collect();
        let cut = if shown.len() < line.len() { " …" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{sign}{shown}{cut}");
        if change.missing_newline() {
            text.push_str("(no line end)\n");
        }
    }
    if lines.any(|change| change.tag() != ChangeTag::Equal) {
        text.push_str("… and more\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::short_diff;

    #[test]
    fn shows_the_lines_around_the_first_difference() {
        let old = "one\ntwo\nthree\nfour\nfive\n";
        let new = "one\ntwo\nthree\n4\nfive\n";
        let diff = short_diff(old.as_bytes(), new.as_bytes());
        assert_eq!(diff, "@@ line 2 @@\n two\n three\n-four\n+4\n five\n");
    }

    #[test]
    fn is_short_whatever_differs() {
        let old = "a\n".repeat(10_000);
        let new = "b\n".repeat(10_000);
        let diff = short_diff(old.as_bytes(), new.as_bytes());
        assert_eq!(diff.lines().count(), 14);
        assert!(diff.ends_with("… and more\n"));
    }

    #[test]
    fn tells_a_missing_line_end() {
        let diff = short_diff(b"one\n", b"one");
        assert_eq!(diff, "@@ line 1 @@\n-one\n+one\n(no line end)\n");
    }

    #[test]
    fn names_the_byte_where_binary_contents_differ() {
        assert_eq!(
            short_diff(&[0, 0xff, 1], &[0, 0xff, 2]),
            "binary contents differ at byte 2\n"
        );
    }
}
