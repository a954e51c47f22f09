//! Answers of several kinds: an enum each.

use indexmap::IndexMap;
use syn::{Fields, Item};

use super::docs::{code, or_sentence};
use super::operations::operations;
use super::uses::Uses;
use super::{print, tree, ty};
use crate::model::{Api, Operation, Outcome, ReplyCase, ReplyFormat};

/// Which operation's file has the enum that several operations share: the first one's.
#[derive(Debug, Default)]
pub(super) struct Owners<'a>(IndexMap<&'a str, Owner<'a>>);

#[derive(Debug)]
struct Owner<'a> {
    marker: &'a str,
    shared: bool,
}

impl<'a> Owners<'a> {
    /// Looks at all answers.
    pub(super) fn of(api: &'a Api) -> Self {
        let mut owners: IndexMap<&'a str, Owner<'a>> = IndexMap::new();
        for operation in operations(api) {
            for outcome in [&operation.replies.success, &operation.replies.failure] {
                if let Outcome::Choice { name, .. } = outcome {
                    owners
                        .entry(name.as_str())
                        .and_modify(|owner| owner.shared = true)
                        .or_insert(Owner {
                            marker: &operation.marker,
                            shared: false,
                        });
                }
            }
        }
        Self(owners)
    }
}

/// The enums of an operation's answers, where it has several kinds of them and is the first to have them.
pub(super) fn types<'a>(
    api: &'a Api,
    owners: &Owners<'_>,
    operation: &'a Operation,
    uses: &mut Uses<'a>,
    text: &mut String,
) {
    let sides = [
        (&operation.replies.success, "A successful answer"),
        (&operation.replies.failure, "A documented error"),
    ];
    for (outcome, what) in sides {
        let Outcome::Choice { name, cases } = outcome else {
            continue;
        };
        let Some(owner) = owners.0.get(name.as_str()) else {
            continue;
        };
        if owner.marker == operation.marker {
            let others = if owner.shared {
                " and other operations"
            } else {
                ""
            };
            let docs = format!("{what} of [`Client::{}`]{others}.", operation.name);
            text.push('\n');
            text.push_str(&print::item(item(api, &docs, name, cases, uses)));
        }
    }
}

fn item<'a>(
    api: &'a Api,
    docs: &str,
    name: &str,
    cases: &'a [ReplyCase],
    uses: &mut Uses<'a>,
) -> Item {
    let mut attributes = tree::docs(docs);
    // A stream can be neither copied nor compared.
    let is_plain = cases.iter().all(|case| case.format != ReplyFormat::Binary);
    attributes.push(if is_plain {
        tree::derive_model()
    } else {
        tree::derive_debug()
    });
    attributes.push(tree::allow_large_variants());
    attributes.push(tree::marker("non_exhaustive"));
    let variants: Vec<_> = cases
        .iter()
        .map(|case| {
            let docs = or_sentence(&case.docs, || match case.matches.first() {
                Some(status) if status.from == status.to => format!("Status {}.", status.from),
                Some(status) => format!("A status from {} to {}.", status.from, status.to),
                None => format!("{}.", code(&case.name)),
            });
            let fields = match &case.format {
                ReplyFormat::Empty => Fields::Unit,
                ReplyFormat::Json(ty) => tree::unnamed(ty::tree(api, ty, uses)),
                ReplyFormat::Text => tree::unnamed(tree::named("String")),
                ReplyFormat::Binary => {
                    uses.runtime("ByteStream");
                    tree::unnamed(tree::named("ByteStream"))
                }
            };
            tree::variant(tree::docs(&docs), &case.name, fields)
        })
        .collect();
    tree::item_enum(attributes, name, variants)
}
