//! The reference as Markdown, for wikis and for language models.

use std::fmt::Write as _;

use crate::api::{Api, Body, Field, Operation};
use crate::html::Frame;
use crate::site::Source;

/// The whole reference.
pub(crate) fn reference(api: &Api) -> String {
    let mut out = format!("# {} {}\n\n{}\n", api.title, api.version, api.description);
    for server in &api.servers {
        line(
            &mut out,
            &format!("\nServer: `{}`. {}", server.template, server.description),
        );
        for (name, description) in &server.variables {
            line(&mut out, &format!("- `{name}`: {description}"));
        }
    }
    for described in api.operations() {
        operation(&mut out, described);
    }
    if !api.schemes.is_empty() {
        line(&mut out, "\n## Credentials");
        for scheme in &api.schemes {
            line(
                &mut out,
                &format!(
                    "\n### {}\n\n{}: {}",
                    scheme.name, scheme.kind, scheme.description
                ),
            );
        }
    }
    if !api.models.is_empty() {
        line(&mut out, "\n## Models");
        for model in &api.models {
            line(
                &mut out,
                &format!("\n### {}\n\n{}\n", model.name, model.description),
            );
            fields(&mut out, &model.fields);
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn operation(out: &mut String, operation: &Operation) {
    line(
        out,
        &format!(
            "\n## {}\n\n`{} {}`",
            operation.summary, operation.method, operation.path
        ),
    );
    if !operation.description.is_empty() {
        line(out, &format!("\n{}", operation.description));
    }
    let credentials = match operation.security.as_slice() {
        [] => "No token is needed.".to_owned(),
        names => format!("Needs {}.", names.join(" or ")),
    };
    line(out, &format!("\n{credentials}"));
    if !operation.parameters.is_empty() {
        line(out, "\n### Parameters\n");
        for parameter in &operation.parameters {
            field(out, &parameter.field, &format!(", in {}", parameter.place));
        }
    }
    if let Some(request) = &operation.request {
        line(out, "\n### Request");
        body(out, request, &request.description);
    }
    for response in &operation.responses {
        line(out, &format!("\n### Answer {}", response.status));
        match &response.body {
            Some(answer) => body(out, answer, &response.description),
            None => line(out, &format!("\n{}", response.description)),
        }
    }
    if !operation.samples.is_empty() {
        line(out, "\n### Samples");
        for sample in &operation.samples {
            line(out, &format!("\n#### {}\n", sample.label));
            fenced(out, &sample.lang, &sample.source);
        }
    }
}

fn body(out: &mut String, body: &Body, description: &str) {
    line(
        out,
        &format!(
            "\n{description}\n\n`{}`: {}\n",
            body.media_type,
            body.kind.words()
        ),
    );
    fields(out, &body.fields);
    for example in &body.examples {
        line(out, &format!("\n{}:\n", example.summary));
        fenced(out, "json", &example.text);
    }
}

fn fields(out: &mut String, fields: &[Field]) {
    for one in fields {
        field(out, one, "");
    }
}

fn field(out: &mut String, field: &Field, further: &str) {
    let optional = if field.required { "" } else { ", optional" };
    let description = field.description.replace('\n', " ");
    line(
        out,
        &format!(
            "- `{}` ({}{optional}{further}): {description}",
            field.name,
            field.kind.words()
        ),
    );
    for (value, meaning) in &field.values {
        line(out, &format!("  - `{value}`: {meaning}"));
    }
}

/// A block of code; its fence is longer than any within.
fn fenced(out: &mut String, lang: &str, code: &str) {
    let mut fence = "```".to_owned();
    while code.contains(&fence) {
        fence.push('`');
    }
    // Writing to a string can't fail.
    let _ = writeln!(out, "{fence}{lang}\n{}\n{fence}", code.trim_end());
}

/// `llms.txt`: what there is for language models to read.
pub(crate) fn overview(frame: &Frame<'_>, source: &Source) -> String {
    let base = frame.brand.url.as_deref().unwrap_or_default();
    let mut out = format!(
        "# {}\n\n> {}\n\n## Documentation\n\n",
        frame.brand.title, frame.brand.description
    );
    for guide in &source.guides {
        let title = crate::html::title(&guide.markdown);
        line(&mut out, &format!("- [{title}]({base}{}.md)", guide.name));
    }
    line(
        &mut out,
        &format!(
            "- [Reference]({base}reference.md): every operation, model, example and code sample"
        ),
    );
    if !source.files.is_empty() {
        line(&mut out, "\n## Files\n");
        for file in &source.files {
            line(&mut out, &format!("- [{}]({base}{})", file.path, file.path));
        }
    }
    out
}
