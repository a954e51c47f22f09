//! What a 401 says of the token that a call carried.

use std::time::Duration;

use tokio::time::Instant;

use crate::pause::fourfold;

/// How much is to be thought of 401s: a server that refuses every token is not asked for ever new ones.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    /// How many fresh tokens in a row were refused.
    step: u32,
}

/// What is known of a token from the calls that carried it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Record {
    since: Instant,
    accepted: bool,
    doubted: bool,
}

impl Record {
    /// A token that has just come.
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            since: now,
            accepted: false,
            doubted: false,
        }
    }

    /// A call was refused, and another token would not have helped.
    pub(crate) fn is_doubted(self) -> bool {
        self.doubted
    }
}

impl Patience {
    /// How old a token must be before a 401 is taken for its end.
    fn age(&self) -> Duration {
        fourfold(self.step)
    }

    /// A call was answered otherwise than with 401. `repeated`: after one that was.
    pub(crate) fn accepted(&mut self, record: &mut Record, repeated: bool, now: Instant) {
        record.accepted = true;
        let proven = repeated || now.saturating_duration_since(record.since) >= self.age();
        // The server accepts tokens, then. But it may be another call that it never accepts.
        self.step = self.step.min(u32::from(!proven));
    }

    /// A call was answered with 401. `repeated`: for the second time, with a fresh token.
    ///
    /// Tells whether the token is at its end. If not, it is the call that the server doesn't like, or any token.
    pub(crate) fn refused(&mut self, record: &mut Record, repeated: bool, now: Instant) -> bool {
        if !repeated && now.saturating_duration_since(record.since) >= self.age() {
            return true;
        }
        if !record.doubted {
            record.doubted = true;
            if repeated || !record.accepted {
                self.step = self.step.saturating_add(1);
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60;

    /// At which seconds of an hour and a half a token is given up, with one call a second: `accepts` tells whether the
    /// server accepts the call of a second with a token so many seconds old.
    fn given_up(accepts: impl Fn(u64, u64) -> bool) -> Vec<u64> {
        let start = Instant::now();
        let (mut patience, mut record) = (Patience::default(), Record::new(start));
        let mut ends = Vec::new();
        for second in 0..90 * MINUTE {
            let now = start + Duration::from_secs(second);
            let age = now.duration_since(record.since).as_secs();
            if accepts(second, age) {
                patience.accepted(&mut record, false, now);
            } else if patience.refused(&mut record, false, now) {
                ends.push(second);
                record = Record::new(now);
                if accepts(second, 0) {
                    patience.accepted(&mut record, true, now);
                } else {
                    assert!(!patience.refused(&mut record, true, now));
                }
            }
        }
        ends
    }

    #[test]
    fn a_server_that_refuses_all_tokens_is_asked_ever_less_often() {
        let ends = given_up(|_, _| false);
        assert_eq!(ends[..4], [60, 300, 1200, 2100]);
        assert_eq!(ends.len(), 7);
    }

    #[test]
    fn one_call_among_others_that_is_always_refused_costs_a_token_a_minute_at_most() {
        let ends = given_up(|second, _| second % 2 == 0);
        let apart = |pair: &[u64]| pair[1] - pair[0] >= MINUTE;
        assert!(ends.windows(2).all(apart), "{ends:?}");
    }

    #[test]
    fn tokens_that_end_are_replaced_at_once() {
        for life in [20, 10 * MINUTE] {
            let ends = given_up(|_, age| age < life);
            let expected = (1..).map(|n| n * life);
            let expected: Vec<_> = expected.take_while(|&end| end < 90 * MINUTE).collect();
            assert_eq!(ends, expected);
        }
    }

    #[test]
    fn a_server_that_has_recovered_is_believed_again() {
        let outage = 30 * MINUTE;
        let ends = given_up(|second, age| second > outage && age < MINUTE);
        let recovered = ends.iter().position(|&end| end > outage).expect("a token");
        assert_eq!(ends[recovered], 35 * MINUTE);
        for pair in ends[recovered..].windows(2) {
            assert_eq!(pair[1] - pair[0], MINUTE);
        }
    }

    #[test]
    fn a_young_token_is_doubted_once() {
        let now = Instant::now();
        let (mut patience, mut record) = (Patience::default(), Record::new(now));
        for _ in 0..5 {
            assert!(!patience.refused(&mut record, false, now));
            assert!(record.is_doubted());
        }
        assert_eq!(patience.age(), Duration::from_mins(1));
    }
}
