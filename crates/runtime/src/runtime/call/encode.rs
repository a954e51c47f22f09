//! Percent-encoding.

/// Which characters stay as they are, and what becomes of a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escaping {
    /// Only letters, digits and `-._~` stay.
    All,
    /// Reserved characters and percent-encoded triples stay too.
    AllowReserved,
    /// A field of an HTML form: a space becomes `+`.
    Form,
}

/// Appends text, percent-encoded.
pub(crate) fn encode(out: &mut String, text: &str, escaping: Escaping) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    for (position, &byte) in bytes.iter().enumerate() {
        let stays = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => true,
            b' ' if escaping == Escaping::Form => {
                out.push('+');
                continue;
            }
            b'%' if escaping == Escaping::AllowReserved => {
                matches!(bytes.get(position + 1..position + 3), Some(hex) if hex.iter().all(u8::is_ascii_hexdigit))
            }
            b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')'
            | b'*' | b'+' | b',' | b';' | b'=' => escaping == Escaping::AllowReserved,
            _ => false,
        };
        if stays {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from(HEX[usize::from(nibble)]));
            }
        }
    }
}
