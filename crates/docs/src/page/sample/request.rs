//! A request with values in all its places, as a sample sends it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::api::{Api, Operation, View, list, members, text};
use crate::page::example::{first, made_up, shown};

/// A request that could be sent.
#[derive(Debug)]
pub(super) struct Request {
    /// In capitals.
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    /// Login and password, for basic authentication.
    pub(super) basic: bool,
    pub(super) body: Body,
}

/// What a request carries.
#[derive(Debug)]
pub(super) enum Body {
    None,
    Json(Value),
    /// Fields of a form, URL-encoded.
    Form(Vec<(String, String)>),
    /// Parts of a form; the second says whether it is a file.
    Parts(Vec<(String, bool, String)>),
    Text(String),
    File,
}

impl Request {
    pub(super) fn of<'a>(api: &Api<'a>, operation: &Operation<'a>) -> Self {
        let servers = operation.own_servers();
        let server = servers.first().or(api.servers.first());
        let server = server.map_or("", |server| server.url.as_str());
        let mut path = operation.path.to_owned();
        let mut query: Vec<String> = Vec::new();
        let mut headers: Vec<(String, String)> = Vec::new();
        for parameter in operation.parameters(api) {
            let name = text(parameter, "name");
            let place = text(parameter, "in");
            if place != "path" && parameter["required"] != true {
                continue;
            }
            let value = value(api, parameter);
            match place {
                "path" => path = path.replace(&format!("{{{name}}}"), &encoded(&value)),
                "query" => query.push(format!("{}={}", encoded(name), encoded(&value))),
                "querystring" => query.push(encoded(&value)),
                "header" => headers.push((name.to_owned(), value)),
                "cookie" => headers.push(("Cookie".to_owned(), format!("{name}={value}"))),
                _ => {}
            }
        }
        let mut basic = false;
        for (name, _) in operation
            .security(api)
            .into_iter()
            .flatten()
            .next()
            .unwrap_or_default()
        {
            let Some(scheme) = api.schemes.get(name) else {
                continue;
            };
            let key = text(scheme.value, "name");
            match (text(scheme.value, "type"), text(scheme.value, "in")) {
                ("http", _) if text(scheme.value, "scheme").eq_ignore_ascii_case("basic") => {
                    basic = true;
                }
                ("http" | "oauth2" | "openIdConnect", _) => {
                    headers.push(("Authorization".to_owned(), "Bearer YOUR_TOKEN".to_owned()));
                }
                ("apiKey", "header") => headers.push((key.to_owned(), "YOUR_KEY".to_owned())),
                ("apiKey", "query") => query.push(format!("{}=YOUR_KEY", encoded(key))),
                ("apiKey", "cookie") => {
                    headers.push(("Cookie".to_owned(), format!("{key}=YOUR_KEY")));
                }
                _ => {}
            }
        }
        let (media_type, body) = body(api, operation);
        if let Some(media_type) = media_type {
            headers.push(("Content-Type".to_owned(), media_type.to_owned()));
        }
        if let Some(accepted) = accepted(api, operation) {
            headers.insert(0, ("Accept".to_owned(), accepted.to_owned()));
        }
        let query = if query.is_empty() {
            String::new()
        } else {
            format!("?{}", query.join("&"))
        };
        Self {
            method: operation.method.clone(),
            url: format!("{server}{path}{query}"),
            headers,
            basic,
            body,
        }
    }
}

/// The media type of the first successful response, where it is none that everybody takes.
fn accepted<'a>(api: &Api<'a>, operation: &Operation<'a>) -> Option<&'a str> {
    operation
        .responses(api)
        .find(|(status, _)| status.starts_with('2'))
        .and_then(|(_, response)| members(&response["content"]).next())
        .map(|(media_type, _)| media_type)
}

/// A value for a parameter.
fn value<'a>(api: &Api<'a>, parameter: &'a Value) -> String {
    let content = members(&parameter["content"]).next();
    let value = match content {
        Some((_, media)) => first(api, media),
        None => first(api, parameter),
    };
    line(&value)
}

/// A value as one text: lists with commas between.
fn line(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(line).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The body, and its media type where it has to be said.
fn body<'a>(api: &Api<'a>, operation: &Operation<'a>) -> (Option<&'a str>, Body) {
    let request = api.resolve(&operation.value["requestBody"]);
    let contents: Vec<(&str, &Value)> = members(&request["content"]).collect();
    let json = contents
        .iter()
        .find(|(media_type, _)| media_type.contains("json"));
    let Some((media_type, media)) = json.or(contents.first()).copied() else {
        return (None, Body::None);
    };
    let media = api.resolve(media);
    if media_type.contains("json") {
        return (Some(media_type), Body::Json(first(api, media)));
    }
    if media_type.starts_with("application/x-www-form-urlencoded") {
        let fields = members(&first(api, media))
            .map(|(name, value)| (name.to_owned(), line(value)))
            .collect();
        return (Some(media_type), Body::Form(fields));
    }
    if media_type.starts_with("multipart/") {
        return (None, Body::Parts(parts(api, media)));
    }
    let view = View::of(api, &media["schema"]);
    let is_binary =
        view.text("format") == "binary" || media["schema"].is_null() || view.types().is_empty();
    let is_text = media_type.starts_with("text/")
        || media_type.contains("xml")
        || media_type.contains("yaml");
    if is_binary && !is_text {
        return (Some(media_type), Body::File);
    }
    (Some(media_type), Body::Text(shown(&first(api, media))))
}

fn parts<'a>(api: &Api<'a>, media: &'a Value) -> Vec<(String, bool, String)> {
    View::of(api, &media["schema"])
        .properties(api, 400)
        .into_iter()
        .map(|property| {
            let view = match property.view.child(api, "items") {
                Some(items) => items,
                None => property.view.clone(),
            };
            let is_file =
                view.text("format") == "binary" || !view.text("contentMediaType").is_empty();
            let made = property.view.get("example").cloned();
            let made = made.or_else(|| list(property.view.get("examples")?).next().cloned());
            let value = match made {
                Some(made) => line(&made),
                None => line(&made_up(
                    api,
                    media["schema"]["properties"]
                        .get(property.name)
                        .unwrap_or(&Value::Null),
                )),
            };
            (property.name.to_owned(), is_file, value)
        })
        .collect()
}

/// A text in an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
