//! Instances that are off by one change: what two schemas are compared on.

use serde_json::{Map, Value, json};

/// Values that a member is replaced by: one of each type, and the edges of the contract's rules.
fn replacements() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(-1),
        json!(2.5),
        json!(3_000_000_000_i64),
        json!(""),
        json!("text"),
        json!("2022-09-08 13:47:18"),
        json!("2022-13-08 13:47:18"),
        json!("2022-09-08 24:00:00"),
        json!("2022-09-08T13:47:18Z"),
        json!([]),
        json!(["text"]),
        json!([null]),
        json!({}),
        json!({ "any_key": ["text"] }),
        json!({ "any_key": "text" }),
    ]
}

/// The instance itself, and every instance that differs from it in one place: a value replaced, a member removed, a
/// member added, an item doubled.
pub(crate) fn of(instance: &Value) -> Vec<Value> {
    let mut found = vec![instance.clone()];
    let mut places = Vec::new();
    collect_places(instance, String::new(), &mut places);
    for place in places {
        for replacement in replacements() {
            found.push(changed(instance, &place, |value| {
                *value = replacement.clone();
            }));
        }
        match instance.pointer(&place) {
            Some(Value::Object(members)) => {
                found.push(changed(instance, &place, |value| {
                    value["unknown"] = json!(1);
                }));
                for name in members.keys() {
                    found.push(changed(instance, &place, |value| remove(value, name)));
                }
            }
            Some(Value::Array(items)) if !items.is_empty() => {
                found.push(changed(instance, &place, double_first));
            }
            _ => {}
        }
    }
    found
}

fn collect_places(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                collect_places(member, format!("{at}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_places(item, format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(at);
}

fn changed(instance: &Value, place: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut copy = instance.clone();
    change(
        copy.pointer_mut(place)
            .expect("the place was found in this instance"),
    );
    copy
}

fn remove(value: &mut Value, name: &str) {
    value
        .as_object_mut()
        .map(|members: &mut Map<String, Value>| members.shift_remove(name));
}

fn double_first(value: &mut Value) {
    if let Some(items) = value.as_array_mut() {
        items.insert(0, items[0].clone());
    }
}
