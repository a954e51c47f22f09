//! The final names of types and of what stands beside them.

use indexmap::{IndexMap, IndexSet};

use super::choices;
use crate::model::lower::types::{Draft, Use};
use crate::model::lower::union::short_title;
use crate::model::names::{Scope, TYPE_NAMES, Wish};
use crate::model::{Api, BodyFormat, Operation, Shape};

/// Names all types, in the order of the drafts; markers and the enums of operations get theirs in place.
///
/// Components come first, then operations: both have names that their author chose.
pub(super) fn names(api: &mut Api, drafts: &[Draft<'_>]) -> Vec<String> {
    let mut scope = Scope::without(TYPE_NAMES);
    let wishes: Vec<Wish> = drafts.iter().map(component_wish).collect();
    let mut names = scope.claim_all(&wishes, "");
    for operation in api
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.operations)
    {
        name_operation(operation, &mut scope);
    }
    let census = Census::new(drafts);
    let is_component: Vec<bool> = drafts
        .iter()
        .map(|draft| !draft.wanted.is_empty())
        .collect();
    choices::name_choices(api, &names, &is_component, &mut scope);
    for (draft, name) in drafts.iter().zip(&mut names) {
        if draft.wanted.is_empty() {
            let wanted = census.wanted(draft);
            let fallback = format!("{}Type", wanted.first().map_or("Unnamed", String::as_str));
            *name = scope.claim(wanted.iter().chain([&fallback]).map(String::as_str), "");
        }
    }
    names
}

/// What a component would like to be called; nothing for other types, which come later.
fn component_wish(draft: &Draft<'_>) -> Wish {
    let mut names = draft.wanted.clone();
    if let Some(reserved) = names
        .first()
        .filter(|name| TYPE_NAMES.contains(&name.as_str()))
    {
        names.push(format!("{reserved}Model"));
    }
    let exact = names.first().is_some_and(|name| name == draft.node.key());
    Wish { exact, names }
}

fn name_operation(operation: &mut Operation, scope: &mut Scope) {
    let mut settle = |name: &mut String, suffix: &str| {
        let suffixed = format!("{name}{suffix}");
        *name = scope.claim([name.as_str(), suffixed.as_str()], "");
    };
    settle(&mut operation.marker, "Operation");
    if let Some(body) = &mut operation.body {
        if !body.choice.is_empty() {
            settle(&mut body.choice, "Choice");
        }
        for case in &mut body.cases {
            if let BodyFormat::Multipart { name, .. } = &mut case.format {
                settle(name, "Body");
            }
        }
    }
}

/// How many unnamed types would like the same name.
struct Census {
    titles: IndexMap<String, usize>,
    leaves: IndexMap<String, usize>,
}

impl Census {
    fn new(drafts: &[Draft<'_>]) -> Self {
        let mut census = Self {
            titles: IndexMap::new(),
            leaves: IndexMap::new(),
        };
        for draft in drafts.iter().filter(|draft| draft.wanted.is_empty()) {
            if let Some(title) = title(draft) {
                *census.titles.entry(title).or_default() += 1;
            }
            if let Some(leaf) = common_leaf(draft) {
                *census.leaves.entry(leaf.to_owned()).or_default() += 1;
            }
        }
        census
    }

    /// The names for an unnamed type, best first: its title if no other has it, what all its uses call it,
    /// the shortest way to it.
    fn wanted(&self, draft: &Draft<'_>) -> Vec<String> {
        let mut wanted = Vec::new();
        let ways: IndexSet<&str> = draft.uses.iter().map(|one| one.full.as_str()).collect();
        wanted.extend(title(draft).filter(|title| self.titles.get(title) == Some(&1)));
        if ways.len() > 1 {
            let leaf = common_leaf(draft).filter(|&leaf| self.leaves.get(leaf) == Some(&1));
            wanted.extend(leaf.map(str::to_owned).or_else(|| joined_values(draft)));
        }
        wanted.extend(
            ways.into_iter()
                .min_by_key(|way| way.len())
                .map(str::to_owned),
        );
        wanted
    }
}

/// `ReadOrWrite`, for a small enum whose uses call it differently.
fn joined_values(draft: &Draft<'_>) -> Option<String> {
    let Some(Shape::StringEnum(variants)) = &draft.shape else {
        return None;
    };
    let names: Vec<&str> = variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    let joined = names.join("Or");
    let short = (2..=3).contains(&names.len()) && joined.len() <= 24;
    (short && common_leaf(draft).is_none()).then_some(joined)
}

/// The title that an unnamed type has wherever it is used.
fn title(draft: &Draft<'_>) -> Option<String> {
    match draft.titles.len() {
        1 => draft.titles.first().and_then(|title| short_title(title)),
        _ => None,
    }
}

/// The last step that all uses of a type share.
fn common_leaf<'n>(draft: &'n Draft<'_>) -> Option<&'n str> {
    let mut uses = draft.uses.iter();
    let first = &uses.next()?.leaf;
    let shared = !first.is_empty() && uses.all(|Use { leaf, .. }| leaf == first);
    shared.then_some(first)
}
