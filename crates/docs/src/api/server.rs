//! Where an API is served.

use serde_json::Value;

use super::{list, members, text};

/// An address beyond which no server has one.
const LONGEST_ADDRESS: usize = 2048;

/// A server of the document, a path or an operation.
#[derive(Debug, Clone)]
pub(crate) struct Server<'a> {
    pub(crate) name: &'a str,
    /// As the document has it, with its variables.
    pub(crate) template: &'a str,
    /// With the variables' defaults.
    pub(crate) url: String,
    pub(crate) description: &'a str,
    pub(crate) variables: Vec<(&'a str, &'a Value)>,
}

/// The servers that an object of the document lists.
pub(crate) fn servers(holder: &Value) -> Vec<Server<'_>> {
    list(&holder["servers"]).map(server).collect()
}

/// A server as it is read by people.
pub(crate) fn server(server: &Value) -> Server<'_> {
    let template = text(server, "url");
    Server {
        name: text(server, "name"),
        template,
        url: filled_in(template, &server["variables"])
            .trim_end_matches('/')
            .to_owned(),
        description: text(server, "description"),
        variables: members(&server["variables"]).collect(),
    }
}

/// A template with the defaults of its variables, read once from left to right: a default that names variables is text.
fn filled_in(template: &str, variables: &Value) -> String {
    let mut url = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        url.push_str(before);
        match behind.split_once('}') {
            Some((name, after)) if variables.get(name).is_some() => {
                url.push_str(text(&variables[name], "default"));
                rest = after;
            }
            _ => {
                url.push('{');
                rest = behind;
            }
        }
        if url.len() > LONGEST_ADDRESS {
            return template.to_owned();
        }
    }
    url + rest
}
