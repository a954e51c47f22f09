//! Code samples of an OpenAPI document's operations: a program an operation and language, made of the document's
//! examples. It knows no document in particular.
//!
//! [`LANGUAGES`] is the table of languages: who runs samples, shows them in tabs or lists them reads it. A program sends
//! the documented parameters and body, prints one thing of the response, and tells a refusal by its status with exit
//! code 1. Secrets, the server's address and the token come from the environment.
//!
//! ```
//! let document = serde_json::json!({
//!     "openapi": "3.1.0",
//!     "paths": { "/pets/{id}": { "get": {
//!         "operationId": "getPet",
//!         "summary": "Get a pet",
//!         "parameters": [{ "name": "id", "in": "path", "example": 7 }],
//!         "responses": { "204": { "description": "Here." } }
//!     } } }
//! });
//! let samples = vms_admin_samples::samples(&document, "SHOP");
//! assert_eq!(samples.len(), vms_admin_samples::LANGUAGES.len());
//! assert!(samples.iter().any(|sample| sample.file == "get-pet.py" && sample.text.contains("\"/pets/7\"")));
//! ```

mod call;
mod languages;
mod literal;
mod text;

use serde_json::{Map, Value, json};

use call::Call;
pub use languages::{LANGUAGES, Language};

/// A program that carries an operation out: a file of its own that can be run as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The operation's path.
    pub path: String,
    /// The operation's method, in lower case.
    pub method: String,
    /// The language's [`lang`](Language::lang).
    pub lang: &'static str,
    /// The language's [`label`](Language::label).
    pub label: &'static str,
    /// The name of its file: the operation's id in kebab-case, and the language's extension.
    pub file: String,
    /// The program, to the byte.
    pub text: String,
}

/// The samples of all operations, in the order of the document, then of the table. The programs take what a caller has
/// to say from variables of the environment that begin with `prefix`: `VMS` makes it `VMS_URL` and `VMS_TOKEN`.
#[must_use]
pub fn samples(document: &Value, prefix: &str) -> Vec<Sample> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let mut samples = Vec::new();
    for (path, item) in paths {
        let operations = item.as_object().into_iter().flatten();
        for (method, operation) in
            operations.filter(|(_, operation)| operation["responses"].is_object())
        {
            let call = Call::of(document, path, method, operation, prefix);
            samples.extend(LANGUAGES.iter().map(|language| Sample {
                path: path.clone(),
                method: method.clone(),
                lang: language.lang,
                label: language.label,
                file: format!("{}.{}", call.stem, language.extension),
                text: (language.write)(&call),
            }));
        }
    }
    samples
}

/// Puts samples into a document, as `x-codeSamples` of their operations.
pub fn add(document: &mut Value, samples: &[Sample]) {
    for sample in samples {
        let operation = &mut document["paths"][&sample.path][&sample.method];
        let Some(operation) = operation.as_object_mut() else {
            continue;
        };
        let listed = operation
            .entry("x-codeSamples")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Some(listed) = listed.as_array_mut() {
            let mut shown = Map::new();
            shown.insert("lang".to_owned(), json!(sample.lang));
            shown.insert("label".to_owned(), json!(sample.label));
            shown.insert("source".to_owned(), json!(sample.text));
            listed.push(Value::Object(shown));
        }
    }
}
