//! Damaged documents: whatever is deleted, replaced or doubled, the generator answers, the same way each time.

use apicrate::{Error, Generated, Options};
use serde_json::Value;

use super::damage;
use crate::fixtures::fixtures;

/// How many mutants each fixture gets.
const MUTANTS: u64 = 50;

#[test]
fn damaged_documents_are_answered_the_same_each_time() {
    let (mut clients, mut errors) = (0, 0);
    for (name, yaml) in fixtures() {
        let value: Value = yaml_serde::from_slice(&yaml).expect("YAML");
        for seed in 0..MUTANTS {
            let mutant = damage::mutant(&value, seed * 7919 + name.len() as u64);
            let bytes = serde_json::to_vec(&mutant).expect("JSON");
            let first = answer(&bytes);
            assert_eq!(first, answer(&bytes), "{name}, seed {seed}");
            match first {
                Ok(_) => clients += 1,
                Err(error) => {
                    assert!(!error.reason.is_empty(), "{name}, seed {seed}");
                    errors += 1;
                }
            }
        }
    }
    assert!(clients > 600, "only {clients} mutants became clients");
    assert!(errors > 10, "only {errors} mutants were refused");
}

fn answer(bytes: &[u8]) -> Result<Generated, Error> {
    let options = Options {
        schemars: true,
        ..Options::default()
    };
    apicrate::generate(bytes, &options)
}
