//! Example values: those of the document, and made up of schemas where it has none.

use serde_json::{Map, Value, json};

use super::{Block, Code, Sheet, Span, Tab};
use crate::api::{Api, View, list, members, text};
use crate::bounded::{fits, pretty};

/// Bytes of an example that a page shows; the whole is in the document.
const LONGEST: usize = 12 * 1024;
/// Bytes of an example that becomes part of a sample or a form.
const LARGEST: usize = 16 * 1024;
/// How deep made-up values go.
const DEEP: usize = 5;
/// Members and items that are made up in all.
const MOST: usize = 150;

impl<'a> Sheet<'a, '_> {
    /// The examples of a body, each as something to choose; one that is made up where there is none.
    pub(super) fn examples(&mut self, name: &'a str, content: &'a Value, tabs: &mut Vec<Tab<'a>>) {
        for (media_type, media) in members(content) {
            let media = self.api.resolve(media);
            for (summary, description, value) in documented(self.api, media) {
                let mut inside = Vec::new();
                if !summary.is_empty() {
                    inside.push(Block::Quiet(vec![Span::text(summary)]));
                }
                inside.extend(self.prose(description));
                match value {
                    Written::Value(value) => inside.extend(self.value(lang(media_type), value)),
                    Written::Elsewhere(url) => {
                        inside.push(Block::Line(vec![Span::Out(url, url.into())]));
                    }
                }
                tabs.push(Tab {
                    name: name.into(),
                    inside,
                });
            }
            if tabs.iter().any(|tab| tab.name == name) || media["schema"].is_null() {
                continue;
            }
            if lang(media_type) == "json" {
                let made = made_up(self.api, &media["schema"]);
                let mut inside = vec![Block::Quiet(vec![Span::text("Made up from the schema.")])];
                inside.extend(self.value("json", &made));
                tabs.push(Tab {
                    name: name.into(),
                    inside,
                });
            }
        }
    }

    /// A value as a block of code, as far as there is room.
    pub(super) fn value(&mut self, lang: &'a str, value: &Value) -> Option<Block<'a>> {
        let (mut text, is_all) = pretty(value, LONGEST);
        if !is_all {
            text.push_str("\n… (the rest stands in the document)");
        }
        // Colours double the size of JSON.
        self.take(text.len() * 3).then(|| {
            Block::Code(Code {
                lang: lang.into(),
                text: text.into(),
            })
        })
    }
}

/// Where an example is.
enum Written<'a> {
    Value(&'a Value),
    Elsewhere(&'a str),
}

/// The examples of a media type: summary, description, value.
fn documented<'a>(api: &Api<'a>, media: &'a Value) -> Vec<(&'a str, &'a str, Written<'a>)> {
    let mut examples: Vec<_> = media
        .get("example")
        .map(|value| ("", "", Written::Value(value)))
        .into_iter()
        .collect();
    for (name, example) in members(&media["examples"]) {
        let example = api.resolve(example);
        let summary = match text(example, "summary") {
            "" => name,
            summary => summary,
        };
        let value = ["value", "dataValue", "serializedValue"]
            .iter()
            .find_map(|key| example.get(*key));
        let written = match (value, example["externalValue"].as_str()) {
            (Some(value), _) => Written::Value(value),
            (None, Some(url)) => Written::Elsewhere(url),
            (None, None) => continue,
        };
        examples.push((summary, text(example, "description"), written));
    }
    examples
}

/// The first example of a media type, or a value made up of its schema.
pub(crate) fn first<'a>(api: &Api<'a>, media: &'a Value) -> Value {
    let found = documented(api, media)
        .into_iter()
        .find_map(|(_, _, written)| match written {
            Written::Value(value) if fits(value, LARGEST) => Some(value.clone()),
            Written::Value(_) | Written::Elsewhere(_) => None,
        });
    found.unwrap_or_else(|| made_up(api, &media["schema"]))
}

/// What colours a media type's text takes.
pub(super) fn lang(media_type: &str) -> &'static str {
    if media_type.contains("json") {
        "json"
    } else if media_type.contains("xml") || media_type.contains("html") {
        "xml"
    } else if media_type.contains("yaml") {
        "yaml"
    } else {
        "text"
    }
}

/// A value as it is shown: text as it is, anything else as JSON.
pub(crate) fn shown(value: &Value) -> String {
    pretty(value, usize::MAX).0
}

/// A value that a schema allows, as far as can be told: its own examples and defaults first.
pub(crate) fn made_up<'a>(api: &Api<'a>, schema: &'a Value) -> Value {
    let mut left = MOST;
    make(api, &View::of(api, schema), 0, &mut left)
}

fn make<'a>(api: &Api<'a>, view: &View<'a>, depth: usize, left: &mut usize) -> Value {
    let said = view
        .get("example")
        .or_else(|| view.all("examples").flat_map(list).next())
        .or_else(|| view.get("const"))
        .or_else(|| view.get("default"))
        .or_else(|| view.get("enum").and_then(|values| values.get(0)));
    if let Some(said) = said.filter(|said| fits(said, LARGEST)) {
        return said.clone();
    }
    *left = left.saturating_sub(1);
    if depth > DEEP || *left == 0 {
        return Value::Null;
    }
    let object = view.get("properties").is_some();
    if !object {
        for key in ["oneOf", "anyOf"] {
            let chosen = view.alternatives(api, key);
            if let Some(chosen) = chosen.iter().find(|one| !one.has_type("null")) {
                return make(api, chosen, depth + 1, left);
            }
        }
    }
    let types = view.types();
    match types.iter().find(|name| **name != "null").copied() {
        Some("array") => match view.child(api, "items") {
            Some(items) => json!([make(api, &items, depth + 1, left)]),
            None => json!([]),
        },
        Some("integer") => view
            .get("minimum")
            .filter(|value| value.is_i64())
            .cloned()
            .unwrap_or(json!(1)),
        Some("number") => view
            .get("minimum")
            .filter(|value| value.is_number())
            .cloned()
            .unwrap_or(json!(1.5)),
        Some("boolean") => json!(true),
        Some("string") => json!(word(view.text("format"))),
        Some("object") | None if object || view.has_type("object") => {
            members_of(api, view, depth, left)
        }
        _ => Value::Null,
    }
}

fn members_of<'a>(api: &Api<'a>, view: &View<'a>, depth: usize, left: &mut usize) -> Value {
    let mut made = Map::new();
    for property in view.properties(api, MOST) {
        if *left == 0 {
            break;
        }
        // Deep down, what may be left out is.
        if (property.required || depth < 2) && !property.view.is("readOnly") {
            made.insert(
                property.name.to_owned(),
                make(api, &property.view, depth + 1, left),
            );
        }
    }
    if made.is_empty()
        && let Some(values) = view
            .get("additionalProperties")
            .filter(|values| values.is_object())
    {
        made.insert(
            "name".to_owned(),
            make(api, &View::of(api, values), depth + 1, left),
        );
    }
    Value::Object(made)
}

/// A text of a format.
fn word(format: &str) -> &'static str {
    match format {
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T12:00:00Z",
        "time" => "12:00:00Z",
        "duration" => "PT1H",
        "uuid" => "123e4567-e89b-12d3-a456-426614174000",
        "email" | "idn-email" => "user@example.com",
        "uri" | "url" | "iri" | "uri-reference" => "https://example.com/",
        "hostname" | "idn-hostname" => "host.example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "aGVsbG8=",
        "password" => "secret",
        _ => "text",
    }
}
