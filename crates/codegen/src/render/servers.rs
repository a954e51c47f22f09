//! `servers.rs`: a function for each server of the document, to get its URL.

use std::fmt::Write as _;

use super::docs::{code, comment, or_sentence, paragraph};
use crate::model::{Api, Server};

/// The URL that the client uses without being told: the only server, when it is safe to use.
pub(super) fn only_server(api: &Api) -> Option<&str> {
    match api.servers.as_slice() {
        [server] if server.variables.is_empty() && server.url.starts_with("https://") => {
            Some(&server.url)
        }
        _ => None,
    }
}

/// The file without its head; nothing where it has nothing to say.
pub(super) fn render(api: &Api) -> Option<String> {
    if api.servers.is_empty() || only_server(api).is_some() {
        return None;
    }
    let mut text = "//! The servers that the API's document names.\n".to_owned();
    for server in &api.servers {
        text.push('\n');
        comment(&mut text, "", &docs(server));
        function(server, &mut text);
    }
    Some(text)
}

fn docs(server: &Server) -> String {
    let mut docs = or_sentence(&server.docs, || {
        format!("The server {}.", code(&server.url))
    });
    if is_relative(server) {
        paragraph(
            &mut docs,
            "The document gives only a path: `origin` is what stands before it.",
        );
    }
    let mut lines = String::new();
    for variable in &server.variables {
        // Writing to a string cannot fail.
        let _ = write!(lines, "- {}", code(&variable.name));
        if !variable.docs.is_empty() {
            let _ = write!(lines, ": {}", super::docs::first_paragraph(&variable.docs));
        }
        let _ = write!(lines, " (default {}", code(&variable.default));
        if !variable.allowed.is_empty() {
            let allowed: Vec<String> = variable.allowed.iter().map(|value| code(value)).collect();
            let _ = write!(lines, "; one of {}", allowed.join(", "));
        }
        lines.push_str(")\n");
    }
    paragraph(&mut docs, lines.trim_end());
    docs
}

fn is_relative(server: &Server) -> bool {
    !server.url.contains("://") && !server.url.starts_with('{')
}

fn function(server: &Server, text: &mut String) {
    let is_relative = is_relative(server);
    if server.variables.is_empty() && !is_relative {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "#[must_use]\npub fn {}() -> &'static str {{\n    {:?}\n}}\n",
            server.name, server.url
        );
        return;
    }
    let mut arguments: Vec<String> = Vec::new();
    if is_relative {
        arguments.push("origin: &str".to_owned());
    }
    arguments.extend(
        server
            .variables
            .iter()
            .map(|variable| format!("{}: Option<&str>", variable.name)),
    );
    let _ = writeln!(
        text,
        "#[must_use]\npub fn {}({}) -> String {{",
        server.name,
        arguments.join(", ")
    );
    if is_relative {
        text.push_str("    let mut url = origin.trim_end_matches('/').to_owned();\n");
        if !server.url.starts_with('/') {
            text.push_str("    url.push('/');\n");
        }
    } else {
        text.push_str("    let mut url = String::new();\n");
    }
    pieces(server, text);
    text.push_str("    url\n}\n");
}

/// A statement for each piece of the template.
fn pieces(server: &Server, text: &mut String) {
    let mut rest = server.url.as_str();
    while !rest.is_empty() {
        let next = server
            .variables
            .iter()
            .filter_map(|variable| {
                let gap = format!("{{{}}}", variable.wire);
                rest.find(&gap).map(|at| (at, gap.len(), variable))
            })
            .min_by_key(|(at, ..)| *at);
        let (literal, gap) = match next {
            Some((at, length, variable)) => (rest.get(..at), Some((at + length, variable))),
            None => (Some(rest), None),
        };
        if let Some(literal) = literal.filter(|literal| !literal.is_empty()) {
            // Writing to a string cannot fail.
            let _ = match literal
                .chars()
                .next()
                .filter(|c| c.len_utf8() == literal.len())
            {
                Some(sign) => writeln!(text, "    url.push({sign:?});"),
                None => writeln!(text, "    url.push_str({literal:?});"),
            };
        }
        let Some((end, variable)) = gap else { return };
        let _ = writeln!(
            text,
            "    url.push_str({}.unwrap_or({:?}));",
            variable.name, variable.default
        );
        rest = rest.get(end..).unwrap_or_default();
    }
}
