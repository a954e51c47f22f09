//! Java 17, with its own HTTP client and Jackson.

use crate::call::{Body, Call, Field, Prints, encoded};
use crate::literal::{Style, quoted};
use crate::text::{Text, listed};

const STYLE: Style = Style {
    text: quoted,
    variable: |name| format!("System.getenv({})", quoted(name)),
    object: ["Map.ofEntries(", ")"],
    key: |name| format!("{}, ", quoted(name)),
    list: ["List.of(", ")"],
    trailing: false,
    words: ["null", "true", "false"],
    aligned: false,
    step: "    ",
};

pub(super) fn write(call: &Call) -> String {
    let mut text = Text::default();
    let decodes = matches!(call.prints, Prints::Property(_) | Prints::Each { .. });
    let is_json = matches!(call.body, Body::Json(_));
    text.line(format!(
        "// {}.\n// It needs Java 17{}.\n//\n// Set {}:\n//   java -cp 'lib/*' {}.java\n//\n// The server's own \
         certificate:\n//   keytool -importcert -file ca.pem -keystore trust.p12\n//   java \
         -Djavax.net.ssl.trustStore=trust.p12 …\n",
        call.purpose,
        if decodes || is_json { " and, in lib/, Jackson" } else { "" },
        listed(&call.variables()),
        call.stem
    ));
    let is_multipart = matches!(call.body, Body::Multipart(_));
    text.line_if(decodes, "import com.fasterxml.jackson.databind.JsonNode;")
        .line_if(decodes || is_json, "import com.fasterxml.jackson.databind.ObjectMapper;")
        .line_if(is_multipart, "import java.io.ByteArrayOutputStream;")
        .line("import java.net.URI;")
        .line_if(matches!(call.body, Body::Form(_)), "import java.net.URLEncoder;")
        .line("import java.net.http.HttpClient;\nimport java.net.http.HttpRequest;")
        .line("import java.net.http.HttpRequest.BodyPublishers;\nimport java.net.http.HttpResponse;")
        .line("import java.net.http.HttpResponse.BodyHandlers;\nimport java.nio.charset.StandardCharsets;")
        .line_if(is_multipart, "import java.nio.file.Files;\nimport java.nio.file.Path;")
        .line_if(is_json, "import java.util.List;\nimport java.util.Map;")
        .line_if(is_multipart, "import java.util.UUID;")
        .line(format!(
            "\nclass {} {{\n    public static void main(String[] arguments) throws Exception {{",
            call.class
        ))
        .line_if(decodes || is_json, "        ObjectMapper json = new ObjectMapper();");
    let (publisher, media_type) = body(call, &mut text);
    text.line(format!(
        "        String url = System.getenv({}) + {};",
        quoted(&call.variable("URL")),
        quoted(&call.address())
    ));
    text.line("        HttpRequest request = HttpRequest.newBuilder()\n                .uri(URI.create(url))");
    for (name, value) in &call.headers {
        text.line(format!(
            "                .header({}, {})",
            quoted(name),
            quoted(value)
        ));
    }
    text.line_if(
        call.token,
        format!(
            "                .header(\"Authorization\", \"Bearer \" + System.getenv({}))",
            quoted(&call.variable("TOKEN"))
        ),
    );
    if let Some(media_type) = media_type {
        text.line(format!(
            "                .header(\"Content-Type\", {media_type})"
        ));
    }
    text.line(format!(
        "                .method({}, {publisher})\n                .build();\n        HttpResponse<byte[]> response = \
         HttpClient.newHttpClient()\n                .send(request, BodyHandlers.ofByteArray());\n\n        if \
         (response.statusCode() >= 300) {{\n            String refusal = new String(response.body(), \
         StandardCharsets.UTF_8);\n            System.err.println(response.statusCode() + \": \" + refusal);\n            \
         System.exit(1);\n        }}",
        quoted(&call.method)
    ));
    text.line(match &call.prints {
        Prints::Property(name) => format!(
            "        JsonNode result = json.readTree(response.body());\n        System.out.println({} + result.get({}).asText());",
            quoted(&format!("{name}: ")),
            quoted(name)
        ),
        Prints::Each { list, property } => format!(
            "        JsonNode result = json.readTree(response.body());\n        for (JsonNode item : result.get({})) {{\n            \
             System.out.println({} + item.get({}).asText());\n        }}",
            quoted(list),
            quoted(&format!("{property}: ")),
            quoted(property)
        ),
        Prints::Size => "        System.out.println(\"bytes: \" + response.body().length);".to_owned(),
        Prints::Status => "        System.out.println(\"status: \" + response.statusCode());".to_owned(),
    });
    text.line("    }\n}");
    text.done()
}

/// Writes what makes the body. Returns its publisher and its media type as expressions.
fn body(call: &Call, text: &mut Text) -> (&'static str, Option<&'static str>) {
    match &call.body {
        Body::None => ("BodyPublishers.noBody()", None),
        Body::Json(body) => {
            text.line(format!(
                "        String body = json.writeValueAsString({});",
                value_of(body, 2)
            ));
            (
                "BodyPublishers.ofString(body)",
                Some("\"application/json\""),
            )
        }
        Body::Form(fields) => {
            let pairs: Vec<String> = fields
                .iter()
                .map(|(name, field)| match field {
                    Field::Secret(variable) => format!(
                        "\"{}=\" + URLEncoder.encode(System.getenv({}), StandardCharsets.UTF_8)",
                        encoded(name),
                        quoted(variable)
                    ),
                    Field::Text(text) | Field::File(text) => {
                        format!(
                            "\"{}=\" + URLEncoder.encode({}, StandardCharsets.UTF_8)",
                            encoded(name),
                            quoted(text)
                        )
                    }
                })
                .collect();
            text.line(format!(
                "        String form = {};",
                pairs.join("\n                + \"&\" + ")
            ));
            (
                "BodyPublishers.ofString(form)",
                Some("\"application/x-www-form-urlencoded\""),
            )
        }
        Body::Multipart(fields) => {
            text.line(
                "        String boundary = UUID.randomUUID().toString();\n        ByteArrayOutputStream body = new \
                 ByteArrayOutputStream();",
            );
            for (name, field) in fields {
                let (more, content) = match field {
                    Field::File(file) => (
                        format!(
                            "; filename=\\\"{file}\\\"\\r\\nContent-Type: application/octet-stream"
                        ),
                        format!("Files.readAllBytes(Path.of({}))", quoted(file)),
                    ),
                    Field::Text(text) => (
                        String::new(),
                        format!("{}.getBytes(StandardCharsets.UTF_8)", quoted(text)),
                    ),
                    Field::Secret(variable) => (
                        String::new(),
                        format!(
                            "{}.getBytes(StandardCharsets.UTF_8)",
                            (STYLE.variable)(variable)
                        ),
                    ),
                };
                text.line(format!(
                    "        body.write((\"--\" + boundary + \"\\r\\nContent-Disposition: form-data; \
                     name=\\\"{name}\\\"{more}\\r\\n\\r\\n\")\n                .getBytes(StandardCharsets.UTF_8));\n        \
                     body.write({content});\n        body.write(\"\\r\\n\".getBytes(StandardCharsets.UTF_8));"
                ));
            }
            text.line("        body.write((\"--\" + boundary + \"--\\r\\n\").getBytes(StandardCharsets.UTF_8));");
            (
                "BodyPublishers.ofByteArray(body.toByteArray())",
                Some("\"multipart/form-data; boundary=\" + boundary"),
            )
        }
    }
}

/// A value; the members of an object are entries of a map.
fn value_of(value: &serde_json::Value, depth: usize) -> String {
    let Some(members) = value
        .as_object()
        .filter(|members| !members.contains_key(crate::call::SECRET))
    else {
        return STYLE.value(value, depth);
    };
    let inner = STYLE.step.repeat(depth + 2);
    let entries: Vec<String> = members
        .iter()
        .map(|(name, member)| {
            format!(
                "Map.entry({}, {})",
                quoted(name),
                value_of(member, depth + 2)
            )
        })
        .collect();
    format!(
        "Map.ofEntries(\n{inner}{})",
        entries.join(&format!(",\n{inner}"))
    )
}
