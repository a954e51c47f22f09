//! The pages that lead to others: the API as a whole, a tag, the webhooks.

use serde_json::Value;

use super::facts::more;
use super::{Block, Fact, Field, Link, Page, Sheet, Span};
use crate::api::{Kind, Operation, Server, Tag, list, text};
use crate::bounded::first_line;

/// The API as a whole.
pub(crate) fn overview<'a>(sheet: &mut Sheet<'a, '_>, address: &str) -> Page<'a> {
    let api = sheet.api;
    let info = &api.document["info"];
    let mut main = vec![Block::Heading(
        1,
        None,
        vec![
            Span::text(api.title),
            Span::text(" "),
            Span::Type(api.version.into()),
        ],
    )];
    let summary = text(info, "summary");
    if !summary.is_empty() {
        main.push(Block::Line(vec![Span::Prose(summary)]));
    }
    main.extend(sheet.prose(text(info, "description")));
    if let Some(docs) = api.document.get("externalDocs") {
        main.push(Block::Line(more(docs)));
    }
    if !api.servers.is_empty() {
        main.push(Block::heading(2, "Servers"));
    }
    for server in &api.servers {
        main.extend(server_lines(sheet, server));
    }
    let named = !api.operations.is_empty();
    if named {
        main.push(Block::heading(2, "Operations"));
    }
    for group in &api.groups {
        if let Some(name) = group.name {
            main.push(Block::Heading(3, None, vec![Span::text(name)]));
        }
        let mut links = Vec::new();
        for tag in group.tags.iter().map(|index| &api.tags[*index]) {
            if !sheet.take(260) {
                break;
            }
            links.push(Link {
                to: tag.address.clone(),
                method: None,
                title: tag.title.into(),
                detail: first_line(text(tag.described, "description")),
                deprecated: false,
            });
        }
        main.push(Block::Links(links));
    }
    main.extend(about(info));
    main.extend(sheet.end());
    Page {
        address: address.to_owned(),
        title: "Reference".to_owned(),
        description: text(info, "description").into(),
        main,
        aside: Vec::new(),
    }
}

/// Whom to ask, and under which terms.
fn about(info: &Value) -> Vec<Block<'_>> {
    let mut facts: Vec<Fact<'_>> = Vec::new();
    let contact = &info["contact"];
    let mut spans = Vec::new();
    for (says, url) in [("name", "url"), ("email", "")] {
        let words = text(contact, says);
        match (words, text(contact, url)) {
            ("", "") => {}
            (words, "") => spans.push(Span::text(words)),
            ("", url) => spans.push(Span::Out(url, url.into())),
            (words, url) => spans.push(Span::Out(url, words.into())),
        }
        spans.push(Span::text(" "));
    }
    if contact.is_object() {
        facts.push(("Contact".into(), spans));
    }
    let license = &info["license"];
    if license.is_object() {
        let name = match text(license, "name") {
            "" => text(license, "identifier"),
            name => name,
        };
        let mut spans = match text(license, "url") {
            "" => vec![Span::text(name)],
            url => vec![Span::Out(url, name.into())],
        };
        let identifier = text(license, "identifier");
        if !identifier.is_empty() && identifier != name {
            spans.push(Span::text(" "));
            spans.push(Span::code(identifier));
        }
        facts.push(("License".into(), spans));
    }
    let terms = text(info, "termsOfService");
    if !terms.is_empty() {
        facts.push((
            "Terms of service".into(),
            vec![Span::Out(terms, terms.into())],
        ));
    }
    if facts.is_empty() {
        return Vec::new();
    }
    vec![Block::heading(2, "About"), Block::Facts(facts)]
}

/// A server with its variables.
pub(super) fn server_lines<'a>(sheet: &mut Sheet<'a, '_>, server: &Server<'a>) -> Vec<Block<'a>> {
    let mut line = vec![Span::code(server.template)];
    if !server.name.is_empty() {
        line.push(Span::text(" "));
        line.push(Span::text(server.name));
    }
    let mut blocks = vec![Block::Line(line)];
    blocks.extend(sheet.prose(server.description));
    let mut fields = Vec::new();
    for (name, variable) in &server.variables {
        if !sheet.take(200) {
            break;
        }
        let mut facts: Vec<Fact<'a>> = vec![(
            "Default".into(),
            vec![Span::code(text(variable, "default"))],
        )];
        let values: Vec<Span<'a>> = list(&variable["enum"])
            .filter_map(Value::as_str)
            .take(40)
            .flat_map(|value| [Span::code(value), Span::text(" ")])
            .collect();
        if !values.is_empty() {
            facts.push(("Values".into(), values));
        }
        let mut inside: Vec<Block<'a>> = sheet
            .prose(text(variable, "description"))
            .into_iter()
            .collect();
        inside.push(Block::Facts(facts));
        fields.push(Field {
            id: None,
            head: vec![Span::code(*name)],
            inside,
        });
    }
    if !fields.is_empty() {
        blocks.push(Block::Fields(fields));
    }
    blocks
}

/// A tag: what it is about, and its operations.
pub(crate) fn tag<'a>(sheet: &mut Sheet<'a, '_>, tag: &Tag<'a>) -> Page<'a> {
    let mut main = vec![Block::Heading(1, None, vec![Span::text(tag.title)])];
    if tag.title != tag.name {
        main.push(Block::Quiet(vec![Span::text("Tag "), Span::code(tag.name)]));
    }
    main.extend(sheet.prose(text(tag.described, "description")));
    if let Some(docs) = tag.described.get("externalDocs") {
        main.push(Block::Line(more(docs)));
    }
    let operations = tag
        .operations
        .iter()
        .map(|index| &sheet.api.operations[*index]);
    let links = links(sheet, operations.collect());
    main.push(Block::Links(links));
    main.extend(sheet.end());
    Page {
        address: tag.address.clone(),
        title: tag.title.to_owned(),
        description: text(tag.described, "description").into(),
        main,
        aside: Vec::new(),
    }
}

/// What the API calls by itself.
pub(crate) fn webhooks<'a>(sheet: &mut Sheet<'a, '_>) -> Page<'a> {
    let mut main = vec![Block::Heading(1, None, vec![Span::text("Webhooks")])];
    main.push(Block::Line(vec![Span::text(
        "What the API sends to a server of yours.",
    )]));
    let webhooks = sheet
        .api
        .operations
        .iter()
        .filter(|operation| operation.kind == Kind::Webhook);
    let links = links(sheet, webhooks.collect());
    main.push(Block::Links(links));
    main.extend(sheet.end());
    Page {
        address: "webhooks.html".to_owned(),
        title: "Webhooks".to_owned(),
        description: "What the API sends to servers of its users.".into(),
        main,
        aside: Vec::new(),
    }
}

/// Ways to operations.
fn links<'a>(sheet: &mut Sheet<'a, '_>, operations: Vec<&Operation<'a>>) -> Vec<Link<'a>> {
    operations
        .into_iter()
        .map_while(|operation| sheet.take(320).then(|| link(operation)))
        .collect()
}

/// A way to an operation.
pub(crate) fn link<'a>(operation: &Operation<'a>) -> Link<'a> {
    Link {
        to: operation.address.clone(),
        method: Some(operation.method.clone().into()),
        title: operation.summary.clone().into(),
        detail: operation.path,
        deprecated: operation.is_deprecated(),
    }
}
