//! The files of operations: `operations.rs`, or a folder with a file for each tag.

use super::operation;
use super::uses::Uses;
use crate::model::{Api, Module, Operation, Requirement};

/// Up to this many operations stay in one file, whatever their tags.
const ONE_FILE: usize = 24;
/// How many operations are rendered in one go.
const PART: usize = 48;

/// A file of operations.
pub(super) struct OperationFile<'a> {
    /// The tag's module; none for `operations.rs` itself.
    pub(super) module: Option<&'a Module>,
    /// In document order.
    pub(super) operations: Vec<&'a Operation>,
}

/// Which operations go to which file.
pub(super) fn files(api: &Api) -> Vec<OperationFile<'_>> {
    let all: Vec<&Operation> = operations(api).collect();
    if all.len() <= ONE_FILE || api.modules.len() < 2 {
        return vec![OperationFile { module: None, operations: all }];
    }
    let modules = api.modules.iter().filter(|module| !module.operations.is_empty());
    modules
        .map(|module| OperationFile {
            module: Some(module),
            operations: module.operations.iter().collect(),
        })
        .collect()
}

/// All operations, in document order within each tag.
pub(super) fn operations(api: &Api) -> impl Iterator<Item = &Operation> {
    api.modules.iter().flat_map(|module| &module.operations)
}

impl<'a> OperationFile<'a> {
    /// The operations in portions that are rendered side by side.
    pub(super) fn parts(&self) -> impl Iterator<Item = Vec<&'a Operation>> {
        self.operations.chunks(PART).map(<[&Operation]>::to_vec)
    }
}

/// The text of a portion of operations.
pub(super) fn part<'a>(
    api: &'a Api,
    usual_security: &[Requirement],
    operations: &[&'a Operation],
    uses: &mut Uses<'a>,
) -> String {
    let mut text = String::new();
    for operation in operations {
        operation::render(api, usual_security, operation, uses, &mut text);
    }
    text
}

/// What most operations need as security; the first in document order among equals.
pub(super) fn usual_security(api: &Api) -> &[Requirement] {
    let mut counts: Vec<(&[Requirement], usize)> = Vec::new();
    for operation in operations(api) {
        match counts.iter_mut().find(|(security, _)| *security == operation.security) {
            Some((_, count)) => *count += 1,
            None => counts.push((&operation.security, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let usual = counts.iter().find(|(_, count)| Some(*count) == most);
    usual.map_or(&[], |(security, _)| security)
}
