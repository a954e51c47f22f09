//! Go, with its standard library.

use crate::call::{Body, Call, Field, Prints};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("os.Getenv({})", quoted(name)),
    object: ["map[string]any{", "}"],
    key: |name| format!("{}: ", quoted(name)),
    list: ["[]any{", "}"],
    trailing: true,
    words: ["nil", "true", "false"],
    aligned: true,
    step: "\t",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    text.line(format!(
        "// {}.\n//\n// Set {}:\n//\n//\tgo run {}.go\n//\n// The server's own certificate: SSL_CERT_FILE=ca.pem go run …\n// \
         (on Linux; elsewhere add it to the system's).\npackage main\n",
        call.purpose,
        listed(&call.variables()),
        call.stem
    ));
    imports(call, &mut text);
    text.line("func main() {\n\tlog.SetFlags(0)");
    if !call.query.is_empty() {
        text.line("\tquery := url.Values{}");
        for (name, value) in &call.query {
            text.line(format!("\tquery.Add({}, {})", quoted(name), quoted(value)));
        }
    }
    let (reader, media_type) = body(call, &mut text);
    let query = if call.query.is_empty() {
        ""
    } else {
        " + \"?\" + query.Encode()"
    };
    text.line(format!(
        "\taddress := os.Getenv({}) + {}{query}",
        quoted(&call.variable("URL")),
        quoted(&call.path)
    ));
    text.line(format!(
        "\trequest, err := http.NewRequest({}, address, {reader})\n\tif err != nil {{\n\t\tlog.Fatal(err)\n\t}}",
        quoted(&call.method)
    ));
    for (name, value) in &call.headers {
        text.line(format!(
            "\trequest.Header.Set({}, {})",
            quoted(name),
            quoted(value)
        ));
    }
    text.line_if(
        call.token,
        format!(
            "\trequest.Header.Set(\"Authorization\", \"Bearer \"+os.Getenv({}))",
            quoted(&call.variable("TOKEN"))
        ),
    );
    if let Some(media_type) = media_type {
        text.line(format!(
            "\trequest.Header.Set(\"Content-Type\", {media_type})"
        ));
    }
    text.line(
        "\n\tresponse, err := http.DefaultClient.Do(request)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tdefer \
         response.Body.Close()\n\tcontent, err := io.ReadAll(response.Body)\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tif \
         response.StatusCode >= 300 {\n\t\tlog.Fatalf(\"%d: %s\", response.StatusCode, content)\n\t}\n",
    );
    let decode =
        "\tif err := json.Unmarshal(content, &result); err != nil {\n\t\tlog.Fatal(err)\n\t}";
    text.line(match &call.prints {
        Prints::Property(name) => format!(
            "\tvar result map[string]any\n{decode}\n\tfmt.Printf(\"{name}: %v\\n\", result[{}])",
            quoted(name)
        ),
        Prints::Each { list, property } => format!(
            "\tvar result struct {{\n\t\tItems []map[string]any `json:{}`\n\t}}\n{decode}\n\tfor _, item := range result.Items \
             {{\n\t\tfmt.Printf(\"{property}: %v\\n\", item[{}])\n\t}}",
            quoted(list),
            quoted(property)
        ),
        Prints::Size => "\tfmt.Println(\"bytes:\", len(content))".to_owned(),
        Prints::Status => "\tfmt.Println(\"status:\", response.StatusCode)".to_owned(),
    });
    text.line("}");
    text.done()
}

fn imports(call: &Call, text: &mut Text) {
    let decodes = matches!(call.prints, Prints::Property(_) | Prints::Each { .. });
    let is_json = matches!(call.body, Body::Json(_));
    let is_form = matches!(call.body, Body::Form(_));
    let is_multipart = matches!(call.body, Body::Multipart(_));
    let used = [
        ("bytes", is_json || is_multipart),
        ("encoding/json", decodes || is_json),
        ("fmt", true),
        ("io", true),
        ("log", true),
        ("mime/multipart", is_multipart),
        ("net/http", true),
        ("net/url", is_form || !call.query.is_empty()),
        ("os", true),
        ("strings", is_form),
    ];
    text.line("import (");
    for (name, _) in used.iter().filter(|(_, is_used)| *is_used) {
        text.line(format!("\t\"{name}\""));
    }
    text.line(")\n");
}

/// Writes what makes the body. Returns its reader and its media type as expressions.
fn body(call: &Call, text: &mut Text) -> (&'static str, Option<&'static str>) {
    match &call.body {
        Body::None => ("nil", None),
        Body::Json(body) => {
            text.line(format!(
                "\tbody, err := json.Marshal({})\n\tif err != nil {{\n\t\tlog.Fatal(err)\n\t}}",
                STYLE.value(body, 1)
            ));
            ("bytes.NewReader(body)", Some("\"application/json\""))
        }
        Body::Form(fields) => {
            text.line("\tform := url.Values{}");
            for (name, field) in fields {
                text.line(format!("\tform.Set({}, {})", quoted(name), value(field)));
            }
            (
                "strings.NewReader(form.Encode())",
                Some("\"application/x-www-form-urlencoded\""),
            )
        }
        Body::Multipart(fields) => {
            text.line("\tvar body bytes.Buffer\n\tform := multipart.NewWriter(&body)");
            for (name, field) in fields {
                text.line(match field {
                    Field::File(file) => format!(
                        "\tpart, err := form.CreateFormFile({}, {file})\n\tif err != nil {{\n\t\tlog.Fatal(err)\n\t}}\n\tfile, \
                         err := os.ReadFile({file})\n\tif err != nil {{\n\t\tlog.Fatal(err)\n\t}}\n\tif _, err := \
                         part.Write(file); err != nil {{\n\t\tlog.Fatal(err)\n\t}}",
                        quoted(name),
                        file = quoted(file)
                    ),
                    other => format!(
                        "\tif err := form.WriteField({}, {}); err != nil {{\n\t\tlog.Fatal(err)\n\t}}",
                        quoted(name),
                        value(other)
                    ),
                });
            }
            text.line("\tif err := form.Close(); err != nil {\n\t\tlog.Fatal(err)\n\t}");
            ("&body", Some("form.FormDataContentType()"))
        }
    }
}

fn value(field: &Field) -> String {
    match field {
        Field::Text(text) | Field::File(text) => quoted(text),
        Field::Secret(variable) => (STYLE.variable)(variable),
    }
}
