//! The reference: every operation and every model on one page.

use maud::{Markup, html};

use super::markdown::prose;
use super::models::models;
use super::operation::operation;
use super::{Entry, Frame};
use crate::api::Api;

pub(crate) fn reference(frame: &Frame<'_>, name: &str, search: &mut Vec<Entry>) -> String {
    let api = frame.api;
    let page = format!("{name}.html");
    index(api, &page, search);
    let main = html! {
        header.intro {
            h1 { (api.title) " " span.version { (api.version) } }
            (prose(&api.description))
            (servers(api))
        }
        @for group in &api.groups {
            section.group aria-label=(group.name) {
                @if api.groups.len() > 1 {
                    h2.group { (group.name) }
                    (prose(&group.description))
                }
                @for described in &group.operations { (operation(api, described)) }
            }
        }
        (schemes(api))
        (models(api, &page, search))
    };
    frame.page(&page, "Reference", &contents(api), &main)
}

fn index(api: &Api, page: &str, search: &mut Vec<Entry>) {
    for group in &api.groups {
        for operation in &group.operations {
            let address = format!("{page}#{}", operation.id);
            let text = format!(
                "{} {} {} {}",
                operation.id, operation.method, operation.path, operation.description
            );
            search.push(Entry::new(&operation.summary, &group.name, &address, &text));
            for parameter in &operation.parameters {
                let field = &parameter.field;
                search.push(Entry::new(
                    &field.name,
                    &operation.summary,
                    &address,
                    &field.description,
                ));
            }
        }
    }
    for scheme in &api.schemes {
        let address = format!("{page}#{}", scheme.name);
        search.push(Entry::new(
            &scheme.name,
            "Authentication",
            &address,
            &scheme.description,
        ));
    }
}

fn contents(api: &Api) -> Markup {
    html! {
        @for group in &api.groups {
            p { (group.name) }
            ul {
                @for operation in &group.operations {
                    li { a href={ "#" (operation.id) } {
                        (operation.summary) " " span.method { (operation.method) }
                    } }
                }
            }
        }
        @if !api.schemes.is_empty() {
            p { "Credentials" }
            ul { @for scheme in &api.schemes { li { a href={ "#" (scheme.name) } { (scheme.name) } } } }
        }
        @if !api.models.is_empty() {
            p { "Models" }
            ul { @for model in &api.models { li { a href={ "#" (model.name) } { (model.name) } } } }
        }
    }
}

fn servers(api: &Api) -> Markup {
    html! {
        @for server in &api.servers {
            p.server {
                code { (server.template) } " " (server.description)
                @for (name, description) in &server.variables {
                    " " code { (name) } ": " (description)
                }
            }
        }
    }
}

fn schemes(api: &Api) -> Markup {
    html! {
        @if !api.schemes.is_empty() {
            section.schemes aria-labelledby="credentials" {
                h2 #credentials { "Credentials" }
                @for scheme in &api.schemes {
                    section.model id=(scheme.name) aria-label=(scheme.name) {
                        h3 { a href={ "#" (scheme.name) } { (scheme.name) } " " span.type { (scheme.kind) } }
                        (prose(&scheme.description))
                    }
                }
            }
        }
    }
}
