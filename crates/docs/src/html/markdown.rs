//! Prose: Markdown as HTML. HTML within it is shown as text.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
};

use super::frame::code;

/// A page of prose.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    pub(super) title: String,
    pub(super) html: PreEscaped<String>,
    pub(super) sections: Vec<Section>,
}

/// A heading and what stands below it.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) level: u8,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
}

/// Whose text it is: what a link may lead to differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// A guide, which stands beside the other pages and knows them.
    Guide,
    /// A document, which doesn't know where it is shown: a relative link of it leads nowhere here.
    Document,
}

fn events(markdown: &str, from: From) -> impl Iterator<Item = Event<'_>> {
    // What the end of each link and picture that is open is drawn as.
    let mut open: Vec<Option<TagEnd>> = Vec::new();
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    )
    .filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(match text.trim() {
            "<br>" | "<br/>" | "<br />" => Event::HardBreak,
            _ => Event::Text(text),
        }),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let drawn = may_link(dest_url, from).then_some(TagEnd::Link);
            open.push(drawn);
            drawn.and(Some(event))
        }
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let own = from == From::Guide && is_own(&dest_url);
            let within = open.iter().any(Option::is_some);
            let drawn = if own {
                Some(TagEnd::Image)
            } else {
                // A picture of another host isn't loaded: what it shows is a link away.
                (!within && may_link(&dest_url, from)).then_some(TagEnd::Link)
            };
            open.push(drawn);
            drawn.map(|end| {
                Event::Start(match end {
                    TagEnd::Image => Tag::Image {
                        link_type,
                        dest_url,
                        title,
                        id,
                    },
                    _ => Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    },
                })
            })
        }
        Event::End(TagEnd::Link | TagEnd::Image) => open.pop().flatten().map(Event::End),
        other => Some(other),
    })
}

/// Whether an address becomes a link.
fn may_link(address: &str, from: From) -> bool {
    leads_on(address) && (from == From::Guide || !is_own(address))
}

/// Whether an address is one of this site.
fn is_own(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    !scheme.contains(':') && !address.starts_with("//")
}

/// Whether an address is one to go to: what runs code or holds a page of its own in the address is none.
pub(super) fn leads_on(address: &str) -> bool {
    // Browsers pass over white space and control characters in a scheme.
    let plain: String = address
        .chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .collect();
    match plain.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            ["http", "https", "mailto", "tel"]
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known))
        }
        _ => true,
    }
}

/// The text of the first heading.
pub(crate) fn title(markdown: &str) -> String {
    page(markdown).title
}

/// A description within a page.
pub(super) fn prose(markdown: &str) -> Markup {
    draw(markdown, From::Document).html
}

/// A description as part of a line: what makes blocks of it is passed over.
pub(super) fn line(markdown: &str) -> Markup {
    let inline = events(markdown, From::Document).filter_map(|event| match event {
        Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
            Some(Event::Text(" ".into()))
        }
        Event::Text(_)
        | Event::Code(_)
        | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {
            Some(event)
        }
        _ => None,
    });
    let mut text = String::new();
    html::push_html(&mut text, inline);
    PreEscaped(text.trim_end().to_owned())
}

/// A page of its own.
pub(super) fn page(markdown: &str) -> Prose {
    let mut page = draw(markdown, From::Guide);
    page.title = page
        .sections
        .first()
        .map(|section| section.title.clone())
        .unwrap_or_default();
    page
}

fn draw(markdown: &str, from: From) -> Prose {
    let mut page = Prose::default();
    // Most descriptions are a line of plain words.
    if from == From::Document && is_plain(markdown) {
        let mut text = String::with_capacity(markdown.len() + 8);
        text.push_str("<p>");
        super::block::escape(markdown.trim(), &mut text);
        text.push_str("</p>");
        page.html = PreEscaped(text);
        return page;
    }
    let mut out = Vec::new();
    let mut heading: Option<(HeadingLevel, Vec<Event<'_>>)> = None;
    let mut block: Option<(String, String)> = None;
    for event in events(markdown, from) {
        if let Some((level, inside)) = &mut heading {
            if matches!(event, Event::End(TagEnd::Heading(_))) {
                let section = section(*level, inside, &page.sections);
                let (start, end) = match from {
                    From::Guide => (
                        format!("<{level} id=\"{}\">", section.id),
                        format!("</{level}>\n"),
                    ),
                    // Within a page that has headings of its own, and addresses for them.
                    From::Document => {
                        let level = (*level as u8 + 2).min(6);
                        (format!("<h{level}>"), format!("</h{level}>\n"))
                    }
                };
                out.push(Event::Html(CowStr::from(start)));
                out.append(inside);
                out.push(Event::Html(CowStr::from(end)));
                if from == From::Guide {
                    page.sections.push(section);
                }
                heading = None;
            } else {
                inside.push(event);
            }
            continue;
        }
        if let (Some(last), Event::Text(text) | Event::Code(text)) =
            (page.sections.last_mut(), &event)
        {
            last.text.push_str(text);
            last.text.push(' ');
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level, Vec::new())),
            Event::Start(Tag::CodeBlock(kind)) => {
                let lang = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([',', ' ']).next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                block = Some((lang, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((lang, text)) = block.take() {
                    let drawn = code(&lang, text.trim_end()).into_string();
                    out.push(Event::Html(CowStr::from(drawn)));
                }
            }
            Event::Text(text) if block.is_some() => {
                if let Some((_, code)) = &mut block {
                    code.push_str(&text);
                }
            }
            // Wide tables scroll on their own. Alignment would be an inline style, which the policy forbids.
            Event::Start(Tag::Table(alignments)) => {
                out.push(Event::Html("<div class=\"wide\" tabindex=\"0\">".into()));
                out.push(Event::Start(Tag::Table(vec![
                    Alignment::None;
                    alignments.len()
                ])));
            }
            Event::End(TagEnd::Table) => {
                out.push(Event::End(TagEnd::Table));
                out.push(Event::Html("</div>".into()));
            }
            other => out.push(other),
        }
    }
    let mut text = String::new();
    html::push_html(&mut text, out.into_iter());
    page.html = PreEscaped(text);
    page
}

/// Whether a text has nothing that Markdown reads: letters, digits and the marks of sentences, on one line.
fn is_plain(markdown: &str) -> bool {
    let starts = markdown
        .trim()
        .starts_with(|first: char| first.is_alphabetic());
    starts
        && markdown.trim().bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || byte >= 0x80 || b" ,.'()/:;?%".contains(&byte)
        })
}

fn section(level: HeadingLevel, inside: &[Event<'_>], earlier: &[Section]) -> Section {
    let title: String = inside
        .iter()
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let mut id: String = title
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    while id.contains("--") {
        id = id.replace("--", "-");
    }
    let mut id = id.trim_matches('-').to_owned();
    while earlier.iter().any(|section| section.id == id) {
        id.push_str("-2");
    }
    Section {
        level: level as u8,
        id,
        title,
        text: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{line, page, prose};

    #[test]
    fn html_is_shown_and_never_run() {
        let drawn =
            prose("A <script>alert(1)</script> `<b>`\n\n<img src=x onerror=y>").into_string();
        assert!(
            !drawn.contains("<script") && !drawn.contains("<img"),
            "{drawn}"
        );
    }

    #[test]
    fn an_address_that_runs_code_is_no_link() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\u{1}script:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "<java&#x0A;script:alert(1)>",
        ] {
            for markdown in [
                format!("[here]({address}) on"),
                format!("![here]({address}) on"),
                format!("[here] on\n\n[here]: {address}"),
            ] {
                let drawn = prose(&markdown).into_string();
                assert!(
                    !drawn.contains("href") && !drawn.contains("src=") && drawn.contains("here"),
                    "{markdown}: {drawn}"
                );
            }
        }
        for address in ["https://a.example/?a:b", "mailto:a@b.example"] {
            let drawn = prose(&format!("[here]({address})")).into_string();
            assert!(drawn.contains(&format!("href=\"{address}\"")), "{drawn}");
        }
        for address in ["sign-in.html#a:b", "./a:b"] {
            let guide = page(&format!("[here]({address})")).html.0;
            assert!(guide.contains(&format!("href=\"{address}\"")), "{guide}");
            // A document doesn't know where it is shown.
            let drawn = prose(&format!("[here]({address})")).into_string();
            assert!(!drawn.contains("href") && drawn.contains("here"), "{drawn}");
        }
    }

    #[test]
    fn a_picture_of_another_host_is_a_link_and_a_table_has_no_style() {
        let drawn = prose("![A lamp](https://a.example/lamp.png)").into_string();
        assert_eq!(
            drawn,
            "<p><a href=\"https://a.example/lamp.png\">A lamp</a></p>\n"
        );
        let drawn = prose("| a | b |\n| --: | :-: |\n| 1 | 2 |").into_string();
        assert!(
            drawn.contains("<table>") && !drawn.contains("style"),
            "{drawn}"
        );
        let drawn = line("One `of` **many**\n\n- [x](https://a.example)").into_string();
        assert_eq!(
            drawn,
            "One <code>of</code> <strong>many</strong> <a href=\"https://a.example\">x</a>"
        );
    }

    #[test]
    fn headings_can_be_linked_to() {
        let page = page("# The page\n\n## A `part`\n\nText.\n\n## A part\n");
        assert_eq!(page.title, "The page");
        let ids: Vec<&str> = page
            .sections
            .iter()
            .map(|section| section.id.as_str())
            .collect();
        assert_eq!(ids, ["the-page", "a-part", "a-part-2"]);
        assert!(
            page.html
                .0
                .contains("<h2 id=\"a-part\">A <code>part</code></h2>"),
            "{}",
            page.html.0
        );
    }
}
