//! Media types: which of those on offer are used, and how.

use super::scalar;
use super::schema::Lowering;
use crate::model::Kind;
use crate::model::names::pascal;
use apicrate_openapi::Code;
use apicrate_openapi::{Merged, Node, Types, operation::MediaType, read::WORD};

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
    pub(super) fn chosen(&mut self, content: &[MediaType<'d>], side: Side) -> Vec<Chosen<'d>> {
        let mut kept: Vec<Chosen<'d>> = Vec::with_capacity(content.len());
        let families: Vec<Family> = content
            .iter()
            .map(|media| family(&media.essence()))
            .collect();
        let mut known = Vec::with_capacity(content.len());
        for (&media, &family) in content.iter().zip(&families) {
            match family {
                Family::Known(Codec::Text) => {
                    known.push((media, false, self.codec_of_text(media)));
                }
                // What is called JSON and yet bytes is a download, or an upload.
                Family::Known(Codec::Json) if self.is_bytes(media) => {
                    known.push((media, false, Codec::Binary));
                }
                Family::Known(codec) => known.push((media, codec == Codec::Json, codec)),
                Family::Xml | Family::Wild | Family::Unknown => {}
            }
        }
        // What is certainly JSON comes first: it decides what else is needed.
        known.sort_by_key(|(_, is_json, _)| !is_json);
        for (media, _, codec) in known {
            let candidate = Chosen { media, codec };
            if !self.notes.spend(media.node, kept.len() + WORD) {
                return Vec::new();
            }
            let is_known = |kept: &Chosen<'d>| self.says_the_same(kept, &candidate, side);
            if !kept.iter().any(is_known) {
                kept.push(candidate);
            } else if codec == Codec::Multipart && side == Side::Request {
                self.notes.warn(
                    media.node,
                    Code::MediaType,
                    "a form of parts that says the same as another media type: left out, the other one is sent",
                    "leave only this one, if it is to be sent",
                );
            }
        }
        let told: Vec<Node<'d>> = kept
            .iter()
            .filter_map(|chosen| chosen.media.schema)
            .collect();
        for (&media, &family) in content.iter().zip(&families) {
            let known = media
                .schema
                .is_some_and(|schema| told.iter().any(|told| self.alike(*told, schema)));
            let codec = match family {
                Family::Wild | Family::Unknown if known => continue,
                Family::Wild => self.codec_of_schema(media).unwrap_or(Codec::Binary),
                Family::Unknown => self.codec_of_unknown(media),
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
                Code::MediaType,
                "XML isn't read or written: it is passed as text",
                "offer JSON too, if the server speaks it",
            );
            kept.push(Chosen {
                media,
                codec: Codec::Text,
            });
        }
        kept
    }

    /// Whether of two ways the second adds nothing.
    fn says_the_same(&self, kept: &Chosen<'d>, other: &Chosen<'d>, side: Side) -> bool {
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
            (Some(one), Some(other)) => self.alike(one, other),
            (None, None) => kept.codec == other.codec,
            _ => false,
        }
    }

    /// Whether two schemas are written alike.
    fn alike(&self, one: Node<'d>, other: Node<'d>) -> bool {
        one == other || self.schemas.text(one) == self.schemas.text(other)
    }

    /// Whether the content is bytes by its own word.
    fn is_bytes(&self, media: MediaType<'d>) -> bool {
        media.schema.is_some_and(|schema| {
            let merged = self.schemas.merged(schema);
            merged.format == Some("binary") && is_file(merged)
        })
    }

    /// A text that is a number or a boolean looks as it does in JSON.
    fn codec_of_text(&self, media: MediaType<'d>) -> Codec {
        let schema = media.schema.map(|schema| self.schemas.merged(schema));
        let numbers = Types::NUMBER.with(Types::BOOLEAN);
        match schema {
            Some(merged) if merged.is_among(numbers) && !merged.is_only(Types::NONE) => Codec::Json,
            _ => Codec::Text,
        }
    }

    /// Tells where bytes are less than their schema says.
    pub(super) fn note_bytes(&self, media: MediaType<'d>) {
        let schema = media.schema.map(|schema| self.schemas.merged(schema));
        // A list of numbers is how some tools say bytes.
        if schema.is_some_and(|merged| self.schemas.holds_an_object(merged)) {
            self.notes.warn(
                media.node,
                Code::MediaType,
                "this media type isn't read or written: its bytes are passed as they are",
                "offer JSON or a form too, if the server speaks it",
            );
        }
    }

    /// Tells where a text is less than its schema says.
    pub(super) fn note_plain_text(&self, media: MediaType<'d>) {
        let (Some(schema), Family::Known(Codec::Text)) = (media.schema, family(&media.essence()))
        else {
            return;
        };
        let merged = self.schemas.merged(schema);
        let is_text = merged.types.contains(Types::STRING)
            && merged.values.is_none()
            && merged.unions.is_empty()
            && scalar::string(merged).kind == Kind::String;
        if merged.typed && !is_text {
            self.notes.warn(
                media.node,
                Code::MediaType,
                "a text of which the schema says more: passed as any text",
                "offer JSON too, or write `type: string` alone",
            );
        }
    }

    /// `*/*`: what the schema makes likely.
    fn codec_of_schema(&self, media: MediaType<'d>) -> Option<Codec> {
        let merged = self.schemas.merged(media.schema?);
        Some(if is_file(merged) {
            Codec::Binary
        } else if merged.is_only(Types::STRING) {
            Codec::Text
        } else {
            Codec::Json
        })
    }

    fn codec_of_unknown(&self, media: MediaType<'d>) -> Codec {
        let structured = media.schema.is_some_and(|schema| {
            let merged = self.schemas.merged(schema);
            !merged.properties.is_empty() || merged.items.is_some() || !merged.unions.is_empty()
        });
        if !structured {
            return Codec::Binary;
        }
        self.notes.warn(
            media.node,
            Code::MediaType,
            "an unknown media type with the schema of an object or a list: taken for JSON",
            "end its name in +json if it is JSON",
        );
        Codec::Json
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
