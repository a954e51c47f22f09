//! Media types: what a body is, and which of several is wanted.

use axum::http::header::{ACCEPT, HeaderMap};

/// How a body of a media type is read and made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

impl Kind {
    /// Of a media type as the document names it.
    pub(crate) fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        let (family, _) = essence.split_once('/').unwrap_or((&essence, ""));
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            _ if essence.ends_with("/json") || essence.ends_with("+json") => Self::Json,
            _ if family == "multipart" => Self::Multipart,
            _ if family == "text" || essence.ends_with("/xml") || essence.ends_with("+xml") => {
                Self::Text
            }
            _ => Self::Bytes,
        }
    }
}

/// A media type without its parameters, in small letters.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether a media type is in a range: `image/*` and `*/*` are ranges.
pub(crate) fn is_in(media_type: &str, range: &str) -> bool {
    let (media_type, range) = (essence(media_type), essence(range));
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(family) => media_type
            .split_once('/')
            .is_some_and(|(own, _)| own == family),
        None => media_type == range,
    }
}

/// The place of the media type that a client likes best; the first where it likes none, or doesn't say.
pub(crate) fn preferred<'a>(headers: &HeaderMap, offered: impl Iterator<Item = &'a str>) -> usize {
    let mut best: Option<(usize, f32)> = None;
    for (place, media_type) in offered.enumerate() {
        let weight = weight(headers, media_type);
        if weight > 0.0 && best.is_none_or(|(_, other)| weight > other) {
            best = Some((place, weight));
        }
    }
    best.map_or(0, |(place, _)| place)
}

/// How much a client wants a media type: as its closest range says.
fn weight(headers: &HeaderMap, media_type: &str) -> f32 {
    let ranges = headers
        .get_all(ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .filter(|range| is_in(media_type, range));
    let precision = |range: &str| match essence(range).as_str() {
        "*/*" => 0,
        range if range.ends_with("/*") => 1,
        _ => 2,
    };
    ranges
        .max_by_key(|range| precision(range))
        .map_or(0.0, |range| {
            let weight = range
                .split(';')
                .skip(1)
                .find_map(|part| part.trim().strip_prefix("q="));
            weight.and_then(|text| text.parse().ok()).unwrap_or(1.0)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_client_gets_what_it_likes_best() {
        let offered = ["application/json", "text/csv", "image/png"];
        for (accept, place) in [
            ("", 0),
            ("*/*", 0),
            ("text/csv", 1),
            ("image/*, application/json;q=0.5", 2),
            ("application/json;q=0, */*;q=0.1", 1),
            ("application/xml", 0),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
            assert_eq!(preferred(&headers, offered.into_iter()), place, "{accept}");
        }
    }
}
