//! Damages documents: deletes, replaces, doubles and renames nodes, the same way for the same number.

use serde_json::{Map, Value, json};

/// The document with one to four damages.
pub(crate) fn mutant(document: &Value, seed: u64) -> Value {
    let mut random = Random::new(seed);
    let mut mutant = document.clone();
    for _ in 0..=random.below(4) {
        mutate(&mut mutant, document, &mut random);
    }
    mutant
}

/// Removes the node at a position, counted from the root.
pub(crate) fn remove(value: &mut Value, at: usize) {
    change(value, at, None, &mut Random::new(0));
}

/// Changes one node.
fn mutate(value: &mut Value, whole: &Value, random: &mut Random) {
    let count = count(value);
    let at = random.below(count);
    let donor = nth(whole, random.below(self::count(whole)))
        .cloned()
        .unwrap_or(Value::Null);
    let replacement = match random.below(9) {
        0 => None,
        1 => Some(Value::Null),
        2 => Some(json!(true)),
        3 => Some(json!(-1)),
        4 => Some(json!("")),
        5 => Some(json!([])),
        6 => Some(json!({})),
        _ => Some(donor),
    };
    change(value, at, replacement, random);
}

/// How many nodes a document has.
pub(crate) fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn nth(value: &Value, at: usize) -> Option<&Value> {
    if at == 0 {
        return Some(value);
    }
    let mut left = at - 1;
    let children: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    };
    for child in children {
        let size = count(child);
        if left < size {
            return nth(child, left);
        }
        left -= size;
    }
    None
}

/// Replaces the node at a position, removes it, or gives its neighbour its value.
fn change(value: &mut Value, at: usize, replacement: Option<Value>, random: &mut Random) {
    if at == 0 {
        *value = replacement.unwrap_or(Value::Null);
        return;
    }
    let mut left = at - 1;
    match value {
        Value::Array(items) => {
            for position in 0..items.len() {
                let size = count(&items[position]);
                if left >= size {
                    left -= size;
                    continue;
                }
                match replacement {
                    None if left == 0 => drop(items.remove(position)),
                    Some(_) if left == 0 && random.below(4) == 0 => {
                        items.insert(position, items[position].clone());
                    }
                    replacement => change(&mut items[position], left, replacement, random),
                }
                return;
            }
        }
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            for name in names {
                let size = count(&members[&name]);
                if left >= size {
                    left -= size;
                    continue;
                }
                match replacement {
                    None if left == 0 => drop(members.shift_remove(&name)),
                    Some(_) if left == 0 && random.below(4) == 0 => rename(members, &name, random),
                    replacement => change(&mut members[&name], left, replacement, random),
                }
                return;
            }
        }
        _ => {}
    }
}

fn rename(members: &mut Map<String, Value>, name: &str, random: &mut Random) {
    const NAMES: [&str; 8] = [
        "$ref",
        "allOf",
        "oneOf",
        "type",
        "enum",
        "properties",
        "",
        "x",
    ];
    if let Some(value) = members.shift_remove(name) {
        members.insert(NAMES[random.below(NAMES.len())].to_owned(), value);
    }
}

/// A small generator of numbers (xorshift), the same on every machine.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// The next number, below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }
}
