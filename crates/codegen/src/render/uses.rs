//! The names that a generated file brings into scope.

use std::collections::BTreeSet;

use super::imports::Imports;
use crate::model::Kind;

/// Names that a file must bring into scope.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub(super) struct Uses<'a> {
    /// Of the crate's root: what the runtime offers to users.
    pub(super) runtime: BTreeSet<&'static str>,
    /// Of the models.
    pub(super) models: BTreeSet<&'a str>,
    /// Of the operations.
    pub(super) operations: BTreeSet<&'a str>,
    /// `IndexMap`.
    pub(super) has_map: bool,
    /// Something that is marked as deprecated, which would warn.
    pub(super) has_deprecated: bool,
    /// `Style`, of the parameters' encoding.
    pub(super) has_style: bool,
    /// `Rule`, of the JSON Schema.
    pub(super) has_rules: bool,
}

impl<'a> Uses<'a> {
    /// Notes the name that this kind of type was written with.
    pub(super) fn note(&mut self, kind: &Kind, name: &'a str) {
        match kind {
            Kind::Named(_) => {
                self.models.insert(name);
            }
            Kind::Never => self.runtime("Never"),
            Kind::Secret => self.runtime("Secret"),
            Kind::Base64 => self.runtime("Base64"),
            Kind::Binary => self.runtime("Upload"),
            _ => {}
        }
    }

    /// Notes a name of the crate's root.
    pub(super) fn runtime(&mut self, name: &'static str) {
        self.runtime.insert(name);
    }

    /// Adds what another part of the same file uses.
    pub(super) fn merge(&mut self, other: Self) {
        self.runtime.extend(other.runtime);
        self.models.extend(other.models);
        self.operations.extend(other.operations);
        self.has_map |= other.has_map;
        self.has_style |= other.has_style;
        self.has_rules |= other.has_rules;
        self.has_deprecated |= other.has_deprecated;
    }

    /// Adds the map, the names of the crate's root and, from where they are, the models.
    pub(super) fn declare<'t>(&'t self, models: &'t str, imports: &mut Imports<'t>) {
        if self.has_map {
            imports.add("indexmap", ["IndexMap"]);
        }
        imports.add("crate", self.runtime.iter().copied());
        imports.add(models, self.models.iter().copied());
        imports.add("crate::operations", self.operations.iter().copied());
    }
}
