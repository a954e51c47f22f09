//! JSON or YAML text becomes a [`Tree`], both through one serde visitor.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::Error;
use crate::tree::{Tree, Value};
#[cfg(feature = "yaml")]
use crate::yaml::yaml;

/// Nesting beyond this is refused, as `serde_json` does: a document is walked recursively.
pub(crate) const MAX_DEPTH: usize = 128;

/// Reads a document: JSON when its first character says so, else YAML.
pub(crate) fn build(bytes: &[u8]) -> Result<Tree<'_>, Error> {
    let text = str::from_utf8(bytes).map_err(|error| {
        Error::new(
            "",
            format!("byte {} is not UTF-8", error.valid_up_to()),
            "save the document as UTF-8",
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tree = Tree::default();
    let root = Seed {
        tree: &mut tree,
        parent: 0,
        key: Cow::Borrowed(""),
        keys: Keys::Keywords,
        depth: 0,
    };
    if text.trim_start().starts_with(['{', '[']) && looks_like_json(text) {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        root.deserialize(&mut deserializer)
            .and_then(|()| deserializer.end())
            .map_err(|error| unreadable("JSON", &error.to_string()))?;
    } else {
        yaml(text, root)?;
    }
    Ok(tree)
}

/// The error for text that a reader gave up on.
pub(crate) fn unreadable(format: &str, error: &str) -> Error {
    let hint = if error.contains("recursion limit") {
        "the document is nested too deeply there: give its inner parts names of their own"
    } else {
        "mend the document's syntax there"
    };
    Error::new("", format!("not valid {format}: {error}"), hint)
}

/// A YAML document may begin with a flow mapping too; there the first name may stand without quotes.
fn looks_like_json(text: &str) -> bool {
    let inside = text.trim_start().get(1..).unwrap_or_default().trim_start();
    inside.starts_with(['"', '{', '[', '}', ']'])
}

#[cfg(not(feature = "yaml"))]
fn yaml<'a>(_: &'a str, _: Seed<'_, 'a>) -> Result<(), Error> {
    Err(Error::new(
        "",
        "the document doesn't begin like JSON, and reading YAML is switched off",
        "pass JSON, or enable apicrate's feature `yaml`",
    ))
}

/// What the names in an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Words of the specification.
    Keywords,
    /// The author's own: `properties`, `paths`, `schemas` …
    Names,
    /// An array of objects with the author's own names: `security`.
    ItemNames,
    /// Values: `default`, `enum`, extensions. All of it is kept.
    Data,
}

impl Keys {
    /// What the names below a member are; nothing where the member is of no use here.
    fn below(self, key: &str) -> Option<Self> {
        match self {
            Self::Names => Some(Self::Keywords),
            Self::Data => Some(Self::Data),
            Self::Keywords | Self::ItemNames => match key {
                // Often the larger part of a document, and nothing is generated from it.
                "example" | "examples" => None,
                "properties" | "patternProperties" | "$defs" | "definitions"
                | "dependentSchemas" | "schemas" | "responses" | "parameters" | "requestBodies"
                | "headers" | "securitySchemes" | "links" | "callbacks" | "pathItems" | "paths"
                | "webhooks" | "content" | "encoding" | "variables" | "mapping" | "scopes" => {
                    Some(Self::Names)
                }
                "security" => Some(Self::ItemNames),
                "default" | "enum" | "const" => Some(Self::Data),
                extension if extension.starts_with("x-") => Some(Self::Data),
                _ => Some(Self::Keywords),
            },
        }
    }

    /// What the names in an array's items are.
    fn in_items(self) -> Self {
        match self {
            Self::ItemNames => Self::Names,
            Self::Data => Self::Data,
            Self::Keywords | Self::Names => Self::Keywords,
        }
    }
}

/// Reads one value into the tree.
pub(crate) struct Seed<'t, 'a> {
    tree: &'t mut Tree<'a>,
    parent: usize,
    key: Cow<'a, str>,
    keys: Keys,
    depth: usize,
}

impl<'a> Seed<'_, 'a> {
    fn leaf(self, value: Value<'a>) {
        self.tree.open(self.parent, self.key, value);
    }
}

impl<'a> DeserializeSeed<'a> for Seed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.depth > MAX_DEPTH {
            return Err(D::Error::custom(format_args!(
                "more than {MAX_DEPTH} levels deep"
            )));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Seed<'_, 'a> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.leaf(Value::Null);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.leaf(Value::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.leaf(Value::Int(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        #[allow(
            clippy::cast_precision_loss,
            reason = "such integers only occur as loose bounds"
        )]
        let value = i64::try_from(value).map_or(Value::Float(value as f64), Value::Int);
        self.leaf(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.leaf(Value::Float(value));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'a str) -> Result<(), E> {
        self.leaf(Value::String(Cow::Borrowed(value)));
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.leaf(Value::String(Cow::Owned(value.to_owned())));
        Ok(())
    }

    fn visit_string<E>(self, value: String) -> Result<(), E> {
        self.leaf(Value::String(Cow::Owned(value)));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut items: A) -> Result<(), A::Error> {
        let Self {
            tree,
            parent,
            key,
            keys,
            depth,
        } = self;
        let id = tree.open(parent, key, Value::Array);
        let keys = keys.in_items();
        loop {
            let key = Cow::Borrowed("");
            let item = Seed {
                tree: &mut *tree,
                parent: id,
                key,
                keys,
                depth: depth + 1,
            };
            if items.next_element_seed(item)?.is_none() {
                break;
            }
        }
        tree.close(id);
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut members: A) -> Result<(), A::Error> {
        let Self {
            tree,
            parent,
            key,
            keys,
            depth,
        } = self;
        let id = tree.open(parent, key, Value::Object);
        while let Some(key) = members.next_key_seed(Key)? {
            match keys.below(&key) {
                Some(keys) => {
                    let seed = Seed {
                        tree: &mut *tree,
                        parent: id,
                        key,
                        keys,
                        depth: depth + 1,
                    };
                    members.next_value_seed(seed)?;
                }
                None => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        tree.close_object(id);
        Ok(())
    }
}

/// A member's name, borrowed from the text where it stands there as it is. YAML's `200:` reads as text too.
struct Key;

impl<'a> DeserializeSeed<'a> for Key {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Cow<'a, str>, D::Error> {
        // Only YAML has a name that is no text: `null:`.
        deserializer.deserialize_option(self)
    }
}

impl<'a> Visitor<'a> for Key {
    type Value = Cow<'a, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_none<E>(self) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Borrowed("null"))
    }

    fn visit_some<D: Deserializer<'a>>(self, text: D) -> Result<Cow<'a, str>, D::Error> {
        text.deserialize_str(self)
    }

    fn visit_borrowed_str<E>(self, value: &'a str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Owned(value))
    }
}
