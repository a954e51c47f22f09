//! Each rule for documents is kept by ours, and is broken by a change that it names.

use serde_json::{Value, json};
use vms_admin_api::document::openapi_3_1;
use vms_admin_api::document::rules::{RULES, check};

const OPERATION: &str = "/paths/~1api~1admin~1v1~1auth~1token/post";
const SCHEMAS: &str = "/components/schemas";

/// The rule's name, where the document is changed, and what to. [`None`] removes.
#[allow(clippy::too_many_lines, reason = "a table: a line a breach")]
fn breaches() -> Vec<(&'static str, String, Option<Value>)> {
    let operation = |rest: &str| format!("{OPERATION}{rest}");
    let schema = |rest: &str| format!("{SCHEMAS}{rest}");
    vec![
        (
            "version is 3.1.0",
            "/openapi".to_owned(),
            Some(json!("3.1.1")),
        ),
        (
            "info has contact and license",
            "/info/contact".to_owned(),
            None,
        ),
        (
            "info has contact and license",
            "/info/license/identifier".to_owned(),
            None,
        ),
        (
            "info has contact and license",
            "/info/description".to_owned(),
            Some(json!(" ")),
        ),
        (
            "server is a described template with a default host",
            "/servers".to_owned(),
            None,
        ),
        (
            "server is a described template with a default host",
            "/servers/0/url".to_owned(),
            Some(json!("http://a")),
        ),
        (
            "server is a described template with a default host",
            "/servers/0/description".to_owned(),
            None,
        ),
        (
            "server is a described template with a default host",
            "/servers/0/variables/domain/default".to_owned(),
            Some(json!("your-domain")),
        ),
        ("bearer token by default", "/security".to_owned(), None),
        ("bearer token by default", operation("/security"), None),
        (
            "operations are named and described",
            operation("/operationId"),
            Some(json!("obtain_token")),
        ),
        (
            "operations are named and described",
            operation("/summary"),
            None,
        ),
        (
            "operations are named and described",
            operation("/description"),
            None,
        ),
        (
            "bodies, responses and headers are described",
            operation("/responses/422/description"),
            Some(json!("")),
        ),
        (
            "tags are one word, described, used and sorted",
            "/tags/0/description".to_owned(),
            None,
        ),
        (
            "tags are one word, described, used and sorted",
            "/tags/0/name".to_owned(),
            Some(json!("Signing in")),
        ),
        (
            "statuses fit what operations take and return",
            operation("/responses/422"),
            None,
        ),
        (
            "parameters are described and have an example",
            operation("/parameters"),
            Some(json!([{ "name": "page", "in": "query" }])),
        ),
        (
            "a path and its parameters agree",
            operation("/parameters"),
            Some(json!([{ "name": "user", "in": "path" }])),
        ),
        (
            "no secret is in an address",
            operation("/parameters"),
            Some(json!([{ "name": "X-Api-Key", "in": "query" }])),
        ),
        (
            "page sizes are bounded",
            operation("/parameters"),
            Some(
                json!([{ "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1 } }]),
            ),
        ),
        (
            "names differ by more than case and punctuation",
            schema("/user"),
            Some(json!({ "type": "object" })),
        ),
        (
            "names are free in every language",
            schema("/Error"),
            Some(json!({ "type": "object" })),
        ),
        (
            "references lead somewhere",
            schema("/Token/properties/user/$ref"),
            Some(json!("#/components/schemas/Person")),
        ),
        (
            "each JSON body has named examples",
            operation("/requestBody/content/application~1json/examples"),
            None,
        ),
        (
            "each JSON body has named examples",
            operation("/responses/422/content/application~1json/examples"),
            None,
        ),
        (
            "each JSON body has named examples",
            operation("/responses/200/content/application~1json/example"),
            Some(json!(1)),
        ),
        (
            "dates are patterned strings, and the pattern lets the empty text through",
            schema("/User/properties/created_at/pattern"),
            None,
        ),
        (
            "dates are patterned strings, and the pattern lets the empty text through",
            schema("/User/properties/created_at/examples"),
            None,
        ),
        (
            "dates are patterned strings, and the pattern lets the empty text through",
            schema("/Token/properties/expires_at/format"),
            Some(json!("date-time")),
        ),
        (
            "dates are patterned strings, and the pattern lets the empty text through",
            schema("/User/properties/created_at"),
            Some(json!({ "$ref": "#/components/schemas/Date", "description": "A date." })),
        ),
        (
            "null is a type, and present",
            schema("/User/properties/access_token_id"),
            Some(
                json!({ "description": "x", "oneOf": [{ "type": "string" }, { "type": "null" }] }),
            ),
        ),
        (
            "null is a type, and present",
            schema("/User/required"),
            Some(json!(["id"])),
        ),
        (
            "components are titled, open objects",
            schema("/User/title"),
            Some(json!("Person")),
        ),
        (
            "components are titled, open objects",
            schema("/User/additionalProperties"),
            Some(json!(false)),
        ),
        (
            "components are titled, open objects",
            schema("/Date"),
            Some(json!({ "type": "string", "description": "x" })),
        ),
        (
            "integers have a format, flags have names",
            schema("/User/properties/id/format"),
            None,
        ),
        (
            "integers have a format, flags have names",
            schema("/CameraGroup/properties/is_house/x-enum-varnames"),
            None,
        ),
        (
            "integers have a format, flags have names",
            schema("/CameraGroup/properties/is_house/x-enum-descriptions"),
            Some(json!(["one"])),
        ),
        (
            "strings are open",
            schema("/Token/properties/token_type/enum"),
            Some(json!(["Bearer"])),
        ),
        (
            "maps are plain",
            schema("/ValidationFailure/properties/errors/propertyNames"),
            Some(json!({ "type": "string" })),
        ),
        (
            "schema examples are lists",
            schema("/User/properties/id/example"),
            Some(json!(1)),
        ),
        (
            "secrets are passwords",
            schema("/TokenRequest/properties/password/format"),
            None,
        ),
        (
            "secrets are passwords",
            schema("/Token/properties/access_token/format"),
            None,
        ),
        (
            "types and properties are described",
            schema("/User/description"),
            None,
        ),
        (
            "types and properties are described",
            schema("/User/properties/id/description"),
            None,
        ),
    ]
}

/// Puts a value at a pointer, or removes what is there.
fn change(document: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer to a member");
    let parent = document
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .expect("the parent is an object");
    match value {
        Some(value) => drop(parent.insert(last.to_owned(), value)),
        None => assert!(
            parent.shift_remove(last).is_some(),
            "{pointer} is not there"
        ),
    }
}

#[test]
fn our_document_keeps_them() {
    let document = openapi_3_1().expect("the contract has no fault");
    assert_eq!(check(&document), []);
}

#[test]
fn each_is_broken_by_its_breach() {
    let document = openapi_3_1().expect("the contract has no fault");
    let mut report = String::new();
    for (rule, pointer, value) in breaches() {
        let mut broken = document.clone();
        change(&mut broken, &pointer, value);
        let rule = RULES
            .iter()
            .find(|other| other.name == rule)
            .expect("a rule of this name");
        let faults = (rule.check)(&broken);
        assert!(
            !faults.is_empty(),
            "{}: nothing found after a change at {pointer}",
            rule.name
        );
        report.extend([
            rule.name, "
",
        ]);
        for fault in faults {
            report.extend([
                "    ",
                &fault.to_string(),
                "
",
            ]);
        }
    }
    insta::assert_snapshot!(report);
}

#[test]
fn each_has_a_breach() {
    let breaches = breaches();
    for rule in RULES {
        assert!(
            breaches.iter().any(|(name, ..)| *name == rule.name),
            "no breach of `{}`",
            rule.name
        );
    }
}
