//! Boxes: where a type would contain itself, and where one variant would make an enum large.

use crate::model::{FieldKind, Kind, Shape, Type, TypeDef, TypeId};

/// How much larger than all others a variant may be, in bytes. Clippy warns from 200 on; sizes here are estimates.
const LARGEST_LEAD: usize = 128;

/// A JSON value, and a map.
const VALUE_SIZE: usize = 72;

/// Sets all boxes.
pub(super) fn boxes(types: &mut [TypeDef]) {
    let order = break_circles(types);
    let mut sizes = vec![0; types.len()];
    // What a type contains comes before it.
    for id in order {
        keep_small(&mut types[id].shape, &sizes);
        sizes[id] = size_of_shape(&types[id].shape, &sizes);
    }
}

/// A type on the way through the types, with what is left to visit in it.
struct Stop {
    id: usize,
    /// The place of the stop before it that led here.
    from: usize,
    /// The type's places (fields or variants) with what each contains by value.
    left: Vec<(usize, TypeId)>,
}

/// Boxes one place of every circle of types that contain each other; yields the types, contained ones first.
fn break_circles(types: &mut [TypeDef]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnTheWay,
        Done,
    }
    let mut state = vec![State::New; types.len()];
    let mut order = Vec::with_capacity(types.len());
    for start in 0..types.len() {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::OnTheWay;
        let mut way = vec![Stop {
            id: start,
            from: 0,
            left: contents(types, start),
        }];
        while let Some(stop) = way.last_mut() {
            let id = stop.id;
            let Some((place, inside)) = stop.left.pop() else {
                state[id] = State::Done;
                order.push(id);
                way.pop();
                continue;
            };
            let inside = inside.index();
            match state.get(inside) {
                Some(State::New) => {
                    state[inside] = State::OnTheWay;
                    let left = contents(types, inside);
                    way.push(Stop {
                        id: inside,
                        from: place,
                        left,
                    });
                }
                Some(State::OnTheWay) => box_place(types, &way, place),
                Some(State::Done) | None => {}
            }
        }
    }
    order
}

/// Boxes the place that leads back; an alias can't have a box, so that the last struct or enum before it gets it.
fn box_place(types: &mut [TypeDef], way: &[Stop], mut place: usize) {
    for stop in way.iter().rev() {
        match &mut types[stop.id].shape {
            Shape::Struct(object) => {
                if let Some(field) = object.fields.get_mut(place) {
                    field.boxed = true;
                }
                return;
            }
            Shape::Union(union) => {
                if let Some(variant) = union.variants.get_mut(place) {
                    variant.boxed = true;
                }
                return;
            }
            _ => place = stop.from,
        }
    }
}

/// What a type contains by value, place by place, last first.
fn contents(types: &[TypeDef], id: usize) -> Vec<(usize, TypeId)> {
    let mut contents = Vec::new();
    match &types[id].shape {
        Shape::Struct(object) => {
            for (place, field) in object.fields.iter().enumerate() {
                if let FieldKind::Value(ty) = &field.kind {
                    contained(ty, place, &mut contents);
                }
            }
        }
        Shape::Union(union) => {
            for (place, variant) in union.variants.iter().enumerate() {
                contained(&variant.ty, place, &mut contents);
            }
        }
        Shape::Alias(ty) => contained(ty, 0, &mut contents),
        Shape::StringEnum(_) | Shape::IntEnum(_) => {}
    }
    contents.reverse();
    contents
}

/// The named types that a type contains by value.
fn contained(ty: &Type, place: usize, contents: &mut Vec<(usize, TypeId)>) {
    match &ty.kind {
        Kind::Named(id) => contents.push((place, *id)),
        Kind::Option(inner) => contained(inner, place, contents),
        Kind::Tuple(items) => {
            for item in items {
                contained(item, place, contents);
            }
        }
        _ => {}
    }
}

/// Boxes variants that are much larger than all others.
fn keep_small(shape: &mut Shape, sizes: &[usize]) {
    let Shape::Union(union) = shape else { return };
    // Catch-alls hold a value.
    let floor = if union.tag.is_some() { VALUE_SIZE } else { 0 };
    loop {
        let size = |variant: &crate::model::UnionVariant| {
            if variant.boxed {
                8
            } else {
                size_of(&variant.ty, sizes)
            }
        };
        let mut by_size: Vec<(usize, usize)> = union
            .variants
            .iter()
            .map(size)
            .enumerate()
            .map(|(place, size)| (size, place))
            .collect();
        by_size.sort_unstable();
        let Some((largest, place)) = by_size.pop() else {
            return;
        };
        let second = by_size.pop().map_or(floor, |(size, _)| size.max(floor));
        let lonely = union.variants.len() == 1 && union.tag.is_none();
        if lonely || largest <= second + LARGEST_LEAD {
            return;
        }
        union.variants[place].boxed = true;
    }
}

fn size_of_shape(shape: &Shape, sizes: &[usize]) -> usize {
    match shape {
        Shape::Struct(object) => {
            let fields = object.fields.iter().map(|field| match &field.kind {
                FieldKind::Constant(_) => 0,
                FieldKind::Value(_) if field.boxed => 8,
                FieldKind::Value(ty) => {
                    let optional = !field.required || field.nullable;
                    size_of(ty, sizes) + if optional { 8 } else { 0 }
                }
            });
            let kept = matches!(object.additional, crate::model::Additional::Kept { .. });
            fields.sum::<usize>() + if kept { VALUE_SIZE } else { 0 }
        }
        Shape::StringEnum(_) => 24,
        Shape::IntEnum(_) => 16,
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let largest = variants.map(|variant| {
                if variant.boxed {
                    8
                } else {
                    size_of(&variant.ty, sizes)
                }
            });
            let floor = if union.tag.is_some() { VALUE_SIZE } else { 0 };
            8 + largest.max().unwrap_or_default().max(floor)
        }
        Shape::Alias(ty) => size_of(ty, sizes),
    }
}

fn size_of(ty: &Type, sizes: &[usize]) -> usize {
    match &ty.kind {
        Kind::Null | Kind::Never | Kind::Bool => 1,
        Kind::Int { .. } | Kind::Float { .. } => 8,
        Kind::String | Kind::Secret | Kind::Base64 | Kind::Binary | Kind::List(_) => 24,
        Kind::Timestamp | Kind::Date | Kind::LocalDateTime | Kind::Uuid => 40,
        Kind::Any | Kind::Map(_) => VALUE_SIZE,
        Kind::Named(id) => sizes.get(id.index()).copied().unwrap_or_default(),
        Kind::Tuple(items) => items.iter().map(|item| size_of(item, sizes)).sum(),
        Kind::Option(inner) => size_of(inner, sizes) + 8,
    }
}
