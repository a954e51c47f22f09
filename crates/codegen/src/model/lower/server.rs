//! Servers.

use crate::model::names::{Scope, raw, snake};
use crate::model::{Server, ServerVariable, docs};
use crate::parse::Document;
use crate::parse::document;
use crate::parse::read::Notes;

/// Longer descriptions are sentences, not names.
const MOST_NAME_WORDS: usize = 4;

/// The document's servers; none where it names none, or only `/`.
pub(super) fn servers<'d>(document: &'d Document<'d>, notes: &Notes) -> Vec<Server> {
    let mut scope = Scope::default();
    let all = document.servers(notes);
    let only = all.len() == 1;
    all.iter()
        .filter(|server| server.url.trim() != "/")
        .map(|server| {
            let name = server_name(server, only);
            Server {
                name: raw(scope.claim([name.as_str()], "_")),
                url: server.url.trim().to_owned(),
                docs: docs::markdown(server.description.as_deref().unwrap_or_default()),
                variables: variables(server, notes),
            }
        })
        .collect()
}

fn server_name(server: &document::Server<'_>, only: bool) -> String {
    let description = server.description.as_deref().unwrap_or_default();
    let words = description.split_whitespace().count();
    if (1..=MOST_NAME_WORDS).contains(&words) && !description.contains("://") {
        return snake(description);
    }
    if only {
        return "server".to_owned();
    }
    let host = server.url.split("://").nth(1).unwrap_or(&server.url);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() {
        "server".to_owned()
    } else {
        snake(host)
    }
}

/// The variables of the URL, in its order.
fn variables(server: &document::Server<'_>, notes: &Notes) -> Vec<ServerVariable> {
    let mut scope = Scope::default();
    let mut variables: Vec<ServerVariable> = Vec::new();
    let mut rest = server.url.as_ref();
    while let Some((_, after)) = rest.split_once('{') {
        let Some((wire, after)) = after.split_once('}') else {
            break;
        };
        rest = after;
        if variables.iter().any(|variable| variable.wire == wire) {
            continue;
        }
        let known = server
            .variables
            .iter()
            .find(|variable| variable.name == wire);
        if known.is_none_or(|known| known.default.is_none()) {
            notes.warn(
                server.node,
                format!("the server variable `{wire}` has no default: an empty text"),
                "give it a default in `variables`",
            );
        }
        let text = |text: Option<&str>| docs::markdown(text.unwrap_or_default());
        let default = known
            .and_then(|known| known.default.as_deref())
            .unwrap_or_default();
        let allowed = known
            .map(|known| known.allowed.as_slice())
            .unwrap_or_default();
        variables.push(ServerVariable {
            name: raw(scope.claim([snake(wire).as_str()], "_")),
            wire: wire.to_owned(),
            docs: text(known.and_then(|known| known.description.as_deref())),
            default: default.to_owned(),
            allowed: allowed
                .iter()
                .map(|value| value.clone().into_owned())
                .collect(),
        });
    }
    variables
}
