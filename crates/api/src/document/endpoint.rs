//! What the registry holds of an operation.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};
use utoipa::OpenApi;

use super::pointer;

/// An operation: its description in OpenAPI, the types it needs, its example payloads.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The path, as in the document.
    pub path: String,
    /// The HTTP method, in lower case.
    pub method: String,
    /// Its OpenAPI operation object.
    pub operation: Value,
    /// The component schemas it needs.
    pub components: Map<String, Value>,
    /// Its example payloads, in the order of publication.
    pub examples: Vec<Example>,
    /// Brings the JSON Schemas of its bodies into a generator.
    pub bodies: &'static [fn(&mut SchemaGenerator)],
}

impl Endpoint {
    /// Takes up what `#[derive(OpenApi)]` wrote for the one operation of `A`.
    #[must_use]
    pub(crate) fn new<A: OpenApi>(
        examples: &[Example],
        bodies: &'static [fn(&mut SchemaGenerator)],
    ) -> Self {
        let mut described = serde_json::to_value(A::openapi()).unwrap_or_default();
        let components = match described
            .pointer_mut("/components/schemas")
            .map(Value::take)
        {
            Some(Value::Object(schemas)) => schemas,
            _ => Map::new(),
        };
        let (path, item) = first_member(described["paths"].take());
        let (method, operation) = first_member(item);
        Self {
            path,
            method,
            operation,
            components,
            examples: examples.to_vec(),
            bodies,
        }
    }

    /// Where the operation stands in the document: a JSON pointer.
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("/paths/{}/{}", pointer::token(&self.path), self.method)
    }
}

/// The first key of an object and its value; empty ones where there is none.
fn first_member(object: Value) -> (String, Value) {
    let members = match object {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    members.into_iter().next().unwrap_or_default()
}

/// Brings the JSON Schema of a body into a generator: an entry of [`Endpoint::bodies`].
pub(crate) fn body<T: JsonSchema>(generator: &mut SchemaGenerator) {
    generator.subschema_for::<T>();
}

/// An example payload.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Which body it is an example of.
    pub place: Place,
    /// Its key among the examples of that body.
    pub name: &'static str,
    /// A heading for it.
    pub summary: &'static str,
    /// Its file below `openapi/examples/`.
    pub file: &'static str,
    /// The payload, to the byte.
    pub text: &'static str,
}

/// The body that an [`Example`] belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The request.
    Request,
    /// The answer of this status, written as the document's key.
    Response(&'static str),
}

impl Place {
    /// Where the body's JSON content stands in the operation: a JSON pointer.
    #[must_use]
    pub fn content_pointer(self) -> String {
        match self {
            Self::Request => "/requestBody/content/application~1json".to_owned(),
            Self::Response(status) => format!("/responses/{status}/content/application~1json"),
        }
    }
}
