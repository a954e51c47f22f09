//! What the registry holds of an operation.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{OpenApi, PartialSchema, ToSchema};

use super::{names, pointer};
use crate::SharedResponse;

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
    /// The component responses it needs: those that it shares with others.
    pub responses: Map<String, Value>,
    /// Names that two of its component schemas share, though they differ.
    pub clashes: Vec<String>,
    /// Its example payloads, in the order of publication.
    pub examples: Vec<Example>,
    /// Brings the JSON Schemas of its bodies into a generator.
    pub bodies: Vec<fn(&mut SchemaGenerator)>,
}

impl Endpoint {
    /// Takes up what `#[derive(OpenApi)]` wrote for the one operation of `A`.
    #[doc(hidden)]
    #[must_use]
    pub fn new<A: OpenApi>() -> Self {
        let mut described = serde_json::to_value(A::openapi()).unwrap_or_default();
        names::tell_generics(&mut described);
        let (path, item) = first_member(described["paths"].take());
        let (method, operation) = first_member(item);
        Self {
            path,
            method,
            operation,
            components: taken(&mut described, "/components/schemas"),
            responses: taken(&mut described, "/components/responses"),
            clashes: Vec::new(),
            examples: Vec::new(),
            bodies: Vec::new(),
        }
    }

    /// A body in JSON and its payload.
    #[doc(hidden)]
    pub fn add_body<T: ToSchema + JsonSchema>(&mut self, example: Example) {
        self.examples.push(example);
        self.bodies.push(|generator| {
            generator.subschema_for::<T>();
        });
        self.add_form::<T>();
    }

    /// The body of a shared response, which brings its own example. utoipa forgets the schemas of such bodies.
    #[doc(hidden)]
    pub fn add_shared<T: SharedResponse>(&mut self) {
        self.bodies.push(|generator| {
            generator.subschema_for::<T::Body>();
        });
        let name = T::Body::name().into_owned();
        self.add_schema(&name, T::Body::schema(), true);
        self.add_form::<T::Body>();
    }

    /// A body that isn't JSON.
    #[doc(hidden)]
    pub fn add_form<T: ToSchema>(&mut self) {
        let mut used: Vec<(String, RefOr<Schema>)> = Vec::new();
        T::schemas(&mut used);
        for (name, schema) in used {
            self.add_schema(&name, schema, true);
        }
        // What a generic type is called stands where it is used: this is its name without its arguments.
        self.add_schema(&T::name(), T::schema(), false);
        names::refer(&mut self.components);
    }

    /// Compares a schema with the one that utoipa kept of all that have its name, and adds it where there is none, `if_none`.
    fn add_schema(&mut self, name: &str, schema: RefOr<Schema>, if_none: bool) {
        let mut schema = serde_json::to_value(schema).unwrap_or_default();
        names::tell_generics(&mut schema);
        let name = names::plain(name);
        match self.components.get(&name) {
            None if if_none => {
                self.components.insert(name, schema);
            }
            Some(kept)
                if !names::is_same(kept, &schema, &self.components)
                    && !self.clashes.contains(&name) =>
            {
                self.clashes.push(name);
            }
            _ => {}
        }
    }

    /// The same operation of another version of the contract: `to` in the place of the path's beginning `from`, as in
    /// `moved("/api/admin/v1", "/api/admin/v2")`. What it takes and returns are the same Rust types, so a version's list
    /// says only what it has of its own. A path that begins otherwise stays.
    #[must_use]
    pub fn moved(mut self, from: &str, to: &str) -> Self {
        if let Some(rest) = self.path.strip_prefix(from) {
            self.path = format!("{to}{rest}");
        }
        self
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

/// The object at a pointer; an empty one where there is none.
fn taken(described: &mut Value, pointer: &str) -> Map<String, Value> {
    match described.pointer_mut(pointer).map(Value::take) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
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

impl Example {
    /// The documented payload of a request.
    #[doc(hidden)]
    #[must_use]
    pub const fn request(file: &'static str, text: &'static str) -> Self {
        Self {
            place: Place::Request,
            name: DOCUMENTED,
            summary: "The request as documented",
            file,
            text,
        }
    }

    /// The documented payload of a response.
    #[doc(hidden)]
    #[must_use]
    pub const fn response(status: &'static str, file: &'static str, text: &'static str) -> Self {
        let is_success = matches!(status.as_bytes(), [b'2', ..]);
        Self {
            place: Place::Response(status),
            name: DOCUMENTED,
            summary: if is_success {
                "The answer as documented"
            } else {
                "The refusal as documented"
            },
            file,
            text,
        }
    }
}

/// The key of a documented payload among the examples of its body.
const DOCUMENTED: &str = "documented";

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
