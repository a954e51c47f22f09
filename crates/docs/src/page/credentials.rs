//! Credentials: every security scheme of the document.

use serde_json::Value;

use super::{Block, Fact, Page, Sheet, Span};
use crate::api::{members, text};

/// The flows of OAuth, and what people call them.
const FLOWS: [(&str, &str); 5] = [
    ("authorizationCode", "Authorization code"),
    ("clientCredentials", "Client credentials"),
    ("password", "Password"),
    ("implicit", "Implicit"),
    ("deviceAuthorization", "Device authorization"),
];

/// The page of all schemes.
pub(crate) fn credentials<'a>(sheet: &mut Sheet<'a, '_>) -> Page<'a> {
    let mut main = vec![Block::Heading(1, None, vec![Span::text("Credentials")])];
    let api = sheet.api;
    for scheme in api.schemes.values() {
        if !sheet.take(300) {
            break;
        }
        let id = Some(scheme.name.to_owned());
        main.push(Block::Heading(2, id, vec![Span::text(scheme.name)]));
        main.push(Block::Quiet(vec![Span::Type(scheme.kind().into())]));
        if scheme.value["deprecated"] == true {
            main.push(Block::Warning(
                "Deprecated: don't use it in new programs.".into(),
            ));
        }
        main.extend(sheet.prose(text(scheme.value, "description")));
        let facts: Vec<Fact<'a>> = [
            ("bearerFormat", "Format of the token"),
            ("openIdConnectUrl", "Discovery"),
            ("oauth2MetadataUrl", "Metadata"),
        ]
        .into_iter()
        .filter(|(key, _)| !text(scheme.value, key).is_empty())
        .map(|(key, term)| (term.into(), vec![Span::code(text(scheme.value, key))]))
        .collect();
        if !facts.is_empty() {
            main.push(Block::Facts(facts));
        }
        for (key, name) in FLOWS {
            if let Some(flow) = scheme.value["flows"].get(key) {
                main.push(Block::Heading(3, None, vec![Span::text(name)]));
                main.extend(facts_of(sheet, flow));
            }
        }
    }
    main.extend(sheet.end());
    Page {
        address: "credentials.html".to_owned(),
        title: "Credentials".to_owned(),
        description: "How callers of the API prove who they are.".into(),
        main,
        aside: Vec::new(),
    }
}

/// The addresses and scopes of a flow.
fn facts_of<'a>(sheet: &mut Sheet<'a, '_>, flow: &'a Value) -> Option<Block<'a>> {
    let mut facts: Vec<Fact<'a>> = [
        ("authorizationUrl", "Sign in at"),
        ("deviceAuthorizationUrl", "Device sign-in at"),
        ("tokenUrl", "Tokens from"),
        ("refreshUrl", "Renewed at"),
    ]
    .into_iter()
    .filter(|(key, _)| !text(flow, key).is_empty())
    .map(|(key, term)| (term.into(), vec![Span::code(text(flow, key))]))
    .collect();
    for (scope, meaning) in members(&flow["scopes"]) {
        if !sheet.take(120) {
            break;
        }
        facts.push((
            format!("Scope `{scope}`").into(),
            vec![Span::Prose(meaning.as_str().unwrap_or_default())],
        ));
    }
    (!facts.is_empty()).then_some(Block::Facts(facts))
}
