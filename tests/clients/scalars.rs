//! Values of one of several scalar types: whatever is read is written back as it was, to the bit.

use clients::{MODELS, Model};
use serde_json::{Value, json};

/// What a schema of this name in the fixture allows.
fn instances(kind: &str) -> Vec<Value> {
    match kind {
        "Int32" => vec![json!(5), json!(i32::MIN)],
        "Int64" => vec![json!(5), json!(9_007_199_254_740_993_i64), json!(i64::MIN)],
        "Uint64" => vec![json!(5), json!(u64::MAX)],
        "Number" | "Double" => vec![json!(1.5), json!(-0.25), json!(1e300)],
        "IntEnum" => vec![json!(1), json!(2)],
        "Boolean" => vec![json!(true), json!(false)],
        "String" => vec![json!(""), json!("5"), json!("true")],
        "Date" => vec![json!("2024-02-29")],
        "DateTime" => vec![
            json!("2024-02-29T01:02:03Z"),
            json!("2024-02-29T01:02:03.50+02:00"),
        ],
        "Uuid" => vec![json!("C0FFEE00-0000-4000-8000-000000000000")],
        "StringEnum" => vec![json!("a"), json!("unknown")],
        other => panic!("no instances of {other}"),
    }
}

#[test]
fn every_scalar_of_a_union_is_written_back_as_it_was() {
    let mut tried = 0;
    let mut faults = Vec::new();
    for Model { name, again, .. } in MODELS.iter().filter(|model| model.fixture == "scalars") {
        let (Some(again), true) = (again, name.contains("Or") && !name.contains("Value")) else {
            continue;
        };
        for kind in name.split("Or") {
            for value in instances(kind) {
                let instance = json!({ "value": value });
                tried += 1;
                let written = again(&instance);
                if written.as_ref() != Ok(&instance) {
                    faults.push(format!("{name}: {instance} became {written:?}"));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(tried > 200, "{tried} values");
}
