//! Path templates.

use std::fmt::Write as _;

/// A part of a path template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'d> {
    Text(&'d str),
    Name(&'d str),
}

/// The parts of a path.
pub(super) fn template(path: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        parts.push(Part::Name(name));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// Text of a path, with escapes for what can't stand in one.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_graphic() && !b"\"#<>\\^`{|}".contains(&byte);
        if plain {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_split() {
        assert_eq!(
            template("/a/{b}.{c}/d{"),
            [
                Part::Text("/a/"),
                Part::Name("b"),
                Part::Text("."),
                Part::Name("c"),
                Part::Text("/d{")
            ]
        );
        assert_eq!(encoded("/grüße a%20{"), "/gr%C3%BC%C3%9Fe%20a%20%7B");
    }
}
