//! JSON as it is sent: what stands twice in an object is no mistake to JSON, but it is one.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// A JSON text, read.
#[derive(Debug)]
pub(crate) struct Json {
    pub(crate) value: Value,
    /// How often a member of an object stands in it, by its path, where that is more than once.
    pub(crate) repeated: IndexMap<Vec<String>, usize>,
}

impl Json {
    /// Reads a text. The error tells where it breaks the grammar, and never quotes it.
    pub(crate) fn read(text: &[u8]) -> Result<Self, serde_json::Error> {
        let mut repeated = IndexMap::new();
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let node = Node {
            path: &mut Vec::new(),
            repeated: &mut repeated,
        };
        let value = node.deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(Self { value, repeated })
    }
}

struct Node<'a> {
    path: &'a mut Vec<String>,
    repeated: &'a mut IndexMap<Vec<String>, usize>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            self.path.push(name.clone());
            let value = map.next_value_seed(Node {
                path: self.path,
                repeated: self.repeated,
            })?;
            if members.insert(name, value).is_some() {
                *self.repeated.entry(self.path.clone()).or_insert(1) += 1;
            }
            self.path.pop();
        }
        Ok(Value::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            self.path.push(items.len().to_string());
            let item = list.next_element_seed(Node {
                path: self.path,
                repeated: self.repeated,
            })?;
            self.path.pop();
            match item {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
}

/// A JSON text as the project's examples are written: with four blanks, and a line's end.
pub(crate) fn pretty(value: &Value) -> Vec<u8> {
    let mut text = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, formatter);
    // Writing to memory can't fail, and a value holds nothing that JSON can't.
    let _ = serde::Serialize::serialize(value, &mut serializer);
    text.push(b'\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_is_told_wherever_it_stands() {
        let text = br#"{"a": 1, "b": [{"c": 1, "c": 2, "c": 3}], "a": null}"#;
        let json = Json::read(text).expect("JSON");
        let repeated: Vec<(String, usize)> = json
            .repeated
            .into_iter()
            .map(|(path, times)| (path.join("."), times))
            .collect();
        assert_eq!(repeated, [("b.0.c".to_owned(), 3), ("a".to_owned(), 2)]);
        assert!(Json::read(b"{} {}").is_err());
    }
}
