//! The languages that samples are made in.

use std::fmt::Write as _;

use serde_json::Value;

use super::request::{Body, Request};
use crate::page::example::shown;

/// A language.
pub(super) struct Language {
    /// What documents call it; the first is the one that colours know.
    pub(super) names: &'static [&'static str],
    pub(super) label: &'static str,
    pub(super) write: fn(&Request) -> String,
}

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &["shell", "bash", "curl", "sh", "cli"],
        label: "cURL",
        write: curl,
    },
    Language {
        names: &["javascript", "js", "node", "typescript"],
        label: "JavaScript",
        write: javascript,
    },
    Language {
        names: &["python", "python3", "py"],
        label: "Python",
        write: python,
    },
];

/// A word that a shell takes as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A text in quotes, as JavaScript, Python and JSON write it.
fn literal(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn curl(request: &Request) -> String {
    let mut lines = match request.method.as_str() {
        "GET" => vec![format!("curl {}", quoted(&request.url))],
        "HEAD" => vec![format!("curl --head {}", quoted(&request.url))],
        method => vec![format!("curl --request {method} {}", quoted(&request.url))],
    };
    if request.basic {
        lines.push("--user YOUR_LOGIN:YOUR_PASSWORD".to_owned());
    }
    for (name, value) in &request.headers {
        lines.push(format!("--header {}", quoted(&format!("{name}: {value}"))));
    }
    match &request.body {
        Body::None => {}
        Body::Json(value) => lines.push(format!("--data {}", quoted(&json(value)))),
        Body::Text(text) => lines.push(format!("--data-raw {}", quoted(text))),
        Body::Form(fields) => lines.extend(fields.iter().map(|(name, value)| {
            format!("--data-urlencode {}", quoted(&format!("{name}={value}")))
        })),
        Body::Parts(parts) => lines.extend(parts.iter().map(|(name, is_file, value)| {
            if *is_file {
                format!("--form {}", quoted(&format!("{name}=@FILE")))
            } else {
                format!("--form-string {}", quoted(&format!("{name}={value}")))
            }
        })),
        Body::File => lines.push("--data-binary @FILE".to_owned()),
    }
    lines.join(" \\\n  ")
}

/// JSON as it is sent: a text keeps its quotes.
fn json(value: &Value) -> String {
    match value {
        Value::String(_) => value.to_string(),
        other => shown(other),
    }
}

/// Behind the first line, as far in as what is around it.
fn indented(text: &str, by: &str) -> String {
    text.replace('\n', &format!("\n{by}"))
}

fn javascript(request: &Request) -> String {
    let mut head = String::new();
    let mut lines = Vec::new();
    if request.method != "GET" {
        lines.push(format!("  method: {},", literal(&request.method)));
    }
    let mut headers: Vec<String> = request
        .headers
        .iter()
        .map(|(name, value)| format!("    {}: {},", literal(name), literal(value)))
        .collect();
    if request.basic {
        headers.push(
            "    \"Authorization\": `Basic ${btoa(\"YOUR_LOGIN:YOUR_PASSWORD\")}`,".to_owned(),
        );
    }
    if !headers.is_empty() {
        lines.push(format!("  headers: {{\n{}\n  }},", headers.join("\n")));
    }
    match &request.body {
        Body::None => {}
        Body::Json(value) => lines.push(format!(
            "  body: JSON.stringify({}),",
            indented(&json(value), "  ")
        )),
        Body::Text(text) => lines.push(format!("  body: {},", literal(text))),
        Body::Form(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, value)| format!("    {}: {},", literal(name), literal(value)))
                .collect();
            lines.push(format!(
                "  body: new URLSearchParams({{\n{}\n  }}),",
                fields.join("\n")
            ));
        }
        Body::Parts(parts) => {
            head.push_str("const form = new FormData();\n");
            for (name, is_file, value) in parts {
                let value = if *is_file {
                    "file".to_owned()
                } else {
                    literal(value)
                };
                // Writing to a string can't fail.
                let _ = writeln!(head, "form.append({}, {value});", literal(name));
            }
            lines.push("  body: form,".to_owned());
        }
        Body::File => lines.push("  body: file,".to_owned()),
    }
    let url = literal(&request.url);
    let call = if lines.is_empty() {
        format!("const response = await fetch({url});")
    } else {
        format!(
            "const response = await fetch({url}, {{\n{}\n}});",
            lines.join("\n")
        )
    };
    format!("{head}{call}\nconsole.log(response.status, await response.text());")
}

fn python(request: &Request) -> String {
    let mut lines = vec![
        format!("    {},", literal(&request.method)),
        format!("    {},", literal(&request.url)),
    ];
    let headers: Vec<String> = request
        .headers
        .iter()
        .map(|(name, value)| format!("        {}: {},", literal(name), literal(value)))
        .collect();
    if !headers.is_empty() {
        lines.push(format!("    headers={{\n{}\n    }},", headers.join("\n")));
    }
    if request.basic {
        lines.push("    auth=(\"YOUR_LOGIN\", \"YOUR_PASSWORD\"),".to_owned());
    }
    let pairs = |pairs: Vec<(&str, String)>| {
        let lines: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| format!("        {}: {value},", literal(name)))
            .collect();
        format!("{{\n{}\n    }}", lines.join("\n"))
    };
    match &request.body {
        Body::None => {}
        Body::Json(value) => {
            let mut text = String::new();
            python_value(value, 1, &mut text);
            lines.push(format!("    json={text},"));
        }
        Body::Text(text) => lines.push(format!("    data={},", literal(text))),
        Body::Form(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.as_str(), literal(value)))
                .collect();
            lines.push(format!("    data={},", pairs(fields)));
        }
        Body::Parts(parts) => {
            let parts = parts
                .iter()
                .map(|(name, is_file, value)| {
                    let value = if *is_file {
                        "open(\"FILE\", \"rb\")".to_owned()
                    } else {
                        format!("(None, {})", literal(value))
                    };
                    (name.as_str(), value)
                })
                .collect();
            lines.push(format!("    files={},", pairs(parts)));
        }
        Body::File => lines.push("    data=open(\"FILE\", \"rb\"),".to_owned()),
    }
    format!(
        "import requests\n\nresponse = requests.request(\n{}\n)\nprint(response.status_code, response.text)",
        lines.join("\n")
    )
}

/// JSON as Python writes it.
fn python_value(value: &Value, depth: usize, text: &mut String) {
    let inner = "    ".repeat(depth + 1);
    let outer = "    ".repeat(depth);
    match value {
        Value::Null => text.push_str("None"),
        Value::Bool(true) => text.push_str("True"),
        Value::Bool(false) => text.push_str("False"),
        Value::Array(items) if !items.is_empty() => {
            text.push_str("[\n");
            for item in items {
                text.push_str(&inner);
                python_value(item, depth + 1, text);
                text.push_str(",\n");
            }
            let _ = write!(text, "{outer}]");
        }
        Value::Object(members) if !members.is_empty() => {
            text.push_str("{\n");
            for (name, value) in members {
                let _ = write!(text, "{inner}{}: ", literal(name));
                python_value(value, depth + 1, text);
                text.push_str(",\n");
            }
            let _ = write!(text, "{outer}}}");
        }
        other => text.push_str(&other.to_string()),
    }
}
