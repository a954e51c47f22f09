//! JSON pointers (RFC 6901) in the form that `$ref` has.

use std::fmt::Write as _;

/// Appends a step to a pointer.
pub(crate) fn push(pointer: &mut String, step: &str) {
    pointer.push('/');
    for character in step.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Appends the step to an array's item.
pub(crate) fn push_index(pointer: &mut String, index: usize) {
    // Writing to a String can't fail.
    let _ = write!(pointer, "/{index}");
}

/// The steps of the part after `#`.
pub(crate) fn steps(fragment: &str) -> impl Iterator<Item = String> {
    fragment
        .split('/')
        .skip(1)
        .map(|step| percent_decoded(step).replace("~1", "/").replace("~0", "~"))
}

/// Percent escapes undone; text that isn't a valid escape is left alone.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| after.split_at_checked(2))
            .flatten()
            .and_then(|(digits, after)| {
                let digits = str::from_utf8(digits).ok()?;
                u8::from_str_radix(digits, 16)
                    .ok()
                    .map(|byte| (byte, after))
            });
        let (byte, after) = escaped.unwrap_or((first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_decoded() {
        let decoded: Vec<_> = steps("/paths/~1users~1%7Bid%7D/~01/100%").collect();
        assert_eq!(decoded, ["paths", "/users/{id}", "~1", "100%"]);
    }

    #[test]
    fn push_escapes() {
        let mut pointer = String::from("#");
        push(&mut pointer, "/a~b");
        push_index(&mut pointer, 3);
        assert_eq!(pointer, "#/~1a~0b/3");
    }
}
