//! Media types: which of those on offer are used, and how.

use super::schema::Lowering;
use crate::Error;
use crate::model::names::pascal;
use crate::parse::operation::MediaType;
use crate::parse::read;
use crate::parse::schema::Types;
use crate::parse::tree::Node;

/// How a media type is read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

/// A media type with the way it is read or written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'d> {
    pub(super) media: MediaType<'d>,
    pub(super) codec: Codec,
}

/// What a media type's name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Known(Codec),
    Xml,
    /// `*/*` and the like.
    Wild,
    Unknown,
}

/// Which side a content stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// What is sent: which media type is a choice that may mean something.
    Request,
    /// What is received: several ways to say the same are one too many.
    Answer,
}

impl<'d> Lowering<'d> {
    /// Chooses among the media types on offer, preferred first: JSON where there is JSON, and of those that
    /// carry the same only one.
    pub(super) fn chosen(
        &mut self,
        content: &[MediaType<'d>],
        side: Side,
    ) -> Result<Vec<Chosen<'d>>, Error> {
        let mut kept: Vec<Chosen<'d>> = Vec::with_capacity(content.len());
        let mut add = |media: MediaType<'d>, codec: Codec| {
            let candidate = Chosen { media, codec };
            if !kept
                .iter()
                .any(|kept| says_the_same(kept, &candidate, side))
            {
                kept.push(candidate);
            }
        };
        let families: Vec<Family> = content
            .iter()
            .map(|media| family(&media.essence()))
            .collect();
        // What is certainly JSON comes first: it decides what else is needed.
        for json in [true, false] {
            for (&media, &family) in content.iter().zip(&families) {
                if let Family::Known(codec) = family
                    && (codec == Codec::Json) == json
                {
                    add(media, codec);
                }
            }
        }
        let told: Vec<Node<'d>> = kept
            .iter()
            .filter_map(|chosen| chosen.media.schema)
            .collect();
        for (&media, &family) in content.iter().zip(&families) {
            let known = media
                .schema
                .is_some_and(|schema| told.iter().any(|told| alike(*told, schema)));
            let codec = match family {
                Family::Wild | Family::Unknown if known => continue,
                Family::Wild => self.codec_of_schema(media)?.unwrap_or(Codec::Binary),
                Family::Unknown => self.codec_of_unknown(media)?,
                Family::Known(_) | Family::Xml => continue,
            };
            kept.push(Chosen { media, codec });
        }
        kept.sort_by_key(|chosen| chosen.codec != Codec::Json);
        let xml = content
            .iter()
            .zip(families)
            .find(|(_, family)| *family == Family::Xml);
        if kept.is_empty()
            && let Some((&media, _)) = xml
        {
            self.notes.warn(
                media.node,
                "XML isn't read or written: it is passed as text",
                "offer JSON too, if the server speaks it",
            );
            kept.push(Chosen {
                media,
                codec: Codec::Text,
            });
        }
        Ok(kept)
    }

    /// `*/*`: what the schema makes likely.
    fn codec_of_schema(&mut self, media: MediaType<'d>) -> Result<Option<Codec>, Error> {
        let Some(schema) = media.schema else {
            return Ok(None);
        };
        if self.is_binary(schema)? {
            return Ok(Some(Codec::Binary));
        }
        let merged = self.merge(&[schema])?;
        let text = merged.typed && merged.types.without(Types::NULL) == Types::STRING;
        Ok(Some(if text { Codec::Text } else { Codec::Json }))
    }

    fn codec_of_unknown(&mut self, media: MediaType<'d>) -> Result<Codec, Error> {
        let structured = match media.schema {
            Some(schema) => {
                let merged = self.merge(&[schema])?;
                !merged.properties.is_empty() || merged.items.is_some() || !merged.unions.is_empty()
            }
            None => false,
        };
        if !structured {
            return Ok(Codec::Binary);
        }
        self.notes.warn(
            media.node,
            "an unknown media type with the schema of an object or a list: taken for JSON",
            "end its name in +json if it is JSON",
        );
        Ok(Codec::Json)
    }

    /// Whether a schema means a file, where there can be one.
    pub(super) fn is_binary(&mut self, node: Node<'d>) -> Result<bool, Error> {
        let merged = self.merge(&[node])?;
        let media = merged
            .media_type
            .is_some_and(|name| family(&name.to_ascii_lowercase()) != Family::Known(Codec::Json));
        // "binary" is the encoding that changes nothing.
        let bytes = [merged.format, merged.encoding].contains(&Some("binary"));
        let plain = matches!(merged.encoding, None | Some("binary"))
            && merged.values.is_none()
            && merged.unions.is_empty();
        Ok(merged.types.contains(Types::STRING) && plain && (bytes || media))
    }
}

/// Whether of two ways the second adds nothing.
fn says_the_same(kept: &Chosen<'_>, other: &Chosen<'_>, side: Side) -> bool {
    if kept.codec != Codec::Json {
        // The content type of a body is the caller's choice; that of an answer is in its headers.
        return kept.codec == other.codec && !matches!(kept.codec, Codec::Text | Codec::Binary);
    }
    // A patch in this JSON or that isn't the same patch.
    let plain = kept.media.essence() == "application/json";
    if other.codec == Codec::Json && side == Side::Request && !plain {
        return false;
    }
    match (kept.media.schema, other.media.schema) {
        (Some(one), Some(other)) => alike(one, other),
        (None, None) => kept.codec == other.codec,
        _ => false,
    }
}

fn alike(one: Node<'_>, other: Node<'_>) -> bool {
    one == other || read::json_text(one) == read::json_text(other)
}

fn family(essence: &str) -> Family {
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    match (kind, subtype) {
        ("*", _) | ("application", "*") => Family::Wild,
        (_, "json") => Family::Known(Codec::Json),
        (_, subtype) if subtype.ends_with("+json") => Family::Known(Codec::Json),
        ("application", "x-www-form-urlencoded") => Family::Known(Codec::Form),
        ("multipart", "form-data") => Family::Known(Codec::Multipart),
        (_, "xml") => Family::Xml,
        ("application" | "text", subtype) if subtype.ends_with("+xml") => Family::Xml,
        // An endless answer has to be read bit by bit.
        ("text", "event-stream") => Family::Known(Codec::Binary),
        ("text", _)
        | (
            "application",
            "yaml" | "x-yaml" | "javascript" | "graphql" | "jwt" | "sql" | "x-sh" | "toml",
        ) => Family::Known(Codec::Text),
        (
            "application",
            "octet-stream" | "pdf" | "zip" | "gzip" | "x-tar" | "x-gzip" | "x-ndjson" | "jsonl"
            | "json-seq" | "x-protobuf" | "wasm",
        )
        | ("image" | "audio" | "video" | "font" | "model" | "multipart", _) => {
            Family::Known(Codec::Binary)
        }
        _ => Family::Unknown,
    }
}

/// What a media type is called: `text/csv` → `Csv`, `application/merge-patch+json` → `MergePatch`.
pub(super) fn media_name(essence: &str) -> String {
    match essence.split_once('/') {
        Some((_, "octet-stream" | "*")) => "Binary".to_owned(),
        Some((_, "plain")) => "Text".to_owned(),
        Some((_, subtype)) => pascal(subtype.strip_suffix("+json").unwrap_or(subtype)),
        None => pascal(essence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        for (essence, expected) in [
            ("application/json", Family::Known(Codec::Json)),
            ("application/problem+json", Family::Known(Codec::Json)),
            ("application/*+json", Family::Known(Codec::Json)),
            ("text/json", Family::Known(Codec::Json)),
            ("text/csv", Family::Known(Codec::Text)),
            ("text/event-stream", Family::Known(Codec::Binary)),
            ("image/svg+xml", Family::Known(Codec::Binary)),
            ("application/atom+xml", Family::Xml),
            ("*/*", Family::Wild),
            ("application/vnd.acme", Family::Unknown),
        ] {
            assert_eq!(family(essence), expected, "{essence}");
        }
    }
}
