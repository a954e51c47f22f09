//! A program that calls every operation of a document, each body that it takes once.

use std::fmt::Write as _;

use apicrate::model::{
    Api, Body, BodyCase, BodyFormat, Credential, Location, Operation, Parameter,
};
use serde_json::Value;

use super::expression::{borrowed, form, owned};
use super::value::Document;
use crate::workspace;

/// The source of the program.
pub(super) fn source(api: &Api, document: &Document) -> String {
    let journey = workspace::root().join("tests/real/journey.rs");
    let mut text = format!(
        "//! Calls every operation.\n\n#![allow(deprecated, clippy::all, reason = \"it is generated\")]\n\n\
         #[path = {:?}]\nmod journey;\n\nuse journey::{{Journey, run}};\n\n\
         #[tokio::main(flavor = \"current_thread\")]\n\
         async fn main() -> std::process::ExitCode {{\n    run(async |journey| {{\n        \
         let client = {};\n",
        journey.display().to_string(),
        client(api)
    );
    let operations: Vec<&Operation> = api
        .modules
        .iter()
        .flat_map(|module| &module.operations)
        .collect();
    for index in 0..operations.len() {
        // Writing to a text can't fail.
        let _ = writeln!(text, "        operation_{index}(&client, journey).await;");
    }
    text.push_str("        Ok(())\n    }).await\n}\n");
    for (index, operation) in operations.into_iter().enumerate() {
        let _ = write!(
            text,
            "\nasync fn operation_{index}(client: &client::Client, journey: &mut Journey) {{\n{}}}\n",
            calls(api, document, operation)
        );
    }
    text
}

/// What makes a client with all credentials.
fn client(api: &Api) -> String {
    // A client that knows its only server is made without a URL.
    let knows_server = matches!(
        api.servers.as_slice(),
        [server] if server.variables.is_empty() && server.url.starts_with("https://")
    );
    let mut text = if knows_server {
        "client::Client::builder().base_url(&journey.url)".to_owned()
    } else {
        "client::Client::builder(&journey.url)".to_owned()
    };
    for scheme in &api.schemes {
        let arguments = match scheme.credential {
            Credential::Basic => "\"user\", \"password\"",
            _ => "\"token\"",
        };
        let _ = write!(text, ".{}({arguments})", scheme.name);
    }
    text.push_str(".build().expect(\"a client\")");
    text
}

/// A call for each body that the operation takes.
fn calls(api: &Api, document: &Document, operation: &Operation) -> String {
    let cases: Vec<Option<&BodyCase>> = match &operation.body {
        Some(body) => body.cases.iter().map(Some).collect(),
        None => vec![None],
    };
    let is_one = cases.len() == 1;
    let mut text = String::new();
    for case in cases {
        let step = match case {
            Some(case) if !is_one => format!("{} as {}", operation.name, case.media_type),
            _ => operation.name.clone(),
        };
        match call(api, document, operation, case) {
            Ok(call) => {
                let _ = writeln!(text, "    journey.mocked({step:?}, {call}.await);");
            }
            Err(lacking) => {
                let why = format!("no value could be made of {lacking}");
                let _ = writeln!(text, "    journey.uncalled({step:?}, {why:?});");
            }
        }
    }
    text
}

fn call(
    api: &Api,
    document: &Document,
    operation: &Operation,
    case: Option<&BodyCase>,
) -> Result<String, String> {
    let written = document.at(&operation.pointer);
    let value = |parameter: &Parameter| {
        let found = parameter_of(document, operation, parameter)?;
        let value = document.example(found)?;
        borrowed(api, &parameter.ty, &value)
    };
    // Those of the path come first, in its order; a name that stands there twice is one argument.
    let in_path = operation.pieces.iter().filter_map(|piece| match piece {
        apicrate::model::PathPiece::Parameter(index) => operation.parameters.get(*index),
        apicrate::model::PathPiece::Literal(_) => None,
    });
    let others = || {
        let all = operation.parameters.iter();
        all.filter(|parameter| parameter.location != Location::Path)
    };
    let mut required: Vec<&Parameter> = Vec::new();
    for parameter in in_path.chain(others().filter(|parameter| parameter.required)) {
        if !required.iter().any(|known| known.name == parameter.name) {
            required.push(parameter);
        }
    }
    let mut arguments = Vec::new();
    for parameter in required {
        arguments.push(value(parameter).ok_or_else(|| format!("`{}`", parameter.wire))?);
    }
    let mut setters = String::new();
    for parameter in others().filter(|parameter| !parameter.required) {
        if let Some(value) = value(parameter) {
            let _ = write!(setters, ".{}({value})", parameter.name);
        }
    }
    if let (Some(body), Some(case)) = (&operation.body, case) {
        let given = body_value(api, document, written, body, case)
            .ok_or_else(|| format!("the body, {}", case.media_type))?;
        if body.required {
            arguments.push(given);
        } else {
            let _ = write!(setters, ".body({given})");
        }
    }
    Ok(format!(
        "client.{}({}){setters}",
        operation.name,
        arguments.join(", ")
    ))
}

/// The parameter as the document has it: with the operation, or with its path.
fn parameter_of<'a>(
    document: &'a Document,
    operation: &Operation,
    parameter: &Parameter,
) -> Option<&'a Value> {
    let path = operation
        .pointer
        .rsplit_once('/')
        .map_or("", |(path, _)| path);
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    [operation.pointer.as_str(), path]
        .into_iter()
        .filter_map(|pointer| document.at(pointer)["parameters"].as_array())
        .flatten()
        .map(|found| document.resolved(found))
        .find(|found| found["name"] == parameter.wire.as_str() && found["in"] == place)
}

fn body_value(
    api: &Api,
    document: &Document,
    operation: &Value,
    body: &Body,
    case: &BodyCase,
) -> Option<String> {
    let content = document.resolved(&operation["requestBody"]);
    let media = content["content"].get(&case.media_type)?;
    let value = document.example(media);
    let is_one = body.cases.len() == 1;
    let given = match &case.format {
        BodyFormat::Json(ty) | BodyFormat::Form(ty, _) if is_one => borrowed(api, ty, &value?)?,
        BodyFormat::Json(ty) | BodyFormat::Form(ty, _) => owned(api, ty, &value?)?,
        BodyFormat::Multipart { name, fields } => form(api, name, fields, &value?)?,
        BodyFormat::Text => {
            let text = value
                .as_ref()
                .and_then(Value::as_str)
                .unwrap_or("text")
                .to_owned();
            if is_one {
                format!("{text:?}")
            } else {
                format!("{text:?}.to_owned()")
            }
        }
        BodyFormat::Binary => "client::Upload::from(b\"bytes\".to_vec())".to_owned(),
    };
    Some(if is_one {
        given
    } else {
        format!(
            "client::operations::{}::{}({given})",
            body.choice, case.name
        )
    })
}
