//! What documents become, before any of it is Rust: each fixture below `fixtures/openapi` in outline.

mod agreement;
mod bounds;
pub(crate) mod damage;
mod fuzz;
mod mutants;
mod outline;
mod refusals;

use std::collections::BTreeSet;

use apicrate::model::Api;
use apicrate::{Code, Warning};

use crate::fixtures::fixtures;

fn lowered(bytes: &[u8]) -> (Api, Vec<Warning>) {
    let document = apicrate::parse(bytes).expect("a document");
    apicrate::lower(&document).expect("a model")
}

#[test]
fn each_fixture_in_outline() {
    for (name, bytes) in fixtures() {
        let (api, warnings) = lowered(&bytes);
        let mut text = outline::outline(&api);
        for warning in &warnings {
            text.extend(["! ", &warning.to_string(), "\n"]);
        }
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn every_warning_names_a_place_in_the_document() {
    let mut count = 0;
    for (name, bytes) in fixtures() {
        for warning in lowered(&bytes).1 {
            assert!(warning.pointer.starts_with('#'), "{name}: {warning}");
            assert!(!warning.message.is_empty(), "{name}: {warning}");
            count += 1;
        }
    }
    assert!(count > 100, "only {count} warnings were seen");
}

/// A code is a promise: what is listed for users is what there is, and what there is occurs.
#[test]
fn every_code_of_a_warning_is_listed_and_met() {
    let readme = xtask::root().join("crates/codegen/README.md");
    let readme = std::fs::read_to_string(readme).expect("a README");
    let listed: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let known = Code::ALL
        .iter()
        .map(|code| format!("| `{code}` | {} |", code.meaning()));
    assert_eq!(listed, known.collect::<Vec<_>>());
    let fixtures = fixtures().into_iter();
    let warnings = fixtures.flat_map(|(_, bytes)| lowered(&bytes).1);
    let met: BTreeSet<Code> = warnings.map(|warning| warning.code).collect();
    let unmet: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !met.contains(code))
        .collect();
    assert!(unmet.is_empty(), "no fixture has one of {unmet:?}");
}

#[test]
fn names_are_unique_and_identifiers() {
    let is_identifier = |name: &str| {
        let plain = name.strip_prefix("r#").unwrap_or(name);
        plain.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && plain.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    for (fixture, bytes) in fixtures() {
        let (api, _) = lowered(&bytes);
        let mut types = outline::names_of_types(&api);
        for name in &types {
            assert!(is_identifier(name), "{fixture}: {name}");
        }
        types.sort();
        let count = types.len();
        types.dedup();
        assert_eq!(types.len(), count, "{fixture}: a name occurs twice");
        let operations = api.modules.iter().flat_map(|module| &module.operations);
        let mut methods: Vec<_> = operations.map(|operation| &operation.name).collect();
        let count = methods.len();
        methods.sort();
        methods.dedup();
        assert_eq!(methods.len(), count, "{fixture}: a method occurs twice");
    }
}
