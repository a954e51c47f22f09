//! The API that a sandbox serves: a document, and handlers beside it.

use std::fmt;
use std::fs;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;
use vms_admin_api::{ObtainToken, Operation};

use crate::contract::{CheckedRequest, Contract, Handler, HandlerResponse, handler};
use crate::published::Site;
use crate::server::{Server, StartError};

/// An API to serve: an OpenAPI 3.1 document, whose operations are all answered as it says, and handlers for those that
/// have behaviour.
///
/// The default is the VMS Admin API, whose `obtainToken` signs in.
///
/// ```
/// use serde_json::json;
/// use vms_admin_sandbox::{Api, Config, HandlerResponse, Sandbox};
///
/// # tokio::runtime::Runtime::new()?.block_on(async {
/// let document = json!({
///     "openapi": "3.1.0",
///     "info": { "title": "Doors", "version": "1" },
///     "paths": { "/doors/{door}": { "put": {
///         "operationId": "openDoor",
///         "parameters": [{ "name": "door", "in": "path", "required": true, "schema": { "type": "integer" } }],
///         "responses": { "204": { "description": "Open." } },
///     } } },
/// });
/// let api = Api::of(document).with_handler("openDoor", async |request| {
///     match request.parameters.path["door"].as_i64() {
///         Some(1) => HandlerResponse::message(409, "The door is stuck."),
///         _ => HandlerResponse::documented(),
///     }
/// });
/// let mut config = Config::default();
/// config.address.set_port(0);
/// Sandbox::serve(api, config).await?.shutdown().await;
/// # Ok::<(), vms_admin_sandbox::StartError>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Api {
    /// None for the published one.
    document: Option<Value>,
    handlers: IndexMap<String, Handler>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handlers: Vec<&String> = self.handlers.keys().collect();
        f.debug_struct("Api")
            .field("is_own", &self.is_own())
            .field("handlers", &handlers)
            .finish_non_exhaustive()
    }
}

impl Api {
    /// The API of an OpenAPI 3.1 document.
    #[must_use]
    pub fn of(document: Value) -> Self {
        Self {
            document: Some(document),
            handlers: IndexMap::new(),
        }
    }

    /// The API of an OpenAPI 3.1 document in a JSON file.
    ///
    /// # Errors
    /// The file can't be read, or is no JSON.
    pub fn read(path: &Path) -> Result<Self, StartError> {
        let wrong = |error: &dyn fmt::Display| {
            StartError::new(format!("the document {}: {error}", path.display()))
        };
        let text = fs::read(path).map_err(|error| wrong(&error))?;
        let document = serde_json::from_slice(&text)
            .map_err(|error| wrong(&format!("expected JSON: {error}")))?;
        Ok(Self::of(document))
    }

    /// Has an operation carried out by a handler, which gets requests that are as the document says. Operations without
    /// one get their documented response.
    #[must_use]
    pub fn with_handler<F, R>(mut self, operation_id: &str, function: F) -> Self
    where
        F: Fn(CheckedRequest) -> R + Send + Sync + 'static,
        R: Future<Output = HandlerResponse> + Send + 'static,
    {
        self.handlers
            .insert(operation_id.to_owned(), handler(function));
        self
    }

    /// The published document that the sandbox was built with.
    pub(crate) fn published() -> Result<Value, StartError> {
        serde_json::from_str(include_str!("../openapi/openapi.json"))
            .map_err(|error| StartError::new(format!("the document: {error}")))
    }

    /// Whether it is the VMS Admin API.
    pub(crate) fn is_own(&self) -> bool {
        self.document.is_none()
    }

    pub(crate) fn title(&self) -> String {
        let title = self
            .document
            .as_ref()
            .and_then(|document| document["info"]["title"].as_str());
        match (title, &self.document) {
            (Some(title), _) => title.to_owned(),
            (None, Some(_)) => "document's".to_owned(),
            (None, None) => "VMS Admin API".to_owned(),
        }
    }

    pub(crate) fn site(&self) -> Result<Site, StartError> {
        match &self.document {
            None => Site::built_in(),
            Some(document) => Site::of_document(document),
        }
    }

    /// The document's operations, with their handlers.
    pub(crate) fn contract(&self) -> Result<Contract, StartError> {
        let document = match &self.document {
            Some(document) => document.clone(),
            None => Self::published()?,
        };
        Contract::new(document, self.handlers.clone())
    }
}

/// Has the VMS Admin API's operations with behaviour carried out by a server. An operation that the contract doesn't have
/// doesn't compile.
pub(crate) fn add_behaviour(contract: &mut Contract, server: &Arc<Server>) {
    let server = Arc::clone(server);
    let sign_in = handler(move |request| {
        let server = Arc::clone(&server);
        async move { server.obtain_token(request).await }
    });
    contract.add_handler(ObtainToken::ID, &sign_in);
}
