//! HTML in descriptions, as Markdown.

use std::borrow::Cow;

use super::blocks::MAX_DEPTH;
use super::pairs::{Ticks, run};
use super::tag::{Partners, Tag, attribute, closing_tag, tag, unescaped, without_tags};

/// Markdown's hard break, which `<br>` becomes.
const BREAK: &str = "\\\n";
/// Emphasis inside emphasis is followed this deep.
const MAX_SPANS: usize = 16;

/// Replaces the tags of HTML by what Markdown writes for them. Code is left alone; so is what merely looks like a
/// tag: `<T>`, `a < b`.
pub(super) fn converted(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut converter = Converter {
        text,
        rest: text,
        ticks: Ticks::of(text),
        partners: Partners::of(text),
        ..Converter::default()
    };
    converter.run();
    converter.forget_break();
    Cow::Owned(converter.out)
}

#[derive(Default)]
struct Converter<'t> {
    partners: Partners,
    ticks: Ticks,
    text: &'t str,
    rest: &'t str,
    out: String,
    /// Where in the output the last hard break ended.
    broken: Option<usize>,
    /// Open lists: whether they count, and how many items they had.
    lists: Vec<(bool, u32)>,
    /// Open lists that are too deep to be lists.
    deeper: usize,
    /// Open emphasis: the mark, and where in the output it began.
    spans: Vec<(&'static str, usize)>,
    /// The open link's address, and where in the output it began.
    link: Option<(String, usize)>,
    /// Cells of the table row at hand, and whether the head was written.
    row: Option<u32>,
    headed: bool,
    /// Open elements that are blocks: indentation means nothing inside.
    blocks: u32,
}

impl<'t> Converter<'t> {
    fn run(&mut self) {
        while !self.rest.is_empty() {
            if self.at_line_start() && self.fence() {
                continue;
            }
            match self.rest.find(['<', '`', '\n', '\\']) {
                None => return self.copy(self.rest.len()),
                Some(0) => self.mark(),
                Some(next) => self.copy(next),
            }
        }
    }

    fn at_line_start(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    fn copy(&mut self, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.out.push_str(text);
        self.rest = rest;
    }

    /// A fenced block, up to its end.
    fn fence(&mut self) -> bool {
        let line = self.rest.split('\n').next().unwrap_or_default();
        let Some(fence) = super::blocks::fence_of(line) else {
            return false;
        };
        let mut length = line.len() + 1;
        for line in self.rest.split('\n').skip(1) {
            length += line.len() + 1;
            if super::blocks::closes(line, fence) {
                break;
            }
        }
        self.copy(length.min(self.rest.len()));
        true
    }

    fn mark(&mut self) {
        let rest = self.rest;
        match rest.as_bytes().first() {
            Some(b'`') => {
                let at = self.text.len() - rest.len();
                let length = run(self.text, at);
                let end = self.ticks.span_end(at, length);
                self.copy(end.map_or(length, |end| end - at));
            }
            Some(b'\\') => {
                let next = rest.chars().nth(1).map_or(0, char::len_utf8);
                self.copy(1 + next);
            }
            Some(b'\n') => self.line_end(),
            _ => self.tag_or_text(),
        }
    }

    fn line_end(&mut self) {
        if self.row.is_some() {
            self.out.push(' ');
            self.rest = self.rest.trim_start();
        } else if self.blocks > 0 {
            // Indentation inside HTML is the author's way to lay it out; a fence may follow.
            let after = self.rest.get(1..).unwrap_or_default();
            self.out.push('\n');
            self.rest = after.trim_start_matches(' ');
        } else {
            self.copy(1);
        }
    }

    fn tag_or_text(&mut self) {
        let rest = self.rest;
        if let Some(after) = rest.strip_prefix("<!--") {
            let end = after.find("-->").map_or(after.len(), |at| at + 3);
            self.rest = after.get(end..).unwrap_or_default();
            return;
        }
        let Some((tag, after)) = tag(rest).filter(|(tag, _)| self.partners.accept(tag)) else {
            return self.copy(1);
        };
        self.rest = after;
        match tag.name.as_str() {
            "pre" | "script" | "style" | "svg" | "code" | "tt" | "kbd" | "samp" if !tag.closing => {
                self.verbatim(&tag);
            }
            "b" | "strong" => self.span("**", tag.closing),
            "i" | "em" | "cite" | "var" | "dfn" => self.span("*", tag.closing),
            "a" => self.anchor(&tag),
            "img" => self.image(&tag),
            "br" => self.line_break(),
            _ => self.block(&tag),
        }
    }

    fn block(&mut self, tag: &Tag<'t>) {
        match tag.name.as_str() {
            "ul" | "ol" | "dl" => self.list(tag),
            "li" | "dt" | "dd" => self.item(tag),
            "table" => {
                self.headed = false;
                self.row = None;
                self.paragraph(tag);
            }
            "tr" => self.table_row(tag.closing),
            "td" | "th" => self.cell(tag.closing),
            "hr" => {
                self.new_paragraph();
                self.out.push_str("---");
                self.new_paragraph();
            }
            "summary" => {
                if tag.closing {
                    self.span("**", true);
                    self.new_paragraph();
                } else {
                    self.new_paragraph();
                    self.span("**", false);
                }
            }
            name if name.len() == 2 && name.starts_with('h') => {
                self.new_paragraph();
                if !tag.closing {
                    let level = name.strip_prefix('h').and_then(|digit| digit.parse().ok());
                    self.out
                        .extend(std::iter::repeat_n('#', level.unwrap_or(1)));
                    self.out.push(' ');
                }
            }
            "p" | "div" | "section" | "article" | "blockquote" | "details" | "center"
            | "figure" | "header" | "footer" | "nav" | "main" | "aside" | "form" => {
                self.paragraph(tag);
            }
            // What only styles its content.
            _ => {}
        }
    }

    fn paragraph(&mut self, tag: &Tag<'t>) {
        if self.row.is_some() {
            return;
        }
        self.new_paragraph();
        self.nest(tag.closing);
    }

    fn nest(&mut self, closing: bool) {
        self.blocks = if closing {
            self.blocks.saturating_sub(1)
        } else {
            self.blocks + 1
        };
    }

    fn new_paragraph(&mut self) {
        self.trim_line();
        self.forget_break();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push_str(if self.out.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            });
        }
        self.rest = self.rest.trim_start_matches([' ', '\n']);
        self.indent();
    }

    /// What follows in a list's item belongs to it.
    fn indent(&mut self) {
        if !self.lists.is_empty() {
            let width: usize = self
                .lists
                .iter()
                .map(|(ordered, _)| if *ordered { 3 } else { 2 })
                .sum();
            self.out.extend(std::iter::repeat_n(' ', width));
        }
    }

    fn trim_line(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
    }

    /// A hard break, except where a block ends anyway, or where all must stand on one line.
    fn line_break(&mut self) {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        if self.row.is_some() || line.trim_start().starts_with(['#', '|']) {
            self.out.push(' ');
            return;
        }
        self.trim_line();
        if self.broken == Some(self.out.len()) {
            return self.new_paragraph();
        }
        let rest = self.rest.trim_start_matches(' ');
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
        let ends = self.rest.trim_start_matches(' ');
        if !self.at_line_start() && !ends.is_empty() && !ends.starts_with('\n') {
            self.out.push_str(BREAK);
            self.broken = Some(self.out.len());
        }
        self.indent();
    }

    /// Takes a hard break back that nothing came after.
    fn forget_break(&mut self) {
        let length = self.out.trim_end_matches(' ').len();
        if self.broken.take() == Some(length) {
            self.out.truncate(length - BREAK.len());
        }
    }

    fn list(&mut self, tag: &Tag<'t>) {
        if tag.closing && self.deeper > 0 {
            self.deeper -= 1;
        } else if tag.closing {
            self.lists.pop();
            self.nest(true);
            if self.lists.is_empty() {
                self.new_paragraph();
            }
        } else if self.lists.len() >= MAX_DEPTH {
            self.deeper += 1;
        } else {
            if self.lists.is_empty() {
                self.new_paragraph();
            }
            self.lists.push((tag.name == "ol", 0));
            self.nest(false);
        }
        self.rest = self.rest.trim_start_matches([' ', '\n']);
    }

    fn item(&mut self, tag: &Tag<'t>) {
        self.trim_line();
        self.forget_break();
        if !self.at_line_start() {
            self.out.push('\n');
        }
        self.rest = self.rest.trim_start_matches([' ', '\n']);
        if tag.closing {
            return;
        }
        let outer = self.lists.len().saturating_sub(1);
        let outer_lists = self.lists.get(..outer).unwrap_or_default();
        let width: usize = outer_lists
            .iter()
            .map(|(ordered, _)| if *ordered { 3 } else { 2 })
            .sum();
        self.out.extend(std::iter::repeat_n(' ', width));
        match self.lists.last_mut() {
            Some((true, count)) => {
                *count += 1;
                let number = *count;
                self.out.push_str(&number.to_string());
                self.out.push_str(". ");
            }
            _ => self.out.push_str("- "),
        }
    }

    fn table_row(&mut self, closing: bool) {
        if !closing {
            self.trim_line();
            if !self.at_line_start() {
                self.out.push('\n');
            }
            self.out.push('|');
            self.row = Some(0);
            return;
        }
        let cells = self.row.take().unwrap_or_default();
        self.out.push('\n');
        if !self.headed && cells > 0 {
            self.out.push('|');
            (0..cells).for_each(|_| self.out.push_str(" --- |"));
            self.out.push('\n');
            self.headed = true;
        }
        self.rest = self.rest.trim_start();
    }

    fn cell(&mut self, closing: bool) {
        self.trim_line();
        self.out.push(' ');
        if closing {
            self.out.push('|');
            self.row = self.row.map(|cells| cells + 1);
            self.rest = self.rest.trim_start();
        }
    }

    /// Emphasis: the marks must touch its text.
    fn span(&mut self, mark: &'static str, closing: bool) {
        if !closing {
            if self.spans.len() < MAX_SPANS {
                self.spans.push((mark, self.out.len()));
            }
            return;
        }
        let Some(at) = self.spans.iter().rposition(|(open, _)| *open == mark) else {
            return;
        };
        let (_, start) = self.spans.remove(at);
        let inner = self.out.get(start..).unwrap_or_default();
        let text = inner.trim().to_owned();
        if text.is_empty() || text.contains("\n\n") || text.contains('*') {
            return;
        }
        let lead = inner.len() - inner.trim_start().len();
        let trail = inner.len() - lead - text.len();
        let (lead, trail) = (
            inner.get(..lead).map(str::to_owned),
            inner.get(inner.len() - trail..).map(str::to_owned),
        );
        self.out.truncate(start);
        self.out.push_str(&lead.unwrap_or_default());
        self.out.extend([mark, &text, mark]);
        self.out.push_str(&trail.unwrap_or_default());
    }

    fn anchor(&mut self, tag: &Tag<'t>) {
        if !tag.closing {
            let address = attribute(tag.attributes, "href").unwrap_or_default();
            self.link = Some((address, self.out.len()));
            return;
        }
        let Some((address, start)) = self.link.take() else {
            return;
        };
        let text = self.out.get(start..).unwrap_or_default().trim().to_owned();
        if text.is_empty() || address.is_empty() || text.contains(['[', ']', '\n']) {
            return;
        }
        self.out.truncate(start);
        self.out.extend(["[", &text, "](", &address, ")"]);
    }

    fn image(&mut self, tag: &Tag<'t>) {
        let source = attribute(tag.attributes, "src").unwrap_or_default();
        let text = attribute(tag.attributes, "alt").unwrap_or_default();
        if !source.is_empty() {
            let text = text.replace(['[', ']', '\n'], " ");
            self.out.extend(["![", &text, "](", &source, ")"]);
        }
    }

    /// An element whose content isn't looked into.
    fn verbatim(&mut self, tag: &Tag<'t>) {
        let length = closing_tag(self.rest, &tag.name).unwrap_or(self.rest.len());
        let (content, after) = self.rest.split_at(length);
        let after = after.split_once('>').map_or("", |(_, after)| after);
        self.rest = after;
        let content = unescaped(&without_tags(content));
        match tag.name.as_str() {
            "pre" => {
                self.new_paragraph();
                let content = content.trim_matches('\n').trim_end();
                self.out.push_str(&super::write::fenced("text", content));
                self.out.push('\n');
                self.new_paragraph();
            }
            "code" | "tt" | "kbd" | "samp" => {
                let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
                self.out.push_str(&super::inline::code_span(&content));
            }
            _ => {}
        }
    }
}
