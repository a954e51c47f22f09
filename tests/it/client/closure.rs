//! The circle closes: contract → document → generated Rust → JSON Schema accepts what the document accepts.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use vms_admin_api::document::openapi_3_1;
use vms_admin_client::models::{
    CameraGroup, DhcpSubnetGroup, Permission, Token, TokenRequest, User, ValidationFailure,
};

use crate::contract::{agree, component, instances, mutants_of};

fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// The JSON Schema of each generated model, by its name in the document.
fn generated() -> Vec<(&'static str, Value)> {
    vec![
        ("TokenRequest", schema::<TokenRequest>()),
        ("Token", schema::<Token>()),
        ("User", schema::<User>()),
        ("Permission", schema::<Permission>()),
        ("CameraGroup", schema::<CameraGroup>()),
        ("DhcpSubnetGroup", schema::<DhcpSubnetGroup>()),
        ("ValidationFailure", schema::<ValidationFailure>()),
    ]
}

#[test]
fn generated_models_accept_what_the_document_accepts() {
    let document = openapi_3_1().expect("the contract has no fault");
    let generated = generated();
    agree(&document, |name| {
        let (_, schema) = generated
            .iter()
            .find(|(other, _)| *other == name)
            .expect("a model of each component");
        jsonschema::draft202012::new(schema).expect("the schema is valid")
    });
}

/// What the models decode is never less than what the document accepts.
#[test]
fn generated_models_read_what_the_document_accepts() {
    let document = openapi_3_1().expect("the contract has no fault");
    let mut read = 0;
    for (name, instance) in instances() {
        let accepts = component(&document, name);
        for mutant in mutants_of(&instance) {
            // A validator takes `format: int32` for a remark; the model takes it at its word.
            let beyond_int32 = mutant.to_string().contains("3000000000");
            if beyond_int32 || !accepts.is_valid(&mutant) {
                continue;
            }
            let result = match name {
                "TokenRequest" => serde_json::from_value::<TokenRequest>(mutant.clone()).map(drop),
                "Token" => serde_json::from_value::<Token>(mutant.clone()).map(drop),
                "User" => serde_json::from_value::<User>(mutant.clone()).map(drop),
                "Permission" => serde_json::from_value::<Permission>(mutant.clone()).map(drop),
                "CameraGroup" => serde_json::from_value::<CameraGroup>(mutant.clone()).map(drop),
                "DhcpSubnetGroup" => {
                    serde_json::from_value::<DhcpSubnetGroup>(mutant.clone()).map(drop)
                }
                _ => serde_json::from_value::<ValidationFailure>(mutant.clone()).map(drop),
            };
            assert!(result.is_ok(), "{name}: {result:?} on {mutant}");
            read += 1;
        }
    }
    assert!(read > 200, "{read} instances were read");
}
