//! Tags, and the groups that they stand in.

use indexmap::IndexMap;
use serde_json::Value;

use super::names::Names;
use super::operation::Kind;
use super::{Operation, list, text};

/// What operations without a tag are listed under.
const UNTAGGED: &str = "Operations";

/// Tags that the site has pages for, at most.
const MOST: usize = 2000;

/// A tag with its operations.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    /// What people call it.
    pub(crate) title: &'a str,
    /// Its page.
    pub(crate) address: String,
    /// As the document describes it; null where it doesn't.
    pub(crate) described: &'a Value,
    /// Indices of the operations that name it, in the document's order.
    pub(crate) operations: Vec<usize>,
}

/// Tags that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Group<'a> {
    /// None for tags that are in no group.
    pub(crate) name: Option<&'a str>,
    /// Indices of the tags.
    pub(crate) tags: Vec<usize>,
}

/// The tags in the order of the document's list, then those that only operations name; and their groups.
pub(super) fn all<'a>(
    document: &'a Value,
    operations: &[Operation<'a>],
    names: &mut Names,
) -> (Vec<Tag<'a>>, Vec<Group<'a>>) {
    let mut tags: IndexMap<&'a str, (&'a Value, Vec<usize>)> = list(&document["tags"])
        .take(MOST)
        .map(|tag| (text(tag, "name"), (tag, Vec::new())))
        .collect();
    for (index, operation) in operations.iter().enumerate() {
        if operation.kind == Kind::Webhook {
            continue;
        }
        let mut given: Vec<&str> = list(&operation.value["tags"])
            .filter_map(Value::as_str)
            .collect();
        if given.is_empty() {
            given.push(UNTAGGED);
        }
        for name in given {
            if tags.len() >= MOST && !tags.contains_key(name) {
                continue;
            }
            let (_, operations) = tags.entry(name).or_insert((&Value::Null, Vec::new()));
            if operations.last() != Some(&index) {
                operations.push(index);
            }
        }
    }
    let groups = groups(document, &tags);
    let tags = tags
        .into_iter()
        .map(|(name, (described, operations))| Tag {
            name,
            title: [
                text(described, "x-displayName"),
                text(described, "summary"),
                name,
            ]
            .into_iter()
            .find(|title| !title.is_empty())
            .unwrap_or("Unnamed"),
            address: names.give("tags", name),
            described,
            operations,
        })
        .collect();
    (tags, groups)
}

/// The tag of each page: its own, and those of the operations whose first tag it is.
pub(super) fn by_address(
    tags: &[Tag<'_>],
    operations: &[Operation<'_>],
) -> IndexMap<String, usize> {
    let mut found: IndexMap<String, usize> = IndexMap::new();
    for (index, tag) in tags.iter().enumerate() {
        found.insert(tag.address.clone(), index);
        for operation in tag.operations.iter().map(|index| &operations[*index]) {
            let first = operation.value["tags"][0].as_str();
            if first.is_none_or(|first| first == tag.name) {
                found.insert(operation.address.clone(), index);
            }
        }
    }
    found
}

/// The groups by `x-tagGroups`, or by the tags' parents; who is in none comes last.
fn groups<'a>(
    document: &'a Value,
    tags: &IndexMap<&'a str, (&'a Value, Vec<usize>)>,
) -> Vec<Group<'a>> {
    let mut groups: IndexMap<&str, Vec<usize>> = IndexMap::new();
    let mut grouped = vec![false; tags.len()];
    for group in list(&document["x-tagGroups"]) {
        for tag in list(&group["tags"]).filter_map(Value::as_str) {
            if let Some(index) = tags.get_index_of(tag) {
                groups.entry(text(group, "name")).or_default().push(index);
                grouped[index] = true;
            }
        }
    }
    for (index, (_, (described, _))) in tags.iter().enumerate() {
        let parent = text(described, "parent");
        if let (false, Some(parent_index)) = (
            grouped[index] || parent.is_empty(),
            tags.get_index_of(parent),
        ) {
            let members = groups.entry(parent).or_default();
            if !grouped[parent_index] {
                members.push(parent_index);
                grouped[parent_index] = true;
            }
            members.push(index);
            grouped[index] = true;
        }
    }
    let mut groups: Vec<Group<'a>> = groups
        .into_iter()
        .map(|(name, tags)| Group {
            name: Some(name),
            tags,
        })
        .collect();
    let others: Vec<usize> = (0..tags.len()).filter(|index| !grouped[*index]).collect();
    if !others.is_empty() {
        let name = (!groups.is_empty()).then_some("Others");
        groups.push(Group { name, tags: others });
    }
    groups
}
