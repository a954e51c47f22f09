//! JavaScript with `fetch`.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("process.env.{name}"),
    object: ["{", "}"],
    key: |name| format!("{name}: "),
    list: ["[", "]"],
    trailing: true,
    words: ["null", "true", "false"],
    aligned: false,
    step: "  ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    text.line(format!(
        "// {}.\n//\n// Set {}:\n//   node {}.mjs\n//\n// The server's own certificate: NODE_EXTRA_CA_CERTS=ca.pem node …\n",
        call.purpose,
        listed(&call.variables()),
        call.stem
    ));
    let has_file = matches!(&call.body, Body::Multipart(fields) if fields.iter().any(|(_, field)| matches!(field, Field::File(_))));
    text.line_if(has_file, "import { readFile } from \"node:fs/promises\";\n");
    if !call.query.is_empty() {
        text.line("const query = new URLSearchParams([");
        for (name, value) in &call.query {
            text.line(format!("  [{}, {}],", quoted(name), quoted(value)));
        }
        text.line("]);");
    }
    let body = match &call.body {
        Body::None => None,
        Body::Json(body) => {
            text.line(format!("const body = {};", STYLE.value(body, 0)));
            Some("JSON.stringify(body)")
        }
        Body::Form(fields) => {
            text.line("const form = new URLSearchParams({");
            for (name, field) in fields {
                text.line(format!("  {}: {},", quoted(name), value(field)));
            }
            text.line("});");
            Some("form")
        }
        Body::Multipart(fields) => {
            text.line("const form = new FormData();");
            for (name, field) in fields {
                text.line(match field {
                    Field::File(file) => {
                        let file = quoted(file);
                        format!(
                            "form.append({}, new Blob([await readFile({file})]), {file});",
                            quoted(name)
                        )
                    }
                    other => format!("form.append({}, {});", quoted(name), value(other)),
                });
            }
            Some("form")
        }
    };
    let query = if call.query.is_empty() {
        ""
    } else {
        "?${query}"
    };
    text.line(format!(
        "const url = `${{process.env.{}}}{}{query}`;",
        call.variable("URL"),
        call.path
    ));
    text.line(format!(
        "const response = await fetch(url, {{\n  method: \"{}\",\n  headers: {{",
        call.method
    ));
    for (name, value) in &call.headers {
        text.line(format!("    {}: {},", quoted(name), quoted(value)));
    }
    text.line_if(
        call.token,
        format!(
            "    \"Authorization\": `Bearer ${{process.env.{}}}`,",
            call.variable("TOKEN")
        ),
    );
    text.line_if(
        matches!(call.body, Body::Json(_)),
        "    \"Content-Type\": \"application/json\",",
    );
    text.line("  },");
    if let Some(body) = body {
        text.line(format!("  body: {body},"));
    }
    text.line("});\n\nif (response.ok) {");
    text.line(match &call.prints {
        Prints::Property(name) => {
            format!("  const result = await response.json();\n  console.log(`{name}: ${{result.{name}}}`);")
        }
        Prints::Each { list, property } => format!(
            "  const result = await response.json();\n  for (const item of result.{list}) {{\n    console.log(`{property}: \
             ${{item.{property}}}`);\n  }}"
        ),
        Prints::Size => {
            "  const result = await response.arrayBuffer();\n  console.log(`bytes: ${result.byteLength}`);".to_owned()
        }
        Prints::Status => "  console.log(`status: ${response.status}`);".to_owned(),
    });
    text.line("} else {\n  console.error(`${response.status}: ${await response.text()}`);\n  process.exitCode = 1;\n}");
    text.done()
}

fn value(field: &Field) -> String {
    match field {
        Field::Text(text) | Field::File(text) => quoted(text),
        Field::Secret(variable) => (STYLE.variable)(variable),
    }
}
