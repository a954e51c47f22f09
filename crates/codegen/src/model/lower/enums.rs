//! `enum` and `const`: sets of known values.

use apicrate_openapi::Code;
use apicrate_openapi::{Merged, Node, Subs, Types, Value, read};
use indexmap::{IndexMap, IndexSet};

use super::hint::Hint;
use super::schema::{Form, Lowering};
use super::types::Facts;
use super::union::Choice;
use crate::model::names::{Scope, Wish, has_signs, pascal, pascal_spelled};
use crate::model::{EnumVariant, Kind, Shape, docs};

/// Names no variant of a generated enum may have.
pub(super) const VARIANT_NAMES: &[&str] = &["Other", "Self"];

/// A value with what its author said of it.
#[derive(Debug, Clone)]
pub(super) struct Known<T> {
    pub(super) value: T,
    /// The name that the author gave it.
    pub(super) name: Option<String>,
    pub(super) docs: String,
}

/// Values by type.
#[derive(Debug, Default)]
struct Sorted {
    strings: IndexMap<String, Said>,
    ints: IndexMap<i64, Said>,
    bools: IndexSet<bool>,
    others: bool,
    null: bool,
}

impl<'d> Lowering<'d> {
    /// A schema with `enum` or `const`.
    pub(super) fn values(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Form {
        let sorted = self.sort(merged);
        if sorted.null && sorted.is_otherwise_empty() {
            return Kind::Null.into();
        }
        if merged.types.both(Types::ARRAY.with(Types::OBJECT)) == merged.types && !sorted.others {
            return self.misplaced_values(merged, hint);
        }
        if sorted.others {
            self.notes.warn(
                merged.node,
                Code::Enum,
                "an `enum` of values that are neither texts, integers nor booleans: only their type is kept",
                "list texts, integers or booleans",
            );
            let mut plain = merged.with_values(None);
            if !plain.typed
                && let Some(types) = merged.values.as_deref().and_then(common_type)
            {
                (plain.types, plain.typed) = (types, true);
            }
            return self.form_of(&plain, hint);
        }
        let mut forms = Vec::new();
        if !sorted.bools.is_empty() {
            if sorted.bools.len() == 1 {
                self.notes.warn(
                    merged.node,
                    Code::Unchecked,
                    "only one boolean is allowed: the Rust type allows both",
                    "",
                );
            }
            forms.push(("Boolean", Form::from(Kind::Bool)));
        }
        if !sorted.ints.is_empty() {
            forms.push(("Integer", Form::Shape(int_enum(known(sorted.ints)))));
        }
        if !sorted.strings.is_empty() {
            forms.push(("String", Form::Shape(string_enum(known(sorted.strings)))));
        }
        match forms.len() {
            0 => Kind::Never.into(),
            1 => forms.swap_remove(0).1,
            _ => {
                let choices = forms
                    .into_iter()
                    .map(|(name, form)| Choice::new(name, form));
                self.untagged(merged, choices.collect(), true, hint)
            }
        }
    }

    /// The texts that are all that this schema allows; nothing where it allows something else.
    pub(super) fn known_strings(&self, merged: &Merged<'d>) -> Option<Vec<Known<String>>> {
        merged.values.as_ref()?;
        let sorted = self.sort(merged);
        let only = sorted.ints.is_empty() && sorted.bools.is_empty() && !sorted.others;
        (only && !sorted.strings.is_empty()).then(|| known(sorted.strings))
    }

    /// The integers that are all that this schema allows.
    pub(super) fn known_ints(&self, merged: &Merged<'d>) -> Option<Vec<Known<i64>>> {
        merged.values.as_ref()?;
        let sorted = self.sort(merged);
        let only = sorted.strings.is_empty() && sorted.bools.is_empty() && !sorted.others;
        (only && !sorted.ints.is_empty()).then(|| known(sorted.ints))
    }

    fn sort(&self, merged: &Merged<'d>) -> Sorted {
        let values = merged.values.as_deref().unwrap_or_default();
        let mut sorted = Sorted::default();
        // A `const` may have its name in its title.
        let title = match values {
            [_] => merged.title.as_deref(),
            _ => None,
        };
        for (position, &node) in values.iter().enumerate() {
            let name = said_of_value(merged.value_names, position, node);
            let docs = said_of_value(merged.value_docs, position, node).unwrap_or_default();
            let name = name.or_else(|| title.map(str::to_owned));
            self.sort_value(
                merged,
                node,
                Said {
                    name,
                    docs: docs::markdown(&docs),
                },
                &mut sorted,
            );
        }
        sorted
    }

    fn sort_value(&self, merged: &Merged<'d>, node: Node<'d>, said: Said, sorted: &mut Sorted) {
        let texts_only = merged.is_only(Types::STRING);
        let ints_only = merged.typed
            && merged.types.contains(Types::INTEGER)
            && Types::NUMBER.contains(merged.types.without(Types::NULL));
        let bools_only = merged.is_only(Types::BOOLEAN);
        match node.value() {
            Value::Null => sorted.null = true,
            Value::String(text) => {
                if ints_only && let Ok(number) = text.trim().parse() {
                    self.warn_value(node, "a text among integers: read as an integer");
                    sorted.int(number, said);
                } else if bools_only && let Ok(flag) = text.trim().parse() {
                    self.warn_value(node, "a text among booleans: read as a boolean");
                    sorted.bools.insert(flag);
                } else if ints_only || bools_only {
                    self.warn_value(node, "a value that its `type` forbids: left out");
                } else {
                    sorted.string(text, said);
                }
            }
            _ if texts_only => match read::text(node, self.notes) {
                Some(text) => sorted.string(&text, said),
                None => sorted.others = true,
            },
            Value::Int(number) if !bools_only => sorted.int(*number, said),
            Value::Bool(flag) if !ints_only => {
                sorted.bools.insert(*flag);
            }
            _ => sorted.others = true,
        }
    }

    fn warn_value(&self, node: Node<'d>, message: &str) {
        self.notes.warn(
            node,
            Code::Enum,
            message,
            "list values of the schema's `type`",
        );
    }

    /// An `enum` of scalars beside `type: array` is about the items, and beside an object about nothing.
    fn misplaced_values(&mut self, merged: &Merged<'d>, hint: &Hint<'_>) -> Form {
        if merged.types.without(Types::NULL) != Types::ARRAY {
            self.notes.warn(
                merged.node,
                Code::Enum,
                "an `enum` whose values the `type` forbids: left out",
                "list values of the schema's `type`",
            );
            return self.form_of(&merged.with_values(None), hint);
        }
        self.notes.warn(
            merged.node,
            Code::Enum,
            "an `enum` of scalars beside `type: array`: read as the items'",
            "move it into `items`",
        );
        let values = merged.values.clone();
        let item = if let Some(Subs::Schemas(items)) = &merged.items {
            self.schemas.merged_of(items).with_values(values)
        } else {
            let mut item = merged.clone();
            item.typed = false;
            item.types = Types::ALL;
            item
        };
        let hint = hint.item();
        let form = self.form_of(&item, &hint);
        let item = self.named(merged.node, &hint, form, Facts::default());
        Kind::List(Box::new(item)).into()
    }
}

/// The type that all these values have.
fn common_type(values: &[Node<'_>]) -> Option<Types> {
    let mut types =
        values
            .iter()
            .filter(|value| !value.is_null())
            .map(|value| match value.value() {
                Value::Bool(_) => Types::BOOLEAN,
                Value::Int(_) | Value::Float(_) => Types::NUMBER,
                Value::String(_) => Types::STRING,
                Value::Array => Types::ARRAY,
                _ => Types::OBJECT,
            });
    let first = types.next()?;
    types.all(|other| other == first).then_some(first)
}

/// What its author said of a value.
#[derive(Debug)]
struct Said {
    name: Option<String>,
    docs: String,
}

/// The values of one type with what was said of them first.
fn known<T>(values: IndexMap<T, Said>) -> Vec<Known<T>> {
    let known = |(value, Said { name, docs })| Known { value, name, docs };
    values.into_iter().map(known).collect()
}

impl Sorted {
    /// Nothing but null, if that.
    fn is_otherwise_empty(&self) -> bool {
        self.strings.is_empty() && self.ints.is_empty() && self.bools.is_empty() && !self.others
    }

    fn string(&mut self, text: &str, said: Said) {
        self.strings.entry(text.to_owned()).or_insert(said);
    }

    fn int(&mut self, value: i64, said: Said) {
        self.ints.entry(value).or_insert(said);
    }
}

/// What an alternative of a single value says of itself, it says of that value.
pub(super) fn describe<T>(known: &mut [Known<T>], alternative: Node<'_>) {
    if let [Known { docs, .. }] = known
        && docs.is_empty()
        && let Some(text) = alternative.get("description").and_then(Node::as_str)
    {
        *docs = docs::markdown(text);
    }
}

pub(super) fn string_enum(values: Vec<Known<String>>) -> Shape {
    let wishes: Vec<Wish> = values
        .iter()
        .map(|Known { value, name, .. }| match (name, value.trim()) {
            (Some(name), _) => variant_wish(&pascal(name), value),
            (None, "") => variant_wish("Empty", value),
            (None, text) => variant_wish(&pascal(text), value),
        })
        .collect();
    let names = Scope::without(VARIANT_NAMES).claim_all(&wishes, "");
    let variants = values.into_iter().zip(names);
    let variants =
        variants.map(|(Known { value, docs, .. }, name)| EnumVariant { name, value, docs });
    Shape::StringEnum(variants.collect())
}

pub(super) fn int_enum(values: Vec<Known<i64>>) -> Shape {
    let wishes: Vec<Wish> = values
        .iter()
        .map(|Known { value, name, .. }| {
            let text = value.to_string();
            variant_wish(&pascal(name.as_deref().unwrap_or(&text)), &text)
        })
        .collect();
    let names = Scope::without(VARIANT_NAMES).claim_all(&wishes, "");
    let variants = values.into_iter().zip(names);
    let variants =
        variants.map(|(Known { value, docs, .. }, name)| EnumVariant { name, value, docs });
    Shape::IntEnum(variants.collect())
}

/// What a variant would like to be called: so, or with the signs of this text spelled out.
pub(super) fn variant_wish(wanted: &str, text: &str) -> Wish {
    let reserved = VARIANT_NAMES.contains(&wanted);
    let first = if reserved {
        format!("{wanted}Value")
    } else {
        wanted.to_owned()
    };
    let spelled = has_signs(text).then(|| pascal_spelled(text));
    Wish {
        exact: wanted == text,
        names: [Some(first), spelled].into_iter().flatten().collect(),
    }
}

/// The text that stands beside a value: by position in a list, by value in an object.
fn said_of_value(texts: Option<Node<'_>>, position: usize, value: Node<'_>) -> Option<String> {
    let texts = texts?;
    let text = if texts.is_array() {
        texts.children().nth(position)?
    } else {
        match value.as_str() {
            Some(value) => texts.get(value)?,
            None => texts.get(&read::json_text(value))?,
        }
    };
    text.as_str()
        .map(str::to_owned)
        .filter(|text| !text.trim().is_empty())
}
