//! Where a wrong value is: against the paths of serde's own tracker, for all small shapes.

use std::fmt;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::runtime::response::locate::locate;

/// Anything, but in the places that say what they want: the value of a key, and the items of a list that is one.
#[derive(Debug)]
struct Node;

/// A number.
#[derive(Debug)]
struct Number;

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(Self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        i64::deserialize(source).map(|_| Self)
    }
}

impl<'de> Visitor<'de> for Node {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self, E> {
        match text {
            "wrong" => Err(E::custom("the text is wrong")),
            _ => Ok(self),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        let mut is_lacking = false;
        while let Some(key) = entries.next_key::<String>()? {
            is_lacking |= key == "lacks";
            match key.as_str() {
                "number" => {
                    entries.next_value::<Number>()?;
                }
                "numbers" => {
                    entries.next_value::<Vec<Number>>()?;
                }
                "text" => {
                    entries.next_value::<String>()?;
                }
                _ => {
                    entries.next_value::<Self>()?;
                }
            }
        }
        if is_lacking {
            return Err(A::Error::missing_field("more"));
        }
        Ok(self)
    }
}

/// Values that are wrong where a number stands, or anywhere.
const WRONG: [&str; 15] = [
    r#""wrong""#,
    r#"{"number":true}"#,
    r#"{"number":null}"#,
    r#"{"number":"x"}"#,
    r#"{"number":1.5}"#,
    r#"{"number":[]}"#,
    r#"{"number":[1]}"#,
    r#"{"number":{}}"#,
    r#"{"number":{"a":1}}"#,
    r#"{"numbers":{}}"#,
    r#"{"numbers":[1,[],2]}"#,
    r#"{"numbers":[{}]}"#,
    r#"{"text":{}}"#,
    r#"{"lacks":[]}"#,
    r#"{"a":{},"lacks":{},"b":[]}"#,
];

/// What may stand beside it.
const BESIDE: [&str; 7] = [
    "1",
    r#""a\"]}{[,b""#,
    "[]",
    "{}",
    "[[],{}]",
    r#"{"e":{},"f":[]}"#,
    r#"[{"g":[{}]},null]"#,
];

/// Wraps a value in lists and objects, with others before and behind it.
fn wrapped(inner: &str, out: &mut Vec<String>) {
    for other in BESIDE {
        out.push(format!("[{other},{inner}]"));
        out.push(format!("[{inner},{other}]"));
        out.push(format!("[{other},{other},{inner},{other}]"));
        out.push(format!(r#"{{"before":{other},"k":{inner}}}"#));
        out.push(format!(r#"{{"k":{inner},"after":{other}}}"#));
        out.push(format!(
            r#"{{"b":{other},"c":{other},"k":{inner},"d":{other}}}"#
        ));
    }
    out.push(format!("[{inner}]"));
    out.push(format!(r#"{{"k":{inner}}}"#));
}

/// The same text with white space wherever there may be some.
fn spaced(text: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    format!("\n {value:#} \n")
}

fn compare(text: &str) {
    let source = &mut serde_json::Deserializer::from_str(text);
    let wanted = serde_path_to_error::deserialize::<_, Node>(source).expect_err("a wrong value");
    let wanted = wanted.path().to_string();
    let error = serde_json::from_str::<Node>(text).expect_err("it fails there too");
    let found = locate(text.as_bytes(), error.line(), error.column());
    assert_eq!(found, wanted.trim_start_matches('.'), "{text}: {error}");
}

#[test]
fn a_wrong_value_is_located_beside_empty_objects_and_lists() {
    compare(r#"{"args":{},"k":"wrong"}"#);
    compare(r#"[{"id":{},"text":1}]"#);
}

#[test]
fn a_wrong_value_is_located_in_every_small_shape() {
    for wrong in WRONG {
        let mut once = vec![wrong.to_owned()];
        wrapped(wrong, &mut once);
        let mut twice = Vec::new();
        for text in &once {
            wrapped(text, &mut twice);
        }
        for text in &once {
            compare(text);
            compare(&spaced(text));
        }
        for text in &twice {
            compare(text);
        }
    }
}
