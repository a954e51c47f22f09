//! What can be downloaded, with checksums.

use std::path::Path;

use apicrate_artifacts::Artifact;
use maud::{PreEscaped, html};

use super::Frame;
use super::frame::Sheet;
use crate::checksum::sha256;

pub(crate) fn downloads(frame: &Frame<'_>, files: &[Artifact]) -> String {
    let mut folders: Vec<&str> = Vec::new();
    for file in files {
        let folder = folder(&file.path);
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    let name = |folder: &str| match folder {
        "" => "Documents".to_owned(),
        other => capitalised(other),
    };
    let main = html! {
        article.prose.broad {
            h1 { "Downloads" }
            p {
                "Everything this site is made from, version " (frame.api.version) ". "
                a href="SHA256SUMS" { "SHA256SUMS" } " holds all checksums: " code { "sha256sum --check SHA256SUMS" } "."
            }
            @for folder_name in &folders {
                h2 id=(name(folder_name).to_lowercase()) { (name(folder_name)) }
                div.wide tabindex="0" {
                    table.downloads {
                        thead { tr { th { "File" } th { "Size" } th { "SHA-256" } } }
                        tbody {
                            @for file in files.iter().filter(|file| folder(&file.path) == *folder_name) {
                                tr {
                                    td { a href=(file.path) { (file.path[folder_name.len()..].trim_start_matches('/')) } }
                                    td.number { (size(file.contents.len())) }
                                    td { code.sum { (sha256(&file.contents)) } }
                                }
                            }
                        }
                    }
                }
            }
            h2 id="for-reading" { "For reading" }
            p {
                "The reference in Markdown: " a href="reference.md" { "reference.md" } "; for language models "
                a href="llms.txt" { "llms.txt" } "."
            }
        }
    };
    let contents = html! {
        ul { @for folder in &folders { li { a href={ "#" (name(folder).to_lowercase()) } { (name(folder)) } } } }
    };
    frame.page(&Sheet {
        path: "downloads.html",
        title: "Downloads",
        description: "",
        part_of: "downloads.html",
        contents,
        main,
        calls: false,
        markdown: false,
    })
}

/// With a capital at the beginning, in any script.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn size(bytes: usize) -> String {
    if bytes < 1024 {
        format!("{bytes} B")
    } else {
        format!("{} KiB", bytes.div_ceil(1024))
    }
}

/// The addresses of all pages, for search engines.
pub(crate) fn sitemap(url: &str, pages: &[Artifact]) -> String {
    let map = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            @for page in pages.iter().filter(|page| is_page(&page.path)) {
                url { loc { (url) (if page.path == "index.html" { "" } else { &page.path }) } }
            }
        }
    };
    map.into_string() + "\n"
}

fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "html")
}
