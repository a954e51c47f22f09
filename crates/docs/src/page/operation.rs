//! An operation: what it takes, what it returns, how programs call it.

use serde_json::Value;

use super::facts::more;
use super::overview::server_lines;
use super::sample::samples;
use super::{Block, Page, Sheet, Span, Tab};
use crate::api::{Kind, METHODS, Operation, Requirement, members, responses, text};

/// How deep callbacks are told of within callbacks.
const CALLBACKS: usize = 2;

/// The page of an operation or a webhook.
pub(crate) fn operation<'a>(sheet: &mut Sheet<'a, '_>, operation: &Operation<'a>) -> Page<'a> {
    let value = operation.value;
    let mut main = vec![Block::Heading(
        1,
        None,
        vec![Span::text(operation.summary.clone())],
    )];
    if operation.is_deprecated() {
        main.push(Block::Warning(
            "Deprecated: don't use it in new programs.".into(),
        ));
    }
    main.push(Block::Line(vec![
        Span::Method(operation.method.clone().into()),
        Span::text(" "),
        Span::code(operation.path),
    ]));
    if operation.kind == Kind::Webhook {
        main.push(Block::Quiet(vec![Span::text(
            "The API sends this to a server of yours.",
        )]));
    }
    for description in [
        text(operation.item, "description"),
        text(value, "description"),
    ] {
        main.extend(sheet.prose(description));
    }
    if let Some(docs) = value.get("externalDocs") {
        main.push(Block::Line(more(docs)));
    }
    for server in operation.own_servers() {
        main.extend(server_lines(sheet, &server));
    }
    if let Some(alternatives) = operation.security(sheet.api) {
        main.push(security(sheet, &alternatives));
    }
    let id = text(value, "operationId");
    if !id.is_empty() {
        main.push(Block::Quiet(vec![Span::text("Operation "), Span::code(id)]));
    }
    let parameters = operation.parameters(sheet.api);
    main.extend(sheet.parameters(&parameters));
    main.extend(bodies(sheet, value, 2));
    main.extend(callbacks(sheet, value, 0));
    main.extend(sheet.end());
    let aside = aside(sheet, operation);
    Page {
        address: operation.address.clone(),
        title: operation.summary.clone(),
        description: text(value, "description").into(),
        main,
        aside,
    }
}

/// Samples, then examples. The form that tries it comes behind them.
fn aside<'a>(sheet: &mut Sheet<'a, '_>, operation: &Operation<'a>) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    let shown = samples(sheet, operation);
    if !shown.is_empty() {
        blocks.push(Block::Tabs("samples".to_owned(), "Samples", shown));
    }
    let mut tabs: Vec<Tab<'a>> = Vec::new();
    let request = sheet.api.resolve(&operation.value["requestBody"]);
    sheet.examples("Request", &request["content"], &mut tabs);
    for (status, response) in operation.responses(sheet.api) {
        sheet.examples(status, &response["content"], &mut tabs);
    }
    if !tabs.is_empty() {
        blocks.push(Block::Tabs("examples".to_owned(), "Examples", tabs));
    }
    blocks
}

/// The request's body, then the responses. `level` is that of their headings.
fn bodies<'a>(sheet: &mut Sheet<'a, '_>, value: &'a Value, level: u8) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    if let Some(request) = value.get("requestBody") {
        let request = sheet.api.resolve(request);
        let heading = |text: &'static str| {
            Block::Heading(
                level,
                (level == 2).then(|| "request".to_owned()),
                vec![Span::text(text)],
            )
        };
        blocks.push(heading("Request body"));
        let required = if request["required"] == true {
            "required"
        } else {
            "optional"
        };
        blocks.push(Block::Line(vec![Span::note(required)]));
        blocks.extend(sheet.prose(text(request, "description")));
        blocks.extend(sheet.content(&request["content"]));
    }
    for (status, response) in responses(value) {
        if !sheet.take(200) {
            break;
        }
        let response = sheet.api.resolve(response);
        let id = (level == 2).then(|| format!("response-{status}"));
        let heading = vec![Span::text("Response "), Span::Status(status.into())];
        blocks.push(Block::Heading(level, id, heading));
        let summary = text(response, "summary");
        if !summary.is_empty() {
            blocks.push(Block::Line(vec![Span::Prose(summary)]));
        }
        blocks.extend(sheet.prose(text(response, "description")));
        blocks.extend(sheet.headers(&response["headers"]));
        blocks.extend(sheet.content(&response["content"]));
        blocks.extend(sheet.links(&response["links"]));
    }
    blocks
}

/// What the API calls back: each callback with its request and responses.
fn callbacks<'a>(sheet: &mut Sheet<'a, '_>, value: &'a Value, depth: usize) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    if depth >= CALLBACKS {
        return blocks;
    }
    for (name, callback) in members(&value["callbacks"]) {
        for (expression, item) in members(sheet.api.resolve(callback)) {
            let item = sheet.api.resolve(item);
            for (method, called) in METHODS
                .iter()
                .filter_map(|method| Some((*method, item.get(*method)?)))
            {
                if !sheet.take(400) {
                    break;
                }
                if blocks.is_empty() {
                    blocks.push(Block::heading(if depth == 0 { 2 } else { 3 }, "Callbacks"));
                }
                let mut inside: Vec<Block<'a>> = sheet
                    .prose(text(called, "description"))
                    .into_iter()
                    .collect();
                inside.extend(bodies(sheet, called, 4));
                inside.extend(callbacks(sheet, called, depth + 1));
                let mut summary = vec![
                    Span::Method(method.to_uppercase().into()),
                    Span::text(" "),
                    Span::code(expression),
                    Span::text(" "),
                    Span::text(name),
                ];
                if !text(called, "summary").is_empty() {
                    summary.push(Span::text(": "));
                    summary.push(Span::Prose(text(called, "summary")));
                }
                blocks.push(Block::Details(summary, inside));
            }
        }
    }
    blocks
}

/// Which credentials will do.
pub(super) fn security<'a>(sheet: &Sheet<'a, '_>, alternatives: &[Requirement<'a>]) -> Block<'a> {
    let needed: Vec<&Requirement<'a>> = alternatives.iter().filter(|one| !one.is_empty()).collect();
    if needed.is_empty() {
        return Block::Quiet(vec![Span::text("No credentials are needed.")]);
    }
    let mut spans = vec![Span::text(if alternatives.len() == needed.len() {
        "Needs "
    } else {
        "Works without credentials, or with "
    })];
    for (index, alternative) in needed.iter().enumerate() {
        if index > 0 {
            spans.push(Span::text(", or "));
        }
        for (place, (name, scopes)) in alternative.iter().enumerate() {
            if place > 0 {
                spans.push(Span::text(" together with "));
            }
            spans.push(if sheet.api.schemes.contains_key(name) {
                Span::To(format!("credentials.html#{name}"), (*name).into())
            } else {
                Span::code(*name)
            });
            if !scopes.is_empty() {
                spans.push(Span::text(" with "));
            }
            for (at, scope) in scopes.iter().enumerate() {
                if at > 0 {
                    spans.push(Span::text(", "));
                }
                spans.push(Span::code(*scope));
            }
        }
    }
    spans.push(Span::text("."));
    Block::Quiet(spans)
}
