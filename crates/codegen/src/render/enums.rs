//! Strings and integers of a known set: an enum each, open for values unknown today.

use std::fmt::Display;

use syn::{Attribute, Fields, Item};

use super::docs::{code, or_sentence};
use super::{print, tree};
use crate::model::{EnumVariant, TypeDef};

/// An enum of strings.
pub(super) fn strings(def: &TypeDef, variants: &[EnumVariant<String>]) -> String {
    print::item(item(def, variants, "String", tree::derive_value()))
}

/// An enum of integers.
pub(super) fn integers(def: &TypeDef, variants: &[EnumVariant<i64>]) -> String {
    print::item(item(def, variants, "i64", tree::derive_copied_value()))
}

fn item<T: Display>(
    def: &TypeDef,
    variants: &[EnumVariant<T>],
    other: &str,
    derive: Attribute,
) -> Item {
    let docs = or_sentence(&def.docs, || {
        format!("One of the values at {}.", code(&def.pointer))
    });
    let mut attributes = tree::docs(&docs);
    if def.deprecated {
        attributes.push(tree::marker("deprecated"));
    }
    attributes.push(derive);
    attributes.push(tree::marker("non_exhaustive"));
    let known = variants.iter().map(|variant| {
        let docs = or_sentence(&variant.docs, || {
            format!("{}.", code(&variant.value.to_string()))
        });
        tree::variant(tree::docs(&docs), &variant.name, Fields::Unit)
    });
    let docs = tree::docs("A value that the document doesn't name.");
    let other = tree::variant(docs, "Other", tree::unnamed(tree::named(other)));
    tree::item_enum(attributes, &def.name, known.chain([other]))
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
        assert_tree! { strings(&def, &variants),
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
        assert_tree! { integers(&def, &variants),
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
