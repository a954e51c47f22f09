//! Work on several threads with results in the order of the work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Less work than this is done before another thread has begun.
const WORTH_A_THREAD: usize = 48;

/// Applies `work` to each item, side by side, and returns the results in the items' order.
///
/// `amount` is how much there is to do in all, in types and operations.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    amount: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = if amount < WORTH_A_THREAD {
        1
    } else {
        thread::available_parallelism().map_or(1, usize::from)
    };
    let threads = threads.min(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return done;
            };
            done.push((at, work(item)));
        }
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut results = take();
        for other in others {
            match other.join() {
                Ok(more) => results.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_unstable_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn keeps_the_order() {
        let items: Vec<u32> = (0..1000).collect();
        let doubled = map(&items, items.len(), |item| item * 2);
        assert!(
            doubled
                .iter()
                .zip(&items)
                .all(|(double, item)| *double == item * 2)
        );
        assert_eq!(doubled.len(), 1000);
        assert!(map(&[] as &[u32], 0, |item| *item).is_empty());
    }
}
