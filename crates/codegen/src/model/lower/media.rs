//! Media types: which of those on offer are used, and how.

use super::merge::Merged;
use super::scalar;
use super::schema::Lowering;
use crate::Error;
use crate::model::Kind;
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
        let mut known = Vec::with_capacity(content.len());
        for (&media, &family) in content.iter().zip(&families) {
            match family {
                Family::Known(Codec::Text) => {
                    known.push((media, false, self.codec_of_text(media)?));
                }
                Family::Known(codec) => known.push((media, codec == Codec::Json, codec)),
                Family::Xml | Family::Wild | Family::Unknown => {}
            }
        }
        // What is certainly JSON comes first: it decides what else is needed.
        known.sort_by_key(|(_, is_json, _)| !is_json);
        for (media, _, codec) in known {
            add(media, codec);
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

    /// A text that is a number or a boolean looks as it does in JSON.
    fn codec_of_text(&mut self, media: MediaType<'d>) -> Result<Codec, Error> {
        let Some(schema) = media.schema else {
            return Ok(Codec::Text);
        };
        let merged = self.merge(&[schema])?;
        let types = merged.types.without(Types::NULL);
        if merged.typed && Types::NUMBER.with(Types::BOOLEAN).contains(types) && !types.is_empty() {
            return Ok(Codec::Json);
        }
        Ok(Codec::Text)
    }

    /// Tells where bytes are less than their schema says.
    pub(super) fn note_bytes(&mut self, media: MediaType<'d>) -> Result<(), Error> {
        let Some(schema) = media.schema else {
            return Ok(());
        };
        let merged = self.merge(&[schema])?;
        // A list of numbers is how some tools say bytes.
        if self.holds_an_object(&merged)? {
            self.notes.warn(
                media.node,
                "this media type isn't read or written: its bytes are passed as they are",
                "offer JSON or a form too, if the server speaks it",
            );
        }
        Ok(())
    }

    /// Tells where a text is less than its schema says.
    pub(super) fn note_plain_text(&mut self, media: MediaType<'d>) -> Result<(), Error> {
        let (Some(schema), Family::Known(Codec::Text)) = (media.schema, family(&media.essence()))
        else {
            return Ok(());
        };
        let merged = self.merge(&[schema])?;
        let is_text = merged.types.contains(Types::STRING)
            && merged.values.is_none()
            && merged.unions.is_empty()
            && scalar::string(&merged).kind == Kind::String;
        if merged.typed && !is_text {
            self.notes.warn(
                media.node,
                "a text of which the schema says more: passed as any text",
                "offer JSON too, or write `type: string` alone",
            );
        }
        Ok(())
    }

    /// `*/*`: what the schema makes likely.
    fn codec_of_schema(&mut self, media: MediaType<'d>) -> Result<Option<Codec>, Error> {
        let Some(schema) = media.schema else {
            return Ok(None);
        };
        let merged = self.merge(&[schema])?;
        Ok(Some(if is_file(&merged) {
            Codec::Binary
        } else if merged.is_only(Types::STRING) {
            Codec::Text
        } else {
            Codec::Json
        }))
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
}

/// Whether a schema means a file, where there can be one.
pub(super) fn is_file(merged: &Merged<'_>) -> bool {
    let text = !merged.typed || merged.types.contains(Types::STRING);
    let plain = merged.encoding.is_none_or(leaves_bytes_alone)
        && merged.values.is_none()
        && merged.unions.is_empty();
    let media = merged.media_type.is_some_and(|name| !is_json(name));
    // "binary" is the encoding that changes nothing.
    let bytes = [merged.format, merged.encoding].contains(&Some("binary"));
    text && plain && (bytes || media)
}

/// Whether a `contentEncoding` is none.
pub(super) fn leaves_bytes_alone(encoding: &str) -> bool {
    matches!(encoding, "binary" | "8bit" | "7bit")
}

/// Whether a media type is a kind of JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default();
    family(&essence.trim().to_ascii_lowercase()) == Family::Known(Codec::Json)
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

/// A media type that can be sent: a range means the usual one of its kind.
///
/// What is sent as bytes may be anything in the range, so it is left to the caller.
pub(super) fn sendable(name: &str, codec: Codec) -> &str {
    match codec {
        Codec::Json if name.contains('*') => "application/json",
        Codec::Text if name.contains('*') => "text/plain",
        _ => name,
    }
}

/// What a media type is called: `text/csv` → `Csv`, `application/merge-patch+json` → `MergePatch`.
pub(super) fn media_name(essence: &str) -> String {
    match essence.split_once('/') {
        Some((_, "plain") | ("text", "*")) => "Text".to_owned(),
        Some((_, "octet-stream" | "*")) => "Binary".to_owned(),
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
