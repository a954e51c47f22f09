//! From a schema to a type: the way that every schema takes.

use apicrate_openapi::Code;
use apicrate_openapi::{Merged, Node, Notes, Parts, Said, Schemas, Types, Value};
use indexmap::{IndexMap, IndexSet};

use super::components::component_names;
use super::hint::Hint;
use super::reference::name_of_place;
use super::scalar;
use super::types::{Drafts, Facts};
use crate::model::names::pascal;
use crate::model::{Kind, Shape, Type, TypeId, docs};

/// The state of a lowering.
pub(super) struct Lowering<'d> {
    pub(super) schemas: &'d Schemas<'d>,
    pub(super) notes: &'d Notes,
    pub(super) drafts: Drafts<'d>,
    /// Schemas that are a type of their own: the components, and what references lead to.
    pub(super) places: IndexMap<usize, TypeId>,
    /// Schemas that were lowered before.
    lowered: IndexMap<usize, Type>,
    /// Schemas that are being lowered now, with a place once one refers to itself.
    active: IndexMap<usize, Option<TypeId>>,
    /// Lists of schemas that apply to the same value.
    lists: IndexSet<Vec<usize>>,
}

/// What a schema became.
#[derive(Debug)]
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
    pub(super) fn new(schemas: &'d Schemas<'d>) -> Self {
        Self {
            schemas,
            notes: &schemas.notes,
            drafts: Drafts::default(),
            places: IndexMap::new(),
            lowered: IndexMap::new(),
            active: IndexMap::new(),
            lists: IndexSet::new(),
        }
    }

    /// Lowers all component schemas. Each has its place before the first is looked into.
    pub(super) fn components(&mut self) {
        let components = &self.schemas.components;
        let names: Vec<&str> = components.iter().map(|node| node.key()).collect();
        for (&node, wanted) in components.iter().zip(component_names(&names)) {
            let id = self.drafts.reserve(node, wanted);
            self.places.insert(node.id(), id);
        }
        for &node in components {
            if self.notes.failed() {
                return;
            }
            self.component(node);
        }
    }

    fn component(&mut self, node: Node<'d>) {
        let Some(&id) = self.places.get(&node.id()) else {
            return;
        };
        let name = pascal(node.key());
        let (shape, open) = self.form(node, &Hint::root(&name)).into_shape();
        let facts = Facts {
            open,
            ..self.facts(node)
        };
        self.drafts.fill(id, shape, facts);
    }

    /// Lowers the schema at a node. `hint` is where it is used.
    pub(super) fn lower(&mut self, node: Node<'d>, hint: &Hint<'_>) -> Lowered {
        let nullable = self.schemas.is_nullable(node);
        let ty = self.seen(node.id(), node, hint).unwrap_or_else(|| {
            let form = |lowering: &mut Self| (lowering.form(node, hint), lowering.facts(node));
            self.lower_new(node.id(), node, hint, form)
        });
        Lowered { ty, nullable }
    }

    /// Lowers schemas that apply to the same value.
    pub(super) fn lower_all(&mut self, parts: &Parts<'d>, hint: &Hint<'_>) -> Lowered {
        let said = match self.schemas.said(parts) {
            Said::One(node) => return self.lower(node, hint),
            Said::Several(said) => said,
        };
        let nullable = self.schemas.all_nullable(&said);
        // They have the number after all nodes and all lists before.
        let numbers = said.iter().map(|node| node.id()).collect();
        let id = self.schemas.count() + self.lists.insert_full(numbers).0;
        let node = said.first().copied().unwrap_or(self.schemas.root());
        let ty = self.seen(id, node, hint).unwrap_or_else(|| {
            self.lower_new(id, node, hint, |lowering| {
                let parts = Parts::from(said);
                let merged = lowering.schemas.merged_of(&parts);
                let facts = Facts {
                    title: merged.title.as_deref().map(str::to_owned),
                    ..Facts::default()
                };
                (lowering.form_of(merged, hint), facts)
            })
        });
        Lowered { ty, nullable }
    }

    /// What the schema of this number became, or is about to become, if it was met before.
    fn seen(&mut self, id: usize, node: Node<'d>, hint: &Hint<'_>) -> Option<Type> {
        let place = match (self.places.get(&id), self.active.get(&id)) {
            (Some(&place), _) => place,
            (None, Some(&place)) => place.unwrap_or_else(|| {
                let place = self.drafts.reserve(node, Vec::new());
                self.active.insert(id, Some(place));
                place
            }),
            (None, None) => {
                let known = self.lowered.get(&id)?;
                if let Kind::Named(id) = known.kind {
                    self.drafts.used(id, hint);
                }
                return Some(known.clone());
            }
        };
        Some(Kind::Named(place).into())
    }

    fn lower_new(
        &mut self,
        id: usize,
        node: Node<'d>,
        hint: &Hint<'_>,
        form: impl FnOnce(&mut Self) -> (Form, Facts),
    ) -> Type {
        if self.schemas.is_too_deep(node, self.active.len()) {
            return Kind::Any.into();
        }
        self.active.insert(id, None);
        let (form, facts) = form(self);
        let ty = if let Some(id) = self.active.shift_remove(&id).flatten() {
            let (shape, open) = form.into_shape();
            self.drafts.fill(id, shape, Facts { open, ..facts });
            self.drafts.used(id, hint);
            Kind::Named(id).into()
        } else {
            self.named(node, hint, form, facts)
        };
        self.lowered.insert(id, ty.clone());
        ty
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
    pub(super) fn refer(&mut self, target: Node<'d>) -> Type {
        let name = name_of_place(target);
        self.lower(target, &Hint::root(&name)).ty
    }

    /// What the schema at a node becomes.
    fn form(&mut self, node: Node<'d>, hint: &Hint<'_>) -> Form {
        if let Some(family) = self.schemas.family(node) {
            return self.family(family, node, hint);
        }
        match self.schemas.reference(node) {
            Some(target) if !self.schemas.is_heir(node, target) => Form::Type(self.refer(target)),
            _ => self.form_of(self.schemas.merged(node), hint),
        }
    }

    /// What merged schemas become.
    pub(super) fn form_of(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Form {
        if merged.never {
            return Kind::Never.into();
        }
        if merged.null_only {
            return Kind::Null.into();
        }
        if merged.types.is_empty() {
            self.notes.warn(
                merged.node,
                Code::Contradiction,
                "schemas that exclude each other: no value satisfies all of them, any is read",
                "correct the types in its `allOf`",
            );
            return Kind::Any.into();
        }
        if let Some(node) = merged.disjoint {
            self.notes.warn(
                node,
                Code::Contradiction,
                "values that another part of the schema excludes: these are read, not those of the other part",
                "list values that both parts have in common",
            );
        }
        self.note_unsaid(merged);
        if merged.values.is_some() {
            return self.values(merged, hint);
        }
        if !merged.unions.is_empty() {
            return self.union(merged, hint);
        }
        let types = self.schemas.types_of(merged).without(Types::NULL);
        match types {
            Types::NONE if merged.typed => Kind::Null.into(),
            Types::NONE => Kind::Any.into(),
            Types::OBJECT => self.object(merged, hint),
            Types::ARRAY => self.array(merged, hint),
            Types::BOOLEAN => Kind::Bool.into(),
            Types::INTEGER | Types::NUMBER => Form::Type(scalar::number(merged, types)),
            Types::STRING => Form::Type(scalar::string(merged)),
            types => self.several_types(merged, types, hint),
        }
    }

    /// What is said of a schema besides its shape.
    pub(super) fn facts(&self, node: Node<'d>) -> Facts {
        let schema = self.schemas.schema(node);
        Facts {
            title: schema.own.title.as_deref().map(str::to_owned),
            docs: docs::markdown(schema.description.as_deref().unwrap_or_default()),
            deprecated: schema.deprecated,
            open: false,
        }
    }

    fn note_unsaid(&self, merged: &Merged<'d>) {
        for keyword in &merged.unsaid {
            if !says_nothing(*keyword) {
                self.notes.warn(
                    *keyword,
                    Code::Unchecked,
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
