//! Damaged documents: whatever is deleted, replaced or doubled, lowering answers, the same way each time.

use apicrate::model::Api;
use apicrate::{Error, Warning};
use serde_json::Value;

use super::damage;
use crate::fixtures::fixtures;

/// How many mutants each fixture gets.
const MUTANTS: u64 = 80;

#[test]
fn damaged_documents_are_answered_the_same_each_time() {
    let (mut models, mut errors) = (0, 0);
    for (name, yaml) in fixtures() {
        let value: Value = yaml_serde::from_slice(&yaml).expect("YAML");
        for seed in 0..MUTANTS {
            let mutant = damage::mutant(&value, seed * 7919 + name.len() as u64);
            let bytes = serde_json::to_vec(&mutant).expect("JSON");
            let first = answer(&bytes);
            assert_eq!(first, answer(&bytes), "{name}, seed {seed}");
            match first {
                Ok(_) => models += 1,
                Err(error) => {
                    assert!(!error.reason.is_empty(), "{name}, seed {seed}");
                    errors += 1;
                }
            }
        }
    }
    assert!(models > 1_000, "only {models} mutants became models");
    assert!(errors > 10, "only {errors} mutants were refused");
}

fn answer(bytes: &[u8]) -> Result<(Api, Vec<Warning>), Error> {
    let document = apicrate::parse(bytes)?;
    apicrate::lower(&document)
}
