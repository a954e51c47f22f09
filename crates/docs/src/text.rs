//! The reference as Markdown, for wikis and for language models: the same blocks as the pages.

use crate::api::{Api, Kind};
use crate::brand::Brand;
use crate::html::markdown_path;
use crate::page::{Block, Code, Field, Page, Span};
use crate::site::Source;

/// A page of the reference.
pub(crate) fn page(page: &Page<'_>) -> String {
    let mut pen = Pen {
        out: String::with_capacity(2048),
        root: if page.address.contains('/') {
            "../"
        } else {
            ""
        },
    };
    pen.blocks(&page.main, 0);
    pen.blocks(&page.aside, 0);
    while pen.out.ends_with('\n') {
        pen.out.pop();
    }
    pen.out.push('\n');
    pen.out
}

struct Pen {
    out: String,
    root: &'static str,
}

impl Pen {
    fn blocks(&mut self, blocks: &[Block<'_>], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block<'_>, depth: usize) {
        let indent = "  ".repeat(depth);
        match block {
            Block::Heading(level, _, spans) => {
                let marks = "#".repeat(usize::from(*level));
                self.paragraph(&indent, &format!("{marks} {}", self.spans(spans)));
            }
            Block::Prose(markdown) => self.paragraph(&indent, markdown.trim()),
            Block::Line(spans) | Block::Quiet(spans) => {
                let line = self.spans(spans);
                self.paragraph(&indent, &line);
            }
            Block::Warning(text) => self.paragraph(&indent, &format!("**{text}**")),
            Block::Links(links) => {
                for link in links {
                    let detail = match &link.method {
                        Some(method) => format!("`{method} {}`", link.detail),
                        None => link.detail.to_owned(),
                    };
                    let deprecated = if link.deprecated { " (deprecated)" } else { "" };
                    let address = format!("{}{}", self.root, markdown_path(&link.to));
                    let end = if detail.is_empty() {
                        String::new()
                    } else {
                        format!(": {detail}")
                    };
                    self.item(
                        &indent,
                        &format!("[{}]({address}){deprecated}{end}", link.title),
                    );
                }
                self.out.push('\n');
            }
            Block::Fields(fields) => {
                for field in fields {
                    self.field(field, depth);
                }
                if depth == 0 {
                    self.out.push('\n');
                }
            }
            Block::Facts(facts) => {
                for (term, spans) in facts {
                    let says = self.spans(spans);
                    let says = says.trim();
                    self.item(
                        &indent,
                        &if says.is_empty() {
                            term.to_string()
                        } else {
                            format!("{term}: {says}")
                        },
                    );
                }
                if depth == 0 {
                    self.out.push('\n');
                }
            }
            Block::Code(code) => self.code(&indent, code),
            Block::Details(summary, inside) => {
                // Lists show themselves what is within them; other details have a name worth a line.
                if !matches!(inside.as_slice(), [Block::Fields(_)]) || depth == 0 {
                    let summary = self.spans(summary);
                    self.item(&indent, &summary);
                }
                self.blocks(inside, depth + usize::from(depth == 0));
            }
            Block::Tabs(_, label, tabs) => {
                self.paragraph(&indent, &format!("## {label}"));
                for tab in tabs {
                    if tabs.len() > 1 {
                        self.paragraph(&indent, &format!("### {}", tab.name));
                    }
                    self.blocks(&tab.inside, depth);
                }
            }
            Block::Form(_) => {}
        }
    }

    fn field(&mut self, field: &Field<'_>, depth: usize) {
        let indent = "  ".repeat(depth);
        let mut head = String::new();
        for span in &field.head {
            if matches!(span, Span::Note(_)) {
                head.push_str(", ");
            } else if !head.is_empty() && !matches!(span, Span::Type(_)) && !head.ends_with(' ') {
                head.push(' ');
            } else if head.ends_with('`') {
                head.push_str(": ");
            }
            head.push_str(&self.span(span));
        }
        let mut inside = field.inside.iter();
        let mut rest: Vec<&Block<'_>> = Vec::new();
        if let Some(first) = inside.next() {
            match first {
                Block::Prose(markdown) => {
                    head.push_str(". ");
                    head.push_str(&markdown.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                other => rest.push(other),
            }
        }
        rest.extend(inside);
        self.item(&indent, &head);
        for block in rest {
            self.block(block, depth + 1);
        }
    }

    fn item(&mut self, indent: &str, text: &str) {
        self.out.push_str(indent);
        self.out.push_str("- ");
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn paragraph(&mut self, indent: &str, text: &str) {
        for line in text.lines() {
            if !line.is_empty() {
                self.out.push_str(indent);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    /// A block of code; its fence is longer than any within.
    fn code(&mut self, indent: &str, Code { lang, text }: &Code<'_>) {
        let longest = text
            .split(|letter| letter != '`')
            .map(str::len)
            .max()
            .unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.paragraph(
            indent,
            &format!("{fence}{lang}\n{}\n{fence}", text.trim_end()),
        );
    }

    fn spans(&self, spans: &[Span<'_>]) -> String {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span<'_>) -> String {
        match span {
            Span::Text(text) | Span::Type(text) | Span::Note(text) | Span::Status(text) => {
                text.to_string()
            }
            Span::Code(text) => format!("`{}`", text.replace('`', "'")),
            Span::Method(text) => format!("**{text}**"),
            Span::To(address, text) => {
                let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
                let fragment = if fragment.is_empty() {
                    String::new()
                } else {
                    format!("#{fragment}")
                };
                let file = match file.strip_suffix(".html") {
                    Some(_) => markdown_path(file),
                    None => file.to_owned(),
                };
                format!("[{text}]({}{file}{fragment})", self.root)
            }
            Span::Out(address, text) if address == text => format!("<{address}>"),
            Span::Out(address, text) => format!("[{text}]({address})"),
            Span::Prose(markdown) => markdown.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

/// `llms.txt`: what there is for language models to read.
pub(crate) fn overview(brand: &Brand, api: &Api<'_>, source: &Source, first: &str) -> String {
    let base = brand.url.as_deref().unwrap_or_default();
    let mut out = format!(
        "# {}\n\n> {}\n\n## Documentation\n\n",
        brand.title, brand.description
    );
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for guide in &source.guides {
        let title = crate::html::title(&guide.markdown);
        line(format!("- [{title}]({base}{}.md)", guide.name));
    }
    line(format!(
        "- [Reference]({base}{}): what the API is, its servers and tags",
        markdown_path(first)
    ));
    if !api.schemes.is_empty() {
        line(format!("- [Credentials]({base}credentials.md)"));
    }
    if !api.models.is_empty() {
        line(format!("- [Models]({base}models.md)"));
    }
    line(format!(
        "- [Everything in one file]({base}reference.md): every operation, model, example and sample"
    ));
    for (kind, title) in [(Kind::Path, "Operations"), (Kind::Webhook, "Webhooks")] {
        let mut operations = api
            .operations
            .iter()
            .filter(|operation| operation.kind == kind)
            .peekable();
        if operations.peek().is_some() {
            line(format!("\n## {title}\n"));
        }
        for operation in operations {
            let (method, path) = (&operation.method, operation.path);
            let address = markdown_path(&operation.address);
            line(format!(
                "- [{}]({base}{address}): `{method} {path}`",
                operation.summary
            ));
        }
    }
    if !source.files.is_empty() {
        line("\n## Files\n".to_owned());
        for file in &source.files {
            line(format!("- [{}]({base}{})", file.path, file.path));
        }
    }
    out
}
