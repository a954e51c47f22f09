//! What is made of the second contract for tools that send requests.

use serde_json::{Value, json};
use xtask::{collection, workflows};

use super::document;

/// The request of a summary.
fn request(summary: &str) -> Value {
    let collection = collection(&document());
    let folders = collection["item"].as_array().expect("folders").clone();
    folders
        .iter()
        .flat_map(|folder| folder["item"].as_array().expect("requests").clone())
        .find(|item| item["name"] == summary)
        .map(|item| item["request"].clone())
        .expect("a request")
}

#[test]
fn a_get_has_its_query_and_no_body() {
    let list = request("List administrators");
    assert!(list.get("body").is_none(), "{list}");
    let page = json!({
        "key": "per_page", "value": "50", "description": "How many items a page has at most.", "disabled": true
    });
    assert!(
        list["url"]["query"]
            .as_array()
            .expect("a query")
            .contains(&page),
        "{list:#}"
    );
    let filter = &list["url"]["query"][5];
    assert_eq!(filter["key"], "filter[permissions][]");
    assert_eq!(filter["value"], "streams-update");
}

#[test]
fn a_path_has_variables() {
    let get = request("Get an administrator");
    assert_eq!(get["url"]["raw"], "{{baseUrl}}/api/admin/v1/admins/:user");
    assert_eq!(get["url"]["variable"][0]["key"], "user");
    assert_eq!(get["url"]["variable"][0]["value"], "87");
}

#[test]
fn forms_are_forms_and_their_secrets_variables() {
    let upload = request("Upload an avatar");
    assert_eq!(upload["body"]["mode"], "formdata");
    assert_eq!(upload["body"]["formdata"][0]["type"], "file");
    assert_eq!(upload["body"]["formdata"][1]["value"], "At the sea");
    let obtain = request("Obtain a key");
    assert_eq!(obtain["body"]["mode"], "urlencoded");
    assert_eq!(obtain["body"]["urlencoded"][1]["value"], "{{password}}");
    assert_eq!(obtain["auth"]["type"], "noauth");
}

#[test]
fn whole() {
    insta::assert_json_snapshot!("collection", collection(&document()));
    insta::assert_json_snapshot!("workflows", workflows(&document()));
}
