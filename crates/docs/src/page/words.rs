//! Types in words.

use super::Span;
use crate::api::{Api, View};

/// Alternatives that are named one by one.
const NAMED: usize = 4;
/// How deep lists of lists are told.
const DEEP: usize = 4;

/// The type of a schema in words, with links to the models it names.
pub(super) fn words<'a>(api: &Api<'a>, view: &View<'a>) -> Vec<Span<'a>> {
    let mut spans = Vec::new();
    tell(api, view, 0, &mut spans);
    spans
}

fn tell<'a>(api: &Api<'a>, view: &View<'a>, depth: usize, spans: &mut Vec<Span<'a>>) {
    if depth > DEEP {
        return spans.push(Span::Type("…".into()));
    }
    if let Some(model) = view.model.and_then(|name| api.models.get(name)) {
        spans.push(Span::To(model.address.clone(), model.name.into()));
    } else if let Some(all) = view.boolean() {
        spans.push(Span::Type(if all { "anything" } else { "nothing" }.into()));
    } else if !alternatives(api, view, depth, spans) {
        own(api, view, depth, spans);
    }
    if view.is_nullable()
        && !view.types().iter().all(|name| *name == "null")
        && !ends_in_null(spans)
    {
        spans.push(Span::Type(" or null".into()));
    }
}

fn ends_in_null(spans: &[Span<'_>]) -> bool {
    matches!(spans.last(), Some(Span::Type(text)) if text.ends_with("null"))
}

/// What a union is; false where it is none.
fn alternatives<'a>(
    api: &Api<'a>,
    view: &View<'a>,
    depth: usize,
    spans: &mut Vec<Span<'a>>,
) -> bool {
    let mut all = view.alternatives(api, "oneOf");
    all.extend(view.alternatives(api, "anyOf"));
    let object = view.get("properties").is_some();
    if all.is_empty() || object {
        return false;
    }
    if all.len() > NAMED {
        spans.push(Span::Type(
            format!("one of {} alternatives", all.len()).into(),
        ));
        return true;
    }
    for (index, one) in all.iter().enumerate() {
        if index > 0 {
            spans.push(Span::Type(" or ".into()));
        }
        tell(api, one, depth + 1, spans);
    }
    true
}

/// What a schema is by its types.
fn own<'a>(api: &Api<'a>, view: &View<'a>, depth: usize, spans: &mut Vec<Span<'a>>) {
    let types = view.types();
    let mut named = false;
    for name in types.iter().filter(|name| **name != "null") {
        if named {
            spans.push(Span::Type(" or ".into()));
        }
        named = true;
        match (
            *name,
            view.child(api, "items"),
            view.get("additionalProperties"),
        ) {
            ("array", Some(items), _) => {
                spans.push(Span::Type("list of ".into()));
                tell(api, &items, depth + 1, spans);
            }
            ("array", None, _) if view.get("prefixItems").is_some() => {
                spans.push(Span::Type("list of fixed places".into()));
            }
            ("array", None, _) => spans.push(Span::Type("list".into())),
            ("object", _, Some(values))
                if values.is_object() && view.get("properties").is_none() =>
            {
                spans.push(Span::Type("map of text to ".into()));
                tell(api, &View::of(api, values), depth + 1, spans);
            }
            (name, ..) => spans.push(Span::Type(match view.text("format") {
                "" => name.into(),
                format => format!("{name} · {format}").into(),
            })),
        }
    }
    if named {
        return;
    }
    spans.push(Span::Type(
        if types.contains("null") {
            "null"
        } else if view.get("properties").is_some() {
            "object"
        } else if view.get("items").is_some() || view.get("prefixItems").is_some() {
            "list"
        } else if view.get("enum").is_some() || view.get("const").is_some() {
            "one of the values"
        } else if view.text("$ref").is_empty() {
            "anything"
        } else {
            return spans.push(Span::code(view.text("$ref")));
        }
        .into(),
    ));
}
