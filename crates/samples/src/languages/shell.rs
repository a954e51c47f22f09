//! cURL in a POSIX shell, with jq for JSON.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

/// jq's own notation.
const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("env.{name}"),
    object: ["{", "}"],
    key: |name| format!("{}: ", quoted(name)),
    list: ["[", "]"],
    trailing: false,
    words: ["null", "true", "false"],
    aligned: false,
    step: "    ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    text.line(format!(
        "#!/bin/sh\n# {}.\n# It needs curl and jq.\n#\n# Set {}:\n#   sh {}.sh\n#\n# The server's own certificate: \
         CURL_CA_BUNDLE=ca.pem sh …\nset -eu\n",
        call.purpose,
        listed(&call.variables()),
        call.stem
    ));
    text.line("response=$(mktemp)");
    if call.token {
        text.line(format!(
            "token=$(mktemp)\ntrap 'rm -f \"$response\" \"$token\"' EXIT\n# In a file, as arguments stand in the list of \
             processes.\nprintf 'header = \"Authorization: Bearer %s\"\\n' \"${}\" >\"$token\"\n",
            call.variable("TOKEN")
        ));
    } else {
        text.line("trap 'rm -f \"$response\"' EXIT\n");
    }
    let mut lines = vec![
        format!(
            "curl --silent --show-error --globoff --request {}",
            call.method
        ),
        format!("--url \"${}{}\"", call.variable("URL"), call.address()),
    ];
    for (name, value) in &call.headers {
        lines.push(format!("--header {}", single(&format!("{name}: {value}"))));
    }
    let mut piped = None;
    match &call.body {
        Body::None => {}
        Body::Json(body) => {
            piped = Some(format!("jq --null-input {}", single(&STYLE.value(body, 0))));
            lines.push("--header 'Content-Type: application/json'".to_owned());
            lines.push("--data @-".to_owned());
        }
        Body::Form(fields) => lines.extend(fields.iter().map(|(name, field)| match field {
            Field::Secret(variable) => format!("--data-urlencode \"{name}=${variable}\""),
            Field::Text(text) | Field::File(text) => {
                format!("--data-urlencode {}", single(&format!("{name}={text}")))
            }
        })),
        Body::Multipart(fields) => lines.extend(fields.iter().map(|(name, field)| match field {
            Field::Secret(variable) => format!("--form-string \"{name}=${variable}\""),
            Field::Text(text) => format!("--form-string {}", single(&format!("{name}={text}"))),
            Field::File(file) => format!("--form {}", single(&format!("{name}=@{file}"))),
        })),
    }
    if call.token {
        lines.push("--config \"$token\"".to_owned());
    }
    lines.push("--output \"$response\" --write-out '%{http_code}'".to_owned());
    let command = lines.join(" \\\n        ");
    text.line("status=$(");
    text.line(match piped {
        Some(body) => format!("    {} |\n    {command}", body.replace('\n', "\n    ")),
        None => format!("    {command}"),
    });
    text.line(")\n\ncase $status in\n2*)");
    text.line(match &call.prints {
        Prints::Property(name) => {
            format!("    jq --raw-output '\"{name}: \\(.{name})\"' \"$response\"")
        }
        Prints::Each { list, property } => {
            format!(
                "    jq --raw-output '.{list}[] | \"{property}: \\(.{property})\"' \"$response\""
            )
        }
        Prints::Size => "    echo \"bytes: $(wc -c <\"$response\" | tr -d ' ')\"".to_owned(),
        Prints::Status => "    echo \"status: $status\"".to_owned(),
    });
    text.line(
        "    ;;\n*)\n    echo \"$status: $(cat \"$response\")\" >&2\n    exit 1\n    ;;\nesac",
    );
    text.done()
}

/// A word in single quotes.
fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
