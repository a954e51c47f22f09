//! What all pages have around them: head, bar, contents, search.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::json;

use crate::api::Api;
use crate::bounded::start;
use crate::brand::Brand;
use crate::site::SERVER_SCRIPT;

/// Servers that a page may call, at most: a policy is part of every page.
const SERVERS: usize = 12;

/// A page that every page links to.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) path: String,
    pub(crate) name: String,
}

impl Link {
    pub(crate) fn new(page: &str, name: String) -> Self {
        Self {
            path: format!("{page}.html"),
            name,
        }
    }
}

/// What the pages of a site have in common.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    pub(crate) brand: &'a Brand,
    pub(crate) api: &'a Api<'a>,
    pub(crate) links: Vec<Link>,
    /// The page that the reference begins with.
    pub(crate) overview: String,
    /// The origins of the documented servers.
    servers: Vec<String>,
}

/// A page before the frame is around it.
pub(crate) struct Sheet<'p> {
    /// Where it is below the site's root.
    pub(crate) path: &'p str,
    pub(crate) title: &'p str,
    pub(crate) description: &'p str,
    /// The link of the bar that leads to it or to what it is part of.
    pub(crate) part_of: &'p str,
    pub(crate) contents: Markup,
    pub(crate) main: Markup,
    /// Whether it has a form that calls servers.
    pub(crate) calls: bool,
    /// Whether it stands as Markdown beside.
    pub(crate) markdown: bool,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(
        brand: &'a Brand,
        api: &'a Api<'a>,
        links: Vec<Link>,
        overview: String,
    ) -> Self {
        let mut servers = Vec::new();
        let own = api
            .operations
            .iter()
            .flat_map(crate::api::Operation::own_servers);
        for server in api.servers.iter().cloned().chain(own) {
            let origin = origin(&server.url).map(str::to_owned);
            if let Some(origin) = origin.filter(|origin| !servers.contains(origin)) {
                servers.push(origin);
            }
            if servers.len() == SERVERS {
                break;
            }
        }
        Self {
            brand,
            api,
            links,
            overview,
            servers,
        }
    }

    /// A whole page.
    pub(crate) fn page(&self, sheet: &Sheet<'_>) -> String {
        let root = root(sheet.path);
        let page = html! {
            (DOCTYPE)
            html lang="en" data-root=(root) {
                head { (self.head(sheet, root)) }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    (self.bar(sheet, root))
                    div.page {
                        nav #contents.contents popover aria-label="Contents" { (sheet.contents) }
                        main #main tabindex="-1" { (sheet.main) }
                    }
                    (footer(self.api))
                    (dialog())
                }
            }
        };
        page.into_string() + "\n"
    }

    fn head(&self, sheet: &Sheet<'_>, root: &str) -> Markup {
        let brand = self.brand;
        let whole = if sheet.title == brand.title {
            sheet.title.to_owned()
        } else {
            format!("{} · {}", sheet.title, brand.title)
        };
        let said = one_line(sheet.description);
        let description = if said.is_empty() {
            brand.description.as_str()
        } else {
            said.as_str()
        };
        html! {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(self.policy(sheet.calls));
            meta name="referrer" content="no-referrer";
            title { (whole) }
            meta name="description" content=(description);
            meta name="color-scheme" content="light dark";
            meta property="og:type" content="website";
            meta property="og:title" content=(whole);
            meta property="og:description" content=(description);
            meta property="og:site_name" content=(brand.title);
            @if let Some(url) = &brand.url {
                link rel="canonical" href=(address(url, sheet.path));
                meta property="og:url" content=(address(url, sheet.path));
                @if let Some(image) = &brand.image {
                    meta property="og:image" content={ (url) (image) };
                    meta name="twitter:card" content="summary_large_image";
                }
            }
            @if sheet.markdown {
                link rel="alternate" type="text/markdown" href={ (root) (markdown_path(sheet.path)) };
            }
            link rel="icon" href={ (root) "assets/icon.svg" } type="image/svg+xml";
            link rel="stylesheet" href={ (root) "assets/style.css" };
            script src={ (root) "assets/theme.js" } {}
            @for script in ["assets/site.js", "assets/search.js"] {
                script src={ (root) (script) } defer {}
            }
            @if sheet.calls {
                @for script in [SERVER_SCRIPT, "assets/try.js"] {
                    script src={ (root) (script) } defer {}
                }
            }
            (self.structured(sheet, description))
        }
    }

    /// What search engines read of a page. It is data: no browser runs it.
    fn structured(&self, sheet: &Sheet<'_>, description: &str) -> Markup {
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": if sheet.calls { "APIReference" } else { "TechArticle" },
            "headline": sheet.title,
            "description": description,
            "isPartOf": { "@type": "WebSite", "name": self.brand.title },
        });
        if let Some(url) = &self.brand.url {
            data["url"] = json!(address(url, sheet.path));
        }
        let data = data.to_string().replace('<', "\\u003c");
        html! { script type="application/ld+json" { (PreEscaped(data)) } }
    }

    /// A page may load what stands beside it, and where it has a form, call the documented servers and this machine:
    /// nothing else.
    fn policy(&self, calls: bool) -> String {
        let mut policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          base-uri 'none'; form-action 'none'"
                .to_owned();
        if calls {
            policy.push_str("; frame-src 'self'; connect-src 'self'");
            for server in &self.servers {
                policy.push(' ');
                policy.push_str(server);
            }
            policy.push_str(" http://127.0.0.1:* http://localhost:*");
        }
        policy
    }

    fn bar(&self, sheet: &Sheet<'_>, root: &str) -> Markup {
        html! {
            header.bar {
                button #contents-open.contents-open type="button" popovertarget="contents" aria-label="Contents" {
                    (icon("M2 4h12M2 8h12M2 12h12"))
                }
                a.brand href={ (root) "index.html" } {
                    @if let Some(logo) = &self.brand.logo {
                        img src={ (root) (logo.file) } alt=(logo.text) height="28";
                    } @else {
                        (self.brand.title)
                    }
                }
                span.version { (self.api.version) }
                nav.pages aria-label="Pages" {
                    @for link in &self.links {
                        a href={ (root) (link.path) } aria-current=[(link.path == sheet.part_of).then_some("page")] { (link.name) }
                    }
                }
                button #search-open type="button" hidden aria-label="Search" aria-keyshortcuts="/" {
                    (icon("M10.5 10.5 14 14M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Z"))
                    span { "Search" } kbd aria-hidden="true" { "/" }
                }
                button #theme type="button" hidden aria-label="Light or dark" title="Light or dark" {
                    (icon("M8 1.5v13a6.5 6.5 0 0 0 0-13ZM14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z"))
                }
            }
        }
    }
}

fn footer(api: &Api<'_>) -> Markup {
    html! {
        footer {
            p { (api.title) " " (api.version) ". This site is static, sets no cookie and asks no other host for anything." }
        }
    }
}

fn dialog() -> Markup {
    html! {
        dialog #search aria-label="Search" {
            form method="dialog" {
                input type="search" name="words" aria-label="Search" placeholder="An operation, a path, a field, a status …"
                    autocomplete="off" spellcheck="false";
                button type="submit" { "Close" }
            }
            ol aria-label="Results" {}
            p.quiet role="status" {}
        }
    }
}

fn icon(path: &str) -> Markup {
    html! {
        svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor"
            stroke-width="1.5" stroke-linecap="round" { path d=(path) {} }
    }
}

/// The first lines of a description as one, without marks of Markdown.
fn one_line(markdown: &str) -> String {
    let first = start(markdown.trim_start(), 600)
        .split("\n\n")
        .next()
        .unwrap_or_default();
    let plain = first
        .replace(['`', '*', '#'], "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    match plain.char_indices().nth(200) {
        Some((end, _)) => format!("{} …", &plain[..end]),
        None => plain,
    }
}

/// The way from a page to the site's root.
pub(crate) fn root(path: &str) -> &'static str {
    if path.contains('/') { "../" } else { "" }
}

/// The Markdown that stands beside a page.
pub(crate) fn markdown_path(path: &str) -> String {
    format!("{}.md", path.strip_suffix(".html").unwrap_or(path))
}

/// The address of a page: that of the first one is the site's own.
fn address(url: &str, path: &str) -> String {
    let path = if path == "index.html" { "" } else { path };
    format!("{url}{path}")
}

fn origin(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    // Whatever isn't part of an address could end the directive.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-.:[]".contains(letter);
    (!host.is_empty() && host.chars().all(plain) && matches!(scheme, "http" | "https"))
        .then(|| &url[..scheme.len() + 3 + host.len()])
}

/// A block of code that can be copied.
pub(super) fn code(lang: &str, text: &str) -> Markup {
    html! {
        div.code {
            pre tabindex="0" { code { (PreEscaped(super::highlight::highlight(lang, text))) } }
            button.copy type="button" hidden { "Copy" }
        }
    }
}
