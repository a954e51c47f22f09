//! What a schema demands of values, as terms and what is said of them.

use serde_json::Value;

use super::{Fact, Span};
use crate::api::{View, list, members, text};
use crate::bounded::line;

/// Values that are listed one by one.
const LISTED: usize = 60;
/// Bytes of a value that are shown in a line.
const SHOWN: usize = 160;

/// Everything that a schema says of values beside their type.
pub(super) fn facts<'a>(view: &View<'a>) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    let title = view.text("title");
    if !title.is_empty() && view.model != Some(title) {
        facts.push(("Title".into(), vec![Span::text(title)]));
    }
    values(view, &mut facts);
    for (key, term) in [("const", "Always"), ("default", "Default")] {
        if let Some(value) = view.get(key) {
            facts.push((term.into(), vec![Span::code(shown(value))]));
        }
    }
    let examples = view
        .all("examples")
        .flat_map(list)
        .chain(view.all("example"));
    let examples: Vec<Span<'a>> = examples
        .take(5)
        .map(|example| Span::code(shown(example)))
        .collect();
    if !examples.is_empty() {
        facts.push(("Example".into(), apart(examples)));
    }
    bounds(view, &mut facts);
    for (key, term) in [
        ("pattern", "Pattern"),
        ("contentEncoding", "Encoded as"),
        ("contentMediaType", "Contains"),
    ] {
        for value in view.all(key).filter_map(Value::as_str) {
            facts.push((term.into(), vec![Span::code(value)]));
        }
    }
    for (name, needed) in view.all("dependentRequired").flat_map(members) {
        let names = list(needed)
            .filter_map(Value::as_str)
            .map(Span::code)
            .collect();
        facts.push((format!("With `{name}` also").into(), apart(names)));
    }
    discriminator(view, &mut facts);
    xml(view, &mut facts);
    if let Some(docs) = view.get("externalDocs") {
        facts.push(("More".into(), more(docs)));
    }
    facts
}

/// A link to documentation elsewhere.
pub(super) fn more(docs: &Value) -> Vec<Span<'_>> {
    let url = text(docs, "url");
    let says = match text(docs, "description") {
        "" => url,
        description => description,
    };
    vec![Span::Out(url, says.into())]
}

/// The values that are allowed, each with what it means.
fn values<'a>(view: &View<'a>, facts: &mut Vec<Fact<'a>>) {
    let Some(all) = view.get("enum").and_then(Value::as_array) else {
        return;
    };
    let meaning = |key: &str, index: usize, value: &Value| {
        let meanings = view.get(key)?;
        // Some tools list them in order, others by the value.
        let by_value = value.as_str().and_then(|value| meanings.get(value));
        meanings.get(index).or(by_value)?.as_str()
    };
    let meanings: Vec<(&Value, &str)> = all
        .iter()
        .enumerate()
        .take(LISTED)
        .map(|(index, value)| {
            let found = [
                "x-enum-descriptions",
                "x-enumDescriptions",
                "x-enum-varnames",
            ]
            .iter()
            .find_map(|key| meaning(key, index, value));
            (value, found.unwrap_or_default())
        })
        .collect();
    if meanings.iter().any(|(_, meaning)| !meaning.is_empty()) {
        for (value, meaning) in meanings {
            facts.push((
                format!("`{}`", shown(value)).into(),
                vec![Span::Prose(meaning)],
            ));
        }
    } else {
        let values = meanings
            .iter()
            .map(|(value, _)| Span::code(shown(value)))
            .collect();
        facts.push(("Values".into(), apart(values)));
    }
    if all.len() > LISTED {
        let more = format!("and {} more", all.len() - LISTED);
        facts.push(("…".into(), vec![Span::text(more)]));
    }
}

/// Numbers, lengths and counts.
fn bounds<'a>(view: &View<'a>, facts: &mut Vec<Fact<'a>>) {
    // In OpenAPI 3.0 the exclusive ones are true or false, and belong to the others.
    let strict = |key: &str| view.is(key);
    let number = |key: &str| view.get(key).filter(|value| value.is_number()).map(shown);
    let mut range = Vec::new();
    for (key, exclusive, at_least, more_than) in [
        ("minimum", "exclusiveMinimum", "at least", "more than"),
        ("maximum", "exclusiveMaximum", "at most", "less than"),
    ] {
        if let Some(bound) = number(key) {
            let words = if strict(exclusive) {
                more_than
            } else {
                at_least
            };
            range.push(format!("{words} {bound}"));
        }
        if let Some(bound) = number(exclusive) {
            range.push(format!("{more_than} {bound}"));
        }
    }
    if let Some(step) = number("multipleOf") {
        range.push(format!("a multiple of {step}"));
    }
    if !range.is_empty() {
        facts.push(("Range".into(), vec![Span::text(range.join(", "))]));
    }
    for (least, most, term) in [
        ("minLength", "maxLength", "Characters"),
        ("minItems", "maxItems", "Items"),
        ("minProperties", "maxProperties", "Properties"),
        (
            "minContains",
            "maxContains",
            "Items of the kind that must be there",
        ),
    ] {
        let words = match (number(least), number(most)) {
            (Some(least), Some(most)) if least == most => format!("exactly {least}"),
            (Some(least), Some(most)) => format!("{least} to {most}"),
            (Some(least), None) => format!("at least {least}"),
            (None, Some(most)) => format!("at most {most}"),
            (None, None) => continue,
        };
        facts.push((term.into(), vec![Span::text(words)]));
    }
    if view.is("uniqueItems") {
        facts.push(("Items".into(), vec![Span::text("none twice")]));
    }
}

fn discriminator<'a>(view: &View<'a>, facts: &mut Vec<Fact<'a>>) {
    let Some(discriminator) = view.get("discriminator") else {
        return;
    };
    let property = text(discriminator, "propertyName");
    let mut spans = vec![Span::code(property)];
    for (value, target) in members(&discriminator["mapping"]).take(LISTED) {
        spans.push(Span::text(", "));
        spans.push(Span::code(value));
        spans.push(Span::text(" is "));
        let target = target.as_str().unwrap_or_default();
        spans.push(Span::text(target.rsplit('/').next().unwrap_or(target)));
    }
    facts.push(("Told apart by".into(), spans));
}

fn xml<'a>(view: &View<'a>, facts: &mut Vec<Fact<'a>>) {
    let Some(xml) = view.get("xml") else {
        return;
    };
    let mut words: Vec<String> = [
        ("name", "named"),
        ("prefix", "prefix"),
        ("namespace", "namespace"),
        ("nodeType", "node"),
    ]
    .iter()
    .filter(|(key, _)| !text(xml, key).is_empty())
    .map(|(key, word)| format!("{word} {}", text(xml, key)))
    .collect();
    for (key, word) in [
        ("attribute", "an attribute"),
        ("wrapped", "wrapped in an element"),
    ] {
        if xml[key] == true {
            words.push(word.to_owned());
        }
    }
    facts.push(("In XML".into(), vec![Span::text(words.join(", "))]));
}

/// A value on a line.
pub(crate) fn shown(value: &Value) -> String {
    match line(value, SHOWN) {
        (text, true) => text,
        (text, false) => format!("{text} …"),
    }
}

/// Spans with room between them.
fn apart(spans: Vec<Span<'_>>) -> Vec<Span<'_>> {
    let mut all = Vec::with_capacity(spans.len() * 2);
    for span in spans {
        if !all.is_empty() {
            all.push(Span::text(" "));
        }
        all.push(span);
    }
    all
}
