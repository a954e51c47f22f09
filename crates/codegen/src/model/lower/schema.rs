//! From a schema to a type: the way that every schema takes.

use indexmap::IndexMap;

use super::hint::Hint;
use super::merge::Merged;
use super::types::{Draft, Drafts, Facts};
use crate::Error;
use crate::model::names::pascal;
use crate::model::{Kind, Shape, Type, TypeId, docs};
use crate::parse::Document;
use crate::parse::read::Notes;
use crate::parse::reference::{self, Dangling};
use crate::parse::schema::{Schema, Types};
use crate::parse::tree::{Node, Value};

/// Schemas inside schemas are followed this deep.
const MAX_DEPTH: usize = 100;

/// The state of a lowering.
pub(super) struct Lowering<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) notes: Notes,
    pub(super) drafts: Drafts<'d>,
    /// Schemas that are a type of their own: the components, and what references lead to.
    pub(super) places: IndexMap<usize, TypeId>,
    pub(super) root: Node<'d>,
    /// Schemas that were lowered before.
    lowered: IndexMap<usize, Lowered>,
    /// Schemas that are being lowered now, with a place once one refers to itself.
    active: IndexMap<usize, Option<TypeId>>,
    /// Whether schemas that are referred to allow null.
    nullables: IndexMap<usize, bool>,
    /// Component schemas that list a schema in their `allOf`.
    pub(super) heirs: IndexMap<usize, Vec<Node<'d>>>,
}

/// What a schema became.
#[derive(Debug, Clone)]
pub(super) struct Lowered {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

/// What a schema becomes, before it has a name.
pub(super) enum Form {
    /// A type that needs a name.
    Shape(Shape),
    /// A type that can be written out.
    Type(Type),
}

impl From<Kind> for Form {
    fn from(kind: Kind) -> Self {
        Self::Type(kind.into())
    }
}

impl Lowered {
    /// The type with its nullability inside, for places that have no flag for it.
    pub(super) fn optional(self) -> Type {
        match self.ty.kind {
            _ if !self.nullable => self.ty,
            Kind::Any | Kind::Null | Kind::Option(_) => self.ty,
            _ => Kind::Option(Box::new(self.ty)).into(),
        }
    }
}

impl<'d> Lowering<'d> {
    pub(super) fn new(document: &'d Document<'d>, notes: Notes) -> Result<Self, Error> {
        Ok(Self {
            document,
            notes,
            drafts: Drafts::default(),
            places: IndexMap::new(),
            root: document.root()?,
            lowered: IndexMap::new(),
            active: IndexMap::new(),
            nullables: IndexMap::new(),
            heirs: IndexMap::new(),
        })
    }

    pub(super) fn into_parts(self) -> (Vec<Draft<'d>>, Notes) {
        (self.drafts.into_drafts(), self.notes)
    }

    /// Lowers all component schemas. Each has its place before the first is looked into.
    pub(super) fn components(&mut self) -> Result<(), Error> {
        let components = self.document.components("schemas", &self.notes);
        let names: Vec<&str> = components.iter().map(|node| node.key()).collect();
        for (&node, wanted) in components.iter().zip(component_names(&names)) {
            let id = self.drafts.reserve(node, wanted);
            self.places.insert(node.id(), id);
        }
        self.find_heirs(&components)?;
        for &node in &components {
            self.component(node)?;
        }
        Ok(())
    }

    fn component(&mut self, node: Node<'d>) -> Result<(), Error> {
        let Some(&id) = self.places.get(&node.id()) else {
            return Ok(());
        };
        let schema = Box::new(Schema::read(node, &self.notes));
        let name = pascal(node.key());
        let form = self.form(&schema, &Hint::root(&name))?;
        let shape = match form {
            Form::Shape(shape) => shape,
            Form::Type(ty) => Shape::Alias(ty),
        };
        self.drafts.fill(id, shape, facts(&schema));
        Ok(())
    }

    /// Lowers the schema at a node. `hint` is where it is used.
    pub(super) fn lower(&mut self, node: Node<'d>, hint: &Hint<'_>) -> Result<Lowered, Error> {
        match self.seen(node, hint)? {
            Some(lowered) => Ok(lowered),
            None => self.lower_new(&Schema::read(node, &self.notes), hint),
        }
    }

    /// Lowers a schema that has been read already.
    pub(super) fn lower_read(
        &mut self,
        schema: &Schema<'d>,
        hint: &Hint<'_>,
    ) -> Result<Lowered, Error> {
        match self.seen(schema.node, hint)? {
            Some(lowered) => Ok(lowered),
            None => self.lower_new(schema, hint),
        }
    }

    /// What the schema at a node became, or is about to become, if it was met before.
    fn seen(&mut self, node: Node<'d>, hint: &Hint<'_>) -> Result<Option<Lowered>, Error> {
        let id = node.id();
        let place = match (self.places.get(&id), self.active.get(&id)) {
            (Some(&place), _) => place,
            (None, Some(&place)) => place.unwrap_or_else(|| {
                let place = self.drafts.reserve(node, Vec::new());
                self.active.insert(id, Some(place));
                place
            }),
            (None, None) => {
                let known = self.lowered.get(&id);
                if let Some(&Lowered {
                    ty:
                        Type {
                            kind: Kind::Named(id),
                            ..
                        },
                    ..
                }) = known
                {
                    self.drafts.used(id, hint);
                }
                return Ok(known.cloned());
            }
        };
        let nullable = self.node_is_nullable(node)?;
        Ok(Some(Lowered {
            ty: Kind::Named(place).into(),
            nullable,
        }))
    }

    fn lower_new(&mut self, schema: &Schema<'d>, hint: &Hint<'_>) -> Result<Lowered, Error> {
        let node = schema.node;
        self.check_depth(node, self.active.len())?;
        let nullable = self.is_nullable(schema)?;
        self.active.insert(node.id(), None);
        let form = self.form(schema, hint)?;
        let place = self.active.shift_remove(&node.id()).flatten();
        let ty = match (form, place) {
            (form, Some(id)) => {
                let shape = match form {
                    Form::Shape(shape) => shape,
                    Form::Type(ty) => Shape::Alias(ty),
                };
                self.drafts.fill(id, shape, facts(schema));
                self.drafts.used(id, hint);
                Kind::Named(id).into()
            }
            (Form::Shape(shape), None) => {
                Kind::Named(self.drafts.define(node, hint, shape, facts(schema))).into()
            }
            (Form::Type(ty), None) => ty,
        };
        let lowered = Lowered { ty, nullable };
        self.lowered.insert(node.id(), lowered.clone());
        Ok(lowered)
    }

    /// Lowers the conjunction of the schemas at these nodes.
    pub(super) fn lower_all(
        &mut self,
        nodes: &[Node<'d>],
        hint: &Hint<'_>,
    ) -> Result<Lowered, Error> {
        if let [node] = nodes {
            return self.lower(*node, hint);
        }
        // One schema and remarks on it, or the same reference twice.
        let mut telling: Vec<Node<'d>> = Vec::new();
        let mut targets = Vec::new();
        for &node in nodes {
            let schema = Box::new(Schema::read(node, &self.notes));
            if !schema.is_remark() {
                let target = self.reference_of(&schema)?;
                if target.is_none() || !targets.contains(&target) {
                    telling.push(node);
                    targets.push(target);
                }
            }
        }
        match (telling.as_slice(), nodes.first()) {
            ([node], _) => return self.lower(*node, hint),
            ([], Some(node)) => return self.lower(*node, hint),
            _ => {}
        }
        let mut nullable = true;
        for &node in &telling {
            nullable &= self.node_is_nullable(node)?;
        }
        let merged = self.merge(&telling)?;
        let node = merged.node;
        self.check_depth(node, self.active.len())?;
        let title = merged.title.as_deref().map(str::to_owned);
        let ty = match self.form_of(merged, hint)? {
            Form::Shape(shape) => {
                let facts = Facts {
                    title,
                    ..Facts::default()
                };
                Kind::Named(self.drafts.define(node, hint, shape, facts)).into()
            }
            Form::Type(ty) => ty,
        };
        Ok(Lowered { ty, nullable })
    }

    /// The type that a reference to this schema means.
    pub(super) fn refer(&mut self, target: Node<'d>) -> Result<Lowered, Error> {
        let name = name_of_place(target);
        self.lower(target, &Hint::root(&name))
    }

    /// What a schema becomes.
    pub(super) fn form(&mut self, schema: &Schema<'d>, hint: &Hint<'_>) -> Result<Form, Error> {
        if let Some(form) = self.family(schema, hint)? {
            return Ok(form);
        }
        if let Some(target) = self.reference_of(schema)?
            && !self.is_heir(schema.node, target)
        {
            return Ok(Form::Type(self.refer(target)?.ty));
        }
        let merged = self.merge(&[schema.node])?;
        self.form_of(merged, hint)
    }

    /// What merged schemas become.
    pub(super) fn form_of(
        &mut self,
        mut merged: Box<Merged<'d>>,
        hint: &Hint<'_>,
    ) -> Result<Form, Error> {
        if merged.never || merged.types.is_empty() {
            return Ok(Kind::Never.into());
        }
        self.note_unsaid(&merged);
        if merged.values.is_some() {
            return self.values(&merged, hint);
        }
        if !merged.unions.is_empty() {
            return self.union(merged, hint);
        }
        if !merged.typed {
            merged.types = self.inferred(&merged);
        }
        match merged.types.without(Types::NULL) {
            Types::NONE if merged.typed => Ok(Kind::Null.into()),
            Types::NONE => Ok(Kind::Any.into()),
            Types::OBJECT => self.object(&merged, hint),
            Types::ARRAY => self.array(&merged, hint),
            Types::BOOLEAN => Ok(Kind::Bool.into()),
            Types::INTEGER | Types::NUMBER => Ok(Form::Type(self.number(&merged))),
            Types::STRING => Ok(Form::Type(self.string(&merged))),
            types => self.several_types(&merged, types, hint),
        }
    }

    /// The types that a schema without `type` means.
    fn inferred(&self, merged: &Merged<'d>) -> Types {
        let limits = &merged.limits;
        if !merged.properties.is_empty()
            || !merged.required.is_empty()
            || merged.additional.is_some()
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
            match merged.format.map(super::scalar::types_of_format) {
                None | Some(Types::NONE) => return Types::NONE,
                Some(Types::STRING) => (Types::STRING, "string"),
                Some(types) => (types, "number"),
            }
        };
        self.notes.warn(
            merged.node,
            format!("no `type`: read as {name}, which is what its other keywords are about"),
            format!("write `type: {name}`"),
        );
        types
    }

    fn note_unsaid(&self, merged: &Merged<'d>) {
        for keyword in &merged.unsaid {
            if !says_nothing(*keyword) {
                self.notes.warn(
                    *keyword,
                    format!(
                        "`{}` isn't checked: the Rust type allows more",
                        keyword.key()
                    ),
                    "",
                );
            }
        }
    }

    /// The schema that this one is merely a reference to, perhaps with remarks of its own, perhaps or null.
    pub(super) fn reference_of(&mut self, schema: &Schema<'d>) -> Result<Option<Node<'d>>, Error> {
        if schema.boolean.is_some() || !schema.adds_nothing_but_parts() {
            return Ok(None);
        }
        if let Some(reference) = schema.reference {
            let lonely =
                schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty();
            return if lonely {
                self.target(schema.node, reference)
            } else {
                Ok(None)
            };
        }
        let parts = match (&*schema.all_of, &*schema.one_of, &*schema.any_of) {
            (parts, [], []) => parts.to_vec(),
            ([], parts, []) | ([], [], parts) => self.without_null(parts),
            _ => return Ok(None),
        };
        let mut found = None;
        for part in parts {
            let part = Box::new(Schema::read(part, &self.notes));
            if part.is_bare_object() && !schema.all_of.is_empty() {
                continue;
            }
            match (found, self.reference_of(&part)?) {
                (None, Some(target)) => found = Some(target),
                _ => return Ok(None),
            }
        }
        Ok(found)
    }

    /// The node that a `$ref` leads to; noted, and nothing, where it leads nowhere.
    pub(super) fn target(
        &mut self,
        at: Node<'d>,
        reference: &str,
    ) -> Result<Option<Node<'d>>, Error> {
        match self.document.target(reference) {
            Ok(target) if target == at => {
                self.warn_circle(at);
                Ok(None)
            }
            Ok(target) => Ok(Some(target)),
            Err(Dangling::External) => Err(reference::external(at, reference)),
            Err(_) => {
                reference::warn_dangling(at, reference, &self.notes);
                Ok(None)
            }
        }
    }

    pub(super) fn warn_circle(&self, at: Node<'d>) {
        self.notes.warn(
            at,
            "this schema is defined by nothing but itself: read as any value",
            "write out what it is",
        );
    }

    /// Those of a union's variants that aren't just null.
    pub(super) fn without_null(&self, variants: &[Node<'d>]) -> Vec<Node<'d>> {
        variants
            .iter()
            .copied()
            .filter(|&variant| !is_null_only(variant))
            .collect()
    }

    /// Whether null is among the values, as its author meant it.
    pub(super) fn is_nullable(&mut self, schema: &Schema<'d>) -> Result<bool, Error> {
        if schema.nullable {
            return Ok(true);
        }
        if let Some(values) = &schema.values {
            return Ok(values.iter().any(|value| value.is_null()));
        }
        if let Some(reference) = schema.reference {
            return match self.target(schema.node, reference)? {
                Some(target) => self.node_is_nullable(target),
                None => Ok(false),
            };
        }
        for &variant in schema.one_of.iter().chain(&schema.any_of) {
            if is_null_only(variant)
                || (schema.types.is_empty() && self.node_is_nullable(variant)?)
            {
                return Ok(true);
            }
        }
        if !schema.types.is_empty() || !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            return Ok(false);
        }
        self.all_are_nullable(&schema.all_of)
    }

    /// Of the parts of an `allOf`, those that say something must all allow null, or one says so alone.
    fn all_are_nullable(&mut self, parts: &[Node<'d>]) -> Result<bool, Error> {
        let mut said = false;
        for &part in parts {
            let schema = Box::new(Schema::read(part, &self.notes));
            if schema.is_remark() {
                if schema.nullable {
                    return Ok(true);
                }
            } else if self.node_is_nullable(part)? {
                said = true;
            } else {
                return self.any_remark_is_nullable(parts);
            }
        }
        Ok(said)
    }

    fn any_remark_is_nullable(&self, parts: &[Node<'d>]) -> Result<bool, Error> {
        Ok(parts.iter().any(|&part| {
            let schema = Schema::read(part, &self.notes);
            schema.is_remark() && schema.nullable
        }))
    }

    pub(super) fn node_is_nullable(&mut self, node: Node<'d>) -> Result<bool, Error> {
        if let Some(&known) = self.nullables.get(&node.id()) {
            return Ok(known);
        }
        // What is asked again while the answer is sought adds nothing to it.
        self.nullables.insert(node.id(), false);
        let schema = Box::new(Schema::read(node, &self.notes));
        let nullable = self.is_nullable(&schema)?;
        self.nullables.insert(node.id(), nullable);
        Ok(nullable)
    }

    pub(super) fn check_depth(&self, at: Node<'d>, depth: usize) -> Result<(), Error> {
        if depth < MAX_DEPTH {
            return Ok(());
        }
        Err(Error::new(
            at.pointer(),
            format!("schemas nested more than {MAX_DEPTH} deep, counting references"),
            "give some of the inner schemas names below `components/schemas`",
        ))
    }
}

/// What is said of a schema besides its shape.
pub(super) fn facts(schema: &Schema<'_>) -> Facts {
    Facts {
        title: schema.title.as_deref().map(str::to_owned),
        docs: docs::markdown(schema.description.as_deref().unwrap_or_default()),
        deprecated: schema.deprecated,
    }
}

/// `type: "null"`, `const: null`, `enum: [null]`.
fn is_null_only(node: Node<'_>) -> bool {
    let only_null = |list: Node<'_>| {
        let mut items = list.children();
        items.next().is_some_and(Node::is_null) && items.next().is_none()
    };
    if let Some(types) = node.get("type") {
        let named = |node: Node<'_>| node.as_str() == Some("null") || node.is_null();
        return named(types) || (types.is_array() && types.children().all(named));
    }
    node.get("const").is_some_and(Node::is_null) || node.get("enum").is_some_and(only_null)
}

/// Keywords whose value restricts nothing.
fn says_nothing(keyword: Node<'_>) -> bool {
    match keyword.key() {
        // Property names are strings anyway.
        "propertyNames" => keyword.children().all(|word| {
            word.key() == "type" || word.key() == "description" || word.key() == "title"
        }),
        _ => matches!(keyword.value(), Value::Bool(true)),
    }
}

/// What a schema in the middle of the document is called when it is referred to: its last two names.
pub(super) fn name_of_place(node: Node<'_>) -> String {
    const STRUCTURE: [&str; 14] = [
        "schema",
        "properties",
        "items",
        "allOf",
        "oneOf",
        "anyOf",
        "content",
        "components",
        "schemas",
        "$defs",
        "definitions",
        "responses",
        "parameters",
        "application/json",
    ];
    let mut names = Vec::new();
    let mut at = Some(node);
    while let Some(node) = at {
        let key = node.key();
        if !key.is_empty() && !STRUCTURE.contains(&key) {
            names.push(pascal(key));
        }
        if names.len() == 2 {
            break;
        }
        at = node.parent();
    }
    names.reverse();
    names.concat()
}

/// The names that component schemas want, best first: where namespaces stand before them
/// (`io.k8s.api.core.v1.Pod`), only as much of those as tells them apart.
fn component_names(keys: &[&str]) -> Vec<Vec<String>> {
    let whole: Vec<String> = keys.iter().map(|key| pascal(key)).collect();
    let mut last = IndexMap::<String, usize>::new();
    let tails = |key: &str| {
        let starts = key.match_indices('.').map(|(at, _)| at + 1);
        let mut tails: Vec<String> = starts.map(|at| pascal(&key[at..])).collect();
        // A single dot may be part of the name: `billing.invoice`.
        if tails.len() < 2 {
            tails.clear();
        }
        tails.reverse();
        tails
    };
    for (key, whole) in keys.iter().zip(&whole) {
        for tail in tails(key).into_iter().chain([whole.clone()]) {
            *last.entry(tail).or_default() += 1;
        }
    }
    keys.iter()
        .zip(&whole)
        .map(|(key, whole)| {
            let unique = tails(key)
                .into_iter()
                .filter(|tail| last.get(tail) == Some(&1));
            unique.take(1).chain([whole.clone()]).collect()
        })
        .collect()
}
