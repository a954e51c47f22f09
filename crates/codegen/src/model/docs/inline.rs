//! Text within a paragraph: code, links, and what must be escaped.

use indexmap::IndexMap;

/// Links by their labels, from definitions such as `[label]: https://example.com`.
#[derive(Debug, Default)]
pub(super) struct Links {
    known: IndexMap<String, String>,
}

impl Links {
    /// Whether a line defines a link, which is then known.
    pub(super) fn defines(&mut self, line: &str) -> bool {
        let Some((label, address)) = line
            .trim_start()
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]:"))
        else {
            return false;
        };
        let address = address.split_whitespace().next().unwrap_or_default();
        let address = address.trim_start_matches('<').trim_end_matches('>');
        if label.contains(['[', ']']) || label.starts_with('^') || !is_address(address) {
            return false;
        }
        self.known.insert(label.to_lowercase(), address.to_owned());
        true
    }

    fn get(&self, label: &str) -> Option<&str> {
        self.known.get(&label.to_lowercase()).map(String::as_str)
    }
}

/// The text with code and links in order, and everything else that rustdoc would stumble over escaped.
pub(super) fn rewritten(text: &str, links: &Links) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    write(text, links, false, &mut out);
    out
}

/// A code span around this text.
pub(super) fn code_span(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut ticks = String::from("`");
    while text.contains(&ticks) {
        ticks.push('`');
    }
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// The length of the code span at the start of a text; nothing where its backticks have no partner.
pub(super) fn code_length(text: &str) -> Option<usize> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let inside = text.get(ticks..paragraph)?;
    let mut at = 0;
    while let Some(next) = inside.get(at..)?.find('`') {
        let start = at + next;
        let run = inside.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == ticks {
            return Some(ticks + start + length);
        }
        at = start + length;
    }
    None
}

/// `in_link`: the text belongs to a link, in which no other may begin.
fn write(text: &str, links: &Links, in_link: bool, out: &mut String) {
    let mut rest = text;
    while let Some(next) = rest.find(['`', '\\', '[', '<', '!', 'h']) {
        let (before, at) = rest.split_at(next);
        out.push_str(before);
        let used = match at.as_bytes().first() {
            Some(b'`') => code(at, out),
            Some(b'\\') => escape(at, out),
            Some(b'[') => link(at, links, in_link, out),
            Some(b'<') => angle(at, in_link, out),
            Some(b'!') if at.starts_with("![") => image(at, links, in_link, out),
            Some(b'h') if !in_link => address(at, out),
            _ => None,
        };
        let used = used.unwrap_or_else(|| {
            // A sign that begins nothing.
            let sign = at.chars().next().unwrap_or_default();
            if matches!(sign, '`' | '[' | '<') {
                out.push('\\');
            }
            out.push(sign);
            sign.len_utf8()
        });
        rest = at.get(used..).unwrap_or_default();
    }
    out.push_str(rest);
}

fn code(text: &str, out: &mut String) -> Option<usize> {
    if let Some(length) = code_length(text) {
        out.push_str(text.get(..length)?);
        return Some(length);
    }
    let ticks = text.len() - text.trim_start_matches('`').len();
    (0..ticks).for_each(|_| out.push_str("\\`"));
    Some(ticks)
}

/// A backslash and the sign after it.
fn escape(text: &str, out: &mut String) -> Option<usize> {
    let next = text.chars().nth(1)?;
    if !next.is_ascii_punctuation() {
        return None;
    }
    out.push('\\');
    out.push(next);
    Some(2)
}

/// `[text](address)`, `[text][label]`, `[label]`.
fn link(text: &str, links: &Links, in_link: bool, out: &mut String) -> Option<usize> {
    let (label, target, length) = bracketed(text, links)?;
    if in_link {
        return None;
    }
    write_link(label, target.as_deref(), links, out);
    Some(length)
}

/// `![text](address)`, as a link: pictures in an API's documentation are rarely worth loading.
fn image(text: &str, links: &Links, in_link: bool, out: &mut String) -> Option<usize> {
    let (label, target, length) = bracketed(text.get(1..)?, links)?;
    if in_link {
        write(label, links, true, out);
    } else {
        write_link(label, target.as_deref(), links, out);
    }
    Some(length + 1)
}

/// What stands between brackets, the address it leads to (none where that means nothing in this documentation), and
/// the length of all of it.
fn bracketed<'t>(text: &'t str, links: &Links) -> Option<(&'t str, Option<String>, usize)> {
    let end = closing(text, '[', ']')?;
    let label = text.get(1..end)?;
    let after = text.get(end + 1..)?;
    if after.starts_with('(') {
        let length = closing(after, '(', ')')?;
        let inside = after.get(1..length)?.trim();
        let address = match inside.strip_prefix('<') {
            Some(inside) => inside.split('>').next()?,
            None => inside.split_whitespace().next().unwrap_or_default(),
        };
        let address = is_address(address).then(|| address.to_owned());
        return Some((label, address, end + 1 + length + 1));
    }
    if after.starts_with('[') {
        let length = closing(after, '[', ']')?;
        let name = after.get(1..length)?;
        let name = if name.is_empty() { label } else { name };
        let address = links.get(name)?;
        return Some((label, Some(address.to_owned()), end + 1 + length + 1));
    }
    let address = links.get(label)?;
    Some((label, Some(address.to_owned()), end + 1))
}

fn write_link(label: &str, address: Option<&str>, links: &Links, out: &mut String) {
    let Some(address) = address else {
        // No link is left, so one may begin in the label.
        return write(label, links, false, out);
    };
    let mut text = String::new();
    write(label, links, true, &mut text);
    let address = encoded(address);
    if text.trim().is_empty() || text.trim() == address {
        out.extend(["<", &address, ">"]);
    } else {
        out.extend(["[", &text, "](", &address, ")"]);
    }
}

/// An address without signs that would end it.
fn encoded(address: &str) -> String {
    address
        .replace('(', "%28")
        .replace(')', "%29")
        .replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\\', "%5C")
        .replace('`', "%60")
}

/// Where the bracket closes that a text begins with. Code and escapes don't count.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(character) = text.get(at..)?.chars().next() {
        let rest = text.get(at..)?;
        match character {
            '\\' => at += rest.chars().nth(1).map_or(0, char::len_utf8),
            '`' if open == '[' => at += code_length(rest).map_or(0, |length| length - 1),
            '\n' if rest.starts_with("\n\n") => return None,
            sign if sign == open => depth += 1,
            sign if sign == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += character.len_utf8();
    }
    None
}

/// `<https://example.com>`, `<me@example.com>`.
fn angle(text: &str, in_link: bool, out: &mut String) -> Option<usize> {
    let end = text.find('>')?;
    let inside = text.get(1..end)?;
    let plain = !inside.contains([' ', '<', '\n', '`', '"']);
    let mail = inside.split_once('@').is_some_and(|(name, host)| {
        let good = |part: &str| {
            part.chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c))
        };
        !name.is_empty() && host.contains('.') && good(name) && good(host)
    });
    if !plain || !(is_address(inside) || mail) {
        return None;
    }
    if in_link {
        out.push_str(inside);
    } else {
        out.push_str(text.get(..=end)?);
    }
    Some(end + 1)
}

/// A bare web address becomes a link.
fn address(text: &str, out: &mut String) -> Option<usize> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let scheme = text.len() - host.len();
    let end = host
        .find(|c: char| c.is_whitespace() || c == super::html::BREAK || "<>\"`|[]\\^".contains(c));
    let host = host.get(..end.unwrap_or(host.len()))?;
    let mut host = host.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    // A bracket that was opened before the address.
    while host.ends_with(')') && host.matches(')').count() > host.matches('(').count() {
        host = host
            .strip_suffix(')')
            .unwrap_or(host)
            .trim_end_matches(['.', ',', ';', '\'', '*']);
    }
    if host.is_empty() {
        return None;
    }
    let length = scheme + host.len();
    out.extend(["<", text.get(..length)?, ">"]);
    Some(length)
}

fn is_address(text: &str) -> bool {
    let known = ["https://", "http://", "mailto:"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && text.len() > scheme.len()
    });
    known && !text.contains(char::is_whitespace)
}
