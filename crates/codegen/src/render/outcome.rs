//! Answers of several kinds: an enum each.

use indexmap::IndexMap;

use super::docs::{self, code, or_sentence};
use super::operations::operations;
use super::uses::Uses;
use super::{layout, replies};
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
            docs::comment(text, "", &docs);
            item(api, name, cases, uses, text);
        }
    }
}

fn item<'a>(
    api: &'a Api,
    name: &str,
    cases: &'a [ReplyCase],
    uses: &mut Uses<'a>,
    out: &mut String,
) {
    // A stream can be neither copied nor compared.
    let is_plain = cases.iter().all(|case| case.format != ReplyFormat::Binary);
    out.push_str(if is_plain {
        "#[derive(Debug, Clone, PartialEq)]\n"
    } else {
        "#[derive(Debug)]\n"
    });
    out.extend(["#[non_exhaustive]\npub enum ", name, " {\n"]);
    for case in cases {
        let docs = or_sentence(&case.docs, || match case.matches.first() {
            Some(status) if status.from == status.to => format!("Status {}.", status.from),
            Some(status) => format!("A status from {} to {}.", status.from, status.to),
            None => format!("{}.", code(&case.name)),
        });
        docs::comment(out, "    ", &docs);
        if case.format == ReplyFormat::Empty {
            out.extend(["    ", &case.name, ",\n"]);
        } else {
            layout::variant(out, &case.name, |out| {
                replies::reply_type(api, &case.format, uses, out);
            });
        }
    }
    out.push_str("}\n");
}
