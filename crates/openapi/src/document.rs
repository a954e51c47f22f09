//! The outer parts of a document: info, servers, tags, security schemes, paths.

use std::borrow::Cow;

use crate::Document;
use crate::code::Code;
use crate::operation::Operation;
use crate::read::{self, Notes};
use crate::tree::Node;

/// `info`.
#[derive(Debug, Default)]
pub struct Info<'d> {
    /// `title`.
    pub title: Option<Cow<'d, str>>,
    /// `version`.
    pub version: Option<Cow<'d, str>>,
    /// `summary`.
    pub summary: Option<Cow<'d, str>>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
}

/// A server.
#[derive(Debug)]
pub struct Server<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// `url`.
    pub url: Cow<'d, str>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
    /// `variables`. In the order of the document.
    pub variables: Vec<ServerVariable<'d>>,
}

/// A variable of a server's URL.
#[derive(Debug)]
pub struct ServerVariable<'d> {
    /// As it stands in the URL.
    pub name: &'d str,
    /// `default`.
    pub default: Option<Cow<'d, str>>,
    /// `enum`.
    pub allowed: Vec<Cow<'d, str>>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
}

/// A tag.
#[derive(Debug)]
pub struct Tag<'d> {
    /// `name`.
    pub name: Cow<'d, str>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
}

/// A security scheme.
#[derive(Debug)]
pub struct SecurityScheme<'d> {
    /// Where it stands.
    pub node: Node<'d>,
    /// Its name in the document.
    pub key: &'d str,
    /// `type`.
    pub kind: Option<Cow<'d, str>>,
    /// `scheme`.
    pub scheme: Option<Cow<'d, str>>,
    /// `name`. Of the header, the query parameter or the cookie.
    pub name: Option<Cow<'d, str>>,
    /// `in`.
    pub location: Option<Cow<'d, str>>,
    /// `description`.
    pub description: Option<Cow<'d, str>>,
}

/// Alternatives of scheme names that are needed together.
pub type Security<'d> = Vec<Vec<Node<'d>>>;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl<'a> Document<'a> {
    /// `info`; empty where the document has none.
    pub fn info<'d>(&'d self, notes: &Notes) -> Info<'d>
    where
        'a: 'd,
    {
        let Some(node) = self.top("info") else {
            return Info::default();
        };
        Info {
            title: optional_text(node, "title", notes),
            version: optional_text(node, "version", notes),
            summary: optional_text(node, "summary", notes),
            description: optional_text(node, "description", notes),
        }
    }

    /// The servers of the document.
    pub fn servers<'d>(&'d self, notes: &Notes) -> Vec<Server<'d>>
    where
        'a: 'd,
    {
        self.top("servers")
            .map(|node| servers(node, notes))
            .unwrap_or_default()
    }

    /// The tags of the document.
    pub fn tags<'d>(&'d self, notes: &Notes) -> Vec<Tag<'d>>
    where
        'a: 'd,
    {
        let all = self
            .top("tags")
            .map(|node| read::items(node, notes))
            .unwrap_or_default();
        all.into_iter()
            .filter_map(|node| {
                let name = optional_text(node, "name", notes)?;
                Some(Tag {
                    name,
                    description: optional_text(node, "description", notes),
                })
            })
            .collect()
    }

    /// The elements of one kind below `components`, whatever stands there.
    pub fn components<'d>(&'d self, kind: &str, notes: &Notes) -> Vec<Node<'d>>
    where
        'a: 'd,
    {
        let section = self
            .top("components")
            .and_then(|components| components.get(kind));
        section
            .map(|section| read::members(section, notes))
            .unwrap_or_default()
    }

    /// The security schemes of the document, references followed.
    pub fn security_schemes<'d>(&'d self, notes: &Notes) -> Vec<SecurityScheme<'d>>
    where
        'a: 'd,
    {
        let mut schemes = Vec::new();
        for entry in self.components("securitySchemes", notes) {
            let Some(node) = self.element(entry, notes) else {
                continue;
            };
            schemes.push(SecurityScheme {
                node,
                key: entry.key(),
                kind: optional_text(node, "type", notes),
                scheme: optional_text(node, "scheme", notes),
                name: optional_text(node, "name", notes),
                location: optional_text(node, "in", notes),
                description: optional_text(node, "description", notes),
            });
        }
        schemes
    }

    /// The document's own `security`.
    pub fn security<'d>(&'d self, notes: &Notes) -> Option<Security<'d>>
    where
        'a: 'd,
    {
        self.top("security").map(|node| security(node, notes))
    }

    /// All operations, in document order, those of a path together.
    pub fn operations<'d>(&'d self, notes: &Notes) -> Vec<Operation<'d>>
    where
        'a: 'd,
    {
        let mut operations = Vec::new();
        let paths = self
            .top("paths")
            .map(|node| read::members(node, notes))
            .unwrap_or_default();
        for entry in paths {
            if !entry.key().starts_with("x-") && !notes.failed() {
                self.path_item(entry, notes, &mut operations);
            }
        }
        operations
    }

    fn path_item<'d>(&'d self, entry: Node<'d>, notes: &Notes, operations: &mut Vec<Operation<'d>>)
    where
        'a: 'd,
    {
        let mut items = vec![entry];
        // A path item may refer to another one and still have operations of its own.
        if entry.get("$ref").is_some() {
            match self.element(entry, notes) {
                Some(target) => items.push(target),
                None => return,
            }
        }
        for item in items {
            for member in item.children() {
                if !member.is_object() {
                    continue;
                }
                if METHODS.contains(&member.key()) {
                    let operation = Operation::read(entry.key(), item, member, notes);
                    if !notes.spend(entry, operation.weight()) {
                        return;
                    }
                    operations.push(operation);
                } else if METHODS
                    .iter()
                    .any(|method| method.eq_ignore_ascii_case(member.key()))
                {
                    notes.warn(
                        member,
                        Code::Method,
                        "an operation whose method isn't in lower case: left out",
                        "write the method in lower case",
                    );
                }
            }
        }
    }

    fn top<'d>(&'d self, key: &str) -> Option<Node<'d>>
    where
        'a: 'd,
    {
        self.root().get(key).filter(|node| !node.is_null())
    }
}

/// The text of a member; none where it is missing or blank.
pub fn optional_text<'d>(node: Node<'d>, key: &str, notes: &Notes) -> Option<Cow<'d, str>> {
    node.get(key)
        .and_then(|node| read::text(node, notes))
        .filter(|text| !text.trim().is_empty())
}

/// `security`: alternatives, each a list of the nodes that are named like schemes.
pub fn security<'d>(node: Node<'d>, notes: &Notes) -> Security<'d> {
    let items = read::items(node, notes).into_iter();
    let objects = items.filter(|item| {
        if !item.is_object() {
            notes.warn(
                *item,
                Code::Malformed,
                "not an object: left out",
                "write an object with the schemes' names",
            );
        }
        item.is_object()
    });
    objects.map(|item| item.children().collect()).collect()
}

/// The servers of a list.
pub fn servers<'d>(node: Node<'d>, notes: &Notes) -> Vec<Server<'d>> {
    let items = read::items(node, notes).into_iter();
    items.filter_map(|node| server(node, notes)).collect()
}

fn server<'d>(node: Node<'d>, notes: &Notes) -> Option<Server<'d>> {
    let url = optional_text(node, "url", notes)?;
    let variables = node.get("variables").map(|node| read::members(node, notes));
    let variables = variables
        .unwrap_or_default()
        .into_iter()
        .map(|variable| ServerVariable {
            name: variable.key(),
            default: optional_text(variable, "default", notes),
            allowed: variable
                .get("enum")
                .map(|node| read::texts(node, notes))
                .unwrap_or_default(),
            description: optional_text(variable, "description", notes),
        });
    Some(Server {
        node,
        url,
        description: optional_text(node, "description", notes),
        variables: variables.collect(),
    })
}
