//! Reading YAML.

use serde::de::DeserializeSeed;
use serde_saphyr::budget::BudgetBreach;

use crate::Error;
use crate::build::{MAX_DEPTH, Seed, unreadable};

/// What the reader needs for [`MAX_DEPTH`] levels in an unoptimised build, where a thread of a test has less.
const STACK: usize = 16 << 20;

/// Reads a document in YAML.
pub(crate) fn yaml<'a>(text: &'a str, root: Seed<'_, 'a>) -> Result<(), Error> {
    let read = || {
        serde_saphyr::with_deserializer_from_str_with_options(
            text,
            options(),
            |deserializer: serde_saphyr::Deserializer<'a, '_>| root.deserialize(deserializer),
        )
        .map_err(|error| explained(&error))
    };
    let result = std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        let thread = builder
            .spawn_scoped(scope, read)
            .map_err(|error| error.to_string())?;
        thread
            .join()
            .unwrap_or_else(|_| Err("its reader gave up".to_owned()))
    });
    result.map_err(|error| unreadable("YAML", &error))
}

/// YAML 1.2's core schema, and room for documents of any honest size.
///
/// Many aliases of few anchors are fine: what all of them together stand for is limited by itself.
fn options() -> serde_saphyr::Options {
    let mut budget = serde_saphyr::Budget::default();
    budget.max_events = 100_000_000;
    budget.max_nodes = 100_000_000;
    budget.max_depth = MAX_DEPTH;
    budget.max_total_scalar_bytes = 1 << 30;
    budget.enforce_alias_anchor_ratio = false;
    budget.max_aliases = budget.max_nodes;
    budget.max_merge_keys = budget.max_nodes;
    let mut options = serde_saphyr::Options::default();
    options.budget = Some(budget);
    options.duplicate_keys = serde_saphyr::DuplicateKeyPolicy::PassThrough;
    options.non_finite_float_policy = serde_saphyr::NonFiniteFloatPolicy::AsString;
    options.strict_booleans = true;
    options.leading_zero_numbers_as_strings = true;
    options.underscored_numbers_as_strings = true;
    options.ignore_binary_tag_for_string = true;
    options.with_snippet = false;
    options
}

/// What went wrong, in words that don't speak of the reader's own interface.
fn explained(error: &serde_saphyr::Error) -> String {
    let place = |text: &str| match error.location() {
        Some(location) => format!(
            "{text} at line {}, column {}",
            location.line(),
            location.column()
        ),
        None => text.to_owned(),
    };
    let cause = match error {
        serde_saphyr::Error::AliasError { error, .. } => error,
        other => other,
    };
    match cause {
        serde_saphyr::Error::MultipleDocuments { .. } => place("a second document begins"),
        serde_saphyr::Error::Budget {
            breach: BudgetBreach::Depth { .. },
            ..
        } => place(&format!("more than {MAX_DEPTH} levels deep")),
        serde_saphyr::Error::AliasReplayLimitExceeded { .. }
        | serde_saphyr::Error::Budget {
            breach:
                BudgetBreach::RecordedAnchorEvents { .. } | BudgetBreach::RecordedAnchorBytes { .. },
            ..
        } => place("the aliases stand for too much"),
        serde_saphyr::Error::RecursiveReferencesRequireWeakTypes { .. } => {
            place("an alias within its own anchor")
        }
        _ => error.to_string(),
    }
}
