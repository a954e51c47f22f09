//! Bodies of requests and responses: each media type with its schema.

use serde_json::Value;

use super::words::words;
use super::{Block, Sheet, Span};
use crate::api::{View, members, text};

impl<'a> Sheet<'a, '_> {
    /// The kinds of content of a request or a response. `home` is the level of headings above.
    pub(super) fn content(&mut self, content: &'a Value) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        let mut shown: Vec<&'a Value> = Vec::new();
        for (media_type, media) in members(content) {
            if !self.take(200) {
                break;
            }
            let media = self.api.resolve(media);
            for (key, says) in [("schema", ""), ("itemSchema", "a stream of ")] {
                let Some(schema) = media.get(key) else {
                    continue;
                };
                let view = View::of(self.api, schema);
                let mut line = vec![Span::code(media_type), Span::Type(" ".into())];
                if !says.is_empty() {
                    line.push(Span::Type(says.into()));
                }
                line.extend(words(self.api, &view));
                if shown.contains(&schema) {
                    line.push(Span::Type(", as above".into()));
                    blocks.push(Block::Quiet(line));
                    continue;
                }
                shown.push(schema);
                blocks.push(Block::Quiet(line));
                if view.model.is_none() {
                    blocks.extend(self.prose(view.text("description")));
                    blocks.extend(self.facts(&view));
                }
                blocks.extend(self.unfolded(&view, 0));
            }
            if media.get("schema").is_none() && media.get("itemSchema").is_none() {
                blocks.push(Block::Quiet(vec![Span::code(media_type)]));
            }
            blocks.extend(self.encodings(media));
        }
        blocks
    }

    /// The links that a response offers to other operations.
    pub(super) fn links(&mut self, links: &'a Value) -> Vec<Block<'a>> {
        let mut fields = Vec::new();
        for (name, link) in members(links) {
            if !self.take(200) {
                break;
            }
            let link = self.api.resolve(link);
            let mut head = vec![Span::code(name)];
            let id = text(link, "operationId");
            let reference = text(link, "operationRef");
            match self.api.operation(id).or_else(|| self.referred(reference)) {
                Some(operation) => head.push(Span::To(
                    operation.address.clone(),
                    operation.summary.clone().into(),
                )),
                None => head.push(Span::code(if id.is_empty() { reference } else { id })),
            }
            let mut inside: Vec<Block<'a>> =
                self.prose(text(link, "description")).into_iter().collect();
            let mut facts: Vec<_> = members(&link["parameters"])
                .map(|(name, value)| (name.into(), vec![Span::code(super::facts::shown(value))]))
                .collect();
            if let Some(body) = link.get("requestBody") {
                facts.push(("Body".into(), vec![Span::code(super::facts::shown(body))]));
            }
            if let Some(server) = link.get("server") {
                facts.push((
                    "Server".into(),
                    vec![
                        Span::code(text(server, "url")),
                        Span::text(" "),
                        Span::Prose(text(server, "description")),
                    ],
                ));
            }
            if !facts.is_empty() {
                inside.push(Block::Facts(facts));
            }
            fields.push(super::Field {
                id: None,
                head,
                inside,
            });
        }
        if fields.is_empty() {
            return Vec::new();
        }
        vec![
            Block::Heading(3, None, vec![Span::text("What to call next")]),
            Block::Fields(fields),
        ]
    }

    /// The operation that a reference leads to.
    fn referred(&self, reference: &str) -> Option<&crate::api::Operation<'a>> {
        if reference.is_empty() {
            return None;
        }
        let target = crate::api::target(self.api.document, reference)?;
        self.api
            .operations
            .iter()
            .find(|operation| std::ptr::eq(operation.value, target))
    }
}
