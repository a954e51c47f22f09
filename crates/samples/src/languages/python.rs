//! Python, with its standard library.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("os.environ[{}]", quoted(name)),
    object: ["{", "}"],
    key: |name| format!("{}: ", quoted(name)),
    list: ["[", "]"],
    trailing: true,
    words: ["None", "True", "False"],
    aligned: false,
    step: "    ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    let decodes = matches!(call.prints, Prints::Property(_) | Prints::Each { .. });
    let is_json = matches!(call.body, Body::Json(_));
    let is_form = matches!(call.body, Body::Form(_));
    text.line(format!(
        "\"\"\"{}.\n\nSet {}:\n    python3 {}.py\n\nThe server's own certificate: SSL_CERT_FILE=ca.pem python3 …\n\"\"\"\n",
        call.purpose,
        listed(&call.variables()),
        call.stem
    ));
    text.line_if(decodes || is_json, "import json")
        .line("import os\nimport sys")
        .line_if(matches!(call.body, Body::Multipart(_)), "import uuid")
        .line("from urllib.error import HTTPError")
        .line_if(
            !call.query.is_empty() || is_form,
            "from urllib.parse import urlencode",
        )
        .line("from urllib.request import Request, urlopen\n");
    if !call.query.is_empty() {
        text.line("query = urlencode([");
        for (name, value) in &call.query {
            text.line(format!("    ({}, {}),", quoted(name), quoted(value)));
        }
        text.line("])");
    }
    let (data, media_type) = body(call, &mut text);
    let url = format!(
        "os.environ[{}] + {}",
        quoted(&call.variable("URL")),
        quoted(&call.path)
    );
    let query = if call.query.is_empty() {
        ""
    } else {
        " + \"?\" + query"
    };
    text.line(format!(
        "request = Request(\n    {url}{query},\n    method=\"{}\",\n    headers={{",
        call.method
    ));
    for (name, value) in &call.headers {
        text.line(format!("        {}: {},", quoted(name), quoted(value)));
    }
    text.line_if(
        call.token,
        format!(
            "        \"Authorization\": \"Bearer \" + os.environ[{}],",
            quoted(&call.variable("TOKEN"))
        ),
    );
    if let Some(media_type) = &media_type {
        text.line(format!("        \"Content-Type\": {media_type},"));
    }
    text.line("    },");
    if let Some(data) = data {
        text.line(format!("    data={data},"));
    }
    text.line(")\n\ntry:\n    with urlopen(request) as response:");
    text.line(match call.prints {
        Prints::Property(_) | Prints::Each { .. } => "        result = json.load(response)",
        Prints::Size => "        result = response.read()",
        Prints::Status => "        status = response.status",
    });
    text.line("except HTTPError as refusal:\n    sys.exit(f\"{refusal.code}: {refusal.read().decode()}\")\n");
    text.line(match &call.prints {
        Prints::Property(name) => format!(
            "print({}, result[{}])",
            quoted(&format!("{name}:")),
            quoted(name)
        ),
        Prints::Each { list, property } => format!(
            "for item in result[{}]:\n    print({}, item[{}])",
            quoted(list),
            quoted(&format!("{property}:")),
            quoted(property)
        ),
        Prints::Size => "print(\"bytes:\", len(result))".to_owned(),
        Prints::Status => "print(\"status:\", status)".to_owned(),
    });
    text.done()
}

/// Writes what makes the body. Returns it as an expression, and its media type.
fn body(call: &Call, text: &mut Text) -> (Option<&'static str>, Option<String>) {
    match &call.body {
        Body::None => (None, None),
        Body::Json(body) => {
            text.line(format!("body = {}", STYLE.value(body, 0)));
            (
                Some("json.dumps(body).encode()"),
                Some(quoted("application/json")),
            )
        }
        Body::Form(fields) => {
            text.line("form = {");
            for (name, field) in fields {
                text.line(format!("    {}: {},", quoted(name), value(field)));
            }
            text.line("}");
            (
                Some("urlencode(form).encode()"),
                Some(quoted("application/x-www-form-urlencoded")),
            )
        }
        Body::Multipart(fields) => {
            text.line("boundary = uuid.uuid4().hex\nbody = b\"\"");
            for (name, field) in fields {
                let (more, content) = match field {
                    Field::File(file) => (
                        format!(
                            "; filename=\\\"{file}\\\"\\r\\nContent-Type: application/octet-stream"
                        ),
                        format!("open({}, \"rb\").read()", quoted(file)),
                    ),
                    other => (String::new(), format!("{}.encode()", value(other))),
                };
                text.line(format!(
                    "body += f\"--{{boundary}}\\r\\nContent-Disposition: form-data; name=\\\"{name}\\\"{more}\\r\\n\\r\\n\".encode()"
                ));
                text.line(format!("body += {content} + b\"\\r\\n\""));
            }
            text.line("body += f\"--{boundary}--\\r\\n\".encode()");
            (
                Some("body"),
                Some("f\"multipart/form-data; boundary={boundary}\"".to_owned()),
            )
        }
    }
}

fn value(field: &Field) -> String {
    match field {
        Field::Text(text) | Field::File(text) => quoted(text),
        Field::Secret(variable) => (STYLE.variable)(variable),
    }
}
