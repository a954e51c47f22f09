//! What is written for a new operation.

use super::Operation;

const REGISTRY: &str = "macro_rules! operations {\n    ($consumer:ident) => {\n        $consumer! {\n            \
                        $crate::ObtainToken\n        }\n    };\n}\n";

fn operation(method: &str, path: &str) -> Operation {
    Operation::new(method, path, None).expect("an operation")
}

#[test]
fn a_file_says_what_is_to_be_said() {
    let files = operation("GET", "/api/admin/v1/admins/{user}").files();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "crates/api/src/get_admin.rs",
            "crates/api/examples/get-admin.200.json"
        ]
    );
    let expected = r#"//! GET /api/admin/v1/admins/{user}

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{NotFound, Unauthenticated, operation};

/// Which one.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct GetAdminPath {
    ///
    pub user: i64,
}

///
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Admin {}

operation! {
    ///
    #[utoipa::path(
        get,
        path = "/api/admin/v1/admins/{user}",
        operation_id = "getAdmin",
        tag = "",
        params(GetAdminPath),
        responses(
            (status = 200, description = "", body = Admin),
            (status = 401, response = Unauthenticated),
            (status = 404, response = NotFound),
        )
    )]
    #[payloads("get-admin")]
    pub struct GetAdmin;
}
"#;
    assert_eq!(files[0].1, expected);
}

#[test]
fn verbs_and_nouns_come_from_method_and_path() {
    for (method, path, expected) in [
        ("get", "/v1/admins", "list_admins"),
        ("POST", "/v1/camera-groups", "create_camera_group"),
        ("PUT", "/v1/policies/{policy}", "replace_policy"),
        ("DELETE", "/v1/admins/{user}/avatar", "delete_avatar"),
    ] {
        assert_eq!(operation(method, path).module(), expected);
    }
}

#[test]
fn the_lines_go_where_they_belong() {
    let get = operation("GET", "/v1/admins/{user}");
    let library = get
        .declared("//! It.\n\npub mod document;\nmod flag;\npub mod obtain_token;\n")
        .expect("declared");
    assert_eq!(
        library,
        "//! It.\n\npub mod document;\nmod flag;\npub mod get_admin;\npub mod obtain_token;\n"
    );
    let registry = get.listed(REGISTRY).expect("listed");
    assert!(
        registry
            .contains("$crate::ObtainToken,\n            $crate::get_admin::GetAdmin\n        }"),
        "{registry}"
    );
    assert!(get.listed("nothing").is_err());
}

#[test]
fn what_makes_no_sense_is_refused() {
    for (method, path) in [("FETCH", "/a/b"), ("GET", "a/b"), ("GET", "/a b")] {
        assert!(
            Operation::new(method, path, None).is_err(),
            "{method} {path}"
        );
    }
    assert!(Operation::new("GET", "/a", Some("get".to_owned())).is_err());
}
