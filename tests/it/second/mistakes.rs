//! Mistakes planted in a contract: each is found before anything is written, with its place and the way out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;
use vms_admin_api::document::{Endpoint, assemble};
use vms_admin_api::{Operation, operation};
use vms_admin_fixture::{about, registry};

/// What is changed.
type Plant = fn(&mut OpenApi, &mut Vec<Endpoint>);

fn endpoint<'a>(endpoints: &'a mut [Endpoint], id: &str) -> &'a mut Endpoint {
    endpoints
        .iter_mut()
        .find(|endpoint| endpoint.operation["operationId"] == id)
        .expect("an operation of this name")
}

fn operation<'a>(endpoints: &'a mut [Endpoint], id: &str) -> &'a mut Map<String, Value> {
    let operation = &mut endpoint(endpoints, id).operation;
    operation.as_object_mut().expect("an object")
}

/// A property of a component, in each operation that has it.
fn property(
    endpoints: &mut [Endpoint],
    component: &str,
    name: &str,
    change: fn(&mut Map<String, Value>),
) {
    for schema in endpoints
        .iter_mut()
        .filter_map(|endpoint| endpoint.components.get_mut(component))
    {
        change(
            schema["properties"][name]
                .as_object_mut()
                .expect("a property"),
        );
    }
}

/// Replaces a text in an example.
fn payload(endpoints: &mut [Endpoint], file: &str, from: &str, to: &str) {
    let example = endpoints
        .iter_mut()
        .flat_map(|endpoint| &mut endpoint.examples)
        .find(|example| example.file == file)
        .expect("a payload");
    assert!(example.text.contains(from), "{}", example.text);
    example.text = example.text.replace(from, to).leak();
}

fn parameter(endpoints: &mut [Endpoint], id: &str, parameter: Value) {
    operation(endpoints, id)["parameters"]
        .as_array_mut()
        .expect("parameters")
        .push(parameter);
}

#[allow(clippy::too_many_lines, reason = "a table: a few lines a mistake")]
fn mistakes() -> Vec<(&'static str, Plant)> {
    vec![
        ("a parameter without a description", |_, all| {
            operation(all, "getAdmin")["parameters"][0]
                .as_object_mut()
                .expect("one")
                .shift_remove("description");
        }),
        ("a parameter without an example", |_, all| {
            operation(all, "listAdmins")["parameters"][2]
                .as_object_mut()
                .expect("one")
                .shift_remove("example");
        }),
        ("a field without a description", |_, all| {
            property(all, "Admin", "name", |field| {
                drop(field.shift_remove("description"));
            });
        }),
        ("a field of a form without a description", |_, all| {
            property(all, "AvatarUpload", "avatar", |field| {
                drop(field.shift_remove("description"));
            });
        }),
        ("an operation without a description", |_, all| {
            operation(all, "deleteAdmin").shift_remove("description");
        }),
        ("a response without a description", |_, all| {
            operation(all, "deleteAdmin")["responses"]["204"]["description"] = json!("");
        }),
        (
            "an example with a property that the type has not",
            |_, all| {
                payload(
                    all,
                    "get-admin.200.json",
                    "\"id\": 87",
                    "\"id\": 87, \"nick\": \"N\"",
                );
            },
        ),
        ("an example without a property", |_, all| {
            payload(all, "create-admin.request.json", "\"name\": \"Name\",", "");
        }),
        ("an example of a wrong type", |_, all| {
            payload(all, "get-admin.200.json", "\"id\": 87", "\"id\": \"87\"");
        }),
        ("an example beyond a bound", |_, all| {
            payload(all, "create-admin.request.json", "\"Name\"", "\"\"");
        }),
        ("a parameter's example beyond a bound", |_, all| {
            operation(all, "listAdmins")["parameters"][1]["example"] = json!(500);
        }),
        ("a parameter's default of a wrong type", |_, all| {
            operation(all, "listAdmins")["parameters"][0]["schema"]["default"] = json!("first");
        }),
        ("204 told as 200", |_, all| {
            let responses = operation(all, "deleteAdmin")["responses"]
                .as_object_mut()
                .expect("responses");
            let deleted = responses.shift_remove("204").expect("a response");
            responses.shift_insert(0, "200".to_owned(), deleted);
        }),
        ("a status that HTTP has not", |_, all| {
            operation(all, "deleteAdmin")["responses"]["999"] = json!({ "description": "Odd." });
        }),
        ("a body with 204", |_, all| {
            operation(all, "deleteAdmin")["responses"]["204"]["content"] =
                json!({ "text/plain": {} });
        }),
        ("no 401", |_, all| {
            operation(all, "getAdmin")["responses"]
                .as_object_mut()
                .expect("responses")
                .shift_remove("401");
        }),
        ("no 404", |_, all| {
            operation(all, "getAdmin")["responses"]
                .as_object_mut()
                .expect("responses")
                .shift_remove("404");
        }),
        ("an operation listed twice", |_, all| {
            let twin = endpoint(all, "getAdmin").clone();
            all.push(twin);
        }),
        ("a secret in the query", |_, all| {
            for name in ["access_token", "api_key"] {
                let secret = json!({
                    "name": name, "in": "query", "description": "x", "example": "x", "schema": { "type": "string" }
                });
                parameter(all, "listAdmins", secret);
            }
        }),
        ("a secret in JSON that is no password", |_, all| {
            property(all, "AdminRequest", "password", |field| {
                drop(field.shift_remove("format"));
            });
        }),
        ("a secret in a form that is no password", |_, all| {
            property(all, "KeyRequest", "password", |field| {
                drop(field.shift_remove("format"));
            });
        }),
        ("signing in that wants a token", |_, all| {
            operation(all, "obtainKey").shift_remove("security");
        }),
        ("an operation that takes no token", |_, all| {
            operation(all, "deleteAdmin").insert("security".to_owned(), json!([]));
        }),
        ("a security scheme that isn't there", |_, all| {
            operation(all, "deleteAdmin").insert("security".to_owned(), json!([{ "apiKey": [] }]));
        }),
        ("a path parameter of another name", |_, all| {
            operation(all, "getAdmin")["parameters"][0]["name"] = json!("id");
        }),
        ("a page of any size", |_, all| {
            operation(all, "listAdmins")["parameters"][1]["schema"]
                .as_object_mut()
                .expect("one")
                .shift_remove("maximum");
        }),
        ("a number of no size in a parameter", |_, all| {
            operation(all, "getAdmin")["parameters"][0]["schema"]
                .as_object_mut()
                .expect("one")
                .shift_remove("format");
        }),
        ("tags out of order", |about, _| {
            about.tags.as_mut().expect("tags").swap(0, 1);
        }),
        ("a tag that nothing has", |about, _| {
            about
                .tags
                .as_mut()
                .expect("tags")
                .push(utoipa::openapi::Tag::new("Zones"));
        }),
        ("two properties of one name in Kotlin", |_, all| {
            for schema in all
                .iter_mut()
                .filter_map(|endpoint| endpoint.components.get_mut("Admin"))
            {
                schema["properties"]["isLocked"] = json!({ "type": "boolean", "description": "x" });
            }
        }),
        ("a type with a name that languages have", |_, all| {
            let error =
                json!({ "title": "Error", "description": "x", "type": "object", "properties": {} });
            endpoint(all, "getAdmin")
                .components
                .insert("Error".to_owned(), error);
        }),
        ("a type that is no component", |_, all| {
            let order = json!({
                "name": "order", "in": "query", "description": "x", "example": "x",
                "schema": { "$ref": "#/components/schemas/Order" }
            });
            parameter(all, "listAdmins", order);
        }),
        ("two types of one name", |_, all| {
            all.push(TouchAdmin::endpoint());
        }),
    ]
}

/// A type that is called as another one is.
#[allow(unreachable_pub, reason = "an operation is public, so its types are")]
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct Admin {
    /// Not what the other one has.
    #[schema(example = true)]
    pub is_another: bool,
}

operation! {
    /// Touch an administrator
    ///
    /// Its `Admin` is not the contract's.
    #[utoipa::path(
        post,
        path = "/api/admin/v1/touch",
        operation_id = "touchAdmin",
        tag = "Administrators",
        responses(
            (status = 201, description = "Touched.", body = Admin),
            (status = 401, response = vms_admin_api::Unauthenticated),
        )
    )]
    #[payloads("touch-admin")]
    pub struct TouchAdmin;
}

#[test]
fn each_is_found_with_its_place_and_the_way_out() {
    let mut report = String::new();
    for (name, plant) in mistakes() {
        let (mut about, mut endpoints) = (about(), registry());
        plant(&mut about, &mut endpoints);
        let faults = assemble(&about, &endpoints).expect_err(name);
        report.extend(["# ", name, "\n", &faults.to_string(), "\n"]);
        for fault in faults.0 {
            assert!(!fault.place.is_empty(), "{name}: {fault}");
        }
    }
    insta::assert_snapshot!(report);
    assert!(mistakes().len() >= 23);
}
