//! Each schema asked once: read, resolved, merged and classified when somebody first asks, and kept by its place.
//!
//! Whoever comes after the parser sees [`Schema`]s, which are what is written in one place, and [`Merged`] ones, which
//! are what all that applies to a value comes to. What refers to itself is noted and adds nothing. All questions
//! together may cost a bounded amount of work; beyond it there is an error, and every further answer is empty.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use indexmap::IndexMap;

use crate::Document;
use crate::Error;
use crate::code::Code;
use crate::merged::{Merged, Parts, Subs};
use crate::read::{self, Notes};
use crate::reference::{self, Dangling};
use crate::schema::Schema;
use crate::tree::Node;
use crate::types::{Types, types_of_format};
use crate::unions::without_null;

/// Schemas inside schemas are followed this deep.
const MAX_DEPTH: usize = 100;

/// All schemas of a document.
#[derive(Debug)]
pub struct Schemas<'d> {
    /// The document that they stand in.
    pub document: &'d Document<'d>,
    /// What was noted while they were asked.
    pub notes: Notes,
    /// The schemas that have names.
    pub components: Vec<Node<'d>>,
    /// Components that list a schema in their `allOf`, in document order.
    pub(crate) heirs: IndexMap<usize, Vec<Node<'d>>>,
    /// Those that were compared, as JSON text by the number of their node.
    texts: RefCell<IndexMap<usize, Rc<str>>>,
    /// The unions that a union leads to, by the number of its node.
    pub(crate) unions: RefCell<IndexMap<usize, Rc<[Node<'d>]>>>,
    /// By the number of their node.
    places: Vec<OnceCell<Box<Place<'d>>>>,
    /// Which merging is under way.
    round: Cell<u32>,
    /// How many questions whether null is allowed wait for another one.
    pub(crate) waiting: Cell<usize>,
}

/// What is known of the schema in one place.
#[derive(Debug)]
pub(crate) struct Place<'d> {
    pub(crate) schema: Schema<'d>,
    merged: OnceCell<Box<Merged<'d>>>,
    /// Where its `$ref` leads.
    target: OnceCell<Option<Node<'d>>>,
    /// What it merely refers to.
    reference: OnceCell<Option<Node<'d>>>,
    pub(crate) nullable: Cell<Option<bool>>,
    /// The last merging that it was added in.
    round: Cell<u32>,
}

impl<'d> Schemas<'d> {
    /// Nothing is asked yet.
    pub fn new(document: &'d Document<'d>, notes: Notes) -> Self {
        let components = document.components("schemas", &notes);
        let mut places = Vec::new();
        places.resize_with(document.count(), OnceCell::new);
        Self {
            heirs: crate::family::heirs(document, &components),
            document,
            notes,
            components,
            texts: RefCell::default(),
            unions: RefCell::default(),
            places,
            round: Cell::new(0),
            waiting: Cell::new(0),
        }
    }

    /// The outermost object of the document.
    pub fn root(&self) -> Node<'d> {
        self.document.root()
    }

    /// How many nodes the document has.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn place(&'d self, node: Node<'d>) -> &'d Place<'d> {
        self.places[node.id()].get_or_init(|| {
            Box::new(Place {
                schema: Schema::read(node, &self.notes),
                merged: OnceCell::new(),
                target: OnceCell::new(),
                reference: OnceCell::new(),
                nullable: Cell::new(None),
                round: Cell::new(0),
            })
        })
    }

    /// What is written at a node.
    pub fn schema(&'d self, node: Node<'d>) -> &'d Schema<'d> {
        &self.place(node).schema
    }

    /// What the schema at a node comes to, with all it refers to.
    pub fn merged(&'d self, node: Node<'d>) -> &'d Merged<'d> {
        let place = self.place(node);
        if !place.schema.has_parts() {
            return &place.schema.own;
        }
        place.merged.get_or_init(|| Box::new(self.merge(&[node])))
    }

    /// What schemas that apply together come to.
    pub fn merged_of<'p>(&'d self, parts: &'p Parts<'d>) -> &'p Merged<'d> {
        match parts.only() {
            Some(node) => self.merged(node),
            None => parts
                .merged
                .get_or_init(|| Box::new(self.merge(parts.nodes()))),
        }
    }

    /// Begins another merging.
    pub(crate) fn begin(&self) {
        self.round.set(self.round.get().wrapping_add(1));
    }

    /// Whether a schema wasn't met yet in the merging under way.
    pub(crate) fn is_new(&'d self, node: Node<'d>) -> bool {
        self.place(node).round.replace(self.round.get()) != self.round.get()
    }

    /// Where the `$ref` of the schema at a node leads; noted, and nothing, where it leads nowhere.
    pub fn referred(&'d self, node: Node<'d>) -> Option<Node<'d>> {
        let place = self.place(node);
        let reference = place.schema.reference?;
        *place.target.get_or_init(|| self.target(node, reference))
    }

    /// Where a reference to a schema leads.
    pub(crate) fn target(&'d self, at: Node<'d>, reference: &str) -> Option<Node<'d>> {
        match self.document.schema_target(at, reference, &self.notes) {
            Ok(target) if target == at => {
                self.warn_circle(at);
                return None;
            }
            Ok(target) => return Some(target),
            Err(Dangling::External) => self.notes.fail(reference::external(at, reference)),
            Err(Dangling::Missing) => {
                reference::warn_dangling(at, reference, "read as any value", &self.notes);
            }
        }
        None
    }

    /// Notes a schema that is nothing but itself.
    pub fn warn_circle(&self, at: Node<'d>) {
        self.notes.warn(
            at,
            Code::Circle,
            "this schema is defined by nothing but itself: read as any value",
            "write out what it is",
        );
    }

    /// The schema that this one is merely a reference to, perhaps with remarks of its own, perhaps or null.
    pub fn reference(&'d self, node: Node<'d>) -> Option<Node<'d>> {
        let place = self.place(node);
        *place
            .reference
            .get_or_init(|| self.find_reference(&place.schema))
    }

    fn find_reference(&'d self, schema: &'d Schema<'d>) -> Option<Node<'d>> {
        if schema.own.never || !schema.own.only_types() {
            return None;
        }
        let parts = match (&*schema.all_of, &*schema.one_of, &*schema.any_of) {
            ([], [], []) => return self.referred(schema.own.node),
            _ if schema.reference.is_some() => return None,
            (parts, [], []) => parts.to_vec(),
            ([], parts, []) | ([], [], parts) => without_null(parts),
            _ => return None,
        };
        let mut found = None;
        for part in parts {
            if self.schema(part).is_bare_object() && !schema.all_of.is_empty() {
                continue;
            }
            match (found, self.reference(part)) {
                (None, Some(target)) => found = Some(target),
                _ => return None,
            }
        }
        found
    }

    /// Whether a schema is of an object or a list of objects.
    pub fn holds_an_object(&'d self, merged: &Merged<'d>) -> bool {
        match &merged.items {
            Some(Subs::Schemas(items)) => self.merged_of(items).is_object(),
            _ => merged.is_object(),
        }
    }

    /// A schema as compact JSON text.
    pub fn text(&self, node: Node<'d>) -> Rc<str> {
        let mut texts = self.texts.borrow_mut();
        let text = texts.entry(node.id());
        text.or_insert_with(|| read::json_text(node).into()).clone()
    }

    /// The element that stands at a node, through any number of references.
    pub fn element(&self, node: Node<'d>) -> Option<Node<'d>> {
        self.document.element(node, &self.notes)
    }

    /// A schema's own description, or that of a remark in its `allOf`.
    pub fn description(&'d self, schema: &'d Schema<'d>) -> Option<&'d str> {
        let of_part = |&part: &Node<'d>| {
            let part = self.schema(part);
            part.description.as_deref().filter(|_| part.is_remark())
        };
        let own = schema.description.as_deref();
        own.or_else(|| schema.all_of.iter().find_map(of_part))
    }

    /// The default of the schema at a node, or of what it refers to.
    pub fn default_of(&'d self, node: Node<'d>) -> Option<Node<'d>> {
        let own = self.schema(node).default;
        own.or_else(|| self.reference(node)?.get("default"))
    }

    /// The types of values that a schema means: its own, or those that its other keywords are about.
    pub fn types_of(&self, merged: &Merged<'d>) -> Types {
        if merged.typed {
            return merged.types;
        }
        let limits = merged.limits();
        // Some tools write it into every schema, so alone it says nothing of the type.
        let is_closed = merged.additional == Some(Subs::Nothing);
        if !merged.properties.is_empty()
            || !merged.required.is_empty()
            || (merged.additional.is_some() && !is_closed)
            || !merged.pattern_properties.is_empty()
            || limits.min_properties.or(limits.max_properties).is_some()
        {
            return Types::OBJECT;
        }
        if merged.items.is_some()
            || !merged.prefix_items.is_empty()
            || limits.min_items.or(limits.max_items).is_some()
        {
            return Types::ARRAY;
        }
        let (types, name) = if !limits.of_strings_absent()
            || merged.encoding.is_some()
            || merged.secret
            || merged.local_date_time
        {
            (Types::STRING, "string")
        } else if !limits.of_numbers_absent() {
            (Types::NUMBER, "number")
        } else {
            match merged.format.map(types_of_format) {
                None | Some(Types::NONE) if is_closed => {
                    self.notes.warn(
                        merged.node,
                        Code::MissingType,
                        "`additionalProperties: false` without `type` and `properties`: read as any value",
                        "write `type: object` if an empty object is meant",
                    );
                    return Types::NONE;
                }
                None | Some(Types::NONE) => return Types::NONE,
                Some(Types::STRING) => (Types::STRING, "string"),
                Some(types) => (types, "number"),
            }
        };
        self.notes.warn(
            merged.node,
            Code::MissingType,
            format!("no `type`: read as {name}, which is what its other keywords are about"),
            format!("write `type: {name}`"),
        );
        types
    }

    /// Ends what would nest without end.
    pub fn is_too_deep(&self, at: Node<'d>, depth: usize) -> bool {
        if depth >= MAX_DEPTH {
            self.notes.fail(Error::new(
                at.pointer(),
                format!("schemas nested more than {MAX_DEPTH} deep, counting references"),
                "give some of the inner schemas names below `components/schemas`",
            ));
        }
        self.notes.failed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// The work that it takes to merge layers of two schemas that both have both of the layer below.
    fn work(layers: usize) -> usize {
        let mut schemas = vec!["\"L0\": {}, \"R0\": {}".to_owned()];
        for layer in 1..=layers {
            let part = |side| format!("{{\"$ref\": \"#/components/schemas/{side}{}\"}}", layer - 1);
            let both = format!("{{\"allOf\": [{}, {}]}}", part("L"), part("R"));
            schemas.push(format!("\"L{layer}\": {both}, \"R{layer}\": {both}"));
        }
        let text = format!(
            "{{\"openapi\": \"3.1.0\", \"components\": {{\"schemas\": {{{}}}}}}}",
            schemas.join(", ")
        );
        let document = parse(text.as_bytes()).expect("a document");
        let schemas = Schemas::new(&document, Notes::new(&document));
        let before = schemas.notes.work_left();
        for &component in &schemas.components {
            for _ in 0..3 {
                schemas.merged(component);
            }
        }
        assert!(schemas.notes.finish().is_ok());
        before - schemas.notes.work_left()
    }

    #[test]
    fn each_schema_is_merged_once_and_each_part_of_it_added_once() {
        // Each of the 2n has at most 2n parts, and as many references to them.
        for layers in [5, 10, 20] {
            let most = (2 * layers + 2) * (6 * layers + 3) * read::WORD;
            assert!(work(layers) <= most, "{} for {layers}", work(layers));
        }
    }
}
