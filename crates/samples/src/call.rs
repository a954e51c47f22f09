//! What a sample sends and prints, whatever its language.

use serde_json::{Map, Value, json};

/// A call of an operation with the values of its examples.
pub(crate) struct Call {
    /// The operation's id in kebab-case.
    pub(crate) stem: String,
    /// The operation's id as a type's name.
    pub(crate) class: String,
    /// What it does, as a sentence.
    pub(crate) purpose: String,
    /// In upper case.
    pub(crate) method: String,
    /// With the values of its parameters.
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    /// `Accept` first; without `Authorization` and `Content-Type`.
    pub(crate) headers: Vec<(String, String)>,
    /// Whether it carries a bearer token.
    pub(crate) token: bool,
    pub(crate) body: Body,
    pub(crate) prints: Prints,
    /// The beginning of the variables' names.
    prefix: String,
}

pub(crate) enum Body {
    None,
    /// The document's example; a secret is an object with the one member [`SECRET`].
    Json(Value),
    Form(Vec<(String, Field)>),
    Multipart(Vec<(String, Field)>),
}

/// A field of a form.
pub(crate) enum Field {
    Text(String),
    /// The variable that holds it.
    Secret(String),
    /// The name of a file.
    File(String),
}

/// What is printed of a success.
pub(crate) enum Prints {
    /// A property of the response.
    Property(String),
    /// A property of each item of the list that the response has under a name.
    Each { list: String, property: String },
    /// The size of a body that isn't JSON.
    Size,
    /// The status.
    Status,
}

/// The key of what stands for a secret in a body: its value is the variable's name.
pub(crate) const SECRET: &str = "$secret";

const JSON: &str = "application/json";

impl Call {
    pub(crate) fn of(
        document: &Value,
        path: &str,
        method: &str,
        operation: &Value,
        prefix: &str,
    ) -> Self {
        let id = operation["operationId"].as_str().unwrap_or(method);
        let words = words(id);
        let mut call = Self {
            stem: words.join("-"),
            class: words.iter().map(|word| capital(word)).collect(),
            purpose: operation["summary"]
                .as_str()
                .unwrap_or(id)
                .trim_end_matches('.')
                .to_owned(),
            method: method.to_uppercase(),
            path: path.to_owned(),
            query: Vec::new(),
            headers: vec![("Accept".to_owned(), JSON.to_owned())],
            token: *operation.get("security").unwrap_or(&document["security"]) != json!([])
                && document.pointer("/components/securitySchemes").is_some(),
            body: Body::None,
            prints: Prints::Status,
            prefix: prefix.to_owned(),
        };
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            call.parameter(resolved(document, parameter));
        }
        call.body = call.body(document, operation);
        call.prints = prints(document, operation);
        if matches!(call.prints, Prints::Size) {
            "*/*".clone_into(&mut call.headers[0].1);
        }
        call
    }

    /// A variable of the environment.
    pub(crate) fn variable(&self, name: &str) -> String {
        let name: String = name
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter.to_ascii_uppercase()
                } else {
                    '_'
                }
            })
            .collect();
        format!("{}_{name}", self.prefix)
    }

    /// All variables that must be set, the address first.
    pub(crate) fn variables(&self) -> Vec<String> {
        let mut variables = vec![self.variable("URL")];
        if self.token {
            variables.push(self.variable("TOKEN"));
        }
        match &self.body {
            Body::None => {}
            Body::Json(body) => secrets(body, &mut variables),
            Body::Form(fields) | Body::Multipart(fields) => {
                for (_, field) in fields {
                    if let Field::Secret(variable) = field {
                        variables.push(variable.clone());
                    }
                }
            }
        }
        variables
    }

    /// The path and its query, as far as they are known.
    pub(crate) fn address(&self) -> String {
        let pairs: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        if pairs.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, pairs.join("&"))
        }
    }

    fn parameter(&mut self, parameter: &Value) {
        let name = parameter["name"].as_str().unwrap_or_default();
        let example = example(parameter);
        match parameter["in"].as_str() {
            Some("path") => {
                let value = encoded(&plain(example));
                self.path = self.path.replace(&format!("{{{name}}}"), &value);
            }
            // What needn't be said isn't, unless it has an example.
            Some("query") if !example.is_null() => match example {
                Value::Array(items) => {
                    let items = items.iter().map(|item| (name.to_owned(), plain(item)));
                    self.query.extend(items);
                }
                only => self.query.push((name.to_owned(), plain(only))),
            },
            Some("header") if !example.is_null() => {
                self.headers.push((name.to_owned(), plain(example)));
            }
            _ => {}
        }
    }

    fn body(&self, document: &Value, operation: &Value) -> Body {
        let body = resolved(document, &operation["requestBody"]);
        let Some((media_type, content)) = body["content"]
            .as_object()
            .and_then(|content| content.iter().next())
        else {
            return Body::None;
        };
        let schema = resolved(document, &content["schema"]);
        if media_type == JSON {
            let mut example = named_example(content).cloned().unwrap_or_default();
            for (name, member) in example.as_object_mut().into_iter().flatten() {
                if schema["properties"][name]["format"] == "password" {
                    *member = json!({ SECRET: self.variable(name) });
                }
            }
            return Body::Json(example);
        }
        let properties = schema["properties"].as_object().into_iter().flatten();
        let fields = properties
            .map(|(name, property)| (name.clone(), self.field(name, resolved(document, property))))
            .collect();
        if media_type.starts_with("multipart/") {
            Body::Multipart(fields)
        } else {
            Body::Form(fields)
        }
    }

    fn field(&self, name: &str, property: &Value) -> Field {
        match property["format"].as_str() {
            Some("password") => Field::Secret(self.variable(name)),
            Some("binary") => Field::File(format!("{name}.png")),
            _ => Field::Text(plain(example(property))),
        }
    }
}

/// The variables of the secrets in a body.
fn secrets(body: &Value, variables: &mut Vec<String>) {
    match body {
        Value::Object(members) => match members.get(SECRET).and_then(Value::as_str) {
            Some(variable) => variables.push(variable.to_owned()),
            None => members
                .values()
                .for_each(|member| secrets(member, variables)),
        },
        Value::Array(items) => items.iter().for_each(|item| secrets(item, variables)),
        _ => {}
    }
}

fn prints(document: &Value, operation: &Value) -> Prints {
    let responses = operation["responses"].as_object().into_iter().flatten();
    let Some((_, success)) = responses
        .into_iter()
        .find(|(status, _)| status.starts_with('2'))
    else {
        return Prints::Status;
    };
    let content = resolved(document, success)["content"].as_object();
    let Some((media_type, content)) = content.and_then(|content| content.iter().next()) else {
        return Prints::Status;
    };
    if media_type != JSON {
        return Prints::Size;
    }
    let schema = resolved(document, &content["schema"]);
    let Some(properties) = schema["properties"].as_object() else {
        return Prints::Status;
    };
    let list = properties.iter().find_map(|(name, property)| {
        let items = resolved(document, &property["items"])["properties"].as_object()?;
        Some((name, telling(items)?))
    });
    match (telling(properties), list) {
        // Of a list's envelope only the list is of interest.
        (_, Some((list, property))) if properties.keys().next() == Some(list) => Prints::Each {
            list: list.clone(),
            property,
        },
        (Some(property), _) => Prints::Property(property),
        _ => Prints::Status,
    }
}

/// The property that tells most of an object: its name, else the first text, else the first scalar; never a secret.
fn telling(properties: &Map<String, Value>) -> Option<String> {
    let is = |property: &Value, types: &[&str]| {
        property["format"] != "password"
            && property["type"]
                .as_str()
                .is_some_and(|kind| types.contains(&kind))
    };
    let find = |types: &[&str]| properties.iter().find(|(_, property)| is(property, types));
    properties
        .get_key_value("name")
        .filter(|(_, property)| is(property, &["string"]))
        .or_else(|| find(&["string"]))
        .or_else(|| find(&["integer", "number", "boolean"]))
        .map(|(name, _)| name.clone())
}

fn resolved<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    node["$ref"]
        .as_str()
        .and_then(|target| target.strip_prefix('#'))
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(node)
}

/// The example of a parameter or property; null without one.
fn example(node: &Value) -> &Value {
    node.get("example")
        .or_else(|| named_example(node))
        .or_else(|| node["examples"].get(0))
        .or_else(|| node["schema"].get("example"))
        .or_else(|| node["schema"]["examples"].get(0))
        .unwrap_or(&Value::Null)
}

fn named_example(node: &Value) -> Option<&Value> {
    node["examples"].as_object()?.values().next()?.get("value")
}

/// A value as it stands in an address or a form.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Percent-encoded, as far as a path or a query needs it.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend([format!("%{byte:02X}")]);
        }
    }
    encoded
}

/// The words of a name in camelCase, in lower case.
fn words(id: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in id.chars() {
        if letter.is_uppercase() || words.is_empty() || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
