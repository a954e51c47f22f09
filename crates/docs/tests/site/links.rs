//! What pages link to and what they load.

use std::collections::BTreeMap;
use std::path::Path;

/// Every link that leads nowhere, and everything that comes from another host.
pub(crate) fn faults(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let pages: Vec<(&String, String)> = files
        .iter()
        .filter(|(path, _)| {
            Path::new(path)
                .extension()
                .is_some_and(|found| found == "html")
        })
        .map(|(path, contents)| (path, String::from_utf8_lossy(contents).into_owned()))
        .collect();
    assert!(pages.len() >= 5, "only {} pages", pages.len());
    let mut faults = Vec::new();
    let mut links = 0;
    for (path, page) in &pages {
        for (element, address) in addresses(page) {
            links += 1;
            let loads = element != "a" && !address_is_metadata(page, &address);
            if address.starts_with("https://") || address.starts_with("http://") {
                if loads {
                    faults.push(format!("{path}: loads {address}"));
                }
                continue;
            }
            let (file, fragment) = address.split_once('#').unwrap_or((&address, ""));
            let file = if file.is_empty() { path.as_str() } else { file };
            let Some(contents) = files.get(file) else {
                faults.push(format!("{path}: there is no {file}"));
                continue;
            };
            let id = format!(" id=\"{fragment}\"");
            if !fragment.is_empty() && !String::from_utf8_lossy(contents).contains(&id) {
                faults.push(format!("{path}: there is no #{fragment} in {file}"));
            }
        }
    }
    assert!(links > 150, "only {links} links");
    faults
}

/// Every `href` and `src`, with the name of its element.
fn addresses(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let element = tag.split_whitespace().next().unwrap_or_default();
        for attribute in [" href=\"", " src=\""] {
            if let Some((_, rest)) = tag.split_once(attribute) {
                let address = rest.split('"').next().unwrap_or_default();
                found.push((element.to_owned(), address.to_owned()));
            }
        }
    }
    found
}

/// The canonical address is told, and never loaded.
fn address_is_metadata(page: &str, address: &str) -> bool {
    page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">"))
}
