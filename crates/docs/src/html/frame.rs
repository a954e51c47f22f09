//! What all pages have around them: head, bar, contents, search.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::api::Api;
use crate::brand::Brand;
use crate::site::SERVER_SCRIPT;

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
    pub(crate) api: &'a Api,
    pub(crate) links: Vec<Link>,
}

impl Frame<'_> {
    /// A whole page: `contents` lists what is on it.
    pub(crate) fn page(&self, path: &str, title: &str, contents: &Markup, main: &Markup) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head { (self.head(path, title)) }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    (self.bar(path))
                    div.page {
                        nav.contents aria-label="On this page" { (contents) }
                        main #main tabindex="-1" { (main) }
                    }
                    (footer(self.api))
                    (dialog())
                }
            }
        };
        page.into_string() + "\n"
    }

    fn head(&self, path: &str, title: &str) -> Markup {
        let brand = self.brand;
        let whole = if title == brand.title {
            title.to_owned()
        } else {
            format!("{title} · {}", brand.title)
        };
        html! {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta http-equiv="Content-Security-Policy" content=(self.policy());
            meta name="referrer" content="no-referrer";
            title { (whole) }
            meta name="description" content=(brand.description);
            meta name="color-scheme" content="light dark";
            meta property="og:type" content="website";
            meta property="og:title" content=(whole);
            meta property="og:description" content=(brand.description);
            meta property="og:site_name" content=(brand.title);
            @if let Some(url) = &brand.url {
                link rel="canonical" href=(address(url, path));
                meta property="og:url" content=(address(url, path));
                @if let Some(image) = &brand.image {
                    meta property="og:image" content={ (url) (image) };
                    meta name="twitter:card" content="summary_large_image";
                }
            }
            link rel="icon" href="assets/icon.svg" type="image/svg+xml";
            link rel="stylesheet" href="assets/style.css";
            script src="assets/theme.js" {}
            @for script in [SERVER_SCRIPT, "assets/site.js", "assets/search.js", "assets/try.js"] {
                script src=(script) defer {}
            }
        }
    }

    /// A page may load what stands beside it, and may call the documented servers and this machine: nothing else.
    fn policy(&self) -> String {
        let mut servers = String::new();
        for server in &self.api.servers {
            if let Some(origin) = origin(&server.url) {
                servers.push(' ');
                servers.push_str(origin);
            }
        }
        format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self'{servers} http://127.0.0.1:* http://localhost:*; base-uri 'none'; form-action 'none'"
        )
    }

    fn bar(&self, path: &str) -> Markup {
        html! {
            header.bar {
                a.brand href="index.html" {
                    @if let Some(logo) = &self.brand.logo {
                        img src=(logo.file) alt=(logo.text) height="28";
                    } @else {
                        (self.brand.title)
                    }
                }
                span.version { (self.api.version) }
                nav.pages aria-label="Pages" {
                    @for link in &self.links {
                        a href=(link.path) aria-current=[(link.path == path).then_some("page")] { (link.name) }
                    }
                }
                button #search-open type="button" hidden aria-keyshortcuts="/" {
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

fn footer(api: &Api) -> Markup {
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
                input type="search" name="words" aria-label="Search" placeholder="A field, an operation, a word …"
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
