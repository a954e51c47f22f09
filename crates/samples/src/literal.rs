//! Values as literals of a language.

use serde_json::Value;

use crate::call::SECRET;

/// How a language writes values.
pub(crate) struct Style {
    pub(crate) text: fn(&str) -> String,
    /// Reads a variable of the environment.
    pub(crate) variable: fn(&str) -> String,
    pub(crate) object: [&'static str; 2],
    /// A member's key, before its value.
    pub(crate) key: fn(&str) -> String,
    pub(crate) list: [&'static str; 2],
    /// Whether the last member may have a comma behind it, as languages like it.
    pub(crate) trailing: bool,
    /// null, true, false.
    pub(crate) words: [&'static str; 3],
    /// Whether the values of members stand below each other.
    pub(crate) aligned: bool,
    /// A step of indentation.
    pub(crate) step: &'static str,
}

impl Style {
    /// A value whose further lines are indented by so many steps.
    pub(crate) fn value(&self, value: &Value, depth: usize) -> String {
        match value {
            Value::Null => self.words[0].to_owned(),
            Value::Bool(true) => self.words[1].to_owned(),
            Value::Bool(false) => self.words[2].to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => (self.text)(text),
            Value::Array(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|item| self.value(item, depth + 1))
                    .collect();
                if items.iter().all(|item| !item.contains('\n')) {
                    return format!("{}{}{}", self.list[0], items.join(", "), self.list[1]);
                }
                self.lines(self.list, &items, depth)
            }
            Value::Object(members) => {
                if let Some(variable) = members.get(SECRET).and_then(Value::as_str) {
                    return (self.variable)(variable);
                }
                let keys: Vec<String> = members.keys().map(|name| (self.key)(name)).collect();
                let width = keys.iter().map(String::len).max().filter(|_| self.aligned);
                let members: Vec<String> = keys
                    .iter()
                    .zip(members.values())
                    .map(|(key, member)| {
                        let value = self.value(member, depth + 1);
                        format!("{key:<width$}{value}", width = width.unwrap_or_default())
                    })
                    .collect();
                self.lines(self.object, &members, depth)
            }
        }
    }

    fn lines(&self, [open, close]: [&str; 2], parts: &[String], depth: usize) -> String {
        if parts.is_empty() {
            return format!("{open}{close}");
        }
        let inner = self.step.repeat(depth + 1);
        let comma = if self.trailing { "," } else { "" };
        format!(
            "{open}\n{inner}{}{comma}\n{}{close}",
            parts.join(&format!(",\n{inner}")),
            self.step.repeat(depth)
        )
    }
}

/// A text in double quotes: what JSON writes, most languages read.
pub(crate) fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
