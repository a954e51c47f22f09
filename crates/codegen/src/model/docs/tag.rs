//! The tags of HTML.

/// A tag.
pub(super) struct Tag<'t> {
    pub(super) name: String,
    pub(super) closing: bool,
    pub(super) attributes: &'t str,
}

/// Which elements of a text are opened and closed. `T<U>` isn't.
#[derive(Default)]
pub(super) struct Partners {
    opened: Vec<String>,
    closed: Vec<String>,
}

impl Partners {
    pub(super) fn of(text: &str) -> Self {
        let mut partners = Self::default();
        for (at, _) in text.match_indices('<') {
            if let Some((tag, _)) = text.get(at..).and_then(tag) {
                let names = if tag.closing {
                    &mut partners.closed
                } else {
                    &mut partners.opened
                };
                if !names.contains(&tag.name) {
                    names.push(tag.name);
                }
            }
        }
        partners
    }

    /// Whether a tag has its partner, or needs none.
    pub(super) fn accept(&self, tag: &Tag<'_>) -> bool {
        const ALONE: [&str; 13] = [
            "br", "col", "dd", "dt", "hr", "img", "li", "p", "tbody", "td", "th", "thead", "tr",
        ];
        let partners = if tag.closing {
            &self.opened
        } else {
            &self.closed
        };
        ALONE.contains(&tag.name.as_str()) || partners.contains(&tag.name)
    }
}

/// The tag at the start of a text, and what follows; nothing for what HTML doesn't know.
pub(super) fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inside = text.strip_prefix('<')?;
    let (closing, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let length = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(length);
    let name = name.to_ascii_lowercase();
    if !NAMES.contains(&name.as_str()) {
        return None;
    }
    let end = end_of_tag(rest)?;
    let (attributes, after) = rest.split_at(end);
    let attributes = attributes.trim_end_matches('/');
    // `<b` of `a<b` isn't followed by attributes.
    let fits = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
    fits.then(|| {
        (
            Tag {
                name,
                closing,
                attributes,
            },
            after.get(1..).unwrap_or_default(),
        )
    })
}

/// Where the `>` of a tag stands, outside of quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the closing tag of this name begins.
pub(super) fn closing_tag(text: &str, name: &str) -> Option<usize> {
    let mut places = text.match_indices("</");
    let is_name = |at: usize| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    places.find(|(at, _)| is_name(*at)).map(|(at, _)| at)
}

/// The value of an attribute.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let value = attributes.get(at..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    Some(unescaped(value.trim()))
}

/// The text between tags.
pub(super) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let at = &rest[before.len()..];
        rest = if let Some((_, after)) = tag(at) {
            after
        } else {
            out.push('<');
            after
        };
    }
    out.push_str(rest);
    out
}

/// The entities that every author knows, as characters.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

const NAMES: [&str; 77] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "label",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];
