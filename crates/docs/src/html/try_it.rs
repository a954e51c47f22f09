//! The form that calls an operation from the page. It stays hidden until a script can send it.

use maud::{Markup, html};

use crate::api::{Api, Body, Field, Operation};

pub(super) fn try_it(api: &Api, operation: &Operation) -> Markup {
    let id = |name: &str| format!("try-{}-{name}", operation.id);
    let servers = id("servers");
    let address = api.servers.first().map_or("", |server| server.url.as_str());
    html! {
        section.try aria-label="Try it" hidden {
            h3 { "Try it" }
            form data-method=(operation.method) data-path=(operation.path) {
                (input(&id("server"), "Server", None, &html! {
                    input id=(id("server")) name="server" type="url" required list=(servers) value=(address)
                        autocomplete="url" spellcheck="false";
                    datalist id=(servers) { @for server in &api.servers { option value=(server.url) {} } }
                }))
                @if !operation.security.is_empty() {
                    (input(&id("token"), "Token", None, &html! {
                        input id=(id("token")) name="token" type="password" autocomplete="off";
                    }))
                }
                @for parameter in &operation.parameters {
                    (input(&id(&parameter.field.name), &parameter.field.name, Some(&parameter.place), &html! {
                        input id=(id(&parameter.field.name)) name=(parameter.field.name) data-in=(parameter.place)
                            required[parameter.field.required] autocomplete="off";
                    }))
                }
                @if let Some(body) = &operation.request { (body_inputs(body, &id)) }
                button type="submit" { "Send" }
            }
            div.answer role="status" {}
        }
    }
}

/// An input a field, or the whole as text where that doesn't do.
fn body_inputs(body: &Body, id: &dyn Fn(&str) -> String) -> Markup {
    let simple = !body.fields.is_empty() && body.fields.iter().all(|field| field.scalar);
    html! {
        @if simple {
            @for field in &body.fields { (field_input(field, &id(&field.name))) }
        } @else {
            (input(&id("body"), "Body", Some(&body.media_type), &html! {
                textarea id=(id("body")) name="body" data-in="body" rows="8" spellcheck="false" {
                    (body.examples.first().map_or("", |example| example.text.as_str()))
                }
            }))
        }
    }
}

fn field_input(field: &Field, id: &str) -> Markup {
    // What isn't text goes into the JSON as it is typed.
    let json = !field.kind.before.starts_with("string");
    input(
        id,
        &field.name,
        None,
        &html! {
            input id=(id) name=(field.name) data-in="field" data-json[json] required[field.required]
                type=(if field.secret { "password" } else { "text" }) autocomplete="off" spellcheck="false";
        },
    )
}

fn input(id: &str, label: &str, hint: Option<&str>, control: &Markup) -> Markup {
    html! {
        div.input {
            label for=(id) { (label) @if let Some(hint) = hint { " " span.note { (hint) } } }
            (control)
        }
    }
}
