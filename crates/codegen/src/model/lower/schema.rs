//! From a schema to a type: the way that every schema takes.

use indexmap::IndexMap;

use super::components::component_names;
use super::hint::Hint;
use super::merge::{Merged, Subs};
use super::reference::name_of_place;
use super::scalar;
use super::types::{Draft, Drafts, Facts};
use crate::Error;
use crate::model::names::pascal;
use crate::model::{Kind, Shape, Type, TypeId, docs};
use crate::parse::Document;
use crate::parse::read::Notes;
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
    pub(super) nullables: IndexMap<usize, bool>,
    /// How many such questions wait for the answer to another one.
    pub(super) asking: usize,
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
    /// An enum beside whose values any other text is allowed.
    OpenEnum(Shape),
    /// A type that can be written out.
    Type(Type),
}

impl Form {
    /// The shape of a named type, and whether it is an open enum.
    fn into_shape(self) -> (Shape, bool) {
        match self {
            Self::Shape(shape) => (shape, false),
            Self::OpenEnum(shape) => (shape, true),
            Self::Type(ty) => (Shape::Alias(ty), false),
        }
    }
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
            asking: 0,
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
        self.find_heirs(&components);
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
        let (shape, open) = self.form(&schema, &Hint::root(&name))?.into_shape();
        let facts = Facts {
            open,
            ..facts(&schema)
        };
        self.drafts.fill(id, shape, facts);
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
        check_depth(node, self.active.len())?;
        let nullable = self.is_nullable(schema)?;
        self.active.insert(node.id(), None);
        let form = self.form(schema, hint)?;
        let place = self.active.shift_remove(&node.id()).flatten();
        let ty = if let Some(id) = place {
            let (shape, open) = form.into_shape();
            let facts = Facts {
                open,
                ..facts(schema)
            };
            self.drafts.fill(id, shape, facts);
            self.drafts.used(id, hint);
            Kind::Named(id).into()
        } else {
            self.named(node, hint, form, facts(schema))
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
            ([node], _) | ([], Some(node)) => return self.lower(*node, hint),
            _ => {}
        }
        let mut nullable = true;
        for &node in &telling {
            nullable &= self.node_is_nullable(node)?;
        }
        let merged = self.merge(&telling)?;
        let node = merged.node;
        check_depth(node, self.active.len())?;
        let title = merged.title.as_deref().map(str::to_owned);
        let form = self.form_of(merged, hint)?;
        let facts = Facts {
            title,
            ..Facts::default()
        };
        let ty = self.named(node, hint, form, facts);
        Ok(Lowered { ty, nullable })
    }

    /// A form as a type: what needs a name is named after its use.
    pub(super) fn named(
        &mut self,
        node: Node<'d>,
        hint: &Hint<'_>,
        form: Form,
        facts: Facts,
    ) -> Type {
        if let Form::Type(ty) = form {
            return ty;
        }
        let (shape, open) = form.into_shape();
        let facts = Facts { open, ..facts };
        Kind::Named(self.drafts.define(node, hint, shape, facts)).into()
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
        if merged.never {
            return Ok(Kind::Never.into());
        }
        if merged.null_only {
            return Ok(Kind::Null.into());
        }
        if merged.types.is_empty() {
            self.notes.warn(
                merged.node,
                "schemas that exclude each other: no value satisfies all of them, any is read",
                "correct the types in its `allOf`",
            );
            return Ok(Kind::Any.into());
        }
        if let Some(node) = merged.disjoint {
            self.notes.warn(
                node,
                "values that another part of the schema excludes: these are read, not those of the other part",
                "list values that both parts have in common",
            );
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
            Types::INTEGER | Types::NUMBER => Ok(Form::Type(scalar::number(&merged))),
            Types::STRING => Ok(Form::Type(scalar::string(&merged))),
            types => self.several_types(&merged, types, hint),
        }
    }

    /// The types that a schema without `type` means.
    fn inferred(&self, merged: &Merged<'d>) -> Types {
        let limits = &merged.limits;
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
            match merged.format.map(scalar::types_of_format) {
                None | Some(Types::NONE) if is_closed => {
                    self.notes.warn(
                        merged.node,
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
}

/// What is said of a schema besides its shape.
pub(super) fn facts(schema: &Schema<'_>) -> Facts {
    Facts {
        title: schema.title.as_deref().map(str::to_owned),
        docs: docs::markdown(schema.description.as_deref().unwrap_or_default()),
        deprecated: schema.deprecated,
        open: false,
    }
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

/// Ends what would nest without end.
pub(super) fn check_depth(at: Node<'_>, depth: usize) -> Result<(), Error> {
    if depth < MAX_DEPTH {
        return Ok(());
    }
    Err(Error::new(
        at.pointer(),
        format!("schemas nested more than {MAX_DEPTH} deep, counting references"),
        "give some of the inner schemas names below `components/schemas`",
    ))
}
