//! Request bodies.

use apicrate_openapi::Code;
use apicrate_openapi::{
    Merged, Node, Parts, Subs,
    operation::{MediaType, RequestBody},
    read,
};
use std::borrow::Cow;

use super::hint::Hint;
use super::media::{
    Chosen, Codec, Side, is_file, is_json, leaves_bytes_alone, media_name, sendable,
};
use super::object::field_names;
use super::schema::Lowering;
use crate::model::names::{Scope, pascal};
use crate::model::{Body, BodyCase, BodyFormat, FieldStyle, FormField, Kind, Style, Type, docs};

impl<'d> Lowering<'d> {
    /// The body of an operation. `operation` is its name in `PascalCase`.
    pub(super) fn body(&mut self, node: Node<'d>, operation: &str) -> Option<Body> {
        let element = self.schemas.element(node)?;
        let body = RequestBody::read(element, self.notes);
        let chosen = self.chosen(&body.content, Side::Request);
        if chosen.is_empty() {
            self.notes.warn(
                body.node,
                Code::MediaType,
                "a request body without a media type: left out",
                "say what it is in `content`",
            );
            return None;
        }
        // A shared body's types are named after it, not after the first operation that has it.
        let name = if element == node {
            format!("{operation}Request")
        } else {
            pascal(element.key())
        };
        let mut scope = Scope::default();
        let mut cases = Vec::with_capacity(chosen.len());
        let single = chosen.len() == 1;
        let codecs: Vec<Codec> = chosen.iter().map(|chosen| chosen.codec).collect();
        for Chosen { media, codec } in chosen {
            // Ways that differ in their media type only are named after it.
            let several = codecs.iter().filter(|other| **other == codec).count() > 1;
            let case = if several {
                media_name(&media.essence())
            } else {
                codec_name(codec).to_owned()
            };
            let case = scope.claim([case.as_str()], "");
            let name = if single {
                name.clone()
            } else {
                name.clone() + &case
            };
            let format = self.body_format(media, codec, &name, operation);
            cases.push(BodyCase {
                name: case,
                media_type: sendable(media.name, codec).to_owned(),
                format,
            });
        }
        Some(Body {
            required: body.required,
            docs: docs::markdown(body.description.as_deref().unwrap_or_default()),
            cases,
            choice: if single {
                String::new()
            } else {
                format!("{operation}Body")
            },
        })
    }

    fn body_format(
        &mut self,
        media: MediaType<'d>,
        codec: Codec,
        name: &str,
        operation: &str,
    ) -> BodyFormat {
        let hint = Hint::root(name);
        match codec {
            Codec::Json => BodyFormat::Json(self.json(media, &hint)),
            Codec::Form => BodyFormat::Form(self.form_body(media, &hint), self.field_styles(media)),
            Codec::Multipart => BodyFormat::Multipart {
                name: format!("{operation}Form"),
                fields: self.form_fields(media, &hint),
            },
            Codec::Text => {
                self.note_plain_text(media);
                BodyFormat::Text
            }
            Codec::Binary => {
                self.note_bytes(media);
                BodyFormat::Binary
            }
        }
    }

    /// The type of a JSON text; any value where there is no schema.
    pub(super) fn json(&mut self, media: MediaType<'d>, hint: &Hint<'_>) -> Type {
        match media.schema {
            Some(schema) => self.lower(schema, hint).optional(),
            None => Kind::Any.into(),
        }
    }

    /// The struct or map of a URL-encoded form.
    fn form_body(&mut self, media: MediaType<'d>, hint: &Hint<'_>) -> Type {
        let ty = match media.schema {
            Some(schema) => self.lower(schema, hint).ty,
            None => Kind::Any.into(),
        };
        if matches!(ty.kind, Kind::Named(_) | Kind::Map(_)) {
            return ty;
        }
        self.notes.warn(
            media.node,
            Code::Form,
            "a form that isn't an object: read as a map of any values",
            "give its schema `type: object` and properties",
        );
        Kind::Map(Box::new(Kind::Any.into())).into()
    }

    /// The fields of a URL-encoded form whose `encoding` asks for another form than the usual one.
    fn field_styles(&self, media: MediaType<'d>) -> Vec<FieldStyle> {
        let mut styles = Vec::new();
        let form = media.schema.map(|schema| self.schemas.merged(schema));
        for field in media.encoding.into_iter().flat_map(Node::children) {
            let content_type = field.get("contentType").and_then(Node::as_str);
            let name = field.get("style").and_then(Node::as_str);
            let explode = field
                .get("explode")
                .and_then(|flag| read::flag(flag, self.notes));
            let is_styled = name.is_some() || explode.is_some();
            let json = content_type.is_some_and(is_json) && !is_styled;
            if !json && !is_styled {
                continue;
            }
            let style = match name {
                None | Some("form") => Style::Form,
                Some("spaceDelimited") => Style::SpaceDelimited,
                Some("pipeDelimited") => Style::PipeDelimited,
                Some("deepObject") => continue,
                Some(other) => {
                    self.notes.warn(
                        field,
                        Code::Style,
                        format!("the style `{other}` isn't for fields of a form: left out"),
                        "write form, spaceDelimited, pipeDelimited or deepObject",
                    );
                    continue;
                }
            };
            let explode = explode.unwrap_or(style == Style::Form);
            // So written, lists are as they are anyway.
            let usual = style == Style::Form
                && explode
                && !form
                    .and_then(|form| form.properties.get(field.key()))
                    .is_some_and(|parts| self.schemas.merged_of(parts).is_object());
            if json || !usual {
                styles.push(FieldStyle {
                    wire: field.key().to_owned(),
                    json,
                    style,
                    explode,
                });
            }
        }
        styles
    }

    fn form_fields(&mut self, media: MediaType<'d>, hint: &Hint<'_>) -> Vec<FormField> {
        let Some(schema) = media.schema else {
            self.notes.warn(
                media.node,
                Code::Form,
                "a form without a schema: it has no fields",
                "add a schema",
            );
            return Vec::new();
        };
        let mut merged = Cow::Borrowed(self.schemas.merged(schema));
        if !merged.unions.is_empty() {
            self.notes.warn(
                schema,
                Code::Form,
                "a form that is one of several: all their fields, optional",
                "",
            );
            merged = Cow::Owned(self.schemas.with_all_variants(&merged));
        }
        if matches!(merged.additional, Some(Subs::All | Subs::Schemas(_))) {
            self.notes.warn(
                schema,
                Code::Form,
                "a form's further fields can't be sent: the Rust type has only the named ones",
                "name the fields among the properties",
            );
        }
        if merged.properties.is_empty() {
            self.notes.warn(
                schema,
                Code::Form,
                "a form without properties: it has no fields",
                "give its schema `type: object` and properties",
            );
        }
        let names = field_names(merged.properties.keys().copied(), &mut Scope::default());
        let mut fields = Vec::with_capacity(merged.properties.len());
        for ((&wire, parts), name) in merged.properties.iter().zip(names) {
            let encoding = media.encoding.and_then(|encoding| encoding.get(wire));
            let required = merged.required.contains(wire);
            let (ty, content_type) = self.form_field(wire, parts, encoding, hint);
            let first = parts.nodes().first();
            let description = first.and_then(|part| part.get("description"));
            let description = description.and_then(Node::as_str).unwrap_or_default();
            fields.push(FormField {
                name,
                wire: wire.to_owned(),
                docs: docs::markdown(description),
                required,
                ty,
                content_type,
            });
        }
        fields
    }

    /// The type of a form's field, and the content type of its part.
    fn form_field(
        &mut self,
        wire: &'d str,
        parts: &Parts<'d>,
        encoding: Option<Node<'d>>,
        hint: &Hint<'_>,
    ) -> (Type, Option<String>) {
        let content_type = encoding.and_then(|encoding| encoding.get("contentType"));
        let content_type = content_type
            .and_then(Node::as_str)
            .filter(|text| !text.is_empty());
        if let Some(headers) = encoding.and_then(|encoding| encoding.get("headers"))
            && headers.children().next().is_some()
        {
            self.notes.warn(
                headers,
                Code::Form,
                "headers of a form's part: they aren't sent",
                "move them into fields of the form, if the server reads those",
            );
        }
        // What it says of itself, unless it is written in base64 or the like.
        let own = self.schemas.merged_of(parts);
        let plain = own.encoding.is_none_or(leaves_bytes_alone);
        let content_type = content_type.or(own.media_type.filter(|_| plain));
        let file = self.file_field(own, content_type);
        if let Some(content_type) = content_type
            && file.is_none()
            && !is_json(content_type)
            && self.schemas.holds_an_object(own)
            && let Some(&part) = parts.nodes().first()
        {
            self.notes.warn(
                encoding.unwrap_or(part),
                Code::Form,
                format!("a part of `{content_type}` with the schema of an object: written as JSON"),
                "end its content type in json, or describe it as a string or a file",
            );
        }
        let ty = match file {
            Some(ty) => ty,
            None => self.lower_all(parts, &hint.child(wire)).ty,
        };
        // Of several types that are allowed the caller has to choose one.
        let one = content_type.filter(|text| !text.contains([',', '*']));
        (ty, one.map(str::to_owned))
    }

    /// A file or a list of files.
    fn file_field(&self, merged: &Merged<'d>, content_type: Option<&str>) -> Option<Type> {
        if let Some(ty) = self.file(merged) {
            return Some(ty);
        }
        // A part of a binary type without a schema is a file, too.
        let binary = content_type.is_some_and(|text| {
            text.starts_with("image/") || text.starts_with("application/octet-stream")
        });
        (binary && merged.is_anything()).then(|| Kind::Binary.into())
    }

    /// A file, a list of files, or either of them.
    fn file(&self, merged: &Merged<'d>) -> Option<Type> {
        if is_file(merged) {
            return Some(Kind::Binary.into());
        }
        if let Some(Subs::Schemas(items)) = &merged.items {
            let files = || Kind::List(Box::new(Kind::Binary.into())).into();
            return is_file(self.schemas.merged_of(items)).then(files);
        }
        let [group] = merged.unions.as_slice() else {
            return None;
        };
        let mut either: Option<Type> = None;
        for &variant in &group.variants {
            let variant = self.schemas.merged(variant);
            let plain = Some(variant).filter(|variant| variant.unions.is_empty());
            let file = self.file(plain?)?;
            if either.is_none() || file.kind != Kind::Binary {
                either = Some(file);
            }
        }
        either
    }
}

fn codec_name(codec: Codec) -> &'static str {
    match codec {
        Codec::Json => "Json",
        Codec::Form => "Form",
        Codec::Multipart => "Multipart",
        Codec::Text => "Text",
        Codec::Binary => "Binary",
    }
}
