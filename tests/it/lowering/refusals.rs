//! What no client can be made of: an error that says where, why, and what to do.

use apicrate::Error;

fn refused(text: &str) -> Error {
    match apicrate::parse(text.as_bytes()) {
        Err(error) => error,
        Ok(document) => apicrate::lower(&document).expect_err("an error"),
    }
}

#[test]
fn each_refusal_says_what_to_do() {
    let schemas = |schemas: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {schemas}}}"
        )
    };
    let deep = "{a: ".repeat(200) + "1" + &"}".repeat(200);
    let chain: Vec<String> = (0..300)
        .map(|number| format!("S{number}: {{allOf: [{{$ref: '#/components/schemas/S{}'}}, {{minProperties: 1}}]}}", number + 1))
        .collect();
    let cases = [
        ("empty", String::new()),
        ("a text", "just words".to_owned()),
        ("a list", "[1, 2]".to_owned()),
        ("not JSON", "{\"openapi\": \"3.1.0\",".to_owned()),
        ("not YAML", "openapi: [3.1.0".to_owned()),
        (
            "two documents",
            "openapi: 3.1.0\n---\nopenapi: 3.1.0\n".to_owned(),
        ),
        ("no version", "info: {title: A}".to_owned()),
        ("Swagger 2", "swagger: '2.0'\ninfo: {title: A}".to_owned()),
        ("3.2", "openapi: 3.2.0\ninfo: {title: A}".to_owned()),
        ("4", "openapi: 4\ninfo: {title: A}".to_owned()),
        (
            "another file's schema",
            schemas("{A: {$ref: 'other.yaml#/Pet'}}"),
        ),
        (
            "a schema on the web",
            schemas("{A: {type: array, items: {$ref: 'https://example.com/pet.json'}}}"),
        ),
        ("too deep", format!("openapi: 3.1.0\nx-deep: {deep}")),
        (
            "a long chain",
            schemas(&format!("{{{}, S300: {{type: object}}}}", chain.join(", "))),
        ),
    ];
    let texts: Vec<String> = cases
        .iter()
        .map(|(name, text)| format!("{name}: {}", refused(text)))
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
    for (name, text) in &cases {
        let error = refused(text);
        assert!(!error.reason.is_empty() && !error.hint.is_empty(), "{name}");
    }
}

#[test]
fn text_that_is_not_utf_8_is_refused() {
    let error = apicrate::parse(b"openapi: 3.1.0\xff").expect_err("an error");
    assert_eq!(error.reason, "byte 14 is not UTF-8");
}

#[test]
fn aliases_do_not_multiply_without_end() {
    let mut text = String::from("openapi: 3.1.0\nx-a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for level in 1..12 {
        let before = level - 1;
        let items = vec![format!("*a{before}"); 10].join(", ");
        text.extend([format!("x-a{level}: &a{level} [{items}]\n")]);
    }
    insta::assert_snapshot!(refused(&text), @"not valid YAML: the aliases stand for too much at line 7, column 47 (mend the document's syntax there)");
    let circle = "openapi: 3.1.0\nx-circle: &circle {again: *circle}\n";
    insta::assert_snapshot!(refused(circle), @"not valid YAML: an alias within its own anchor at line 2, column 27 (mend the document's syntax there)");
}

#[test]
fn one_anchor_may_have_many_aliases() {
    let mut text = String::from(
        "openapi: 3.1.0\ninfo: {title: A, version: '1'}\nx-limit: &limit {type: integer}\n",
    );
    text.push_str("components:\n  schemas:\n");
    for number in 0..2_000 {
        text.extend([format!("    S{number}: *limit\n")]);
    }
    let document = apicrate::parse(text.as_bytes()).expect("a document");
    apicrate::lower(&document).expect("a client");
}
