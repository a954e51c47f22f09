//! What the site is made of, read from disk.

use std::fs;
use std::path::{Path, PathBuf};

use apisite::{Artifact, Guide, Source, is_elsewhere, overlay};
use serde_json::{Value, json};

use crate::arguments::Settings;
use crate::picture;

/// What of the published files is for readers of the repository.
const NOT_PUBLISHED: &str = "README.md";

pub(crate) fn read(settings: &Settings) -> Result<Source, String> {
    let mut source = Source {
        further: settings.further.clone(),
        ..Source::default()
    };
    if let Some(folder) = &settings.files {
        walk(folder, "", &mut source.files)?;
        source.files.retain(|file| file.path != NOT_PUBLISHED);
    }
    source.document = parse(&text(&settings.document)?, &settings.document)?;
    if let Some(path) = &settings.overlay {
        let overlay: Value = parse(&text(path)?, path)?;
        brand(&mut source.files, &overlay, path)?;
        let told = |error| format!("{}: {error}", path.display());
        for warning in overlay::apply(&mut source.document, &overlay).map_err(told)? {
            eprintln!("warning: {}: {warning}", path.display());
        }
    }
    if let Some(url) = &settings.url {
        overlay_url(&mut source.document, url);
    }
    if let Some(folder) = &settings.guides {
        source.guides = guides(folder)?;
    }
    source.changelog = settings.changelog.as_deref().map(text).transpose()?;
    source.pictures = pictures(&source.document, settings)?;
    Ok(source)
}

fn overlay_url(document: &mut Value, url: &str) {
    if !document["x-site"].is_object() {
        document["x-site"] = json!({});
    }
    document["x-site"]["url"] = json!(url);
}

/// Applies an overlay to each document, whatever its version and notation.
fn brand(files: &mut [Artifact], overlay: &Value, path: &Path) -> Result<(), String> {
    for file in files.iter_mut().filter(|file| is_document(&file.path)) {
        let yaml = has_extension(&file.path, "yaml");
        let mut document = if yaml {
            let text = String::from_utf8_lossy(&file.contents);
            parse(&text, Path::new(&file.path))?
        } else {
            json_of(file)?
        };
        let told = |error| format!("{}: {error}", path.display());
        // The document itself is branded, too, and warned of there.
        overlay::apply(&mut document, overlay).map_err(told)?;
        let written = if yaml {
            // What a file says of its origin stands in its first line.
            let text = String::from_utf8_lossy(&file.contents);
            let head = text
                .lines()
                .next()
                .filter(|line| line.starts_with('#'))
                .unwrap_or_default();
            serde_saphyr::to_string(&document)
                .map(|text| format!("{head}\n{text}"))
                .map_err(|error| error.to_string())
        } else {
            serde_json::to_string_pretty(&document)
                .map(|text| text + "\n")
                .map_err(|error| error.to_string())
        };
        file.contents = written
            .map_err(|error| format!("{}: {error}", file.path))?
            .into_bytes();
    }
    Ok(())
}

/// Whether a file is the document in one of its versions and notations.
fn is_document(path: &str) -> bool {
    path.starts_with("openapi")
        && !path.contains('/')
        && (has_extension(path, "json") || has_extension(path, "yaml"))
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found == extension)
}

fn json_of(file: &Artifact) -> Result<Value, String> {
    serde_json::from_slice(&file.contents)
        .map_err(|error| format!("{}: expected JSON: {error}", file.path))
}

/// JSON is YAML, too; but the reader of JSON is faster, and the only one for documents of many megabytes.
fn parse(text: &str, path: &Path) -> Result<Value, String> {
    if text.trim_start().starts_with('{')
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(value);
    }
    serde_saphyr::from_str(text)
        .map_err(|error| format!("{}: expected YAML or JSON: {error}", path.display()))
}

fn guides(folder: &Path) -> Result<Vec<Guide>, String> {
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    let mut guides: Vec<Guide> = files
        .into_iter()
        .filter_map(|file| {
            let name = file.path.strip_suffix(".md")?.to_owned();
            let markdown = String::from_utf8_lossy(&file.contents).into_owned();
            Some(Guide { name, markdown })
        })
        .collect();
    // Stable: the others stay in the order of their names.
    guides.sort_by_key(|guide| guide.name != "index");
    Ok(guides)
}

/// The pictures that the branding names, from beside the overlay, or from beside the documents.
fn pictures(document: &Value, settings: &Settings) -> Result<Vec<Artifact>, String> {
    // Of a plain file name, the parent is nothing: the folder where the command runs.
    let folder = settings
        .overlay
        .as_ref()
        .unwrap_or(&settings.document)
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    picture::NAMED
        .iter()
        .filter_map(|pointer| Some((*pointer, document.pointer(pointer)?.as_str()?)))
        .filter(|(pointer, name)| {
            let elsewhere = is_elsewhere(name);
            if elsewhere {
                eprintln!("warning: {pointer}: `{name}` is on another host and isn't loaded; name a file beside the overlay");
            }
            !elsewhere
        })
        .map(|(pointer, name)| picture::read(folder, name, pointer))
        .collect()
}

/// All files below a folder, by their names.
fn walk(folder: &Path, below: &str, files: &mut Vec<Artifact>) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(told)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(told)?;
    // Files first, then folders: the order in which they are shown.
    entries.sort_by_key(|path| (path.is_dir(), path.clone()));
    for path in entries {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            walk(&path, &format!("{below}{name}/"), files)?;
        } else {
            files.push(Artifact::new(format!("{below}{name}"), bytes(&path)?));
        }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
