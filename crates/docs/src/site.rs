//! The site as a whole: which pages there are.

use std::fmt::Write as _;

use apicrate_artifacts::Artifact;
use indexmap::IndexMap;
use serde_json::Value;

use crate::api::{Api, Kind, View};
use crate::brand::Brand;
use crate::html::{self, Frame, Link};
use crate::page::{self, Block, Page, Sheet};
use crate::search::Index;
use crate::{Error, checksum, text};

/// The script that says which server the site stands on. A server that serves the site itself puts its own words in
/// the place of the file.
pub const SERVER_SCRIPT: &str = "assets/server.js";
/// The document as it is published beside its pages.
const DOCUMENT: &str = "openapi.json";

/// Bytes that a page may have for what the document says, roughly: with all that it loads it stays below 150 KB.
const PAGE: usize = 64 * 1024;
/// Bytes that a page has at least, however many there are.
const LEAST: usize = 2 * 1024;
/// Bytes that all pages have together, whatever the document; a large one gets more.
const ALL: usize = 24 * 1024 * 1024;
/// … for each byte of the document.
const PER_BYTE: usize = 24;

/// What a site is made of.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The OpenAPI document, 3.0 to 3.2.
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
    let document = serde_json::to_string_pretty(&source.document).unwrap_or_default() + "\n";
    let overview = format!("{}.html", reference_name(source));
    let frame = Frame::new(&brand, &api, links(source), overview);
    let mut index = Index::default();
    let mut files = Vec::new();
    for guide in &source.guides {
        let drawn = html::guide(&frame, &guide.name, &guide.markdown, &mut index);
        files.push(Artifact::new(format!("{}.html", guide.name), drawn));
        files.push(Artifact::new(
            format!("{}.md", guide.name),
            guide.markdown.clone(),
        ));
    }
    reference(&frame, document.len(), &mut files);
    if let Some(changelog) = &source.changelog {
        let drawn = html::guide(&frame, "changelog", changelog, &mut index);
        files.push(Artifact::new("changelog.html", drawn));
        files.push(Artifact::new("changelog.md", changelog.clone()));
    }
    if !source.files.is_empty() {
        let drawn = html::downloads(&frame, &source.files);
        files.push(Artifact::new("downloads.html", drawn));
        files.push(Artifact::new("SHA256SUMS", sums(&source.files)));
    }
    if !source.files.iter().any(|file| file.path == DOCUMENT) {
        files.push(Artifact::new(DOCUMENT, document));
    }
    files.push(Artifact::new(
        "llms.txt",
        text::overview(&brand, &api, source, &frame.overview),
    ));
    files.extend(for_machines(&brand, &files));
    files.push(Artifact::new("404.html", html::missing(&frame)));
    index.reference(&api);
    files.extend(assets(&brand));
    files.extend(index.files());
    files.extend(source.files.iter().chain(&source.pictures).cloned());
    Ok(files)
}

/// The pages of the reference, as HTML and as Markdown, and all of the Markdown as one file.
fn reference<'a>(frame: &Frame<'a>, document: usize, files: &mut Vec<Artifact>) {
    let api: &'a Api<'a> = frame.api;
    let count = (api.operations.len() + api.models.len() + api.tags.len()) + 4;
    let mut left = ALL + PER_BYTE * document;
    let mut number = 0;
    let mut whole = String::new();
    let mut draw = |make: &mut dyn FnMut(&mut Sheet<'a, '_>) -> Page<'a>| {
        number += 1;
        // What pages leave goes to those after them.
        let share = (left / count.saturating_sub(number).max(1)).clamp(LEAST, PAGE);
        let mut sheet = Sheet::new(api, share);
        let page = make(&mut sheet);
        left = left.saturating_sub(sheet.taken(share));
        let markdown = text::page(&page);
        whole.push_str(&markdown);
        whole.push('\n');
        files.push(Artifact::new(
            page.address.clone(),
            html::reference(frame, &page),
        ));
        files.push(Artifact::new(html::markdown_path(&page.address), markdown));
    };
    draw(&mut |sheet| page::overview(sheet, &frame.overview));
    if !api.schemes.is_empty() {
        draw(&mut |sheet| page::credentials(sheet));
    }
    if !api.models.is_empty() {
        draw(&mut |sheet| page::models(sheet));
    }
    if api
        .operations
        .iter()
        .any(|operation| operation.kind == Kind::Webhook)
    {
        draw(&mut |sheet| page::webhooks(sheet));
    }
    for tag in &api.tags {
        draw(&mut |sheet| page::tag(sheet, tag));
    }
    for operation in &api.operations {
        draw(&mut |sheet| {
            let mut page = page::operation(sheet, operation);
            page.aside
                .extend(html::try_it(api, operation).map(Block::Form));
            page
        });
    }
    let users = users(api);
    for model in api.models.values() {
        draw(&mut |sheet| {
            let users = users.get(model.name).into_iter().flatten();
            page::model(
                sheet,
                model,
                users
                    .map(|index| page::link(&api.operations[*index]))
                    .collect(),
            )
        });
    }
    // An overview of its own name is written above.
    if frame.overview == "reference.html" {
        files.retain(|file| file.path != "reference.md");
    }
    files.push(Artifact::new("reference.md", whole));
}

/// Operations that a model's page names, at most.
const USERS: usize = 24;

/// The operations that name each model in a parameter, a request or a response.
fn users<'a>(api: &Api<'a>) -> IndexMap<&'a str, Vec<usize>> {
    let mut users: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let request = api.resolve(&operation.value["requestBody"]);
        let responses = operation.responses(api).map(|(_, response)| response);
        let media = std::iter::once(request)
            .chain(responses)
            .flat_map(|body| crate::api::members(&body["content"]))
            .map(|(_, media)| &media["schema"]);
        for schema in media {
            let mut view = View::of(api, schema);
            if let Some(items) = view.child(api, "items") {
                view = items;
            }
            if let Some(model) = view.model {
                let listed = users.entry(model).or_default();
                if listed.last() != Some(&index) && listed.len() < USERS {
                    listed.push(index);
                }
            }
        }
    }
    users
}

/// The name of the reference's first page: it comes first where nothing else does.
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

/// What search engines ask for first.
fn for_machines(brand: &Brand, pages: &[Artifact]) -> Vec<Artifact> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    let mut files = Vec::new();
    if let Some(url) = &brand.url {
        // Writing to a string can't fail.
        let _ = writeln!(robots, "Sitemap: {url}sitemap.xml");
        files.push(Artifact::new("sitemap.xml", html::sitemap(url, pages)));
    }
    files.push(Artifact::new("robots.txt", robots));
    files
}

fn assets(brand: &Brand) -> Vec<Artifact> {
    let style = format!("{}{}", include_str!("../assets/style.css"), brand.style());
    vec![
        Artifact::new("assets/style.css", style),
        Artifact::new("assets/theme.js", include_str!("../assets/theme.js")),
        Artifact::new("assets/site.js", include_str!("../assets/site.js")),
        Artifact::new("assets/search.js", include_str!("../assets/search.js")),
        Artifact::new("assets/try.js", include_str!("../assets/try.js")),
        Artifact::new("assets/caller.js", include_str!("../assets/caller.js")),
        Artifact::new("assets/caller.html", include_str!("../assets/caller.html")),
        Artifact::new("assets/icon.svg", include_str!("../assets/icon.svg")),
        Artifact::new(SERVER_SCRIPT, include_str!("../assets/server.js")),
    ]
}
