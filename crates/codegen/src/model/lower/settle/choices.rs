//! The enums that the answers of operations are: their names, and the names of their variants.

use indexmap::IndexMap;

use crate::model::names::Scope;
use crate::model::{Api, Kind, Operation, Outcome, ReplyCase, ReplyFormat, Type};

/// More variants don't make a name.
const MOST_NAMED_VARIANTS: usize = 3;

/// What makes two enums the same: the side, and the variants' names and formats.
type Shape = (bool, Vec<(String, ReplyFormat)>);

/// Names the enums of all answers. Operations with equal variants share one. `types`: the names of all types;
/// `is_component`: whether a type has its name from the document.
pub(super) fn name_choices(
    api: &mut Api,
    types: &[String],
    is_component: &[bool],
    scope: &mut Scope,
) {
    for operation in api
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.operations)
    {
        if let Outcome::Choice { cases, .. } = &mut operation.replies.failure {
            name_failures(cases, types, is_component);
        }
    }
    let mut users = IndexMap::<Shape, usize>::new();
    for_each(api, |_, shape| *users.entry(shape).or_default() += 1);
    let mut names = IndexMap::<Shape, String>::new();
    for_each(api, |name, shape| {
        if let Some(known) = names.get(&shape) {
            name.clone_from(known);
            return;
        }
        let joined = joined_name(&shape).filter(|_| users.get(&shape) > Some(&1));
        let own = std::mem::take(name);
        let suffixed = format!("{own}Choice");
        let wanted = joined.iter().chain([&own, &suffixed]);
        *name = scope.claim(wanted.map(String::as_str), "");
        names.insert(shape, name.clone());
    });
}

fn for_each(api: &mut Api, mut visit: impl FnMut(&mut String, Shape)) {
    for operation in api
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.operations)
    {
        let Operation { replies, .. } = operation;
        for (outcome, failure) in [(&mut replies.success, false), (&mut replies.failure, true)] {
            if let Outcome::Choice { name, cases } = outcome {
                let shape = cases
                    .iter()
                    .map(|case| (case.name.clone(), case.format.clone()));
                let shape = (failure, shape.collect());
                visit(name, shape);
            }
        }
    }
}

/// A failure is named after its type where that has a name of its own: the same for every status.
fn name_failures(cases: &mut [ReplyCase], types: &[String], is_component: &[bool]) {
    let mut scope = Scope::default();
    for case in cases {
        let named = match &case.format {
            ReplyFormat::Json(Type {
                kind: Kind::Named(id),
                ..
            }) => {
                let known = is_component.get(id.index()) == Some(&true);
                types.get(id.index()).filter(|_| known)
            }
            _ => None,
        };
        let wanted = named.unwrap_or(&case.name).clone();
        case.name = scope.claim([wanted.as_str(), case.name.as_str()], "");
    }
}

/// `BasicErrorOrValidationError`, for an enum that several operations share.
fn joined_name((failure, shape): &Shape) -> Option<String> {
    if shape.len() > MOST_NAMED_VARIANTS {
        return None;
    }
    let names: Vec<&str> = shape.iter().map(|(name, _)| name.as_str()).collect();
    let joined = names.join("Or");
    let told = *failure && !joined.ends_with("Error");
    Some(if told { joined + "Error" } else { joined })
}
