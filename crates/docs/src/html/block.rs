//! Blocks as HTML. Everything that comes from a document is escaped here or by the templates.

use std::fmt::Write as _;

use maud::PreEscaped;

use super::frame::code;
use super::markdown::{self, leads_on};
use crate::page::{Block, Code, Field, Link, Span, Tab};

/// Draws the blocks of a page that lies below the root; `root` leads there, as `../`.
pub(super) fn blocks(blocks: &[Block<'_>], root: &str) -> PreEscaped<String> {
    let mut pen = Pen {
        out: String::with_capacity(4096),
        root,
    };
    pen.blocks(blocks);
    PreEscaped(pen.out)
}

struct Pen<'r> {
    out: String,
    root: &'r str,
}

impl Pen<'_> {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Heading(level, id, spans) => {
                // Writing to a string can't fail.
                let _ = write!(self.out, "<h{level}");
                if let Some(id) = id {
                    self.attribute("id", id);
                }
                self.out.push('>');
                self.spans(spans);
                let _ = write!(self.out, "</h{level}>");
            }
            Block::Prose(markdown) => self.out.push_str(&markdown::prose(markdown).0),
            Block::Line(spans) => self.line("", spans),
            Block::Quiet(spans) => self.line(" class=\"quiet\"", spans),
            Block::Warning(text) => {
                self.out.push_str("<p class=\"warning\">");
                self.text(text);
                self.out.push_str("</p>");
            }
            Block::Links(links) => self.links(links),
            Block::Fields(fields) => self.fields(fields),
            Block::Facts(facts) => {
                self.out.push_str("<dl class=\"rules\">");
                for (term, spans) in facts {
                    self.out.push_str("<div><dt>");
                    self.term(term);
                    self.out.push_str("</dt><dd>");
                    self.spans(spans);
                    self.out.push_str("</dd></div>");
                }
                self.out.push_str("</dl>");
            }
            Block::Code(Code { lang, text }) => self.out.push_str(&code(lang, text).0),
            Block::Details(summary, inside) => {
                self.out.push_str("<details><summary>");
                self.spans(summary);
                self.out.push_str("</summary>");
                self.blocks(inside);
                self.out.push_str("</details>");
            }
            Block::Tabs(id, label, tabs) => self.tabs(id, label, tabs),
            Block::Form(form) => self.out.push_str(&form.0),
        }
    }

    fn line(&mut self, class: &str, spans: &[Span<'_>]) {
        self.out.push_str("<p");
        self.out.push_str(match spans.first() {
            Some(Span::Method(_)) => " class=\"path\"",
            _ => class,
        });
        self.out.push('>');
        self.spans(spans);
        self.out.push_str("</p>");
    }

    /// Terms are words; one in backticks is code.
    fn term(&mut self, term: &str) {
        for (index, part) in term.split('`').enumerate() {
            let is_code = index % 2 == 1;
            self.out.push_str(if is_code { "<code>" } else { "" });
            self.text(part);
            self.out.push_str(if is_code { "</code>" } else { "" });
        }
    }

    fn fields(&mut self, fields: &[Field<'_>]) {
        self.out.push_str("<ul class=\"fields\">");
        for field in fields {
            self.out.push_str("<li");
            if let Some(id) = &field.id {
                self.attribute("id", id);
            }
            self.out.push_str("><p class=\"head\">");
            if let Some((Span::Code(name), rest)) = field.head.split_first() {
                self.out.push_str("<code class=\"name\">");
                self.text(name);
                self.out.push_str("</code> ");
                self.spans(rest);
            } else {
                self.spans(&field.head);
            }
            self.out.push_str("</p>");
            self.blocks(&field.inside);
            self.out.push_str("</li>");
        }
        self.out.push_str("</ul>");
    }

    fn links(&mut self, links: &[Link<'_>]) {
        self.out.push_str("<ul class=\"links\">");
        for link in links {
            self.out.push_str("<li><a");
            let address = format!("{}{}", self.root, link.to);
            self.attribute("href", &address);
            self.out.push('>');
            self.text(&link.title);
            self.out.push_str("</a>");
            if link.deprecated {
                self.out.push_str(" <span class=\"note\">deprecated</span>");
            }
            if let Some(method) = &link.method {
                self.out.push_str("<p class=\"path\">");
                self.span(&Span::Method(method.as_ref().into()));
                self.out.push_str(" <code>");
                self.text(link.detail);
                self.out.push_str("</code></p>");
            } else if !link.detail.is_empty() {
                self.out.push_str("<p class=\"quiet\">");
                self.span(&Span::Prose(link.detail));
                self.out.push_str("</p>");
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ul>");
    }

    /// One below the other until a script lets the reader choose.
    fn tabs(&mut self, id: &str, label: &str, tabs: &[Tab<'_>]) {
        self.out.push_str("<section class=\"tabs\"");
        self.attribute("id", id);
        self.attribute("aria-label", label);
        self.out.push_str("><h2>");
        self.text(label);
        self.out.push_str("</h2>");
        for tab in tabs {
            self.out.push_str("<div class=\"tab\"");
            self.attribute("data-name", &tab.name);
            self.out.push_str("><h3>");
            self.text(&tab.name);
            self.out.push_str("</h3>");
            self.blocks(&tab.inside);
            self.out.push_str("</div>");
        }
        self.out.push_str("</section>");
    }

    fn spans(&mut self, spans: &[Span<'_>]) {
        let mut earlier = None;
        for span in spans {
            // Types are words of one sentence; everything else that follows another stands apart.
            if matches!(span, Span::Note(_)) && earlier.is_some() {
                self.out.push(' ');
            }
            self.span(span);
            earlier = Some(span);
        }
    }

    fn span(&mut self, span: &Span<'_>) {
        match span {
            Span::Code(text) => self.element("code", "", text),
            Span::Type(text) => self.element("span", "type", text),
            Span::Note(text) => {
                let class = match text.as_ref() {
                    "required" => "note required",
                    "optional" => "note optional",
                    _ => "note",
                };
                self.element("span", class, text);
            }
            Span::Method(text) => self.element("span", "method", text),
            Span::Status(text) => {
                let is_good = matches!(text.as_bytes().first(), Some(b'1'..=b'3'));
                self.element(
                    "span",
                    if is_good { "status good" } else { "status bad" },
                    text,
                );
            }
            Span::To(address, text) => {
                let address = format!("{}{address}", self.root);
                self.out.push_str("<a");
                self.attribute("href", &address);
                self.out.push('>');
                self.text(text);
                self.out.push_str("</a>");
            }
            Span::Out(address, text) if leads_on(address) && address.contains(':') => {
                self.out.push_str("<a");
                self.attribute("href", address);
                self.out.push('>');
                self.text(text);
                self.out.push_str("</a>");
            }
            Span::Text(text) | Span::Out(_, text) => self.text(text),
            Span::Prose(markdown) => self.out.push_str(&markdown::line(markdown).0),
        }
    }

    fn element(&mut self, name: &str, class: &str, text: &str) {
        self.out.push('<');
        self.out.push_str(name);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.out.push('>');
        self.text(text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape(value, &mut self.out);
        self.out.push('"');
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }
}

/// Text as HTML has it, in elements and attributes alike.
pub(super) fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        let (before, behind) = rest.split_at(at);
        html.push_str(before);
        let (special, behind) = behind.split_at(1);
        html.push_str(match special {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            _ => "&quot;",
        });
        rest = behind;
    }
    html.push_str(rest);
}
