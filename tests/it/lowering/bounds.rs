//! Documents whose schemas share parts: what takes as long as the document, and what is refused because it multiplies.

use std::fmt::Write as _;

use apicrate::model::{Api, Kind, Shape, TypeDef};

/// A document of these schemas and, below `paths` and in other components, of whatever else is given.
fn document(schemas: &str, others: &str) -> String {
    format!(
        "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"A\", \"version\": \"1\"}}, {others}
          \"components\": {{\"schemas\": {{{schemas}}}}}}}"
    )
}

fn lowered(text: &str) -> Api {
    super::lowered(text.as_bytes()).0
}

fn named<'a>(api: &'a Api, name: &str) -> &'a TypeDef {
    let found = api.types.iter().find(|ty| ty.name == name);
    found.unwrap_or_else(|| panic!("no type {name}"))
}

fn count_of_fields(api: &Api, name: &str) -> usize {
    match &named(api, name).shape {
        Shape::Struct(object) => object.fields.len(),
        other => panic!("{name} is no struct: {other:?}"),
    }
}

/// `allOf` of these components and a property.
fn extends(parents: &[String], property: &str) -> String {
    let mut parts: Vec<String> = parents
        .iter()
        .map(|parent| format!("{{\"$ref\": \"#/components/schemas/{parent}\"}}"))
        .collect();
    parts.push(format!(
        "{{\"type\": \"object\", \"properties\": {{\"{property}\": {{\"type\": \"string\"}}}}}}"
    ));
    format!("{{\"allOf\": [{}]}}", parts.join(", "))
}

fn join(entries: impl IntoIterator<Item = (String, String)>) -> String {
    let entries = entries
        .into_iter()
        .map(|(name, value)| format!("\"{name}\": {value}"));
    entries.collect::<Vec<_>>().join(", ")
}

/// Layers of two schemas that both extend both of the layer below: two to the power of `layers` ways lead down.
fn diamond(layers: usize) -> String {
    let mut schemas = Vec::new();
    for layer in 0..layers {
        for side in ["L", "R"] {
            let parents: Vec<String> = match layer.checked_sub(1) {
                Some(below) => vec![format!("L{below}"), format!("R{below}")],
                None => Vec::new(),
            };
            let property = format!("{side}{layer}").to_lowercase();
            schemas.push((format!("{side}{layer}"), extends(&parents, &property)));
        }
    }
    document(&join(schemas), "")
}

#[test]
fn a_part_that_many_ways_lead_to_counts_once() {
    let api = lowered(&diamond(30));
    assert_eq!(count_of_fields(&api, "L29"), 59);
    assert_eq!(count_of_fields(&api, "L0"), 1);
}

#[test]
fn a_property_that_is_declared_twice_is_lowered_once() {
    let mut schemas = Vec::new();
    for level in 0..40 {
        for side in ["One", "Two"] {
            let inner = match level {
                39 => "{\"type\": \"string\"}".to_owned(),
                _ => format!("{{\"$ref\": \"#/components/schemas/{side}{}\"}}", level + 1),
            };
            let own = format!("\"{}\": {{\"type\": \"integer\"}}", side.to_lowercase());
            schemas.push((
                format!("{side}{level}"),
                format!("{{\"type\": \"object\", \"properties\": {{\"a\": {inner}, \"b\": {inner}, {own}}}}}"),
            ));
        }
    }
    let parents = ["One0".to_owned(), "Two0".to_owned()];
    schemas.push(("Both".to_owned(), extends(&parents, "c")));
    let api = lowered(&document(&join(schemas), ""));
    assert!(api.types.len() < 200, "{} types", api.types.len());
    assert_eq!(count_of_fields(&api, "Both"), 5);
}

#[test]
fn what_is_declared_twice_may_contain_itself() {
    let tree = |own: &str| {
        format!(
            "{{\"type\": \"object\", \"properties\": {{
                \"next\": {{\"$ref\": \"#/components/schemas/{own}\"}}, \"{own}\": {{\"type\": \"string\"}}}}}}"
        )
    };
    let schemas = [
        ("One".to_owned(), tree("One")),
        ("Two".to_owned(), tree("Two")),
        (
            "Both".to_owned(),
            extends(&["One".to_owned(), "Two".to_owned()], "c"),
        ),
    ];
    let api = lowered(&document(&join(schemas), ""));
    let Shape::Struct(both) = &named(&api, "Both").shape else {
        panic!("no struct");
    };
    let apicrate::model::FieldKind::Value(next) = &both.fields[0].kind else {
        panic!("a constant");
    };
    let Kind::Named(next) = next.kind else {
        panic!("{next:?}");
    };
    let Shape::Struct(inner) = &api.def(next).shape else {
        panic!("no struct");
    };
    assert_eq!(inner.fields.len(), 3, "what both have");
}

#[test]
fn a_name_that_would_be_a_page_long_is_the_end_of_it() {
    let mut schema =
        "{\"type\": \"object\", \"properties\": {\"last\": {\"type\": \"string\"}}}".to_owned();
    for level in 0..50 {
        let name = format!("a{level}").repeat(60);
        schema = format!(
            "{{\"type\": \"object\", \"properties\": {{\"{name}\": {schema}, \"b{level}\": {{}}}}}}"
        );
    }
    let api = lowered(&document(&format!("\"Deep\": {schema}"), ""));
    let longest = api.types.iter().map(|ty| ty.name.len()).max();
    assert!(longest < Some(1_000), "{longest:?} bytes");
}

/// Properties, each with a schema.
fn properties(count: usize) -> String {
    join((0..count).map(|number| (format!("p{number}"), "{\"type\": \"string\"}".to_owned())))
}

fn refused(text: &str) -> String {
    let document = apicrate::parse(text.as_bytes()).expect("a document");
    let error = apicrate::lower(&document).expect_err("an error");
    error.to_string()
}

#[test]
fn what_multiplies_is_refused() {
    let base = format!(
        "\"Base\": {{\"type\": \"object\", \"properties\": {{{}}}}}",
        properties(2_000)
    );
    let heirs = join((0..500).map(|number| {
        let parents = ["Base".to_owned()];
        (format!("Heir{number}"), extends(&parents, "own"))
    }));
    let parameters: Vec<String> = (0..2_000)
        .map(|number| format!("{{\"name\": \"q{number}\", \"in\": \"query\", \"schema\": {{\"type\": \"string\"}}}}"))
        .collect();
    let mut paths = String::from("\"paths\": {");
    for number in 0..500 {
        let comma = if number > 0 { "," } else { "" };
        let _ = write!(
            paths,
            "{comma}\"/p{number}\": {{\"$ref\": \"#/x-items/all\"}}"
        );
    }
    let _ = write!(
        paths,
        "}}, \"x-items\": {{\"all\": {{\"parameters\": [{}], \"get\": {{}}}}}},",
        parameters.join(", ")
    );
    let media = join((0..3_000).map(|number| (format!("text/v{number}"), "{}".to_owned())));
    let mut responses = format!(
        "\"x-response\": {{\"description\": \"a\", \"content\": {{{media}}}}}, \"paths\": {{"
    );
    for number in 0..5 {
        let comma = if number > 0 { "," } else { "" };
        let _ = write!(
            responses,
            "{comma}\"/p{number}\": {{\"get\": {{\"responses\": {{\"200\": {{\"$ref\": \"#/x-response\"}}}}}}}}"
        );
    }
    responses.push_str("},");
    let mut text = String::new();
    for (name, document) in [
        ("heirs", document(&format!("{base}, {heirs}"), "")),
        ("paths", document("", &paths)),
        ("responses", document("", &responses)),
    ] {
        assert!(document.len() < 1_000_000, "{name}");
        let _ = writeln!(text, "{name}: {}", refused(&document));
    }
    insta::assert_snapshot!(text);
}
