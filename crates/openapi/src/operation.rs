//! Operations and what hangs below them: parameters, bodies, responses, media types.

use std::borrow::Cow;

use crate::code::Code;
use crate::document::{self, Security, optional_text};
use crate::read::{self, Notes, WORD};
use crate::tree::Node;

/// An operation.
#[derive(Debug)]
pub struct Operation<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// The path template.
    pub path: &'d str,
    /// Lower case, as in the document.
    pub method: &'d str,
    /// `operationId`.
    pub id: Option<Cow<'d, str>>,
    /// `tags`.
    pub tags: Vec<Cow<'d, str>>,
    /// `summary`.
    pub summary: Option<Cow<'d, str>>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Of the path; perhaps references.
    pub shared_parameters: Vec<Node<'d>>,
    /// Of the operation; perhaps references.
    pub parameters: Vec<Node<'d>>,
    /// Perhaps a reference.
    pub body: Option<Node<'d>>,
    /// By status; perhaps references.
    pub responses: Vec<Node<'d>>,
    /// `security`.
    pub security: Option<Security<'d>>,
    /// Its own servers, or its path's.
    pub servers: Option<Node<'d>>,
}

impl<'d> Operation<'d> {
    /// Reads the operation at a node of a path item.
    pub fn read(path: &'d str, item: Node<'d>, node: Node<'d>, notes: &Notes) -> Self {
        let list = |from: Node<'d>, key: &str| {
            let list = from.get(key).filter(|list| !list.is_null());
            list.map(|list| read::items(list, notes))
                .unwrap_or_default()
        };
        let servers = node.get("servers").or_else(|| item.get("servers"));
        let tags = node.get("tags").filter(|tags| !tags.is_null());
        let responses = node
            .get("responses")
            .filter(|responses| !responses.is_null());
        Self {
            node,
            path,
            method: node.key(),
            id: optional_text(node, "operationId", notes),
            tags: tags
                .map(|tags| read::texts(tags, notes))
                .unwrap_or_default(),
            summary: optional_text(node, "summary", notes),
            description: optional_text(node, "description", notes),
            deprecated: flag(node, "deprecated", notes).unwrap_or(false),
            shared_parameters: list(item, "parameters"),
            parameters: list(node, "parameters"),
            body: node.get("requestBody").filter(|body| body.is_object()),
            responses: responses
                .map(|all| read::members(all, notes))
                .unwrap_or_default(),
            security: node
                .get("security")
                .filter(|security| !security.is_null())
                .map(|security| document::security(security, notes)),
            servers: servers.filter(|servers| servers.is_array()),
        }
    }
}

impl Operation<'_> {
    /// What it costs to have it once more.
    pub(crate) fn weight(&self) -> usize {
        let parts = self.shared_parameters.len() + self.parameters.len() + self.responses.len();
        parts.saturating_add(1).saturating_mul(WORD)
    }
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// `name`.
    pub name: &'d str,
    /// `in`, as written.
    pub location: &'d str,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style`, as written.
    pub style: Option<&'d str>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`.
    pub schema: Option<Node<'d>>,
    /// `content`.
    pub content: Vec<MediaType<'d>>,
}

impl<'d> Parameter<'d> {
    /// Nothing without a name and a location.
    pub fn read(node: Node<'d>, notes: &Notes) -> Option<Self> {
        let named = |key| {
            let text = node
                .get(key)
                .and_then(Node::as_str)
                .filter(|text| !text.is_empty());
            if text.is_none() {
                notes.warn(
                    node,
                    Code::Parameter,
                    format!("a parameter without `{key}`: left out"),
                    format!("write its `{key}`"),
                );
            }
            text
        };
        Some(Self {
            node,
            name: named("name")?,
            location: named("in")?,
            description: optional_text(node, "description", notes),
            required: flag(node, "required", notes).unwrap_or(false),
            deprecated: flag(node, "deprecated", notes).unwrap_or(false),
            style: node.get("style").and_then(Node::as_str),
            explode: flag(node, "explode", notes),
            allow_reserved: flag(node, "allowReserved", notes).unwrap_or(false),
            schema: match node.get("content") {
                Some(_) => node.get("schema").filter(|schema| !schema.is_null()),
                None => schema(node, notes),
            },
            content: content(node, notes),
        })
    }
}

/// A request body.
#[derive(Debug)]
pub struct RequestBody<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
    /// `required`.
    pub required: bool,
    /// `content`.
    pub content: Vec<MediaType<'d>>,
}

impl<'d> RequestBody<'d> {
    /// Reads what stands at a node.
    pub fn read(node: Node<'d>, notes: &Notes) -> Self {
        Self {
            node,
            description: optional_text(node, "description", notes),
            required: flag(node, "required", notes).unwrap_or(false),
            content: content_of_body(node, notes),
        }
    }
}

/// A response.
#[derive(Debug)]
pub struct Response<'d> {
    /// `description`.
    pub description: Option<Cow<'d, str>>,
    /// `content`.
    pub content: Vec<MediaType<'d>>,
}

impl<'d> Response<'d> {
    /// Reads what stands at a node.
    pub fn read(node: Node<'d>, notes: &Notes) -> Self {
        Self {
            description: optional_text(node, "description", notes),
            content: content_of_body(node, notes),
        }
    }
}

/// A media type and what is sent as it.
#[derive(Debug, Clone, Copy)]
pub struct MediaType<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// As written, `application/json; charset=utf-8`.
    pub name: &'d str,
    /// `schema`.
    pub schema: Option<Node<'d>>,
    /// By part; multipart and form bodies only.
    pub encoding: Option<Node<'d>>,
}

impl MediaType<'_> {
    /// Lower case, without parameters: `application/json`.
    #[must_use]
    pub fn essence(&self) -> String {
        let essence = self.name.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    }
}

fn content<'d>(node: Node<'d>, notes: &Notes) -> Vec<MediaType<'d>> {
    let Some(content) = node.get("content").filter(|content| !content.is_null()) else {
        return Vec::new();
    };
    let media_type = |node: Node<'d>| {
        let name = match node.key() {
            "json" => "application/json",
            name if name.contains('/') => name,
            name => {
                notes.warn(
                    node,
                    Code::MediaType,
                    format!("`{name}` is no media type: left out"),
                    "write one, like application/json",
                );
                return None;
            }
        };
        Some(MediaType {
            node,
            name,
            schema: schema(node, notes),
            encoding: node.get("encoding").filter(|encoding| encoding.is_object()),
        })
    };
    read::members(content, notes)
        .into_iter()
        .filter_map(media_type)
        .collect()
}

/// What a request body or a response holds. A schema that stands there itself is noted.
fn content_of_body<'d>(node: Node<'d>, notes: &Notes) -> Vec<MediaType<'d>> {
    let is_stray = |word: &Node<'d>| word.key() == "schema" || is_of_schemas(word.key());
    if node.get("content").is_none()
        && let Some(stray) = node.children().find(is_stray)
    {
        notes.warn(
            stray,
            Code::Misplaced,
            "a schema outside of `content`: left out",
            "write it at `content`, a media type, `schema`",
        );
    }
    content(node, notes)
}

/// The schema of a media type or parameter; the element itself where its author left a level out.
fn schema<'d>(node: Node<'d>, notes: &Notes) -> Option<Node<'d>> {
    match node.get("schema") {
        Some(schema) => (!schema.is_null()).then_some(schema),
        None if node.children().any(|word| is_of_schemas(word.key())) => {
            notes.warn(
                node,
                Code::Misplaced,
                "keywords of a schema without `schema` around them: read as if it were there",
                "put them below `schema`",
            );
            Some(node)
        }
        None => None,
    }
}

/// Whether a word tells a schema from what has one.
fn is_of_schemas(word: &str) -> bool {
    matches!(
        word,
        "$ref" | "type" | "properties" | "items" | "allOf" | "oneOf" | "anyOf"
    )
}

fn flag(node: Node<'_>, key: &str, notes: &Notes) -> Option<bool> {
    node.get(key).and_then(|node| read::flag(node, notes))
}
