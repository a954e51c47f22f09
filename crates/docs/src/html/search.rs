//! What the search finds.

use serde_json::{Value, json};

/// Something that can be found.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    title: String,
    /// The page or the model that it is on.
    place: String,
    address: String,
    text: String,
}

impl Entry {
    pub(crate) fn new(title: &str, place: &str, address: &str, text: &str) -> Self {
        Self {
            title: title.to_owned(),
            place: place.to_owned(),
            address: address.to_owned(),
            // Shown as plain text: marks of code and line breaks are gone.
            text: text
                .replace('`', "")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        }
    }
}

/// The index, as a script: pages opened from disk may load scripts, and nothing else.
pub(crate) fn search_index(entries: &[Entry]) -> String {
    let entries: Vec<Value> = entries
        .iter()
        .map(|entry| json!([entry.title, entry.place, entry.address, entry.text]))
        .collect();
    format!("window.searchIndex = {};\n", Value::Array(entries))
}
