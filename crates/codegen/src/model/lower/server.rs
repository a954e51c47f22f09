//! Servers.

use crate::model::names::{Scope, raw, snake};
use crate::model::{Server, ServerVariable, docs};
use apicrate_openapi::Code;
use apicrate_openapi::{Document, Notes, document, operation::Operation};

/// Longer descriptions are sentences, not names.
const MOST_NAME_WORDS: usize = 4;

/// The document's servers; none where it names none, or only `/`.
pub(super) fn servers<'d>(
    document: &'d Document<'d>,
    operations: &[Operation<'d>],
    notes: &Notes,
) -> Vec<Server> {
    let mut all = document.servers(notes);
    all.retain(|server| server.url.trim() != "/");
    if all.is_empty() {
        all = common_servers(operations, notes);
    }
    note_local_servers(operations, &all, notes);
    let mut scope = Scope::default();
    let only = all.len() == 1;
    all.iter()
        .map(|server| {
            let name = server_name(server, only);
            Server {
                name: raw(scope.claim([name.as_str()], "_")),
                url: absolute(server.url.trim()),
                docs: docs::markdown(server.description.as_deref().unwrap_or_default()),
                variables: variables(server, notes),
            }
        })
        .collect()
}

/// A URL that leaves its scheme to the document's own place, as converters from Swagger write it.
fn absolute(url: &str) -> String {
    if url.starts_with("//") {
        format!("https:{url}")
    } else {
        url.to_owned()
    }
}

/// The servers that every operation or path names for itself, where the document names none.
fn common_servers<'d>(operations: &[Operation<'d>], notes: &Notes) -> Vec<document::Server<'d>> {
    let mut own = operations.iter().map(|operation| operation.servers);
    let Some(Some(first)) = own.next() else {
        return Vec::new();
    };
    let servers = document::servers(first, notes);
    let common = own.flatten().filter(|other| {
        let others = document::servers(*other, notes);
        others
            .iter()
            .map(|server| &server.url)
            .eq(servers.iter().map(|server| &server.url))
    });
    if common.count() + 1 == operations.len() {
        servers
    } else {
        Vec::new()
    }
}

/// Warns of servers of a single path or operation that aren't the document's.
fn note_local_servers(operations: &[Operation<'_>], all: &[document::Server<'_>], notes: &Notes) {
    for node in operations.iter().filter_map(|operation| operation.servers) {
        let own = document::servers(node, notes);
        if !own
            .iter()
            .any(|server| all.iter().any(|known| known.url == server.url))
        {
            notes.warn(
                node,
                Code::Server,
                "servers of a single path or operation: the client's base URL is used instead",
                "use a second client with the other base URL for it",
            );
        }
    }
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
    let host = server.url.split("//").nth(1).unwrap_or(&server.url);
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
                Code::Server,
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
