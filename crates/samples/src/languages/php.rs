//! PHP, with its streams.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::Style;
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: single,
    variable: |name| format!("getenv('{name}')"),
    object: ["[", "]"],
    key: |name| format!("{} => ", single(name)),
    list: ["[", "]"],
    trailing: true,
    words: ["null", "true", "false"],
    aligned: false,
    step: "    ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    text.line(format!(
        "<?php\n// {}.\n//\n// Set {}:\n//   php {}.php\n//\n// The server's own certificate: SSL_CERT_FILE=ca.pem php …\n",
        call.purpose,
        listed(&call.variables()),
        call.stem
    ));
    let (content, media_type) = match &call.body {
        Body::None => (None, None),
        Body::Json(body) => {
            text.line(format!("$body = {};", STYLE.value(body, 0)));
            (
                Some("json_encode($body, JSON_THROW_ON_ERROR)"),
                Some("'Content-Type: application/json'"),
            )
        }
        Body::Form(fields) => {
            text.line("$form = [");
            for (name, field) in fields {
                text.line(format!("    {} => {},", single(name), value(field)));
            }
            text.line("];");
            (
                Some("http_build_query($form)"),
                Some("'Content-Type: application/x-www-form-urlencoded'"),
            )
        }
        Body::Multipart(fields) => {
            text.line("$boundary = bin2hex(random_bytes(16));\n$body = '';");
            for (name, field) in fields {
                let (more, content) = match field {
                    Field::File(file) => (
                        format!(
                            "; filename=\\\"{file}\\\"\\r\\nContent-Type: application/octet-stream"
                        ),
                        format!("file_get_contents({})", single(file)),
                    ),
                    other => (String::new(), value(other)),
                };
                text.line(format!(
                    "$body .= \"--$boundary\\r\\nContent-Disposition: form-data; name=\\\"{name}\\\"{more}\\r\\n\\r\\n\""
                ));
                text.line(format!("    . {content} . \"\\r\\n\";"));
            }
            text.line("$body .= \"--$boundary--\\r\\n\";");
            (
                Some("$body"),
                Some("\"Content-Type: multipart/form-data; boundary=$boundary\""),
            )
        }
    };
    text.line("$context = stream_context_create([\n    'ssl' => ['verify_peer' => true],\n    'http' => [");
    text.line(format!(
        "        'method' => '{}',\n        'header' => [",
        call.method
    ));
    for (name, value) in &call.headers {
        text.line(format!(
            "            {},",
            single(&format!("{name}: {value}"))
        ));
    }
    text.line_if(
        call.token,
        format!(
            "            'Authorization: Bearer ' . getenv('{}'),",
            call.variable("TOKEN")
        ),
    );
    if let Some(media_type) = media_type {
        text.line(format!("            {media_type},"));
    }
    text.line("        ],");
    if let Some(content) = content {
        text.line(format!("        'content' => {content},"));
    }
    text.line("        // Else the body of a refusal is thrown away.\n        'ignore_errors' => true,\n    ],\n]);");
    text.line(format!(
        "$url = getenv('{}') . {};\n$response = file_get_contents($url, false, $context);\nif ($response === false) {{\n    \
         exit(1);\n}}\n$status = (int) explode(' ', $http_response_header[0])[1];\nif ($status >= 300) {{\n    \
         fwrite(STDERR, \"$status: $response\\n\");\n    exit(1);\n}}",
        call.variable("URL"),
        single(&call.address())
    ));
    let decode = "$result = json_decode($response, true, flags: JSON_THROW_ON_ERROR);";
    text.line(match &call.prints {
        Prints::Property(name) => format!("{decode}\necho \"{name}: {{$result['{name}']}}\\n\";"),
        Prints::Each { list, property } => format!(
            "{decode}\nforeach ($result['{list}'] as $item) {{\n    echo \"{property}: {{$item['{property}']}}\\n\";\n}}"
        ),
        Prints::Size => "echo 'bytes: ' . strlen($response) . \"\\n\";".to_owned(),
        Prints::Status => "echo \"status: $status\\n\";".to_owned(),
    });
    text.done()
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

fn value(field: &Field) -> String {
    match field {
        Field::Text(text) | Field::File(text) => single(text),
        Field::Secret(variable) => (STYLE.variable)(variable),
    }
}
