//! Schemas: what a schema says together with all that it refers to, gathered once.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::{Api, list, members, target, text};

/// Schemas that are taken together at most; a document of people has a handful.
const MOST_PARTS: usize = 200;

/// Alternatives and names that a schema is asked for, at most; more are never drawn.
const MOST_ASKED: usize = 300;
const MOST_REQUIRED: usize = 2000;

/// A schema together with those that it refers to and those that it is made of (`$ref` and `allOf`), each once.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    parts: Rc<[&'a Value]>,
    /// The named schema that it is, where it is no more than that.
    pub(crate) model: Option<&'a str>,
    /// The named schemas that it is made of.
    pub(crate) bases: Rc<[&'a str]>,
}

/// The views of schemas that were asked for, by where the schemas are: each is gathered once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memo<'a>(RefCell<IndexMap<*const Value, View<'a>>>);

/// A property of an object.
#[derive(Debug, Clone)]
pub(crate) struct Property<'a> {
    pub(crate) name: &'a str,
    pub(crate) view: View<'a>,
    pub(crate) required: bool,
}

impl<'a> View<'a> {
    pub(crate) fn of(api: &Api<'a>, schema: &'a Value) -> Self {
        let place = std::ptr::from_ref(schema);
        if let Some(known) = api.views.0.borrow().get(&place) {
            return known.clone();
        }
        let view = Self::joined(api, [schema]);
        api.views.0.borrow_mut().insert(place, view.clone());
        view
    }

    /// Several schemas that all hold.
    fn joined(api: &Api<'a>, schemas: impl IntoIterator<Item = &'a Value>) -> Self {
        let (mut known, mut model, mut bases) = (Vec::new(), None, Vec::new());
        let mut seen = IndexSet::new();
        let mut waiting: Vec<(&'a Value, bool)> =
            schemas.into_iter().map(|schema| (schema, true)).collect();
        waiting.reverse();
        while let Some((schema, is_whole)) = waiting.pop() {
            if known.len() >= MOST_PARTS {
                break;
            }
            known.push(schema);
            let mut parts: Vec<(&'a Value, bool)> = Vec::new();
            let all_of = list(&schema["allOf"]);
            let alone = schema["allOf"]
                .as_array()
                .is_some_and(|parts| parts.len() == 1)
                && schema.get("properties").is_none();
            if let Some(reference) = reference(schema) {
                if let Some(named) = api.model(reference) {
                    if is_whole && model.is_none() {
                        model = Some(named.name);
                    }
                    bases.push(named.name);
                }
                // A reference that was followed already adds nothing, and may lead round.
                if seen.insert(reference) {
                    // What a model is made of is the model's own affair.
                    parts.extend(target(api.document, reference).map(|target| (target, false)));
                }
            }
            parts.extend(
                all_of
                    .take(MOST_PARTS)
                    .map(|part| (part, is_whole && alone)),
            );
            parts.reverse();
            waiting.append(&mut parts);
        }
        Self {
            parts: known.into(),
            model,
            bases: bases.into(),
        }
    }

    /// What the first of the schemas says of a keyword.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Value> {
        self.all(key).next()
    }

    /// What all of the schemas say of a keyword.
    pub(crate) fn all<'k>(&'k self, key: &'k str) -> impl Iterator<Item = &'a Value> + 'k {
        self.parts.iter().filter_map(move |part| part.get(key))
    }

    /// The text of a keyword; empty where there is none.
    pub(crate) fn text(&self, key: &str) -> &'a str {
        self.parts
            .iter()
            .map(|part| text(part, key))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    pub(crate) fn is(&self, key: &str) -> bool {
        self.all(key).any(|value| value == true)
    }

    /// Whether nothing, or anything, is valid, without a word on what.
    pub(crate) fn boolean(&self) -> Option<bool> {
        self.parts.first().and_then(|schema| schema.as_bool())
    }

    /// The properties of all the schemas, each once: so many at most.
    pub(crate) fn properties(&self, api: &Api<'a>, most: usize) -> Vec<Property<'a>> {
        let mut found: IndexMap<&'a str, Vec<&'a Value>> = IndexMap::new();
        for (name, schema) in self.all("properties").flat_map(members) {
            found.entry(name).or_default().push(schema);
            if found.len() > most {
                found.pop();
                break;
            }
        }
        let required: IndexSet<&str> = self
            .all("required")
            .flat_map(list)
            .filter_map(Value::as_str)
            .take(MOST_REQUIRED)
            .collect();
        found
            .into_iter()
            .map(|(name, mut schemas)| {
                // The schema that is made of others comes later than they, and is more to the point.
                schemas.reverse();
                let view = match schemas.as_slice() {
                    [alone] => Self::of(api, alone),
                    _ => Self::joined(api, schemas),
                };
                Property {
                    name,
                    view,
                    required: required.contains(name),
                }
            })
            .collect()
    }

    /// The names of the types that it may have, `null` among them; none where all will do.
    pub(crate) fn types(&self) -> IndexSet<&'a str> {
        let mut types: IndexSet<&str> = IndexSet::new();
        for said in self.all("type") {
            match said {
                Value::String(one) => {
                    types.insert(one);
                }
                several => types.extend(list(several).filter_map(Value::as_str)),
            }
        }
        // So OpenAPI 3.0 says it.
        if !types.is_empty() && self.is("nullable") {
            types.insert("null");
        }
        types
    }

    /// Whether null will do.
    pub(crate) fn is_nullable(&self) -> bool {
        self.is("nullable") || self.types().contains("null")
    }

    pub(crate) fn has_type(&self, name: &str) -> bool {
        self.types().contains(name)
    }

    /// The alternatives under a keyword, each as a view.
    pub(crate) fn alternatives(&self, api: &Api<'a>, key: &str) -> Vec<Self> {
        self.all(key)
            .flat_map(list)
            .take(MOST_ASKED)
            .map(|schema| Self::of(api, schema))
            .collect()
    }

    /// The view of a keyword that holds a schema.
    pub(crate) fn child(&self, api: &Api<'a>, key: &str) -> Option<Self> {
        self.get(key).map(|schema| Self::of(api, schema))
    }
}

/// The reference of a schema; the second is how a place that isn't known until later is named.
fn reference(schema: &Value) -> Option<&str> {
    schema
        .get("$ref")
        .or_else(|| schema.get("$dynamicRef"))
        .and_then(Value::as_str)
}
