//! The names of component schemas.

use indexmap::IndexMap;

use crate::model::names::pascal;

/// The names that component schemas want, best first: where namespaces stand before them
/// (`io.k8s.api.core.v1.Pod`), only as much of those as tells them apart.
pub(super) fn component_names(keys: &[&str]) -> Vec<Vec<String>> {
    let whole: Vec<String> = keys.iter().map(|key| pascal(key)).collect();
    let mut last = IndexMap::<String, usize>::new();
    let tails = |key: &str| {
        let starts = key.match_indices('.').map(|(at, _)| at + 1);
        let mut tails: Vec<String> = starts.map(|at| pascal(&key[at..])).collect();
        // A single dot may be part of the name: `billing.invoice`.
        if tails.len() < 2 {
            tails.clear();
        }
        tails.reverse();
        tails
    };
    for (key, whole) in keys.iter().zip(&whole) {
        for tail in tails(key).into_iter().chain([whole.clone()]) {
            *last.entry(tail).or_default() += 1;
        }
    }
    keys.iter()
        .zip(&whole)
        .map(|(key, whole)| {
            let unique = tails(key)
                .into_iter()
                .filter(|tail| last.get(tail) == Some(&1));
            unique.take(1).chain([whole.clone()]).collect()
        })
        .collect()
}
