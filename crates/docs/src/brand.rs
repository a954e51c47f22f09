//! What the document says of the site's looks and whereabouts: `x-site`, and `x-logo` of its `info`.

use serde_json::Value;

use crate::Error;

/// Names, addresses and colours of a site.
#[derive(Debug, Clone, Default)]
pub(crate) struct Brand {
    pub(crate) title: String,
    pub(crate) description: String,
    /// Where the site is published, with a slash at its end.
    pub(crate) url: Option<String>,
    /// Files below the site's root.
    pub(crate) image: Option<String>,
    pub(crate) logo: Option<Logo>,
    /// Colours for light and dark.
    pub(crate) accent: Option<(String, String)>,
}

/// A logo and what it says to who can't see it.
#[derive(Debug, Clone)]
pub(crate) struct Logo {
    pub(crate) file: String,
    pub(crate) text: String,
}

impl Brand {
    pub(crate) fn read(document: &Value) -> Result<Self, Error> {
        let site = &document["x-site"];
        let info = &document["info"];
        let api_title = info["title"].as_str().unwrap_or("API");
        let summary = info["description"]
            .as_str()
            .and_then(|text| text.lines().next())
            .unwrap_or(api_title);
        let logo = match text(&info["x-logo"], "/info/x-logo", "url")? {
            // Other renderers load a logo from anywhere; here the title stands in its place.
            Some(file) if is_elsewhere(file) => None,
            Some(file) => Some(Logo {
                file: local(file, "/info/x-logo/url")?,
                text: text(&info["x-logo"], "/info/x-logo", "altText")?
                    .unwrap_or(api_title)
                    .to_owned(),
            }),
            None => None,
        };
        let image = text(site, "/x-site", "image")?;
        Ok(Self {
            title: text(site, "/x-site", "title")?
                .unwrap_or(api_title)
                .to_owned(),
            description: text(site, "/x-site", "description")?
                .unwrap_or(summary)
                .to_owned(),
            url: text(site, "/x-site", "url")?.map(address).transpose()?,
            image: image.map(|file| local(file, "/x-site/image")).transpose()?,
            logo,
            accent: accent(&site["accent"])?,
        })
    }

    /// The files that the site needs besides its own.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.logo
            .iter()
            .map(|logo| logo.file.as_str())
            .chain(self.image.as_deref())
    }

    /// The rule that sets the colour.
    pub(crate) fn style(&self) -> String {
        match &self.accent {
            Some((light, dark)) => {
                format!("\n:root {{ --accent: light-dark({light}, {dark}); }}\n")
            }
            None => String::new(),
        }
    }
}

fn text<'a>(object: &'a Value, at: &str, key: &str) -> Result<Option<&'a str>, Error> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(Error::new(format!(
            "{at}/{key}: expected a text, found {other}"
        ))),
    }
}

/// Whether a picture is on another host: a page that loaded it would tell others who reads it.
#[must_use]
pub fn is_elsewhere(picture: &str) -> bool {
    picture.contains("://") || picture.starts_with("//") || picture.starts_with("data:")
}

/// A file of the site itself: a page that loads a picture from elsewhere tells others who reads it.
fn local(file: &str, at: &str) -> Result<String, Error> {
    let plain =
        |part: &str| !part.is_empty() && part != ".." && !part.contains([':', '\\', '?', '#', '"']);
    if file.split('/').all(plain) {
        return Ok(file.to_owned());
    }
    Err(Error::new(format!(
        "{at}: expected a file beside the overlay, such as `logo.svg`, found `{file}`; pages load nothing from elsewhere"
    )))
}

fn address(url: &str) -> Result<String, Error> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        let message =
            format!("/x-site/url: expected an address that begins with https://, found `{url}`");
        return Err(Error::new(message));
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

fn accent(accent: &Value) -> Result<Option<(String, String)>, Error> {
    if accent.is_null() {
        return Ok(None);
    }
    let colour = |key: &str| {
        let found = accent[key].as_str().unwrap_or_default();
        let digits = found.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(found.to_owned());
        }
        Err(Error::new(format!(
            "/x-site/accent/{key}: expected a colour as #rrggbb, found {}",
            accent[key]
        )))
    };
    Ok(Some((colour("light")?, colour("dark")?)))
}
