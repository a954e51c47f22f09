//! Parameters and headers.

use serde_json::Value;

use super::facts::shown;
use super::schema::folded;
use super::words::words;
use super::{Block, Fact, Field, Sheet, Span};
use crate::api::{View, list, members, text};

/// Places of parameters, and what people call them.
const PLACES: [(&str, &str); 5] = [
    ("path", "Path parameters"),
    ("query", "Query parameters"),
    ("querystring", "Query"),
    ("header", "Header parameters"),
    ("cookie", "Cookies"),
];

impl<'a> Sheet<'a, '_> {
    /// The parameters of an operation, by where they go.
    pub(super) fn parameters(&mut self, parameters: &[&'a Value]) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        for (place, title) in PLACES {
            let fields: Vec<Field<'a>> = parameters
                .iter()
                .filter(|parameter| text(parameter, "in") == place)
                .map_while(|parameter| {
                    self.parameter(text(parameter, "name"), parameter, Some(place))
                })
                .collect();
            if !fields.is_empty() {
                blocks.push(Block::heading(2, title));
                blocks.push(Block::Fields(fields));
            }
        }
        blocks
    }

    /// The headers of a response or a part.
    pub(super) fn headers(&mut self, headers: &'a Value) -> Vec<Block<'a>> {
        let fields: Vec<Field<'a>> = members(headers)
            .map_while(|(name, header)| {
                let header = self.api.resolve(header);
                self.parameter(name, header, None)
            })
            .collect();
        if fields.is_empty() {
            return Vec::new();
        }
        vec![
            Block::Heading(3, None, vec![Span::text("Headers")]),
            Block::Fields(fields),
        ]
    }

    /// A parameter or header; none where there is no room left.
    fn parameter(
        &mut self,
        name: &'a str,
        parameter: &'a Value,
        place: Option<&str>,
    ) -> Option<Field<'a>> {
        if !self.take(260) {
            return None;
        }
        let content = members(&parameter["content"]).next();
        let schema = content.map_or(&parameter["schema"], |(_, media)| &media["schema"]);
        let view = View::of(self.api, schema);
        let mut head = vec![Span::code(name)];
        if !schema.is_null() {
            head.extend(words(self.api, &view));
        }
        head.push(Span::note(if parameter["required"] == true {
            "required"
        } else {
            "optional"
        }));
        let mut field = self.field(head, &view, 0);
        if parameter["deprecated"] == true && !view.is("deprecated") {
            field.head.push(Span::note("deprecated"));
        }
        // What is said of the parameter goes before what is said of its schema.
        let own = text(parameter, "description");
        if !own.is_empty() && own != view.text("description") {
            let prose = self.prose(own);
            field.inside.splice(0..0, prose);
        }
        let own = style(parameter, content.map(|(media_type, _)| media_type), place);
        if !own.is_empty() {
            field.inside.push(Block::Facts(own));
        }
        field.id = place.map(|place| format!("{place}.{name}"));
        Some(field)
    }

    /// How the parts of a form are sent.
    pub(super) fn encodings(&mut self, media: &'a Value) -> Vec<Block<'a>> {
        let mut fields = Vec::new();
        let positions = list(&media["prefixEncoding"]).map(|encoding| ("in its place", encoding));
        let items = media
            .get("itemEncoding")
            .map(|encoding| ("each item", encoding));
        for (name, encoding) in members(&media["encoding"]).chain(positions).chain(items) {
            if !self.take(200) {
                break;
            }
            let mut inside = Vec::new();
            let mut facts = style(encoding, None, None);
            if let Some(media_type) = encoding["contentType"].as_str() {
                facts.insert(0, ("Sent as".into(), vec![Span::code(media_type)]));
            }
            if !facts.is_empty() {
                inside.push(Block::Facts(facts));
            }
            inside.extend(folded(self.headers(&encoding["headers"])));
            fields.push(Field {
                id: None,
                head: vec![Span::code(name)],
                inside,
            });
        }
        if fields.is_empty() {
            return Vec::new();
        }
        vec![
            Block::Quiet(vec![Span::text("How the parts are sent:")]),
            Block::Fields(fields),
        ]
    }
}

/// How a parameter is written, where that is out of the ordinary, and its examples.
fn style<'a>(
    parameter: &'a Value,
    media_type: Option<&'a str>,
    place: Option<&str>,
) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    if let Some(media_type) = media_type {
        facts.push(("Written as".into(), vec![Span::code(media_type)]));
    }
    let style = text(parameter, "style");
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let usual = match place {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    let is_list = !parameter["schema"]["type"].is_null()
        && (parameter["schema"]["type"] == "array" || parameter["schema"]["type"] == "object");
    if !style.is_empty() && style != usual || explode.is_some() || is_list {
        let style = if style.is_empty() { usual } else { style };
        let words = match (style, explode.unwrap_or(style == "form")) {
            ("form", true) => "the name once for each value",
            ("form", false) | ("simple", _) => "values with commas between them",
            ("spaceDelimited", _) => "values with spaces between them",
            ("pipeDelimited", _) => "values with `|` between them",
            ("deepObject", _) => "members in brackets, as name[member]=value",
            ("label", _) => "values behind dots",
            ("matrix", _) => "values behind semicolons",
            (other, _) => other,
        };
        let explode = match explode {
            Some(true) => ", explode",
            Some(false) => ", not exploded",
            None => "",
        };
        facts.push((
            "Style".into(),
            vec![Span::text(format!("{words} ({style}{explode})"))],
        ));
    }
    for (key, words) in [
        ("allowReserved", "reserved characters are sent as they are"),
        ("allowEmptyValue", "may be sent without a value"),
    ] {
        if parameter[key] == true {
            facts.push(("Note".into(), vec![Span::text(words)]));
        }
    }
    if let Some(example) = parameter.get("example") {
        facts.push(("Example".into(), vec![Span::code(shown(example))]));
    }
    for (name, example) in members(&parameter["examples"]) {
        let summary = match text(example, "summary") {
            "" => text(example, "description"),
            summary => summary,
        };
        let value = [
            "value",
            "dataValue",
            "serializedValue",
            "externalValue",
            "$ref",
        ]
        .iter()
        .find_map(|key| example.get(*key));
        let mut spans = vec![Span::code(value.map(shown).unwrap_or_default())];
        if !summary.is_empty() {
            spans.push(Span::text(" "));
            spans.push(Span::Prose(summary));
        }
        facts.push((format!("Example {name}").into(), spans));
    }
    facts
}
