//! Request bodies.

use super::hint::Hint;
use super::media::{Chosen, Codec, Side, media_name};
use super::merge::Subs;
use super::object::field_names;
use super::schema::Lowering;
use crate::Error;
use crate::model::names::{Scope, pascal};
use crate::model::{Body, BodyCase, BodyFormat, FormField, Kind, Type, docs};
use crate::parse::operation::{MediaType, RequestBody};
use crate::parse::schema::Schema;
use crate::parse::tree::Node;

impl<'d> Lowering<'d> {
    /// The body of an operation. `operation` is its name in `PascalCase`.
    pub(super) fn body(&mut self, node: Node<'d>, operation: &str) -> Result<Option<Body>, Error> {
        let Some(element) = self.document.element(node, &self.notes)? else {
            return Ok(None);
        };
        let body = RequestBody::read(element, &self.notes);
        let chosen = self.chosen(&body.content, Side::Request)?;
        if chosen.is_empty() {
            self.notes.warn(
                body.node,
                "a request body without a media type: left out",
                "say what it is in `content`",
            );
            return Ok(None);
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
            let format = self.body_format(media, codec, &name, operation)?;
            cases.push(BodyCase {
                name: case,
                media_type: media.name.to_owned(),
                format,
            });
        }
        Ok(Some(Body {
            required: body.required,
            docs: docs::markdown(body.description.as_deref().unwrap_or_default()),
            cases,
            choice: if single {
                String::new()
            } else {
                format!("{operation}Body")
            },
        }))
    }

    fn body_format(
        &mut self,
        media: MediaType<'d>,
        codec: Codec,
        name: &str,
        operation: &str,
    ) -> Result<BodyFormat, Error> {
        let hint = Hint::root(name);
        Ok(match codec {
            Codec::Json => BodyFormat::Json(self.json(media, &hint)?),
            Codec::Form => BodyFormat::Form(self.form_body(media, &hint)?),
            Codec::Multipart => BodyFormat::Multipart {
                name: format!("{operation}Form"),
                fields: self.form_fields(media, &hint)?,
            },
            Codec::Text => BodyFormat::Text,
            Codec::Binary => BodyFormat::Binary,
        })
    }

    /// The type of a JSON text; any value where there is no schema.
    pub(super) fn json(&mut self, media: MediaType<'d>, hint: &Hint<'_>) -> Result<Type, Error> {
        match media.schema {
            Some(schema) => Ok(self.lower(schema, hint)?.optional()),
            None => Ok(Kind::Any.into()),
        }
    }

    /// The struct or map of a URL-encoded form.
    fn form_body(&mut self, media: MediaType<'d>, hint: &Hint<'_>) -> Result<Type, Error> {
        let ty = match media.schema {
            Some(schema) => self.lower(schema, hint)?.ty,
            None => Kind::Any.into(),
        };
        if matches!(ty.kind, Kind::Named(_) | Kind::Map(_)) {
            return Ok(ty);
        }
        self.notes.warn(
            media.node,
            "a form that isn't an object: read as a map of any values",
            "give its schema `type: object` and properties",
        );
        Ok(Kind::Map(Box::new(Kind::Any.into())).into())
    }

    fn form_fields(
        &mut self,
        media: MediaType<'d>,
        hint: &Hint<'_>,
    ) -> Result<Vec<FormField>, Error> {
        let Some(schema) = media.schema else {
            self.notes.warn(
                media.node,
                "a form without a schema: it has no fields",
                "add a schema",
            );
            return Ok(Vec::new());
        };
        let mut merged = self.merge(&[schema])?;
        // One of several forms: all their fields, none of them required for sure.
        for group in std::mem::take(&mut merged.unions) {
            self.notes.warn(
                schema,
                "a form that is one of several: all their fields, optional",
                "",
            );
            let required = merged.required.clone();
            for variant in group.variants {
                self.merge_into(&mut merged, variant)?;
            }
            merged.required = required;
            merged.unions.clear();
        }
        if matches!(merged.additional, Some(Subs::All | Subs::Schemas(_))) {
            self.notes.warn(
                schema,
                "a form's further fields can't be sent: the Rust type has only the named ones",
                "name the fields among the properties",
            );
        }
        if merged.properties.is_empty() {
            self.notes.warn(
                schema,
                "a form without properties: it has no fields",
                "give its schema `type: object` and properties",
            );
        }
        let names = field_names(merged.properties.keys().copied(), &mut Scope::default());
        let mut fields = Vec::with_capacity(merged.properties.len());
        for ((&wire, parts), name) in merged.properties.iter().zip(names) {
            let encoding = media.encoding.and_then(|encoding| encoding.get(wire));
            let required = merged.required.contains(wire);
            let (ty, content_type) = self.form_field(wire, parts, encoding, hint)?;
            let description = parts.first().and_then(|part| part.get("description"));
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
        Ok(fields)
    }

    /// The type of a form's field, and the content type of its part.
    fn form_field(
        &mut self,
        wire: &'d str,
        parts: &[Node<'d>],
        encoding: Option<Node<'d>>,
        hint: &Hint<'_>,
    ) -> Result<(Type, Option<String>), Error> {
        let content_type = encoding.and_then(|encoding| encoding.get("contentType"));
        let content_type = content_type
            .and_then(Node::as_str)
            .filter(|text| !text.is_empty());
        let ty = match self.file_field(parts, content_type)? {
            Some(ty) => ty,
            None => self.lower_all(parts, &hint.child(wire))?.ty,
        };
        // Of several types that are allowed the caller has to choose one.
        let one = content_type.filter(|text| !text.contains([',', '*']));
        Ok((ty, one.map(str::to_owned)))
    }

    /// A file or a list of files.
    fn file_field(
        &mut self,
        parts: &[Node<'d>],
        content_type: Option<&str>,
    ) -> Result<Option<Type>, Error> {
        let &[part] = parts else { return Ok(None) };
        if self.is_binary(part)? {
            return Ok(Some(Kind::Binary.into()));
        }
        let merged = self.merge(&[part])?;
        if let Some(Subs::Schemas(items)) = &merged.items
            && let &[item] = items.as_slice()
            && self.is_binary(item)?
        {
            return Ok(Some(Kind::List(Box::new(Kind::Binary.into())).into()));
        }
        // A part of a binary type without a schema is a file, too.
        let schema = Schema::read(part, &self.notes);
        let binary = content_type.is_some_and(|text| {
            text.starts_with("image/") || text.starts_with("application/octet-stream")
        });
        Ok((binary && schema.is_remark()).then(|| Kind::Binary.into()))
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
