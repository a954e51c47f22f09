//! Aliases that lead back to themselves, which Rust doesn't allow.

use crate::model::lower::types::Draft;
use crate::model::{Additional, Kind, Shape, Struct, Type, TypeId, Union, UnionVariant};
use apicrate_openapi::Code;
use apicrate_openapi::Notes;

/// Turns one alias of every circle into a type of its own.
pub(super) fn break_circles(drafts: &mut [Draft<'_>], notes: &Notes) {
    let mut state = vec![State::New; drafts.len()];
    for start in 0..drafts.len() {
        if state[start] == State::New {
            visit(start, drafts, &mut state, notes);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

/// Follows the aliases from one on. The way is a list, not the stack: it may be long.
fn visit(start: usize, drafts: &mut [Draft<'_>], state: &mut [State], notes: &Notes) {
    let mut way = vec![(start, aliased(drafts, start))];
    state[start] = State::OnTheWay;
    while let Some((at, left)) = way.last_mut() {
        let at = *at;
        let Some(next) = left.pop().map(TypeId::index) else {
            state[at] = State::Done;
            way.pop();
            continue;
        };
        match state.get(next).copied() {
            Some(State::New) => {
                state[next] = State::OnTheWay;
                let left = aliased(drafts, next);
                way.push((next, left));
            }
            Some(State::OnTheWay) => {
                let from = way
                    .iter()
                    .position(|(id, _)| *id == next)
                    .unwrap_or_default();
                let circle: Vec<usize> = way[from..].iter().map(|(id, _)| *id).collect();
                let broken = break_circle(&circle, drafts, notes);
                // What stood behind the broken one is no way of aliases any more.
                let keep = way
                    .iter()
                    .position(|(id, _)| *id == broken)
                    .unwrap_or_default();
                for (id, _) in way.drain(keep..) {
                    state[id] = if id == broken {
                        State::Done
                    } else {
                        State::New
                    };
                }
            }
            Some(State::Done) | None => {}
        }
    }
}

/// The types that an alias names.
fn aliased(drafts: &[Draft<'_>], at: usize) -> Vec<TypeId> {
    let mut found = Vec::new();
    if let Some(Shape::Alias(ty)) = drafts.get(at).and_then(|draft| draft.shape.as_ref()) {
        super::walk::names_in(&mut ty.clone(), &mut |id| found.push(*id));
    }
    found.reverse();
    found
}

/// Breaks a circle and says where.
fn break_circle(circle: &[usize], drafts: &mut [Draft<'_>], notes: &Notes) -> usize {
    for &id in circle {
        let Some(draft) = drafts.get_mut(id) else {
            continue;
        };
        if let Some(Shape::Alias(ty)) = &draft.shape
            && let Some(shape) = as_own_type(ty)
        {
            draft.shape = Some(shape);
            return id;
        }
    }
    let first = circle.first().copied().unwrap_or_default();
    if let Some(draft) = drafts.get_mut(first) {
        notes.warn(
            draft.node,
            Code::Circle,
            "this schema is defined by nothing but itself: read as any value",
            "write out what it is",
        );
        draft.shape = Some(super::anything());
    }
    first
}

/// A map or a list as a type that may contain itself.
fn as_own_type(ty: &Type) -> Option<Shape> {
    match &ty.kind {
        Kind::Map(value) => Some(Shape::Struct(Struct {
            fields: Vec::new(),
            additional: Additional::Kept {
                name: "additional_properties".to_owned(),
                value: (**value).clone(),
            },
            rules: ty.rules.clone(),
        })),
        Kind::List(_) | Kind::Tuple(_) => Some(Shape::Union(Union {
            variants: vec![UnionVariant {
                name: "List".to_owned(),
                docs: String::new(),
                ty: ty.clone(),
                boxed: false,
                tags: Vec::new(),
            }],
            tag: None,
            any: true,
        })),
        _ => None,
    }
}
