//! How long a token is good, as far as anybody can tell.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use tokio::time::Instant;

/// The westernmost zone on Earth: there a date means the latest moment.
const WEST: i8 = -12;

/// What is known of a token's end when it arrives.
pub(crate) struct Arrival {
    /// The end, in the server's zone. [`None`] where the server sent no date.
    pub(crate) end: Option<DateTime>,
    /// The server's clock: the answer's `Date`. [`None`] where the answer has none.
    pub(crate) date: Option<Timestamp>,
    /// This machine's clock.
    pub(crate) now: Timestamp,
    /// The same moment by the clock that is never set.
    pub(crate) instant: Instant,
}

/// When a token is to be renewed, and when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Lifetime {
    renew: Option<Instant>,
    end: Option<Instant>,
}

impl Lifetime {
    /// Works out the lifetime, renewing `ahead` of the end: but never in the last tenth's stead, so that a short-lived
    /// token is used too.
    ///
    /// Without a zone, only the latest possible end is sure. A token that would be over as it arrives contradicts the
    /// zone or a clock: then nothing is sure, and the server's 401 decides.
    pub(crate) fn of(arrival: &Arrival, zone: Option<&TimeZone>, ahead: Duration) -> Self {
        let Some(left) = left(arrival, zone) else {
            return Self::default();
        };
        let ahead = match zone {
            Some(_) => ahead.min(left / 10),
            // The bound is generous as it is: nothing to be ahead of.
            None => Duration::ZERO,
        };
        Self {
            renew: arrival.instant.checked_add(left.saturating_sub(ahead)),
            end: arrival.instant.checked_add(left),
        }
    }

    /// The token should be renewed, though it may still be good.
    pub(crate) fn is_due(&self, now: Instant) -> bool {
        self.renew.is_some_and(|renew| now >= renew)
    }

    /// The token is over.
    pub(crate) fn is_over(&self, now: Instant) -> bool {
        self.end.is_some_and(|end| now >= end)
    }
}

/// The time that is left, by the server's clock where it is known.
fn left(arrival: &Arrival, zone: Option<&TimeZone>) -> Option<Duration> {
    let end = arrival.end?;
    let latest = TimeZone::fixed(Offset::constant(WEST));
    let end = end
        .to_zoned_datetime(zone.cloned().unwrap_or(latest))
        .ok()?
        .timestamp();
    let left = end.duration_since(arrival.date.unwrap_or(arrival.now));
    Duration::try_from(left).ok().filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const AHEAD: Duration = Duration::from_mins(1);
    const HOUR: u64 = 3600;

    /// A token of the documented end, which arrives at this UTC time.
    fn arrival(date: Option<&str>, now: &str) -> Arrival {
        let parse = |text: &str| text.parse::<Timestamp>().expect("a moment");
        Arrival {
            end: Some(self::date(2022, 9, 8).at(13, 47, 18, 0)),
            date: date.map(parse),
            now: parse(now),
            instant: Instant::now(),
        }
    }

    /// A moment this many seconds after the token came.
    fn after(arrival: &Arrival, seconds: u64) -> Instant {
        arrival.instant + Duration::from_secs(seconds)
    }

    fn zone(hours: i8) -> TimeZone {
        TimeZone::fixed(Offset::constant(hours))
    }

    #[test]
    fn the_zone_places_the_end() {
        let arrival = arrival(None, "2022-09-08T09:47:18Z");
        let lifetime = Lifetime::of(&arrival, Some(&zone(3)), AHEAD);
        assert!(!lifetime.is_due(after(&arrival, HOUR - 61)));
        assert!(lifetime.is_due(after(&arrival, HOUR - 60)));
        assert!(!lifetime.is_over(after(&arrival, HOUR - 1)));
        assert!(lifetime.is_over(after(&arrival, HOUR)));
    }

    #[test]
    fn the_servers_clock_counts_more_than_ours() {
        // Ours is a day slow.
        let arrival = arrival(Some("2022-09-08T12:47:18Z"), "2022-09-07T12:00:00Z");
        let lifetime = Lifetime::of(&arrival, Some(&TimeZone::UTC), AHEAD);
        assert!(lifetime.is_over(after(&arrival, HOUR)));
        assert!(!lifetime.is_over(after(&arrival, HOUR - 1)));
    }

    #[test]
    fn a_short_lived_token_is_used() {
        let arrival = arrival(None, "2022-09-08T13:46:58Z");
        let lifetime = Lifetime::of(&arrival, Some(&TimeZone::UTC), AHEAD);
        assert!(!lifetime.is_due(after(&arrival, 17)));
        assert!(lifetime.is_due(after(&arrival, 18)));
    }

    #[test]
    fn without_a_zone_only_the_latest_end_is_sure() {
        let arrival = arrival(None, "2022-09-08T12:47:18Z");
        let lifetime = Lifetime::of(&arrival, None, AHEAD);
        assert!(!lifetime.is_due(after(&arrival, 13 * HOUR - 1)));
        assert!(lifetime.is_over(after(&arrival, 13 * HOUR)));
    }

    #[test]
    fn an_end_in_the_past_says_nothing() {
        let late = arrival(None, "2022-09-10T00:00:00Z");
        for zone in [None, Some(&TimeZone::UTC)] {
            assert_eq!(Lifetime::of(&late, zone, AHEAD), Lifetime::default());
        }
        let exact = arrival(None, "2022-09-08T13:47:18Z");
        assert_eq!(
            Lifetime::of(&exact, Some(&TimeZone::UTC), AHEAD),
            Lifetime::default()
        );
    }

    #[test]
    fn no_date_says_nothing() {
        let arrival = Arrival {
            end: None,
            ..arrival(None, "2022-09-08T00:00:00Z")
        };
        let lifetime = Lifetime::of(&arrival, Some(&TimeZone::UTC), AHEAD);
        assert!(!lifetime.is_over(after(&arrival, 1000 * HOUR)));
    }
}
