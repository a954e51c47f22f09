//! A document as a server: all its operations are routed, each request is checked by it and answered as it says; where
//! there is behaviour, a handler stands in.

mod body;
mod handler;
mod json;
mod media;
mod multipart;
mod operation;
mod parameters;
mod paths;
mod reasons;
mod refusal;
mod response;
mod sample;
mod schema;
mod security;
mod shape;

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ALLOW, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use indexmap::IndexMap;
use serde_json::Value;

pub use handler::{CheckedRequest, HandlerResponse};
pub(crate) use handler::{Handler, handler};
use operation::Operation;
pub use parameters::Parameters;
use paths::Paths;
pub(crate) use response::Documented;
use schema::Schemas;

use crate::document::{At, Document, Fault, refuse};
use crate::server::{Server, StartError};

/// The keys of a path's operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The operations of a document, by path and method.
pub(crate) struct Contract(Paths<Operation>);

impl Contract {
    /// Reads a document, and gives operations their handlers by `operationId`. All that is missing is told at once: a
    /// response that can't be made, a reference that leads nowhere, a handler of an operation that isn't there.
    pub(crate) fn new(
        document: Value,
        mut handlers: IndexMap<String, Handler>,
    ) -> Result<Self, StartError> {
        let document = Document::new(document)?;
        let schemas = Schemas::new(&document).map_err(|fault| refuse(&[fault]))?;
        let mut paths = Paths::default();
        let mut faults = Vec::new();
        let root = document.root();
        for (path, item) in root.get("paths").iter().flat_map(At::members) {
            let item = match document.resolve(item) {
                Ok(item) => item,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            for (method, at) in operations(&item) {
                match Operation::of(&document, &schemas, (path, &item), &method, &at) {
                    Ok(mut operation) => {
                        operation.handler = handlers.shift_remove(&operation.name);
                        if !paths.add(path, method, operation) {
                            faults.push(at.fault("another path of the document is the same but for the names of its parameters"));
                        }
                    }
                    Err(wrong) => faults.extend(wrong),
                }
            }
        }
        // A fault of what is shared is found with each operation that uses it.
        let mut once: Vec<Fault> = Vec::new();
        for fault in faults {
            if !once.contains(&fault) {
                once.push(fault);
            }
        }
        if once.is_empty() {
            let unknown = handlers.keys().map(|name| {
                Fault(format!(
                    "#/paths: there is a handler for `{name}`, and no operation of that id"
                ))
            });
            once.extend(unknown);
        }
        if once.is_empty() {
            Ok(Self(paths))
        } else {
            Err(refuse(&once))
        }
    }

    /// Gives an operation a handler, unless it has one.
    pub(crate) fn add_handler(&mut self, name: &str, handler: &Handler) {
        for operation in self
            .0
            .entries_mut()
            .filter(|operation| operation.name == name)
        {
            operation.handler.get_or_insert_with(|| Arc::clone(handler));
        }
    }

    /// Answers a request for one of the document's paths; gives all others back.
    pub(crate) async fn respond(
        &self,
        server: &Arc<Server>,
        request: Request,
    ) -> Result<Response<Body>, Request> {
        let path = request.uri().path().to_owned();
        let Some(found) = self.0.find(&path) else {
            return Err(request);
        };
        let method = request.method();
        let operation = found.methods.get(method).or_else(|| {
            // HEAD is GET without the body, which is left away where it is written.
            (*method == Method::HEAD).then(|| found.methods.get(&Method::GET))?
        });
        if let Some(operation) = operation {
            return Ok(operation.respond(server, request, &found.parameters).await);
        }
        let allowed = allowed(found.methods.keys());
        if *method == Method::OPTIONS {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            response.headers_mut().insert(ALLOW, allowed);
            return Ok(response);
        }
        let refused = crate::server::refuse_method(&request).with(ALLOW, allowed);
        Ok(refused.answer(server.format(request.headers())))
    }
}

/// The operations of a path: those of the fixed methods, and those of others that OpenAPI 3.2 lets there be.
fn operations<'a>(item: &At<'a>) -> impl Iterator<Item = (Method, At<'a>)> + use<'a> {
    let fixed: Vec<(Method, At<'a>)> = METHODS
        .iter()
        .filter_map(|name| {
            let method = Method::from_bytes(name.to_ascii_uppercase().as_bytes()).ok()?;
            Some((method, item.get(name)?))
        })
        .collect();
    let others = item.get("additionalOperations");
    let others: Vec<(Method, At<'a>)> = others
        .iter()
        .flat_map(At::members)
        .filter_map(|(name, at)| Some((Method::from_bytes(name.as_bytes()).ok()?, at)))
        .collect();
    fixed.into_iter().chain(others)
}

/// The value of `Allow`.
fn allowed<'a>(methods: impl Iterator<Item = &'a Method>) -> HeaderValue {
    let mut names: Vec<&str> = methods.map(Method::as_str).collect();
    if names.contains(&"GET") && !names.contains(&"HEAD") {
        names.push("HEAD");
    }
    if !names.contains(&"OPTIONS") {
        names.push("OPTIONS");
    }
    HeaderValue::try_from(names.join(",")).unwrap_or(HeaderValue::from_static("OPTIONS"))
}
