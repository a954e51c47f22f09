//! The site as a whole: which pages there are.

use apicrate_artifacts::Artifact;
use serde_json::Value;

use crate::api::Api;
use crate::brand::Brand;
use crate::html::{self, Frame, Link};
use crate::{Error, checksum, text};

/// The script that says which server the site stands on. A server that serves the site itself puts its own words in
/// the place of the file.
pub const SERVER_SCRIPT: &str = "assets/server.js";

/// What a site is made of.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The OpenAPI document, 3.0 or 3.1.
    pub document: Value,
    /// Pages of prose; the first is the site's first page. Without any, the reference is.
    pub guides: Vec<Guide>,
    /// The changelog, in Markdown.
    pub changelog: Option<String>,
    /// What can be downloaded.
    pub files: Vec<Artifact>,
    /// Pictures that the document's branding names, by the names it has for them.
    pub pictures: Vec<Artifact>,
    /// The first page of further documentation that stands below the site's root, and what it is called.
    pub further: Vec<(String, String)>,
}

impl Source {
    /// A source with nothing but a document.
    #[must_use]
    pub fn of(document: Value) -> Self {
        Self {
            document,
            ..Self::default()
        }
    }
}

/// A page of prose.
#[derive(Debug, Clone)]
pub struct Guide {
    /// Its name in addresses: `sign-in` for `sign-in.html`. The first guide's is `index`.
    pub name: String,
    /// Markdown that begins with a heading.
    pub markdown: String,
}

/// Draws a site.
///
/// # Errors
/// The document or its branding says something that can't be drawn, or names a picture that isn't there.
pub fn site(source: &Source) -> Result<Vec<Artifact>, Error> {
    let api = Api::read(&source.document)?;
    let brand = Brand::read(&source.document)?;
    for file in brand.files() {
        if !source.pictures.iter().any(|picture| picture.path == file) {
            let message = format!("the branding names the picture `{file}`, which isn't there");
            return Err(Error::new(message));
        }
    }
    let frame = Frame {
        brand: &brand,
        api: &api,
        links: links(source),
    };
    let mut search = Vec::new();
    let mut pages = Vec::new();
    for guide in &source.guides {
        let drawn = html::guide(&frame, &guide.name, &guide.markdown, &mut search);
        pages.push(Artifact::new(format!("{}.html", guide.name), drawn));
        pages.push(Artifact::new(
            format!("{}.md", guide.name),
            guide.markdown.clone(),
        ));
    }
    let reference = reference_name(source);
    let drawn = html::reference(&frame, reference, &mut search);
    pages.push(Artifact::new(format!("{reference}.html"), drawn));
    if let Some(changelog) = &source.changelog {
        let drawn = html::guide(&frame, "changelog", changelog, &mut search);
        pages.push(Artifact::new("changelog.html", drawn));
    }
    if !source.files.is_empty() {
        pages.push(Artifact::new(
            "downloads.html",
            html::downloads(&frame, &source.files),
        ));
        pages.push(Artifact::new("SHA256SUMS", sums(&source.files)));
    }
    pages.push(Artifact::new("reference.md", text::reference(&api)));
    pages.push(Artifact::new("llms.txt", text::overview(&frame, source)));
    if let Some(url) = &brand.url {
        pages.push(Artifact::new("sitemap.xml", html::sitemap(url, &pages)));
    }
    pages.extend(assets(&brand, &search));
    for file in source.files.iter().chain(&source.pictures) {
        pages.push(file.clone());
    }
    Ok(pages)
}

/// The name of the reference page: it comes first where nothing else does.
fn reference_name(source: &Source) -> &'static str {
    if source.guides.is_empty() {
        "index"
    } else {
        "reference"
    }
}

/// The pages that every page links to.
fn links(source: &Source) -> Vec<Link> {
    let mut links: Vec<Link> = source
        .guides
        .iter()
        .map(|guide| Link::new(&guide.name, html::title(&guide.markdown)))
        .collect();
    links.push(Link::new(reference_name(source), "Reference".to_owned()));
    if source.changelog.is_some() {
        links.push(Link::new("changelog", "Changelog".to_owned()));
    }
    if !source.files.is_empty() {
        links.push(Link::new("downloads", "Downloads".to_owned()));
    }
    for (path, name) in &source.further {
        links.push(Link {
            path: path.clone(),
            name: name.clone(),
        });
    }
    links
}

fn sums(files: &[Artifact]) -> String {
    let lines: Vec<String> = files
        .iter()
        .map(|file| format!("{}  {}", checksum::sha256(&file.contents), file.path))
        .collect();
    lines.join("\n") + "\n"
}

fn assets(brand: &Brand, search: &[html::Entry]) -> Vec<Artifact> {
    let style = format!("{}{}", include_str!("../assets/style.css"), brand.style());
    vec![
        Artifact::new("assets/style.css", style),
        Artifact::new("assets/theme.js", include_str!("../assets/theme.js")),
        Artifact::new("assets/site.js", include_str!("../assets/site.js")),
        Artifact::new("assets/search.js", include_str!("../assets/search.js")),
        Artifact::new("assets/try.js", include_str!("../assets/try.js")),
        Artifact::new("assets/icon.svg", include_str!("../assets/icon.svg")),
        Artifact::new(SERVER_SCRIPT, include_str!("../assets/server.js")),
        Artifact::new("assets/index.js", html::search_index(search)),
    ]
}
