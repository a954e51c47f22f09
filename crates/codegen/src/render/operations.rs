//! The files of operations: `operations.rs`, or a folder with a file for each tag.

use super::docs::or_sentence;
use super::operation;
use super::outcome::Owners;
use super::uses::Uses;
use crate::model::{Api, Module, Operation, Requirement};

/// Up to this many operations stay in one file, whatever their tags.
const ONE_FILE: usize = 24;
/// How many operations are rendered in one go.
pub(super) const PORTION: usize = 48;

/// What an operation's rendering takes from the others: the usual security, and who has which shared type.
pub(super) type Settings<'s, 'a> = (&'s [Requirement], &'s Owners<'a>);

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
    let modules = || {
        let all = api.modules.iter();
        all.filter(|module| !module.operations.is_empty())
    };
    if all.len() <= ONE_FILE || modules().count() < 2 {
        return vec![OperationFile {
            module: None,
            operations: all,
        }];
    }
    modules()
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

impl OperationFile<'_> {
    /// Where the file stands in the crate.
    pub(super) fn path(&self) -> String {
        match self.module {
            None => "src/operations.rs".to_owned(),
            Some(module) => format!("src/operations/{}.rs", module.name.trim_start_matches("r#")),
        }
    }

    /// The Rust module's name; empty for `operations.rs` itself.
    pub(super) fn module_name(&self) -> &str {
        self.module.map_or("", |module| &module.name)
    }

    /// The tag's description.
    pub(super) fn docs(&self) -> String {
        match self.module {
            None => "The operations of the API, in the order of its document.".to_owned(),
            Some(module) => {
                or_sentence(&module.docs, || format!("Operations of `{}`.", module.name))
            }
        }
    }
}

/// Adds the text of a portion of operations.
pub(super) fn part<'a>(
    api: &'a Api,
    settings: Settings<'_, 'a>,
    operations: &[&'a Operation],
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    for operation in operations {
        operation::render(api, settings, operation, uses, text);
    }
}

/// What most operations need as security; the first in document order among equals.
pub(super) fn usual_security(api: &Api) -> &[Requirement] {
    let mut counts: Vec<(&[Requirement], usize)> = Vec::new();
    for operation in operations(api) {
        match counts
            .iter_mut()
            .find(|(security, _)| *security == operation.security)
        {
            Some((_, count)) => *count += 1,
            None => counts.push((&operation.security, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let usual = counts.iter().find(|(_, count)| Some(*count) == most);
    usual.map_or(&[], |(security, _)| security)
}
