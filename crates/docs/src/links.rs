//! Whether every link of a site leads somewhere, and whether its pages load nothing from elsewhere.

use std::path::Path;

use apicrate_artifacts::Artifact;
use indexmap::{IndexMap, IndexSet};

/// Every link of the pages that leads nowhere, and everything that they load from another host. `elsewhere` are the
/// parts of the site that another program makes: links to them are taken for right.
#[must_use]
pub fn broken_links(files: &[Artifact], elsewhere: &[&str]) -> Vec<String> {
    let paths: IndexSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let pages: IndexMap<&str, &str> = files
        .iter()
        .filter(|file| {
            Path::new(&file.path)
                .extension()
                .is_some_and(|found| found == "html")
        })
        .filter_map(|file| Some((file.path.as_str(), file.text()?)))
        .collect();
    let mut names: IndexMap<&str, IndexSet<&str>> = IndexMap::new();
    let mut faults = Vec::new();
    for (path, page) in &pages {
        let own = canonical(page, path);
        for (element, address) in addresses(page) {
            if address.starts_with("https://") || address.starts_with("http://") {
                let is_own = own.is_some_and(|own| address.starts_with(own));
                if element != "a" && !is_own {
                    faults.push(format!("{path}: loads {address}"));
                }
                continue;
            }
            if address.starts_with("mailto:") || address.starts_with("tel:") {
                continue;
            }
            let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
            let file = if file.is_empty() {
                (*path).to_owned()
            } else {
                joined(path, file)
            };
            if elsewhere.contains(&file.as_str()) {
                continue;
            }
            if !paths.contains(file.as_str()) {
                faults.push(format!("{path}: there is no {file}"));
                continue;
            }
            if fragment.is_empty() {
                continue;
            }
            if let Some((file, contents)) = pages.get_key_value(file.as_str()) {
                let known = names.entry(file).or_insert_with(|| ids(contents));
                if !known.contains(fragment) {
                    faults.push(format!("{path}: there is no #{fragment} in {file}"));
                }
            }
        }
    }
    faults
}

/// A relative address as a path from the site's root.
fn joined(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every `href` and `src`, with the name of its element.
fn addresses(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split('<').skip(1).flat_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        let element = tag.split_whitespace().next().unwrap_or_default();
        [" href=\"", " src=\""]
            .into_iter()
            .filter_map(move |attribute| {
                let (_, rest) = tag.split_once(attribute)?;
                Some((element, rest.split('"').next()?))
            })
    })
}

/// The names that a page's parts have in addresses.
fn ids(page: &str) -> IndexSet<&str> {
    page.split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Where the site is published, as a page says it.
fn canonical<'p>(page: &'p str, path: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once("<link rel=\"canonical\" href=\"")?;
    let address = rest.split('"').next()?;
    Some(address.strip_suffix(path).unwrap_or(address))
}

#[cfg(test)]
mod tests {
    use apicrate_artifacts::Artifact;

    use super::broken_links;

    #[test]
    fn what_leads_nowhere_is_found() {
        let page = "<a href=\"b/c.html#x\">1</a> <a href=\"b/c.html#y\">2</a> <a href=\"d.html\">3</a> <a href=\"e.html\">4</a> \
                    <a href=\"https://other.example\">5</a> <script src=\"https://other.example/x.js\"></script>";
        let files = [
            Artifact::new("a.html", page),
            Artifact::new(
                "b/c.html",
                "<p id=\"x\"><a href=\"../a.html\">1</a> <a href=\"a.html\">2</a>",
            ),
        ];
        assert_eq!(
            broken_links(&files, &["e.html"]),
            [
                "a.html: there is no #y in b/c.html",
                "a.html: there is no d.html",
                "a.html: loads https://other.example/x.js",
                "b/c.html: there is no b/a.html",
            ]
        );
    }
}
