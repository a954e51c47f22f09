//! Prose: Markdown as HTML. HTML within it is shown as text.

use maud::{Markup, PreEscaped};
use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html,
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

fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    // Of each link and picture that is open: whether it is drawn as one.
    let mut open = Vec::new();
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    )
    .filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Link { ref dest_url, .. } | Tag::Image { ref dest_url, .. }) => {
            let drawn = leads_on(dest_url);
            open.push(drawn);
            drawn.then_some(event)
        }
        Event::End(TagEnd::Link | TagEnd::Image) => open.pop().unwrap_or(true).then_some(event),
        other => Some(other),
    })
}

/// Whether an address is one to go to: what runs code or holds a page of its own in the address is none.
fn leads_on(address: &str) -> bool {
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
    let mut page = Prose::default();
    draw(markdown, &mut page);
    page.html
}

/// A page of its own.
pub(super) fn page(markdown: &str) -> Prose {
    let mut page = Prose::default();
    draw(markdown, &mut page);
    page.title = page
        .sections
        .first()
        .map(|section| section.title.clone())
        .unwrap_or_default();
    page
}

fn draw(markdown: &str, page: &mut Prose) {
    let mut out = Vec::new();
    let mut heading: Option<(HeadingLevel, Vec<Event<'_>>)> = None;
    let mut block: Option<(String, String)> = None;
    for event in events(markdown) {
        if let Some((level, inside)) = &mut heading {
            if matches!(event, Event::End(TagEnd::Heading(_))) {
                let section = section(*level, inside, &page.sections);
                out.push(Event::Html(CowStr::from(format!(
                    "<{level} id=\"{}\">",
                    section.id
                ))));
                out.append(inside);
                out.push(Event::Html(CowStr::from(format!("</{level}>\n"))));
                page.sections.push(section);
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
            // Wide tables scroll on their own.
            Event::Start(Tag::Table(alignments)) => {
                out.push(Event::Html("<div class=\"wide\" tabindex=\"0\">".into()));
                out.push(Event::Start(Tag::Table(alignments)));
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
    use super::{page, prose};

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
        for address in [
            "https://a.example/?a:b",
            "mailto:a@b.example",
            "sign-in.html#a:b",
            "./a:b",
        ] {
            let drawn = prose(&format!("[here]({address})")).into_string();
            assert!(drawn.contains(&format!("href=\"{address}\"")), "{drawn}");
        }
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
