//! The form that calls an operation from the page. It stays hidden until a script can send it.

use maud::{Markup, html};
use serde_json::Value;

use crate::api::{Api, Kind, Operation, Scheme, View, members, text};
use crate::page::{first, shown};

/// Inputs of one kind that a form has at most.
const MOST: usize = 60;
/// Bytes of a body that a form begins with, at most.
const LONGEST: usize = 16 * 1024;

/// The form of an operation; none for a webhook, which the API calls.
pub(crate) fn try_it<'a>(api: &Api<'a>, operation: &Operation<'a>) -> Option<Markup> {
    if operation.kind == Kind::Webhook {
        return None;
    }
    let own = operation.own_servers();
    let servers = if own.is_empty() { &api.servers } else { &own };
    let address = servers.first().map_or("", |server| server.url.as_str());
    let request = api.resolve(&operation.value["requestBody"]);
    let contents: Vec<(&str, &Value)> = members(&request["content"]).take(8).collect();
    let accept: Vec<&str> = operation
        .responses(api)
        .flat_map(|(_, response)| members(&response["content"]))
        .map(|(media_type, _)| media_type)
        .take(12)
        .collect();
    let mut accepted: Vec<&str> = Vec::new();
    for media_type in accept {
        if !accepted.contains(&media_type) {
            accepted.push(media_type);
        }
    }
    Some(html! {
        section #try.try aria-label="Try it" hidden {
            h2 { "Try it" }
            form data-method=(operation.method) data-path=(operation.path) data-accept=(accepted.join(", ")) {
                (input("try-server", "Server", None, &html! {
                    input id="try-server" name="server" type="url" required list="try-servers" value=(address)
                        autocomplete="url" spellcheck="false";
                    datalist id="try-servers" { @for server in servers.iter().take(MOST) { option value=(server.url) {} } }
                }))
                @for scheme in asked_for(api, operation) { (credentials(scheme)) }
                @for (index, parameter) in operation.parameters(api).into_iter().take(MOST).enumerate() {
                    (self::parameter(api, parameter, index))
                }
                @if contents.len() > 1 {
                    (input("try-type", "Content type", None, &html! {
                        select id="try-type" name="type" {
                            @for (media_type, _) in &contents { option { (media_type) } }
                        }
                    }))
                }
                @for (index, (media_type, media)) in contents.iter().enumerate() {
                    fieldset.body data-type=(media_type) hidden[index > 0] disabled[index > 0] {
                        legend { "Body " span.note { (media_type) } }
                        (body(api, media_type, api.resolve(media), index))
                    }
                }
                div.actions {
                    button type="submit" { "Send" }
                    button.plain type="button" name="command" { "As cURL" }
                }
            }
            div.answer role="status" {}
        }
    })
}

/// The schemes that some alternative of the operation names, each once.
fn asked_for<'s, 'a>(api: &'s Api<'a>, operation: &Operation<'a>) -> Vec<&'s Scheme<'a>> {
    let mut schemes: Vec<&Scheme<'a>> = Vec::new();
    for (name, _) in operation.security(api).into_iter().flatten().flatten() {
        let scheme = api.schemes.get(name);
        schemes
            .extend(scheme.filter(|scheme| !schemes.iter().any(|known| known.name == scheme.name)));
    }
    schemes.truncate(8);
    schemes
}

/// The inputs of a scheme. They are kept nowhere.
fn credentials(scheme: &Scheme<'_>) -> Markup {
    let said = |key| text(scheme.value, key);
    let id = |what: &str| format!("try-{what}-{}", scheme.name);
    let secret = |id: &str, kind: &str, key: &str| {
        html! { input id=(id) data-in="credentials" data-kind=(kind) name=(key) type="password" autocomplete="off" spellcheck="false"; }
    };
    let hint = Some(scheme.name);
    match (
        said("type"),
        said("scheme").to_ascii_lowercase().as_str(),
        said("in"),
    ) {
        ("http", "basic", _) => html! {
            (input(&id("login"), "Login", hint, &html! {
                input id=(id("login")) data-in="credentials" data-kind="login" autocomplete="off" spellcheck="false";
            }))
            (input(&id("password"), "Password", hint, &secret(&id("password"), "password", "password")))
        },
        ("http", "bearer", _) | ("oauth2" | "openIdConnect", ..) => input(
            &id("token"),
            "Token",
            hint,
            &secret(&id("token"), "bearer", "Authorization"),
        ),
        ("http", other, _) => {
            let label = format!("Authorization ({other})");
            input(
                &id("token"),
                &label,
                hint,
                &secret(&id("token"), "header", "Authorization"),
            )
        }
        ("apiKey", _, place @ ("header" | "query")) => input(
            &id("key"),
            said("name"),
            hint,
            &secret(&id("key"), place, said("name")),
        ),
        ("apiKey", _, "cookie") => html! {
            (input(&id("key"), said("name"), hint, &secret(&id("key"), "cookie", said("name"))))
            p.quiet { "Browsers let no page send a cookie of its own: only the cURL command carries it." }
        },
        ("mutualTLS", ..) => html! {
            p.quiet { "Asks for a client certificate: the browser offers those that it has." }
        },
        _ => html! {},
    }
}

fn parameter<'a>(api: &Api<'a>, parameter: &'a Value, index: usize) -> Markup {
    let name = text(parameter, "name");
    let place = text(parameter, "in");
    let id = format!("try-{index}");
    let schema = members(&parameter["content"])
        .next()
        .map_or(&parameter["schema"], |(_, media)| &media["schema"]);
    let view = View::of(api, schema);
    let kind = if view.has_type("array") {
        "list"
    } else if view.has_type("object") {
        "object"
    } else {
        ""
    };
    let values: Vec<&str> = view
        .get("enum")
        .into_iter()
        .flat_map(crate::api::list)
        .filter_map(Value::as_str)
        .take(MOST)
        .collect();
    let required = parameter["required"] == true;
    let style = text(parameter, "style");
    let explode = parameter["explode"]
        .as_bool()
        .unwrap_or(matches!(style, "" | "form") && matches!(place, "query" | "cookie"));
    let example = parameter
        .get("example")
        .or_else(|| view.get("example"))
        .map(crate::page::shown_in_line)
        .unwrap_or_default();
    input(
        &id,
        name,
        Some(place),
        &html! {
            @if values.is_empty() || kind == "list" {
                input id=(id) name=(name) data-in=(place) data-kind=(kind) data-style=(style) data-explode[explode]
                    placeholder=(if kind == "list" { "one, two" } else { &example }) required[required] autocomplete="off" spellcheck="false";
            } @else {
                select id=(id) name=(name) data-in=(place) required[required] {
                    option value="" {}
                    @for value in &values { option { (value) } }
                }
            }
        },
    )
}

/// What a body of a media type is put together from.
fn body<'a>(api: &Api<'a>, media_type: &str, media: &'a Value, index: usize) -> Markup {
    let view = View::of(api, &media["schema"]);
    let properties = view.properties(api, 400);
    let simple = |view: &View<'_>| {
        [
            "properties",
            "items",
            "additionalProperties",
            "oneOf",
            "anyOf",
        ]
        .iter()
        .all(|key| view.get(key).is_none())
            && !view.has_type("object")
    };
    let id = |name: &str| format!("try-{index}-{name}");
    let is_form = media_type.starts_with("multipart/")
        || media_type.starts_with("application/x-www-form-urlencoded");
    let fields = !properties.is_empty()
        && properties.len() <= MOST
        && (is_form
            || media_type.contains("json")
                && properties.iter().all(|property| simple(&property.view)));
    if fields {
        return html! {
            @for property in properties.iter().filter(|property| !property.view.is("readOnly")) {
                (input(&id(property.name), property.name, None, &field(api, property, &id(property.name))))
            }
        };
    }
    let is_text = media_type.starts_with("text/")
        || ["json", "xml", "yaml", "urlencoded"]
            .iter()
            .any(|part| media_type.contains(part));
    if !is_text {
        return input(
            &id("file"),
            "File",
            None,
            &html! { input id=(id("file")) type="file" data-in="file"; },
        );
    }
    let mut example = shown(&first(api, media));
    example.truncate(example.floor_char_boundary(LONGEST));
    input(
        &id("body"),
        "Contents",
        None,
        &html! {
            textarea id=(id("body")) data-in="body" rows="10" spellcheck="false" { "\n" (example) }
        },
    )
}

fn field<'a>(api: &Api<'a>, property: &crate::api::Property<'a>, id: &str) -> Markup {
    let view = &property.view;
    let items = view.child(api, "items");
    let of_items = items.as_ref().unwrap_or(view);
    if of_items.text("format") == "binary" || !of_items.text("contentMediaType").is_empty() {
        return html! { input id=(id) name=(property.name) data-in="part" type="file" multiple[items.is_some()] required[property.required]; };
    }
    // What isn't text goes into JSON as it is typed.
    let is_json = !view.has_type("string");
    let secret = view.text("format") == "password";
    html! {
        input id=(id) name=(property.name) data-in="field" data-json[is_json] required[property.required]
            type=(if secret { "password" } else { "text" }) autocomplete="off" spellcheck="false";
    }
}

fn input(id: &str, label: &str, hint: Option<&str>, control: &Markup) -> Markup {
    html! {
        div.input {
            label for=(id) { (label) @if let Some(hint) = hint { " " span.note { (hint) } } }
            (control)
        }
    }
}
