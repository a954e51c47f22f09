//! What `operation!` can't take it refuses in words.

use apicrate::Artifact;

use crate::clients::workspace;

/// What is wrong, and the words inside `operation! { … }` behind the doc comment.
const CASES: [(&str, &str); 13] = [
    (
        "a parameter in brackets",
        r#"#[utoipa::path(get, path = "/a/{b}", operation_id = "getA", params(("b" = i64, Path)), responses((status = 204, description = "x")))] pub struct GetA;"#,
    ),
    (
        "a status that HTTP has not",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = 999, description = "x")))] pub struct GetA;"#,
    ),
    (
        "a range of statuses",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = "4XX", description = "x")))] pub struct GetA;"#,
    ),
    (
        "a status by its name",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = NOT_FOUND, description = "x")))] pub struct GetA;"#,
    ),
    (
        "responses by one type",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses(Responses))] pub struct GetA;"#,
    ),
    (
        "several media types",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = 200, description = "x", content((String = "a/b"), (String = "c/d")))))] pub struct GetA;"#,
    ),
    (
        "a body without a name",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = 200, description = "x", body = inline(A))))] pub struct GetA;"#,
    ),
    (
        "a media type without a body",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = 200, description = "x", content_type = "a/b")))] pub struct GetA;"#,
    ),
    (
        "several requests",
        r#"#[utoipa::path(post, path = "/a", operation_id = "getA", request_body(content((A = "a/b"), (A = "c/d"))), responses((status = 204, description = "x")))] pub struct GetA;"#,
    ),
    (
        "no operation_id",
        r#"#[utoipa::path(get, path = "/a", responses((status = 204, description = "x")))] pub struct GetA;"#,
    ),
    (
        "a base path",
        r#"#[utoipa::path(get, path = "/a", context_path = "/b", operation_id = "getA", responses((status = 204, description = "x")))] pub struct GetA;"#,
    ),
    (
        "no payloads",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = 200, description = "x", body = A)))] pub struct GetA;"#,
    ),
    (
        "a field",
        r#"#[utoipa::path(get, path = "/a", operation_id = "getA", responses((status = 204, description = "x")))] pub struct GetA { a: i32 }"#,
    ),
];

#[test]
fn each_is_told_in_words() {
    let api = xtask::root().join("crates/api");
    let manifest = format!(
        "[package]\nname = \"refusals\"\nversion.workspace = true\nedition.workspace = true\n\n[dependencies]\n\
         utoipa.workspace = true\nvms-admin-api = {{ path = '{}' }}\n",
        api.display()
    );
    // A line a case, so that errors tell theirs.
    let lines: Vec<String> = CASES
        .iter()
        .enumerate()
        .map(|(index, (_, words))| {
            format!(
                "mod case_{index} {{ vms_admin_api::operation! {{ #[doc = \"A\"] {words} }} }}\n"
            )
        })
        .collect();
    let workspace = workspace::write(
        "refusals",
        &["refused".to_owned()],
        vec![
            Artifact::new("refused/Cargo.toml", manifest),
            Artifact::new("refused/src/lib.rs", lines.concat()),
        ],
    );
    let errors = workspace.errors(&["build", "--quiet", "--message-format=short"]);
    let mut report = String::new();
    for (line, (name, _)) in (1..).zip(CASES) {
        let place = format!("refused/src/lib.rs:{line}:");
        let told = errors
            .lines()
            .filter(|error| error.starts_with(&place))
            .find_map(|error| error.split_once(" error: "))
            .unwrap_or_else(|| panic!("{name}: nothing is told in\n{errors}"));
        report.extend(["# ", name, "\n", told.1, "\n"]);
    }
    insta::assert_snapshot!(report);
}
