//! Paragraphs, lists, code: read from whatever form authors give them.

/// Containers inside containers are followed this deep; what is deeper is text.
pub(super) const MAX_DEPTH: usize = 8;

/// Languages that fences keep. Nothing here is Rust or looks like one of rustdoc's own words.
pub(super) const LANGUAGES: [&str; 37] = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "groovy",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "kotlin",
    "php",
    "powershell",
    "properties",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "toml",
    "ts",
    "typescript",
    "xml",
    "yaml",
    "yml",
];

/// A part of a text.
pub(super) enum Block<'t> {
    Paragraph(Vec<&'t str>),
    Heading(usize, &'t str),
    Code(&'static str, Vec<String>),
    List(Vec<Item<'t>>),
    Quote(Vec<Block<'t>>),
    Table(Vec<&'t str>),
    Rule,
}

/// An item of a list.
pub(super) struct Item<'t> {
    /// `- ` or `1. `.
    pub(super) marker: String,
    pub(super) blocks: Vec<Block<'t>>,
    /// A blank line stands before it.
    pub(super) apart: bool,
}

/// The character and length of the fence that a line opens.
pub(super) fn fence_of(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let mark = line
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length))
}

/// Whether a line closes a fence.
pub(super) fn closes(line: &str, (mark, length): (char, usize)) -> bool {
    let line = line.trim();
    line.len() >= length && line.chars().all(|character| character == mark)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The blocks of a text's lines.
pub(super) fn blocks<'t>(lines: &[&'t str], depth: usize) -> Vec<Block<'t>> {
    let mut found = Vec::new();
    let mut rest = lines;
    while let Some((&line, after)) = rest.split_first() {
        if line.trim().is_empty() {
            rest = after;
            continue;
        }
        let (block, left) = block(line, rest, depth);
        found.push(block);
        rest = left;
    }
    found
}

/// The block that begins with a line, and the lines after it.
fn block<'l, 't>(line: &'t str, lines: &'l [&'t str], depth: usize) -> (Block<'t>, &'l [&'t str]) {
    let after = lines.get(1..).unwrap_or_default();
    let text = line.trim_start();
    if let Some(fence) = fence_of(line) {
        return fenced_code(line, fence, after);
    }
    if is_rule(text) {
        return (Block::Rule, after);
    }
    if let Some((level, title)) = heading(text) {
        return (Block::Heading(level, title), after);
    }
    if depth < MAX_DEPTH {
        if text.starts_with('>') {
            return quote(lines, depth);
        }
        if marker(text).is_some() {
            return list(lines, depth);
        }
    }
    if indent_of(line) >= 4 {
        return indented_code(lines);
    }
    if is_table(lines) {
        let length = lines.iter().take_while(|line| line.contains('|')).count();
        let (table, after) = lines.split_at(length);
        return (
            Block::Table(table.iter().map(|line| line.trim()).collect()),
            after,
        );
    }
    paragraph(lines, depth)
}

fn fenced_code<'l, 't>(
    opening: &'t str,
    fence: (char, usize),
    after: &'l [&'t str],
) -> (Block<'t>, &'l [&'t str]) {
    let indent = indent_of(opening);
    let length = after
        .iter()
        .position(|line| closes(line, fence))
        .unwrap_or(after.len());
    let (content, rest) = after.split_at(length);
    let content = content.iter().map(|line| {
        line.get(indent_of(line).min(indent)..)
            .unwrap_or_default()
            .to_owned()
    });
    let info = opening.trim_start().trim_start_matches(fence.0);
    let language = info
        .trim()
        .split([' ', ',', '{'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let language = LANGUAGES
        .iter()
        .find(|known| **known == language)
        .copied()
        .unwrap_or("text");
    (
        Block::Code(language, content.collect()),
        rest.get(1..).unwrap_or_default(),
    )
}

fn indented_code<'l, 't>(lines: &'l [&'t str]) -> (Block<'t>, &'l [&'t str]) {
    let code = |line: &&&str| line.is_empty() || indent_of(line) >= 4;
    let mut length = lines.iter().take_while(code).count();
    while length > 0 && lines.get(length - 1).is_some_and(|line| line.is_empty()) {
        length -= 1;
    }
    let (content, rest) = lines.split_at(length);
    let content = content
        .iter()
        .map(|line| line.get(4..).unwrap_or_default().to_owned());
    (Block::Code("text", content.collect()), rest)
}

/// Whether a line that belongs to a paragraph would be taken for something else.
pub(super) fn is_ambiguous(text: &str, first: bool) -> bool {
    let begins_item = marker(text).is_some_and(|(marker, _)| {
        // Only the first number interrupts a paragraph.
        first || marker == "- " || marker == "1. "
    });
    begins_item
        || text.starts_with('>')
        || text.starts_with("~~~")
        || heading(text).is_some()
        || is_rule(text)
        || text.chars().all(|c| c == '-')
        || text.chars().all(|c| c == '=')
}

fn heading(text: &str) -> Option<(usize, &str)> {
    let title = text.trim_start_matches('#');
    let level = text.len() - title.len();
    let is_heading = (1..=6).contains(&level) && (title.is_empty() || title.starts_with(' '));
    is_heading.then(|| (level, title.trim().trim_end_matches('#').trim_end()))
}

fn is_rule(text: &str) -> bool {
    let mark = text
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '*' | '_'));
    mark.is_some_and(|mark| {
        text.chars().filter(|character| *character == mark).count() >= 3
            && text
                .chars()
                .all(|character| character == mark || character == ' ')
    })
}

/// The marker of a list's item in its regular form, and its width in the text with what follows it.
fn marker(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    if matches!(first, '-' | '*' | '+' | '•') {
        let after = text.get(first.len_utf8()..)?;
        let spaces = indent_of(after);
        let width = first.len_utf8() + if (1..=4).contains(&spaces) { spaces } else { 1 };
        return (after.is_empty() || spaces > 0).then(|| ("- ".to_owned(), width));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = text
        .get(..digits)
        .filter(|number| (1..=9).contains(&number.len()))?;
    let after = text.get(digits..)?.strip_prefix(['.', ')'])?;
    let spaces = indent_of(after);
    let width = digits + 1 + if (1..=4).contains(&spaces) { spaces } else { 1 };
    (after.is_empty() || spaces > 0).then(|| (format!("{number}. "), width))
}

/// Whether a line ends the paragraph before it.
fn interrupts(line: &str, depth: usize) -> bool {
    let text = line.trim_start();
    if text.is_empty() || fence_of(line).is_some() || heading(text).is_some() {
        return true;
    }
    depth < MAX_DEPTH
        && (text.starts_with('>')
            // A number at the start of a line is often just a number.
            || marker(text).is_some_and(|(marker, _)| marker == "- " || marker == "1. "))
}

fn is_table(lines: &[&str]) -> bool {
    let head = lines.first().is_some_and(|line| line.contains('|'));
    head && lines.get(1).is_some_and(|line| {
        line.contains('|')
            && line.contains('-')
            && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    })
}

fn paragraph<'l, 't>(lines: &'l [&'t str], depth: usize) -> (Block<'t>, &'l [&'t str]) {
    let mut length = 1;
    while let Some(line) = lines.get(length) {
        let text = line.trim_start();
        let underline =
            !text.is_empty() && (text.chars().all(|c| c == '=') || text.chars().all(|c| c == '-'));
        if underline && length == 1 {
            let level = if text.starts_with('=') { 1 } else { 2 };
            let title = lines.first().map(|line| line.trim()).unwrap_or_default();
            return (
                Block::Heading(level, title),
                lines.get(2..).unwrap_or_default(),
            );
        }
        if interrupts(line, depth)
            || is_rule(text)
            || is_table(lines.get(length..).unwrap_or_default())
        {
            break;
        }
        length += 1;
    }
    let (own, rest) = lines.split_at(length);
    (
        Block::Paragraph(own.iter().map(|line| line.trim()).collect()),
        rest,
    )
}

fn quote<'l, 't>(lines: &'l [&'t str], depth: usize) -> (Block<'t>, &'l [&'t str]) {
    let mut inner = Vec::new();
    let mut lazy = false;
    for line in lines {
        let text = line.trim_start();
        match text.strip_prefix('>') {
            Some(text) => {
                let text = text.strip_prefix(' ').unwrap_or(text);
                lazy = !text.is_empty();
                inner.push(text);
            }
            None if lazy && !interrupts(line, depth) => inner.push(text),
            None => break,
        }
    }
    let length = inner.len();
    (
        Block::Quote(blocks(&inner, depth + 1)),
        lines.get(length..).unwrap_or_default(),
    )
}

fn list<'l, 't>(lines: &'l [&'t str], depth: usize) -> (Block<'t>, &'l [&'t str]) {
    let mut items = Vec::new();
    let mut rest = lines;
    let mut apart = false;
    while let Some(&line) = rest.first() {
        let indent = indent_of(line);
        let text = line.trim_start();
        let Some((marker, width)) = marker(text).filter(|_| !is_rule(text)) else {
            break;
        };
        let (inner, left) = item_lines(
            text.get(width..).unwrap_or_default(),
            indent,
            indent + width,
            rest,
            depth,
        );
        items.push(Item {
            marker,
            blocks: blocks(&inner, depth + 1),
            apart,
        });
        let blank = left.iter().take_while(|line| line.is_empty()).count();
        apart = blank > 0;
        rest = left;
        let next = left.get(blank..).unwrap_or_default();
        if next
            .first()
            .is_some_and(|line| self::marker(line.trim_start()).is_some())
        {
            rest = next;
        } else {
            break;
        }
    }
    (Block::List(items), rest)
}

/// The lines of an item, without its indentation, and those after it.
fn item_lines<'l, 't>(
    first: &'t str,
    outer: usize,
    indent: usize,
    lines: &'l [&'t str],
    depth: usize,
) -> (Vec<&'t str>, &'l [&'t str]) {
    let mut inner = vec![first];
    let mut length = 1;
    let mut fence = fence_of(first);
    for (at, &line) in lines.iter().enumerate().skip(1) {
        let own = indent_of(line);
        let blank = line.is_empty();
        let lazy = !inner.last().is_some_and(|line| line.is_empty())
            && !interrupts(line, depth)
            && marker(line.trim_start()).is_none();
        // An author who indents by less than the marker's width still means the item.
        let inside = fence.is_some() || own >= indent || (own > outer + 1) || lazy;
        if !blank && !inside {
            break;
        }
        let line = line.get(own.min(indent)..).unwrap_or_default();
        fence = match fence {
            Some(open) if closes(line, open) => None,
            Some(open) => Some(open),
            None => fence_of(line),
        };
        inner.push(line);
        if !blank {
            length = at + 1;
        }
    }
    inner.truncate(length);
    (inner, lines.get(length..).unwrap_or_default())
}
