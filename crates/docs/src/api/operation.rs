//! Operations: parameters, bodies, answers, examples and samples.

use serde_json::Value;

use super::schema::{Field, Type, fields};
use super::{list, members, resolve, text};

/// The methods that a path can have, in the order in which they are shown.
pub(super) const METHODS: [&str; 8] = [
    "get", "post", "put", "patch", "delete", "head", "options", "trace",
];

/// An operation as it is read by people.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    /// In capitals.
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    pub(crate) deprecated: bool,
    /// The names of the security schemes, any of which will do; none where nothing is asked for.
    pub(crate) security: Vec<String>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) request: Option<Body>,
    pub(crate) responses: Vec<Response>,
    pub(crate) samples: Vec<Sample>,
}

/// A parameter in the path, the query, a header or a cookie.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    /// Where it goes: `path`, `query`, `header` or `cookie`.
    pub(crate) place: String,
    pub(crate) field: Field,
}

/// A body of a request or an answer.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) description: String,
    pub(crate) media_type: String,
    pub(crate) kind: Type,
    pub(crate) fields: Vec<Field>,
    pub(crate) examples: Vec<Example>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    pub(crate) status: String,
    pub(crate) description: String,
    pub(crate) body: Option<Body>,
}

/// A named example.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) summary: String,
    /// As it is shown.
    pub(crate) text: String,
}

/// A program that carries the operation out.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) lang: String,
    pub(crate) label: String,
    pub(crate) source: String,
}

impl Operation {
    pub(super) fn read(
        document: &Value,
        path: &str,
        item: &Value,
        method: &str,
        operation: &Value,
    ) -> Self {
        let id = match text(operation, "operationId") {
            id if id.is_empty() => {
                format!("{method}{}", path.replace(['/', '{', '}', '.', ' '], "-"))
            }
            id => id,
        };
        let summary = match text(operation, "summary") {
            summary if summary.is_empty() => id.clone(),
            summary => summary,
        };
        let security = operation.get("security").unwrap_or(&document["security"]);
        Self {
            id,
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary,
            description: text(operation, "description"),
            deprecated: operation["deprecated"] == true,
            security: list(security)
                .flat_map(members)
                .map(|(name, _)| name.clone())
                .collect(),
            parameters: list(&item["parameters"])
                .chain(list(&operation["parameters"]))
                .map(|parameter| Parameter::read(document, resolve(document, parameter)))
                .collect(),
            request: body(document, resolve(document, &operation["requestBody"])),
            responses: members(&operation["responses"])
                .map(|(status, response)| {
                    let response = resolve(document, response);
                    Response {
                        status: status.clone(),
                        description: text(response, "description"),
                        body: body(document, response),
                    }
                })
                .collect(),
            samples: list(&operation["x-codeSamples"])
                .map(|sample| Sample {
                    lang: text(sample, "lang"),
                    label: match text(sample, "label") {
                        label if label.is_empty() => text(sample, "lang"),
                        label => label,
                    },
                    source: text(sample, "source"),
                })
                .collect(),
        }
    }
}

impl Parameter {
    fn read(document: &Value, parameter: &Value) -> Self {
        let mut field = Field::read(
            document,
            &text(parameter, "name"),
            &parameter["schema"],
            parameter["required"] == true,
        );
        let description = text(parameter, "description");
        if !description.is_empty() {
            field.description = description;
        }
        Self {
            place: text(parameter, "in"),
            field,
        }
    }
}

/// The first kind of content of a request or an answer, with all its examples.
fn body(document: &Value, holder: &Value) -> Option<Body> {
    let (media_type, content) = members(&holder["content"]).next()?;
    let schema = &content["schema"];
    let mut examples: Vec<Example> = members(&content["examples"])
        .map(|(name, example)| {
            let example = resolve(document, example);
            Example {
                summary: match text(example, "summary") {
                    summary if summary.is_empty() => name.clone(),
                    summary => summary,
                },
                text: shown(&example["value"]),
            }
        })
        .collect();
    if let Some(example) = content.get("example") {
        examples.push(Example {
            summary: "An example".to_owned(),
            text: shown(example),
        });
    }
    Some(Body {
        description: text(holder, "description"),
        media_type: media_type.clone(),
        kind: Type::of(schema),
        fields: fields(document, schema),
        examples,
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_json::to_string_pretty(other).unwrap_or_default(),
    }
}
