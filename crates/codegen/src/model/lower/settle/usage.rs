//! Directions and files: which types are sent, received, and used by whom.

use super::walk;
use crate::model::{Access, Api, Home, Operation, Shape, Type, TypeDef, TypeId};

/// Sets the directions of all types, and what follows from them for `readOnly` and `writeOnly` fields.
pub(super) fn directions(api: &mut Api) {
    let graph = graph(&mut api.types);
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in api
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.operations)
    {
        walk::types_sent(operation, &mut |ty| collect(ty, &mut sent));
        walk::types_received(operation, &mut |ty| collect(ty, &mut received));
    }
    for id in reached(&graph, sent) {
        api.types[id].usage.sent = true;
    }
    for id in reached(&graph, received) {
        api.types[id].usage.received = true;
    }
    for def in &mut api.types {
        let usage = def.usage;
        if let Shape::Struct(object) = &mut def.shape {
            for field in &mut object.fields {
                let absent_on_one_way = match field.access {
                    Access::ReadWrite => false,
                    Access::ReadOnly => usage.sent,
                    Access::WriteOnly => usage.received,
                };
                field.required &= !absent_on_one_way;
            }
        }
    }
    // What no operation uses may still be read (the body of a webhook), with all that is in it.
    let unused = |def: &TypeDef| !def.usage.sent && !def.usage.received;
    let numbered = (0..).map(TypeId).zip(&api.types);
    let unused: Vec<TypeId> = numbered
        .filter(|(_, def)| unused(def))
        .flat_map(|(id, _)| graph[id.index()].clone())
        .collect();
    for id in reached(&graph, unused) {
        api.types[id].usage.received = true;
    }
}

/// Puts each type that only one module uses into that module.
pub(super) fn homes(api: &mut Api) {
    let graph = graph(&mut api.types);
    let mut users = vec![Users::None; api.types.len()];
    let mut changed = Vec::new();
    for (number, module) in api.modules.iter_mut().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for operation in &mut module.operations {
            for id in types_of(operation) {
                mark(id.index(), Users::One(number), &mut users, &mut changed);
            }
        }
    }
    while let Some(id) = changed.pop() {
        let by = users[id];
        for next in &graph[id] {
            mark(next.index(), by, &mut users, &mut changed);
        }
    }
    for (def, users) in api.types.iter_mut().zip(users) {
        def.home = match users {
            Users::One(module) => Home::Module(module),
            Users::None | Users::Many => Home::Shared,
        };
    }
}

/// The modules that use a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Users {
    None,
    One(u32),
    Many,
}

fn mark(id: usize, by: Users, users: &mut [Users], changed: &mut Vec<usize>) {
    let Some(present) = users.get_mut(id) else {
        return;
    };
    let joined = match (*present, by) {
        (Users::None, by) => by,
        (one, other) if one == other => one,
        _ => Users::Many,
    };
    if *present != joined {
        *present = joined;
        changed.push(id);
    }
}

fn types_of(operation: &mut Operation) -> Vec<TypeId> {
    let mut types = Vec::new();
    walk::types_sent(operation, &mut |ty| collect(ty, &mut types));
    walk::types_received(operation, &mut |ty| collect(ty, &mut types));
    types
}

fn collect(ty: &mut Type, into: &mut Vec<TypeId>) {
    walk::names_in(ty, &mut |id| into.push(*id));
}

/// The types in each type.
fn graph(types: &mut [TypeDef]) -> Vec<Vec<TypeId>> {
    types
        .iter_mut()
        .map(|def| {
            let mut inside = Vec::new();
            walk::types_in(&mut def.shape, &mut |ty| collect(ty, &mut inside));
            inside
        })
        .collect()
}

fn reached(graph: &[Vec<TypeId>], mut from: Vec<TypeId>) -> Vec<usize> {
    let mut seen = vec![false; graph.len()];
    let mut reached = Vec::new();
    while let Some(id) = from.pop() {
        let id = id.index();
        if seen.get(id) == Some(&false) {
            seen[id] = true;
            reached.push(id);
            from.extend(&graph[id]);
        }
    }
    reached
}
