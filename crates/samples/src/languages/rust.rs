//! Rust, with reqwest.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("env::var({})?", quoted(name)),
    object: ["{", "}"],
    key: |name| format!("{}: ", quoted(name)),
    list: ["[", "]"],
    trailing: true,
    words: ["null", "true", "false"],
    aligned: false,
    step: "    ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    let is_json = matches!(call.body, Body::Json(_));
    let decodes = matches!(call.prints, Prints::Property(_) | Prints::Each { .. });
    text.line(format!(
        "//! {}.\n//\n// It needs the crates `reqwest`{}, `serde_json` and `tokio`.\n//\n// Set {}:\n//   cargo run\n//\n// \
         The server's own certificate: SSL_CERT_FILE=ca.pem cargo run\n\nuse std::env;\nuse std::error::Error;\nuse \
         std::process::ExitCode;\n",
        call.purpose,
        features(call),
        listed(&call.variables())
    ));
    text.line_if(is_json && decodes, "use serde_json::{Value, json};\n")
        .line_if(is_json && !decodes, "use serde_json::json;\n")
        .line_if(!is_json && decodes, "use serde_json::Value;\n")
        .line_if(
            matches!(call.body, Body::Multipart(_)),
            "use reqwest::multipart::{Form, Part};\n",
        )
        .line("#[tokio::main]\nasync fn main() -> Result<ExitCode, Box<dyn Error>> {");
    if let Body::Json(body) = &call.body {
        text.line(format!("    let body = json!({});", STYLE.value(body, 1)));
    }
    form(call, &mut text);
    text.line(format!(
        "    let url = env::var({})? + {};",
        quoted(&call.variable("URL")),
        quoted(&call.path)
    ));
    text.line(format!(
        "    let response = reqwest::Client::new()\n        .request(reqwest::Method::{}, url)",
        call.method
    ));
    if !call.query.is_empty() {
        let pairs = call
            .query
            .iter()
            .map(|(name, value)| format!("({}, {})", quoted(name), quoted(value)));
        text.line(format!(
            "        .query(&{})",
            list(&pairs.collect::<Vec<_>>())
        ));
    }
    for (name, value) in &call.headers {
        text.line(format!(
            "        .header({}, {})",
            quoted(name),
            quoted(value)
        ));
    }
    text.line_if(
        call.token,
        format!(
            "        .bearer_auth(env::var({})?)",
            quoted(&call.variable("TOKEN"))
        ),
    );
    match &call.body {
        Body::None => {}
        Body::Json(_) => drop(text.line("        .json(&body)")),
        Body::Multipart(_) => drop(text.line("        .multipart(form)")),
        Body::Form(fields) => {
            let pairs = fields
                .iter()
                .map(|(name, field)| format!("({}, {})", quoted(name), value(field)));
            text.line(format!(
                "        .form(&{})",
                list(&pairs.collect::<Vec<_>>())
            ));
        }
    }
    text.line(
        "        .send()\n        .await?;\n    let status = response.status();\n    if !status.is_success() {\n        \
         eprintln!(\"{}: {}\", status.as_u16(), response.text().await?);\n        return Ok(ExitCode::FAILURE);\n    }",
    );
    text.line(match &call.prints {
        Prints::Property(name) => format!(
            "    let result: Value = response.json().await?;\n    println!(\"{name}: {{}}\", result[{}]);",
            quoted(name)
        ),
        Prints::Each { list, property } => format!(
            "    let result: Value = response.json().await?;\n    for item in result[{}].as_array().into_iter().flatten() {{\n        \
             println!(\"{property}: {{}}\", item[{}]);\n    }}",
            quoted(list),
            quoted(property)
        ),
        Prints::Size => "    println!(\"bytes: {}\", response.bytes().await?.len());".to_owned(),
        Prints::Status => "    println!(\"status: {}\", status.as_u16());".to_owned(),
    });
    text.line("    Ok(ExitCode::SUCCESS)\n}");
    text.done()
}

/// Writes what makes a form of several parts.
fn form(call: &Call, text: &mut Text) {
    if let Body::Multipart(fields) = &call.body {
        text.line("    let form = Form::new()");
        let lines: Vec<String> = fields
            .iter()
            .map(|(name, field)| match field {
                Field::File(file) => format!(
                    "        .part(\n            {},\n            Part::bytes(std::fs::read({file})?).file_name({file}),\n        )",
                    quoted(name),
                    file = quoted(file)
                ),
                other => format!("        .text({}, {})", quoted(name), value(other)),
            })
            .collect();
        text.line(format!("{};", lines.join("\n")));
    }
}

/// The features of reqwest that the program uses.
fn features(call: &Call) -> String {
    let is_json = matches!(call.body, Body::Json(_));
    let decodes = matches!(call.prints, Prints::Property(_) | Prints::Each { .. });
    let used = [
        ("form", matches!(call.body, Body::Form(_))),
        ("json", is_json || decodes),
        ("multipart", matches!(call.body, Body::Multipart(_))),
        ("query", !call.query.is_empty()),
    ];
    let names: Vec<String> = used
        .iter()
        .filter(|(_, is_used)| *is_used)
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(" (with {})", listed(&names))
    }
}

/// A list as rustfmt breaks it.
fn list(items: &[String]) -> String {
    let line = items.join(", ");
    if line.len() <= 60 {
        return format!("[{line}]");
    }
    format!(
        "[\n            {},\n        ]",
        items.join(",\n            ")
    )
}

fn value(field: &Field) -> String {
    match field {
        Field::Text(text) | Field::File(text) => format!("{}.to_owned()", quoted(text)),
        Field::Secret(variable) => (STYLE.variable)(variable),
    }
}
