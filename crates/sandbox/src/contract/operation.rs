//! An operation of the document: how a request for it is checked, and what it is answered with.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{HeaderMap, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{Method, Response, StatusCode};
use indexmap::IndexMap;

use super::body::{Read, RequestBody};
use super::handler::{CheckedRequest, Handler};
use super::parameters::{Location, Parameter, Parameters, Source, pairs};
use super::paths::parameter_names;
use super::reasons::Reasons;
use super::refusal::Refusal;
use super::response::Documented;
use super::schema::Schemas;
use super::security::{Credentials, Security};
use crate::body::Held;
use crate::document::{At, Document, Fault};
use crate::mask::{self, MASKED, Secrets};
use crate::prefer::{self, Preference};
use crate::problem::{Format, Problem};
use crate::record::{Shown, Slot};
use crate::server::Server;

/// The general message of a refusal. As on the vendor's page it tells nothing; the reasons do.
pub(crate) const REFUSED: &str = "The given data was invalid.";

/// An operation.
pub(crate) struct Operation {
    /// Its `operationId`, or its method and path where it has none.
    pub(crate) name: String,
    parameters: Vec<Parameter>,
    body: Option<RequestBody>,
    security: Security,
    responses: Vec<Documented>,
    /// The place of the response when all is well.
    success: usize,
    refused: Refusal,
    unauthenticated: Refusal,
    pub(crate) handler: Option<Handler>,
}

/// Why a request isn't carried out.
enum Failure {
    Unauthenticated(Problem),
    Refused(Reasons),
    Other(Problem),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Other(problem)
    }
}

impl Operation {
    /// Reads an operation of the document. All that is missing or wrong is told at once.
    pub(crate) fn of(
        document: &Document,
        schemas: &Schemas,
        path: (&str, &At<'_>),
        method: &Method,
        at: &At<'_>,
    ) -> Result<Self, Vec<Fault>> {
        let (path, item) = path;
        let name = match at.text("operationId") {
            Some(id) => id.to_owned(),
            None => format!("{method} {path}"),
        };
        let mut faults = Vec::new();
        let parameters = parameters(document, schemas, [item, at], &mut faults);
        for name in parameter_names(path) {
            if !parameters
                .iter()
                .any(|parameter| parameter.is(&name, Location::Path))
            {
                faults.push(at.fault(&format!(
                    "the path's parameter `{name}` is not among `parameters`"
                )));
            }
        }
        let mut take = |result: Result<(), Fault>| faults.extend(result.err());
        let mut body = None;
        if let Some(at) = at.get("requestBody") {
            take(RequestBody::of(document, schemas, at).map(|read| body = Some(read)));
        }
        let mut security = Security::default();
        take(Security::of(document, at).map(|read| security = read));
        let refused = Refusal::of(
            document,
            schemas,
            at,
            &[StatusCode::UNPROCESSABLE_ENTITY, StatusCode::BAD_REQUEST],
        );
        let unauthenticated = Refusal::of(document, schemas, at, &[StatusCode::UNAUTHORIZED]);
        let (responses, success) = match responses(document, schemas, at) {
            Ok(found) => found,
            Err(wrong) => {
                faults.extend(wrong);
                (Vec::new(), 0)
            }
        };
        match (refused, unauthenticated) {
            (Ok(refused), Ok(unauthenticated)) if faults.is_empty() => Ok(Self {
                name,
                parameters,
                body,
                security,
                responses,
                success,
                refused,
                unauthenticated,
                handler: None,
            }),
            (refused, unauthenticated) => {
                faults.extend(refused.err());
                faults.extend(unauthenticated.err());
                faults.dedup();
                Err(faults)
            }
        }
    }

    /// Answers a request for it; `path` holds the path's parameters as they stand in it.
    pub(crate) async fn respond(
        &self,
        server: &Arc<Server>,
        request: Request,
        path: &[(&str, &str)],
    ) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let format = server.format(&parts.headers);
        let slot = parts.extensions.get::<Slot>();
        if let Some(slot) = slot {
            slot.add(self.shown(&parts, path));
        }
        if let Some(preference) = Preference::of(&parts.headers) {
            // Read for the record, and so that the connection lives on; what it says doesn't matter.
            let _ = self
                .read(server, &parts.headers, body, slot, &mut Reasons::new())
                .await;
            return prefer::respond(
                &preference,
                &self.name,
                &self.responses,
                &parts.headers,
                format,
            );
        }
        match self.checked(server, &parts, body, slot, path).await {
            Ok(request) => self.carry_out(request, &parts.headers, format).await,
            Err(Failure::Unauthenticated(problem)) => {
                let mut response =
                    self.unauthenticated
                        .response(format, problem.message(), &Reasons::new());
                response
                    .headers_mut()
                    .insert(WWW_AUTHENTICATE, self.security.challenge());
                response
            }
            Err(Failure::Refused(reasons)) => self.refused.response(format, REFUSED, &reasons),
            Err(Failure::Other(problem)) => problem.answer(format),
        }
    }

    async fn carry_out(
        &self,
        request: CheckedRequest,
        headers: &HeaderMap,
        format: Format,
    ) -> Response<Body> {
        let handled = match &self.handler {
            Some(handler) => handler(request).await.response(format, &self.refused),
            None => None,
        };
        handled.unwrap_or_else(|| {
            let success = &self.responses[self.success];
            success.with(success.preferred(headers))
        })
    }

    /// The request, if it is as the document says.
    async fn checked(
        &self,
        server: &Server,
        parts: &Parts,
        body: Body,
        slot: Option<&Slot>,
        path: &[(&str, &str)],
    ) -> Result<CheckedRequest, Failure> {
        let source = Source {
            path: path.to_vec(),
            query: pairs(parts.uri.query().unwrap_or_default()),
            headers: &parts.headers,
        };
        let credentials = Credentials {
            headers: &parts.headers,
            query: &source.query,
        };
        let login =
            self.security
                .check(server, &credentials)
                .await
                .map_err(|problem| match problem.status() {
                    StatusCode::UNAUTHORIZED => Failure::Unauthenticated(problem),
                    _ => Failure::Other(problem),
                })?;
        let mut reasons = Reasons::new();
        let mut parameters = Parameters::default();
        for parameter in &self.parameters {
            parameter.read(&source, &mut parameters, &mut reasons);
        }
        let (held, read) = self
            .read(server, &parts.headers, body, slot, &mut reasons)
            .await?;
        if reasons.is_empty() {
            Ok(CheckedRequest {
                parameters,
                body: read.value,
                bytes: held.bytes,
                login,
            })
        } else {
            Err(Failure::Refused(reasons))
        }
    }

    /// Reads the body, and leaves it for the record.
    async fn read(
        &self,
        server: &Server,
        headers: &HeaderMap,
        body: Body,
        slot: Option<&Slot>,
        reasons: &mut Reasons,
    ) -> Result<(Held, Read), Problem> {
        let Some(expected) = &self.body else {
            // What nobody asked for is left where it is.
            return Ok(Default::default());
        };
        let is_empty = http_body::Body::is_end_stream(&body);
        let content = expected.content(headers, is_empty)?;
        let held = crate::body::read(body, expected.limit(), server).await?;
        let mut read = expected.read(content, headers, &held.bytes, reasons).await;
        if let (Some(slot), Some(shown)) = (slot, read.shown.take()) {
            slot.add(shown);
        }
        Ok((held, read))
    }

    /// What the record may show of a request's head beyond what is shown of any.
    fn shown(&self, parts: &Parts, path: &[(&str, &str)]) -> Shown {
        let mut shown = Shown::default();
        let declared = |name: &str, location: Location| {
            self.parameters
                .iter()
                .find(|parameter| parameter.is(name, location))
        };
        for (name, value) in path {
            if declared(name, Location::Path).is_some_and(Parameter::is_secret) {
                shown.secrets.learn(value);
            }
        }
        if let Some(query) = parts.uri.query() {
            let shown_pairs: Vec<String> = query
                .split('&')
                .map(|pair| self.shown_pair(pair, &mut shown.secrets))
                .collect();
            shown.query = Some(shown_pairs.join("&"));
        }
        for parameter in &self.parameters {
            let is_harmless = parameter.location() == Location::Header && !parameter.is_secret();
            if is_harmless && let Some(value) = parts.headers.get(parameter.name()) {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                shown
                    .headers
                    .push((parameter.name().to_ascii_lowercase(), value));
            }
        }
        shown
    }

    fn shown_pair(&self, pair: &str, secrets: &mut Secrets) -> String {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = super::parameters::form_decoded(name);
        let is_key = self.security.secret_query_names().any(|key| key == decoded);
        let is_secret = is_key || mask::is_secret(&decoded);
        let is_known = self
            .parameters
            .iter()
            .any(|parameter| parameter.takes(&decoded) && !parameter.is_secret());
        if is_known && !is_secret {
            return pair.to_owned();
        }
        if is_secret {
            secrets.learn(value);
        }
        if pair.contains('=') {
            format!("{name}={MASKED}")
        } else {
            MASKED.to_owned()
        }
    }
}

/// The parameters of a path and of an operation; the operation's stand in for the path's.
fn parameters(
    document: &Document,
    schemas: &Schemas,
    places: [&At<'_>; 2],
    faults: &mut Vec<Fault>,
) -> Vec<Parameter> {
    let mut parameters = IndexMap::new();
    for at in places
        .into_iter()
        .filter_map(|at| at.get("parameters"))
        .flat_map(|at| at.items().collect::<Vec<_>>())
    {
        let read = document
            .resolve(at)
            .and_then(|at| Parameter::of(document, schemas, &at));
        match read {
            Ok(Some(parameter)) => {
                let key = (parameter.name().to_owned(), parameter.location() as u8);
                parameters.insert(key, parameter);
            }
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    parameters.into_values().collect()
}

/// All documented responses, and the place of the one when all is well.
fn responses(
    document: &Document,
    schemas: &Schemas,
    operation: &At<'_>,
) -> Result<(Vec<Documented>, usize), Vec<Fault>> {
    let at = operation.get("responses");
    let mut responses = Vec::new();
    let mut faults = Vec::new();
    let keys: Vec<(&String, At<'_>)> = at
        .iter()
        .flat_map(At::members)
        .filter(|(key, _)| !key.starts_with("x-"))
        .collect();
    let has_success = keys.iter().any(|(key, _)| key.starts_with('2'));
    for (key, response) in keys {
        match Documented::of(document, schemas, key, response) {
            Ok(mut documented) => {
                if key == "default" && has_success {
                    documented.status = StatusCode::INTERNAL_SERVER_ERROR;
                }
                responses.push(documented);
            }
            Err(wrong) => faults.extend(wrong),
        }
    }
    let rank = |documented: &Documented| match documented.status.as_u16() {
        status @ 200..=299 => Some((0, status)),
        status @ 100..=399 => Some((1, status)),
        _ => None,
    };
    let success = responses
        .iter()
        .enumerate()
        .filter_map(|(place, documented)| Some((rank(documented)?, place)))
        .min()
        .map(|(_, place)| place);
    match success {
        Some(success) if faults.is_empty() => Ok((responses, success)),
        None if faults.is_empty() => {
            Err(vec![operation.fault(
                "it has no response for when all is well; describe one of 2XX",
            )])
        }
        _ => Err(faults),
    }
}
