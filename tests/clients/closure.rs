//! The generated types still mean what their documents say: their JSON Schemas accept and reject the same instances,
//! they read whatever the document accepts, and what they write is accepted again.

use clients::{FIXTURES, MODELS, Model};
use serde_json::Value;

use super::schemas::Document;
use super::{mutants, samples};

/// A model, what its document says of it, and instances to compare the two on.
struct Case {
    model: &'static Model,
    document: jsonschema::Validator,
    instances: Vec<Value>,
    /// The generator warned of something in it: it may accept more than its document.
    is_weaker: bool,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for fixture in FIXTURES {
        let document = Document::new(fixture.document);
        let mut seen = Vec::new();
        for model in MODELS.iter().filter(|model| model.fixture == fixture.name) {
            // What comes first at a place is the whole, what follows are its parts.
            if seen.contains(&model.pointer) {
                continue;
            }
            seen.push(model.pointer);
            let Some(validator) = document.validator(model.pointer) else {
                continue;
            };
            let reached = document.reached(model.pointer);
            let is_weaker = fixture.warnings.iter().any(|warning| {
                reached.iter().any(|pointer| {
                    warning
                        .strip_prefix(pointer.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
            });
            let mut samples = samples::of(&document, model.pointer);
            samples.retain(|sample| validator.is_valid(sample));
            let mut instances: Vec<Value> = samples.iter().flat_map(mutants::of).collect();
            instances.extend(samples);
            // Whether a value may be null is the affair of where a type is used.
            instances.retain(|instance| !instance.is_null());
            cases.push(Case {
                model,
                document: validator,
                instances,
                is_weaker,
            });
        }
    }
    cases
}

#[test]
fn the_schemas_of_the_models_accept_what_their_documents_accept() {
    let (mut exact, mut accepted, mut rejected) = (0, 0, 0);
    let mut faults = Vec::new();
    for case in cases() {
        let schema = (case.model.schema)();
        let generated = jsonschema::draft202012::new(&schema).expect("the schema is valid");
        exact += usize::from(!case.is_weaker && !case.instances.is_empty());
        for instance in &case.instances {
            let verdict = case.document.is_valid(instance);
            if verdict {
                accepted += 1;
            } else {
                rejected += 1;
            }
            let other = generated.is_valid(instance);
            if verdict != other && !(case.is_weaker && other) {
                let Model {
                    fixture,
                    name,
                    pointer,
                    ..
                } = case.model;
                faults.push(format!(
                    "{fixture}, {name}, {pointer}: {verdict} on {instance}\n{schema}"
                ));
                break;
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} differ:\n{}",
        faults.len(),
        faults.join("\n\n")
    );
    assert!(
        exact > 100 && accepted > 1_000 && rejected > 10_000,
        "{exact} exact models, {accepted} instances accepted, {rejected} rejected"
    );
}

#[test]
fn the_models_read_what_their_documents_accept_and_write_it_again() {
    let (mut models, mut read) = (0, 0);
    let mut faults = Vec::new();
    for case in cases() {
        let Some(again) = case.model.again else {
            continue;
        };
        models += usize::from(!case.instances.is_empty());
        for instance in case
            .instances
            .iter()
            .filter(|&instance| case.document.is_valid(instance))
        {
            let Model {
                fixture,
                name,
                pointer,
                ..
            } = case.model;
            // A validator takes `format: int32` for a remark; the model takes it at its word.
            if instance.to_string().contains("3000000000") {
                continue;
            }
            let told = |what: &str| format!("{fixture}, {name}, {pointer}: {what} {instance}");
            match again(instance) {
                Err(error) => faults.push(told(&format!("{error} on"))),
                Ok(written) => {
                    if !case.document.is_valid(&written) {
                        faults.push(told(&format!("wrote {written} for")));
                    }
                    if again(&written).as_ref() != Ok(&written) {
                        faults.push(told(&format!("doesn't keep {written}, of")));
                    }
                }
            }
            read += 1;
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(
        models > 100 && read > 1_000,
        "{models} models read {read} instances"
    );
}
