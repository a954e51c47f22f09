//! What can only be said once everything is lowered: order, names, directions, files, boxes.

mod aliases;
mod boxes;
mod choices;
mod names;
mod usage;

use super::schema::Lowering;
use super::types::Draft;
use super::walk;
use crate::model::{Api, Home, Shape, TypeDef, TypeId, Usage};

/// Finishes the types and puts them into the model.
pub(super) fn settle(mut api: Api, lowering: Lowering<'_>) -> Api {
    let mut drafts = lowering.drafts.into_drafts();
    aliases::break_circles(&mut drafts, lowering.notes);
    let (mut drafts, new_ids) = in_document_order(drafts);
    renumber(&mut api, &mut drafts, &new_ids);
    let names = names::names(&mut api, &drafts);
    api.types = drafts
        .into_iter()
        .zip(names)
        .map(|(draft, name)| TypeDef {
            name,
            pointer: draft.node.pointer(),
            docs: draft.docs,
            deprecated: draft.deprecated,
            open: draft.open,
            home: Home::Shared,
            usage: Usage::default(),
            shape: draft.shape.unwrap_or_else(anything),
        })
        .collect();
    usage::directions(&mut api);
    usage::homes(&mut api);
    boxes::boxes(&mut api.types);
    api
}

fn anything() -> Shape {
    Shape::Alias(crate::model::Kind::Any.into())
}

/// The drafts in document order, and the new place of each old one.
fn in_document_order(drafts: Vec<Draft<'_>>) -> (Vec<Draft<'_>>, Vec<TypeId>) {
    let mut numbered: Vec<(usize, Draft<'_>)> = drafts.into_iter().enumerate().collect();
    numbered.sort_by_key(|(old, draft)| (draft.node.id(), *old));
    let mut new_ids = vec![TypeId(0); numbered.len()];
    for (new, (old, _)) in numbered.iter().enumerate() {
        new_ids[*old] = TypeId(u32::try_from(new).unwrap_or(u32::MAX));
    }
    (
        numbered.into_iter().map(|(_, draft)| draft).collect(),
        new_ids,
    )
}

fn renumber(api: &mut Api, drafts: &mut [Draft<'_>], new_ids: &[TypeId]) {
    let mut renumber = |ty: &mut crate::model::Type| {
        walk::names_in(ty, &mut |id| {
            *id = new_ids.get(id.index()).copied().unwrap_or(*id);
        });
    };
    for shape in drafts.iter_mut().filter_map(|draft| draft.shape.as_mut()) {
        walk::types_in(shape, &mut renumber);
    }
    for operation in api
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.operations)
    {
        walk::types_sent(operation, &mut renumber);
        walk::types_received(operation, &mut renumber);
    }
}
