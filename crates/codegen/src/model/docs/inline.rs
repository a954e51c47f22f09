//! Text within a paragraph: code, links, and what must be escaped.

use indexmap::IndexMap;

use super::pairs::{Pairs, longest_run, run};

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
        if self.known.is_empty() || label.contains(['[', ']']) {
            return None;
        }
        self.known.get(&label.to_lowercase()).map(String::as_str)
    }
}

/// Brackets inside brackets are followed this deep; what is deeper is text.
const MAX_DEPTH: usize = 16;

/// The text with code and links in order, and everything else that rustdoc would stumble over escaped.
pub(super) fn rewritten(text: &str, links: &Links) -> String {
    let mut writer = Writer {
        text,
        links,
        pairs: Pairs::of(text),
        out: String::with_capacity(text.len() + 16),
    };
    let everything = Part {
        from: 0,
        to: text.len(),
        in_link: false,
        depth: 0,
    };
    writer.write(everything);
    writer.out
}

/// A code span around this text.
pub(super) fn code_span(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(longest_run(text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// A part of the text, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    /// It belongs to a link, in which no other may begin.
    in_link: bool,
    /// How many brackets it stands in.
    depth: usize,
}

/// What stands between brackets.
struct Bracketed {
    /// Where its text begins and ends.
    label: (usize, usize),
    /// The address it leads to; none where that means nothing in this documentation.
    address: Option<String>,
    /// Where all of it ends.
    end: usize,
}

struct Writer<'t> {
    text: &'t str,
    links: &'t Links,
    pairs: Pairs,
    out: String,
}

impl<'t> Writer<'t> {
    fn between(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn write(&mut self, part: Part) {
        let mut at = part.from;
        while let Some(next) = self
            .between(at, part.to)
            .find(['`', '\\', '[', '<', '!', 'h'])
        {
            self.out.push_str(self.between(at, at + next));
            at += next;
            let rest = self.between(at, part.to);
            let here = Part { from: at, ..part };
            let used = match rest.as_bytes().first() {
                Some(b'`') => Some(self.code(here)),
                Some(b'\\') => escape(rest, &mut self.out),
                Some(b'[') => self.link(here),
                Some(b'<') => angle(rest, part.in_link, &mut self.out),
                Some(b'!') if rest.starts_with("![") => self.image(here),
                Some(b'h') if !part.in_link => address(rest, &mut self.out),
                _ => None,
            };
            at += used.unwrap_or_else(|| {
                // A sign that begins nothing.
                let sign = rest.chars().next().unwrap_or_default();
                if matches!(sign, '[' | '<') {
                    self.out.push('\\');
                }
                self.out.push(sign);
                sign.len_utf8()
            });
        }
        self.out.push_str(self.between(at, part.to));
    }

    /// Code stays as it is, on one line: none of its lines may begin a block.
    fn code(&mut self, part: Part) -> usize {
        let length = run(self.text, part.from).min(part.to - part.from);
        let end = self.pairs.ticks.span_end(part.from, length);
        if let Some(end) = end.filter(|end| *end <= part.to) {
            let code = self.between(part.from, end).replace('\n', " ");
            self.out.push_str(&code);
            return end - part.from;
        }
        (0..length).for_each(|_| self.out.push_str("\\`"));
        length
    }

    /// `[text](address)`, `[text][label]`, `[label]`.
    fn link(&mut self, part: Part) -> Option<usize> {
        if part.in_link || part.depth >= MAX_DEPTH {
            return None;
        }
        let found = self.bracketed(part.from, part.to)?;
        self.write_link(&found, part.depth);
        Some(found.end - part.from)
    }

    /// `![text](address)`, as a link: pictures in an API's documentation are rarely worth loading.
    fn image(&mut self, part: Part) -> Option<usize> {
        if part.depth >= MAX_DEPTH {
            return None;
        }
        let found = self.bracketed(part.from + 1, part.to)?;
        if part.in_link {
            self.write(Part {
                from: found.label.0,
                to: found.label.1,
                in_link: true,
                depth: part.depth + 1,
            });
        } else {
            self.write_link(&found, part.depth);
        }
        Some(found.end - part.from)
    }

    fn bracketed(&self, at: usize, to: usize) -> Option<Bracketed> {
        let end = self.pairs.square(at, to)?;
        let label = (at + 1, end);
        let name = self.between(at + 1, end);
        let next = end + 1;
        if self.between(next, to).starts_with('(') {
            let last = self.pairs.round(next, to)?;
            let inside = self.between(next + 1, last).trim();
            let address = match inside.strip_prefix('<') {
                Some(inside) => inside.split('>').next()?,
                None => inside.split_whitespace().next().unwrap_or_default(),
            };
            return Some(Bracketed {
                label,
                address: is_address(address).then(|| address.to_owned()),
                end: last + 1,
            });
        }
        let (name, end) = if self.between(next, to).starts_with('[') {
            let last = self.pairs.square(next, to)?;
            let other = self.between(next + 1, last);
            (if other.is_empty() { name } else { other }, last + 1)
        } else {
            (name, next)
        };
        let address = self.links.get(name)?.to_owned();
        Some(Bracketed {
            label,
            address: Some(address),
            end,
        })
    }

    fn write_link(&mut self, found: &Bracketed, depth: usize) {
        let label = Part {
            from: found.label.0,
            to: found.label.1,
            // Where no link is left, one may begin in the label.
            in_link: found.address.is_some(),
            depth: depth + 1,
        };
        let start = self.out.len();
        self.write(label);
        let Some(address) = &found.address else {
            return;
        };
        let text = self.out.split_off(start);
        let address = encoded(address);
        if text.trim().is_empty() || text.trim() == address {
            self.out.extend(["<", &address, ">"]);
        } else {
            self.out.extend(["[", &text, "](", &address, ")"]);
        }
    }
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

/// `<https://example.com>`, `<me@example.com>`.
fn angle(text: &str, in_link: bool, out: &mut String) -> Option<usize> {
    let inside = text.get(1..)?;
    let length = inside.find([' ', '<', '>', '\n', '`', '"'])?;
    let end = 1 + length;
    if !text.get(end..)?.starts_with('>') {
        return None;
    }
    let inside = inside.get(..length)?;
    let mail = inside.split_once('@').is_some_and(|(name, host)| {
        let good = |part: &str| {
            part.chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c))
        };
        !name.is_empty() && host.contains('.') && good(name) && good(host)
    });
    if !(is_address(inside) || mail) {
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
    let end = host.find(|c: char| c.is_whitespace() || "<>\"`|[]\\^".contains(c));
    let host = host.get(..end.unwrap_or(host.len()))?;
    let mut host = host.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    // A bracket that was opened before the address.
    let open = host.matches('(').count();
    let mut closed = host.matches(')').count();
    while closed > open
        && let Some(shorter) = host.strip_suffix(')')
    {
        host = shorter.trim_end_matches(['.', ',', ';', '\'', '*']);
        closed -= 1;
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
