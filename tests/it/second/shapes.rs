//! What Rust and the document know of each shape.

use serde_json::{Value, json};
use vms_admin_api::document::{Place, json_schemas, to_3_0};
use vms_admin_api::{Content, Flag, Message, NotFound, Operation, PageQuery, Responses};
use vms_admin_fixture::list_admins::{AdminsQuery, ListAdmins, TraceHeader};
use vms_admin_fixture::{
    AdminPath, create_admin, delete_admin, download_avatar, get_admin, registry,
};

use super::document;

#[test]
fn document_in_3_1() {
    insta::assert_json_snapshot!(document());
}

#[test]
fn document_in_3_0() {
    insta::assert_json_snapshot!(to_3_0(&document()).expect("3.0 can say all of it"));
}

#[test]
fn an_operation_has_its_path_its_parameters_and_its_request() {
    fn parameters<O: Operation>(values: Value) -> O::Parameters {
        serde_json::from_value(values).expect("as declared")
    }
    assert_eq!(ListAdmins::METHOD, "get");
    assert_eq!(ListAdmins::PATH, "/api/admin/v1/admins");
    assert_eq!(create_admin::CreateAdmin::ID, "createAdmin");

    let path: AdminPath = parameters::<get_admin::GetAdmin>(json!({ "user": 87 }));
    assert_eq!(path.user, 87);
    let (page, query, header): (PageQuery, AdminsQuery, TraceHeader) =
        parameters::<ListAdmins>(json!([
            { "per_page": 50 },
            { "paginate": 1, "filter[permissions][]": ["streams-update"] },
            { "X-Request-Id": "1f0c" }
        ]));
    assert_eq!(page.per_page, Some(50));
    assert_eq!(query.paginate, Some(Flag::Yes));
    assert_eq!(query.permissions, Some(vec!["streams-update".to_owned()]));
    assert_eq!(header.request_id.as_deref(), Some("1f0c"));
}

#[test]
fn responses_have_a_status_and_a_body_of_their_own() {
    let deleted = delete_admin::Response::NoContent;
    assert_eq!(deleted.status(), 204);
    assert_eq!(deleted.content().expect("nothing to write"), None);

    let message = Message {
        message: "Not found.".to_owned(),
    };
    let missing = get_admin::Response::NotFound(NotFound(message));
    assert_eq!(missing.status(), 404);
    let content = missing.content().expect("written");
    let expected = Content {
        media_type: "application/json",
        bytes: br#"{"message":"Not found."}"#.to_vec(),
    };
    assert_eq!(content, Some(expected));

    let picture = download_avatar::Response::Ok(vec![0x89, 0x50]);
    assert_eq!(picture.status(), 200);
    let content = picture.content().expect("written").expect("a body");
    assert_eq!(
        (content.media_type, content.bytes),
        ("image/png", vec![0x89, 0x50])
    );
}

#[test]
fn each_payload_is_a_response_of_its_operation() {
    fn survives<O: Operation>() -> usize {
        let mut seen = 0;
        for example in O::endpoint().examples {
            let Place::Response(status) = example.place else {
                continue;
            };
            let status: u16 = status.parse().expect("a number");
            let body: Value = serde_json::from_str(example.text).expect("JSON");
            let response = O::Response::from_json(status, body.clone()).expect("as documented");
            assert_eq!(response.status(), status);
            let content = response.content().expect("written").expect("a body");
            let written: Value = serde_json::from_slice(&content.bytes).expect("JSON");
            assert_eq!(written, body);
            seen += 1;
        }
        assert!(O::Response::from_json(599, Value::Null).is_none());
        seen
    }
    assert_eq!(survives::<ListAdmins>(), 2);
    assert_eq!(survives::<create_admin::CreateAdmin>(), 2);
    assert_eq!(survives::<get_admin::GetAdmin>(), 1);
    assert_eq!(survives::<delete_admin::DeleteAdmin>(), 0);
}

#[test]
fn schemas_are_called_what_components_are() {
    let names: Vec<String> = json_schemas(&registry())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert!(names.contains(&"AdminPage".to_owned()), "{names:?}");
    assert!(names.contains(&"PermissionPage".to_owned()), "{names:?}");
    assert!(names.contains(&"Message".to_owned()), "{names:?}");
}
