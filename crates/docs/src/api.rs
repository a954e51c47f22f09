//! What a document says, as pages need it: references followed, everything in the document's order.

mod operation;
mod schema;

use serde_json::Value;

use crate::Error;

pub(crate) use operation::{Body, Example, Operation, Parameter};
pub(crate) use schema::{Field, Type};

/// A document as it is read by people.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    pub(crate) title: String,
    pub(crate) version: String,
    /// Markdown.
    pub(crate) description: String,
    pub(crate) servers: Vec<Server>,
    pub(crate) groups: Vec<Group>,
    pub(crate) models: Vec<Model>,
    pub(crate) schemes: Vec<Scheme>,
}

/// Where the API is served.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    /// As the document has it, with its variables.
    pub(crate) template: String,
    /// With the variables' defaults.
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) variables: Vec<(String, String)>,
}

/// The operations of a tag.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) operations: Vec<Operation>,
}

/// A named schema.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) fields: Vec<Field>,
    /// What it is where it has no fields.
    pub(crate) kind: Type,
}

/// A way to prove who asks.
#[derive(Debug, Clone)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) description: String,
}

impl Api {
    pub(crate) fn read(document: &Value) -> Result<Self, Error> {
        let version = document["openapi"].as_str().unwrap_or_default();
        if !version.starts_with("3.") {
            return Err(Error::new(format!(
                "/openapi: expected a version 3, such as \"3.1.0\", found {}",
                document["openapi"]
            )));
        }
        let info = &document["info"];
        let schemas = members(&document["components"]["schemas"]);
        Ok(Self {
            title: text(info, "title"),
            version: text(info, "version"),
            description: text(info, "description"),
            servers: list(&document["servers"]).map(server).collect(),
            groups: groups(document),
            models: schemas
                .map(|(name, schema)| Model {
                    name: name.clone(),
                    description: text(schema, "description"),
                    fields: schema::fields(document, schema),
                    kind: Type::of(schema),
                })
                .collect(),
            schemes: members(&document["components"]["securitySchemes"])
                .map(|(name, scheme)| Scheme {
                    name: name.clone(),
                    kind: [text(scheme, "type"), text(scheme, "scheme")]
                        .join(" ")
                        .trim()
                        .to_owned(),
                    description: text(scheme, "description"),
                })
                .collect(),
        })
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}

fn server(server: &Value) -> Server {
    let template = text(server, "url");
    let variables = members(&server["variables"])
        .map(|(name, variable)| (name.clone(), text(variable, "description")))
        .collect();
    let url = filled_in(&template, &server["variables"]);
    Server {
        url: url.trim_end_matches('/').to_owned(),
        template,
        description: text(server, "description"),
        variables,
    }
}

/// An address beyond which no server has one.
const LONGEST_ADDRESS: usize = 2048;

/// A template with the defaults of its variables, read once from left to right: a default that names variables is text.
fn filled_in(template: &str, variables: &Value) -> String {
    let mut url = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        url.push_str(before);
        match behind.split_once('}') {
            Some((name, after)) if variables.get(name).is_some() => {
                url.push_str(variables[name]["default"].as_str().unwrap_or_default());
                rest = after;
            }
            _ => {
                url.push('{');
                rest = behind;
            }
        }
        if url.len() > LONGEST_ADDRESS {
            return template.to_owned();
        }
    }
    url + rest
}

/// The operations by their first tag, in the order of the document's tags; those without a tag come last.
fn groups(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = list(&document["tags"])
        .map(|tag| Group {
            name: text(tag, "name"),
            description: text(tag, "description"),
            operations: Vec::new(),
        })
        .collect();
    for (path, item) in members(&document["paths"]) {
        for method in operation::METHODS {
            let Some(described) = item.get(method) else {
                continue;
            };
            let operation = Operation::read(document, path, item, method, described);
            let tag = described["tags"][0].as_str().unwrap_or("Operations");
            if let Some(group) = groups.iter_mut().find(|group| group.name == tag) {
                group.operations.push(operation);
            } else {
                groups.push(Group {
                    name: tag.to_owned(),
                    description: String::new(),
                    operations: vec![operation],
                });
            }
        }
    }
    groups.retain(|group| !group.operations.is_empty());
    groups
}

/// Follows a reference within the document, as far as it goes.
pub(crate) fn resolve<'a>(document: &'a Value, mut node: &'a Value) -> &'a Value {
    // A circle of references is no document; it ends all the same.
    for _ in 0..32 {
        let target = node["$ref"]
            .as_str()
            .and_then(|reference| reference.strip_prefix('#'))
            .and_then(|pointer| document.pointer(pointer));
        match target {
            Some(target) => node = target,
            None => break,
        }
    }
    node
}

fn text(object: &Value, key: &str) -> String {
    object[key].as_str().unwrap_or_default().to_owned()
}

fn list(array: &Value) -> impl Iterator<Item = &Value> {
    array.as_array().into_iter().flatten()
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}
