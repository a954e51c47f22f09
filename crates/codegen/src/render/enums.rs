//! Strings and integers of a known set: an enum each, open for values unknown today.

use std::fmt::Display;

use super::docs::{self, code, or_sentence};
use crate::model::{EnumVariant, TypeDef};

/// Adds an enum of strings.
pub(super) fn strings(def: &TypeDef, variants: &[EnumVariant<String>], out: &mut String) {
    item(def, variants, "Clone", "String", out);
}

/// Adds an enum of integers.
pub(super) fn integers(def: &TypeDef, variants: &[EnumVariant<i64>], out: &mut String) {
    item(def, variants, "Clone, Copy", "i64", out);
}

fn item<T: Display>(
    def: &TypeDef,
    variants: &[EnumVariant<T>],
    copied: &str,
    other: &str,
    out: &mut String,
) {
    let docs = or_sentence(&def.docs, || {
        format!("One of the values at {}.", code(&def.pointer))
    });
    docs::item(out, "", &docs, def.deprecated);
    out.extend([
        "#[derive(Debug, ",
        copied,
        ", PartialEq, Eq, PartialOrd, Ord, Hash)]\n",
    ]);
    out.extend(["#[non_exhaustive]\npub enum ", &def.name, " {\n"]);
    for variant in variants {
        let docs = or_sentence(&variant.docs, || {
            format!("{}.", code(&variant.value.to_string()))
        });
        docs::comment(out, "    ", &docs);
        out.extend(["    ", &variant.name, ",\n"]);
    }
    docs::comment(out, "    ", "A value that the document doesn't name.");
    out.extend(["    Other(", other, "),\n}\n"]);
}

#[cfg(test)]
mod tests {
    use super::{integers, strings};
    use crate::model::{EnumVariant, Shape};
    use crate::render::test_support::{assert_tree, received};

    #[test]
    fn an_enum_of_strings_survives_unknown_values() {
        let variants = vec![
            EnumVariant {
                name: "Active".to_owned(),
                value: "active".to_owned(),
                docs: String::new(),
            },
            EnumVariant {
                name: "Plus1".to_owned(),
                value: "+1".to_owned(),
                docs: "Liked.".to_owned(),
            },
        ];
        let def = received("Status", Shape::StringEnum(variants.clone()));
        let mut text = String::new();
        strings(&def, &variants, &mut text);
        assert_tree! { text,
            /// Documentation of Status.
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum Status {
                /// `active`.
                Active,
                /// Liked.
                Plus1,
                /// A value that the document doesn't name.
                Other(String),
            }
        }
    }

    #[test]
    fn an_enum_of_integers_is_copied() {
        let variants = vec![EnumVariant {
            name: "No".to_owned(),
            value: 0,
            docs: String::new(),
        }];
        let def = received("Flag", Shape::IntEnum(variants.clone()));
        let mut text = String::new();
        integers(&def, &variants, &mut text);
        assert_tree! { text,
            /// Documentation of Flag.
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum Flag {
                /// `0`.
                No,
                /// A value that the document doesn't name.
                Other(i64),
            }
        }
    }
}
