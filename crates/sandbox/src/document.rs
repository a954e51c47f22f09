//! Reading a document: places in it, references followed, and what is wrong with it, gathered.
//!
//! This is all that the sandbox knows of how a document is put together; what the parts mean is known where they are
//! used.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::server::StartError;

/// How many references may lead to one another.
const DEPTH: usize = 32;

/// An OpenAPI document.
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
}

/// A place in a document: what stands there, and its JSON pointer.
#[derive(Debug, Clone)]
pub(crate) struct At<'a> {
    pub(crate) value: &'a Value,
    pub(crate) pointer: String,
}

/// Something wrong with a document: where, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault(pub(crate) String);

impl Document {
    /// Takes a document up.
    pub(crate) fn new(root: Value) -> Result<Self, StartError> {
        let version = root["openapi"].as_str().unwrap_or_default();
        if !version.starts_with("3.1") && !version.starts_with("3.2") {
            let found = match (version, root["swagger"].as_str()) {
                ("", Some(version)) => format!("`swagger: {version}`"),
                ("", None) => "neither `openapi` nor `swagger`".to_owned(),
                (version, _) => format!("`openapi: {version}`"),
            };
            return Err(StartError::new(format!(
                "the document: expected OpenAPI 3.1 or 3.2, found {found}"
            )));
        }
        Ok(Self { root })
    }

    pub(crate) fn root(&self) -> At<'_> {
        At {
            value: &self.root,
            pointer: String::new(),
        }
    }

    /// What stands at a place, or where the reference there leads.
    pub(crate) fn resolve<'a>(&'a self, at: At<'a>) -> Result<At<'a>, Fault> {
        let start = at.pointer.clone();
        let mut at = at;
        for _ in 0..DEPTH {
            let Some(reference) = at.value["$ref"].as_str() else {
                return Ok(at);
            };
            let target = reference.strip_prefix('#').map(decoded);
            let value = target
                .as_deref()
                .and_then(|pointer| self.root.pointer(pointer));
            let (Some(value), Some(pointer)) = (value, target) else {
                return Err(at.fault(&format!("`{reference}` leads to nothing in this document")));
            };
            at = At { value, pointer };
        }
        Err(Fault(format!(
            "#{start}: the references from here go round in a circle"
        )))
    }
}

impl<'a> At<'a> {
    /// A member of the object that stands here.
    pub(crate) fn get(&self, key: &str) -> Option<At<'a>> {
        let value = self.value.get(key)?;
        Some(self.below(key, value))
    }

    /// The members of the object that stands here; none where there is no object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'a String, At<'a>)> + use<'a> {
        let this = self.clone();
        let members = self.value.as_object();
        members
            .into_iter()
            .flat_map(Map::iter)
            .map(move |(key, value)| (key, this.below(key, value)))
    }

    /// The items of the list that stands here; none where there is no list.
    pub(crate) fn items(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        let this = self.clone();
        let items = self.value.as_array();
        items
            .into_iter()
            .flatten()
            .enumerate()
            .map(move |(index, value)| this.below(&index.to_string(), value))
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// Something wrong here.
    pub(crate) fn fault(&self, message: &str) -> Fault {
        Fault(format!("#{}: {message}", self.pointer))
    }

    fn below(&self, key: &str, value: &'a Value) -> At<'a> {
        let key = key.replace('~', "~0").replace('/', "~1");
        At {
            value,
            pointer: format!("{}/{key}", self.pointer),
        }
    }
}

/// All faults of a document as the reason why a sandbox doesn't start.
pub(crate) fn refuse(faults: &[Fault]) -> StartError {
    const SHOWN: usize = 20;
    let mut text = String::from("the document can't be served:");
    for Fault(fault) in faults.iter().take(SHOWN) {
        // Writing to a string can't fail.
        let _ = write!(text, "\n  {fault}");
    }
    if faults.len() > SHOWN {
        let _ = write!(text, "\n  and {} more", faults.len() - SHOWN);
    }
    StartError::new(text)
}

fn decoded(pointer: &str) -> String {
    percent_encoding::percent_decode_str(pointer)
        .decode_utf8_lossy()
        .into_owned()
}
