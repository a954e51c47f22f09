//! Values and texts as far as they are shown. A document may refer to one large value from thousands of places, so what
//! isn't shown isn't written out either.

use std::io::{self, Write};

use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

/// A value as it is shown, text as it is and anything else as JSON on several lines: its first bytes, and whether those
/// are all.
pub(crate) fn pretty(value: &Value, most: usize) -> (String, bool) {
    match value {
        Value::String(text) => (start(text, most).to_owned(), text.len() <= most),
        other => written(other, most, true),
    }
}

/// A value on one line: its first bytes, and whether those are all.
pub(crate) fn line(value: &Value, most: usize) -> (String, bool) {
    match value {
        Value::String(text) if !text.is_empty() => {
            (start(text, most).to_owned(), text.len() <= most)
        }
        other => written(other, most, false),
    }
}

/// Whether a value is at most so many bytes of JSON.
pub(crate) fn fits(value: &Value, most: usize) -> bool {
    written(value, most, false).1
}

/// The first bytes of a text, by whole letters.
pub(crate) fn start(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most.min(text.len()))]
}

/// The first line of a text that has some, as far as lists show it.
pub(crate) fn first_line(text: &str) -> &str {
    start(text.trim_start().lines().next().unwrap_or_default(), 200)
}

fn written(value: &Value, most: usize, is_pretty: bool) -> (String, bool) {
    let mut room = Room {
        bytes: Vec::new(),
        most,
    };
    let done = if is_pretty {
        let mut serializer = Serializer::with_formatter(&mut room, PrettyFormatter::new());
        serde::Serialize::serialize(value, &mut serializer)
    } else {
        serde_json::to_writer(&mut room, value)
    };
    let text = String::from_utf8(room.bytes).unwrap_or_else(|error| {
        // It ended within a letter.
        String::from_utf8_lossy(&error.into_bytes())
            .trim_end_matches('\u{fffd}')
            .to_owned()
    });
    (text, done.is_ok())
}

/// Takes so many bytes and no more.
struct Room {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Room {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        let left = self.most - self.bytes.len();
        if left == 0 && !more.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = more.len().min(left);
        self.bytes.extend_from_slice(&more[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{fits, line, pretty};

    #[test]
    fn what_is_shown_ends_where_it_has_to() {
        assert_eq!(
            pretty(&json!({ "a": 1 }), 100),
            ("{\n  \"a\": 1\n}".to_owned(), true)
        );
        assert_eq!(pretty(&json!("é".repeat(9)), 5), ("éé".to_owned(), false));
        assert_eq!(line(&json!(["é".repeat(9)]), 5), ("[\"é".to_owned(), false));
        assert!(fits(&json!([1, 2]), 5) && !fits(&json!([1, 2]), 4));
    }
}
