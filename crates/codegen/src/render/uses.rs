//! The names that a generated file brings into scope.

use std::collections::BTreeSet;

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

    /// The `use` of a map, the crate's root and, from where they are, the models.
    pub(super) fn declarations(&self, models: &str) -> String {
        let mut text = String::new();
        if self.has_map {
            text.push_str("use indexmap::IndexMap;\n");
        }
        declare("crate", &self.runtime, &mut text);
        declare(models, &self.models, &mut text);
        declare("crate::operations", &self.operations, &mut text);
        text
    }
}

/// Columns of a line.
const WIDTH: usize = 100;

/// Adds `use from::{names};`, filled to the width of a line.
pub(super) fn declare(from: &str, names: &BTreeSet<&str>, text: &mut String) {
    let length: usize = names.iter().map(|name| name.len() + 2).sum();
    let mut all = names.iter();
    match (all.next(), names.len()) {
        (None, _) => {}
        (Some(name), 1) => text.extend(["use ", from, "::", name, ";\n"]),
        _ if from.len() + length + 8 <= WIDTH => {
            let names: Vec<&str> = names.iter().copied().collect();
            text.extend(["use ", from, "::{", &names.join(", "), "};\n"]);
        }
        _ => {
            text.extend(["use ", from, "::{\n"]);
            let mut column = 0;
            for name in names {
                if column > 0 && column + name.len() + 2 > WIDTH {
                    text.push('\n');
                    column = 0;
                }
                let gap = if column == 0 { "    " } else { " " };
                text.extend([gap, name, ","]);
                column += gap.len() + name.len() + 1;
            }
            text.push_str("\n};\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::declare;

    fn declared(names: &[&str]) -> String {
        let mut text = String::new();
        declare(
            "super",
            &names.iter().copied().collect::<BTreeSet<_>>(),
            &mut text,
        );
        text
    }

    #[test]
    fn lists_are_filled() {
        assert_eq!(declared(&[]), "");
        assert_eq!(declared(&["A"]), "use super::A;\n");
        assert_eq!(declared(&["B", "A"]), "use super::{A, B};\n");
        let long: Vec<String> = (10..50).map(|n| format!("Name{n}")).collect();
        let long: Vec<&str> = long.iter().map(String::as_str).collect();
        let text = declared(&long);
        assert!(
            text.starts_with("use super::{\n    Name10, Name11,"),
            "{text}"
        );
        assert!(text.ends_with(",\n};\n"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 100), "{text}");
    }
}
