//! What the sandbox serves beside the API: the published documents, and the site that is drawn of them.

use std::fs;
use std::io;
use std::path::Path;

use apisite::{Artifact, SERVER_SCRIPT, Source, site};
use axum::body::Body;
use axum::http::Response;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use bytes::Bytes;
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::api::Api;
use crate::corner::answer;
use crate::html;
use crate::problem::JSON;
use crate::server::StartError;
use crate::users::{DEMO_LOGIN, DEMO_PASSWORD};

/// The site's pages say themselves what they may load; what a page can't say is said here.
const POLICY: HeaderValue = HeaderValue::from_static("frame-ancestors 'self'");

/// The files of a site, by their paths on this server.
pub(crate) struct Site {
    files: IndexMap<String, Bytes>,
}

impl Site {
    /// The reference page of the documents that the sandbox was built with. They are served byte for byte: their
    /// server is a template that stands for any VMS server, so a client is told its address apart.
    pub(crate) fn built_in() -> Result<Self, StartError> {
        let document = Api::published()?;
        macro_rules! documents {
            ($($name:literal),+) => {
                vec![$(Artifact::new($name, include_bytes!(concat!("../openapi/", $name)))),+]
            };
        }
        let files = documents![
            "openapi.json",
            "openapi.yaml",
            "openapi-3.0.json",
            "openapi-3.0.yaml"
        ];
        Self::drawn(document, files)
    }

    /// The reference page of another document.
    pub(crate) fn of_document(document: &Value) -> Result<Self, StartError> {
        let contents = serde_json::to_vec(document).unwrap_or_default();
        let file = Artifact::new("openapi.json", contents);
        Self::drawn(document.clone(), vec![file])
    }

    fn drawn(document: Value, files: Vec<Artifact>) -> Result<Self, StartError> {
        let source = Source {
            files,
            further: vec![("_sandbox/".to_owned(), "Sandbox".to_owned())],
            ..Source::of(document)
        };
        let pages = site(&source).map_err(|error| StartError::new(error.to_string()))?;
        let files = pages
            .into_iter()
            .map(|Artifact { path, contents }| (path, contents));
        Ok(Self::of(files))
    }

    /// A site as it lies in a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, StartError> {
        let mut files = Vec::new();
        walk(folder, "", &mut files).map_err(|error| {
            StartError::new(format!("the site in {}: {error}", folder.display()))
        })?;
        if !files.iter().any(|(path, _)| path == "index.html") {
            let folder = folder.display();
            let message = format!(
                "expected a site in {folder}, found no index.html; `cargo xtask docs` makes one"
            );
            return Err(StartError::new(message));
        }
        Ok(Self::of(files.into_iter()))
    }

    fn of(files: impl Iterator<Item = (String, Vec<u8>)>) -> Self {
        let mut files: IndexMap<String, Bytes> = files
            .map(|(path, contents)| (format!("/{path}"), contents.into()))
            .collect();
        if let Some(index) = files.get("/index.html").cloned() {
            files.insert("/".to_owned(), index);
        }
        files.insert(format!("/{SERVER_SCRIPT}"), server_script().into());
        Self { files }
    }

    /// The file at a path.
    pub(crate) fn get(&self, path: &str) -> Option<Response<Body>> {
        let contents = self.files.get(path)?;
        let mut response = answer(media_type(path), contents.clone());
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, POLICY);
        Some(response)
    }
}

/// Tells the site's form where it is, who can sign in, and what else can be asked for.
fn server_script() -> String {
    let server = json!({
        "values": { "login": DEMO_LOGIN, "password": DEMO_PASSWORD },
        "headers": { "Prefer": "code=422", "X-Sandbox-Fault": "delay=2s" },
    });
    format!("window.server = {server};\n")
}

fn media_type(path: &str) -> HeaderValue {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        _ if path.ends_with('/') => html::MEDIA_TYPE,
        "html" => html::MEDIA_TYPE,
        "json" => JSON,
        "yaml" => HeaderValue::from_static("application/yaml"),
        "js" | "mjs" => HeaderValue::from_static("text/javascript; charset=utf-8"),
        "css" => HeaderValue::from_static("text/css; charset=utf-8"),
        "svg" => HeaderValue::from_static("image/svg+xml"),
        "png" => HeaderValue::from_static("image/png"),
        "woff2" => HeaderValue::from_static("font/woff2"),
        "xml" => HeaderValue::from_static("application/xml"),
        _ => HeaderValue::from_static("text/plain; charset=utf-8"),
    }
}

/// All files below a folder, by their paths from it.
fn walk(folder: &Path, below: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}
