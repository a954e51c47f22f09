//! How long to wait before the next signing in.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

use tokio::time::Instant;

use crate::{Credentials, SessionError};

/// Between two signings in of a session lies at least this time, whatever happens.
const LEAST: Duration = Duration::from_secs(5);
/// The wait after the first refusal; each further one is four times as long.
const REFUSED: Duration = Duration::from_secs(15);
/// The wait after the first failure; each further one is twice as long, and all are up to half as long again.
const FAILED: Duration = LEAST;
/// The longest wait after failures, without the random part.
const LONGEST_FAILED: Duration = Duration::from_mins(5);
/// The longest wait.
const LONGEST: Duration = Duration::from_mins(15);

/// A wait that grows fourfold from 15 seconds to 15 minutes.
pub(crate) fn fourfold(step: u32) -> Duration {
    REFUSED
        .saturating_mul(4_u32.saturating_pow(step))
        .min(LONGEST)
}

/// The waits that are on, and why.
#[derive(Debug, Default)]
pub(crate) struct Pause {
    /// When the last signing in was sent.
    last: Option<Instant>,
    refusal: Option<Refusal>,
    /// How many signings in failed in a row, but not for their credentials.
    failures: u32,
    failure: Option<Wait>,
}

#[derive(Debug, Clone)]
struct Wait {
    until: Instant,
    because: SessionError,
}

/// Credentials that were refused, and not accepted since.
#[derive(Debug)]
struct Refusal {
    credentials: Credentials,
    /// How often these were, but for the first time.
    repeats: u32,
    /// How often others were refused before them.
    changes: u32,
    since: Instant,
    because: SessionError,
}

impl Pause {
    /// A signing in is sent now.
    pub(crate) fn sent(&mut self, now: Instant) {
        self.last = Some(now);
    }

    /// The earliest moment of the next signing in, though nothing failed.
    pub(crate) fn earliest(&self) -> Option<Instant> {
        self.last?.checked_add(LEAST)
    }

    /// The server refused these credentials. Trying them again and again locks accounts.
    pub(crate) fn refused(
        &mut self,
        credentials: Credentials,
        because: &SessionError,
        now: Instant,
    ) {
        let (repeats, changes) = match &self.refusal {
            None => (0, 0),
            Some(last) if last.credentials == credentials => {
                (last.repeats.saturating_add(1), last.changes)
            }
            Some(last) => (0, last.changes.saturating_add(1)),
        };
        self.refusal = Some(Refusal {
            credentials,
            repeats,
            changes,
            since: now,
            because: because.clone(),
        });
    }

    /// A signing in failed for a reason that concerns whoever tries: the server asked for a wait, or just failed.
    pub(crate) fn failed(&mut self, asked: Option<Duration>, because: &SessionError, now: Instant) {
        let wait = FAILED
            .saturating_mul(2_u32.saturating_pow(self.failures))
            .min(LONGEST_FAILED);
        let wait = (wait + jitter(wait)).max(asked.unwrap_or_default().min(LONGEST));
        self.failures = self.failures.saturating_add(1);
        self.failure = Some(Wait {
            until: now + wait,
            because: because.clone(),
        });
    }

    /// The signing in was a success.
    pub(crate) fn end(&mut self) {
        *self = Self {
            last: self.last,
            ..Self::default()
        };
    }

    /// The error for whoever wants to sign in while the wait after a failure is on.
    pub(crate) fn check(&self, now: Instant) -> Result<(), SessionError> {
        match &self.failure {
            Some(wait) => paused(wait.until, &wait.because, now),
            None => Ok(()),
        }
    }

    /// The error for a caller who wants to sign in with these credentials while the wait after a refusal is on.
    ///
    /// The first other ones are tried without it: somebody mended them. But a source that has new ones each time locks
    /// an account, too.
    pub(crate) fn check_credentials(
        &self,
        credentials: &Credentials,
        now: Instant,
    ) -> Result<(), SessionError> {
        let Some(refusal) = &self.refusal else {
            return Ok(());
        };
        let wait = if refusal.credentials == *credentials {
            fourfold(refusal.repeats)
        } else if let Some(step) = refusal.changes.checked_sub(1) {
            fourfold(step)
        } else {
            return Ok(());
        };
        paused(refusal.since + wait, &refusal.because, now)
    }
}

fn paused(until: Instant, because: &SessionError, now: Instant) -> Result<(), SessionError> {
    let left = until.saturating_duration_since(now);
    if left.is_zero() {
        return Ok(());
    }
    Err(SessionError::Paused {
        left,
        because: Box::new(because.clone()),
    })
}

/// Up to half of a wait, at random, so that many sessions don't come back in the same moment.
fn jitter(wait: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish();
    let part = u32::try_from(random % 512).unwrap_or_default();
    wait.saturating_mul(part) / 1024
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::CredentialsError;

    fn because() -> SessionError {
        SessionError::Credentials(Arc::new(CredentialsError::new("for the test")))
    }

    fn left(checked: &Result<(), SessionError>) -> Option<u64> {
        match checked {
            Err(SessionError::Paused { left, .. }) => Some(left.as_secs()),
            _ => None,
        }
    }

    #[test]
    fn waits_after_refusals_grow_and_are_bounded() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        let credentials = Credentials::new("a", "b");
        let mut waits = Vec::new();
        for _ in 0..6 {
            pause.refused(credentials.clone(), &because(), now);
            waits.extend(left(&pause.check_credentials(&credentials, now)));
        }
        assert_eq!(waits, [15, 60, 240, 900, 900, 900]);
        let later = now + LONGEST;
        assert_eq!(left(&pause.check_credentials(&credentials, later)), None);
        pause.end();
        assert_eq!(left(&pause.check_credentials(&credentials, now)), None);
        pause.refused(credentials.clone(), &because(), now);
        assert_eq!(left(&pause.check_credentials(&credentials, now)), Some(15));
    }

    #[test]
    fn other_credentials_are_tried_at_once_but_not_again_and_again() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        let old = Credentials::new("a", "b");
        pause.refused(old.clone(), &because(), now);
        pause.refused(old, &because(), now);
        let mut waits = Vec::new();
        for number in 0..5 {
            let new = Credentials::new("a", number.to_string());
            waits.push(left(&pause.check_credentials(&new, now)));
            pause.refused(new.clone(), &because(), now);
            // The new ones begin their own count.
            assert_eq!(left(&pause.check_credentials(&new, now)), Some(15));
        }
        assert_eq!(waits, [None, Some(15), Some(60), Some(240), Some(900)]);
    }

    #[test]
    fn waits_after_failures_grow_are_spread_and_bounded() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        for expected in [5, 10, 20, 40, 80, 160, 300, 300] {
            pause.failed(None, &because(), now);
            let wait = left(&pause.check(now)).expect("a wait");
            assert!((expected..=expected * 3 / 2).contains(&wait), "{wait}");
        }
        assert_eq!(left(&pause.check(now + LONGEST_FAILED * 3 / 2)), None);
        pause.end();
        assert_eq!(left(&pause.check(now)), None);
        let waits: std::collections::BTreeSet<_> = (0..50).map(|_| jitter(LONGEST)).collect();
        assert!(waits.len() > 10, "{waits:?}");
    }

    #[test]
    fn a_server_that_asks_for_a_wait_gets_it() {
        for (asked, expected) in [(1, 5..=7), (70, 70..=70), (86_400, 900..=900)] {
            let (mut pause, now) = (Pause::default(), Instant::now());
            pause.failed(Some(Duration::from_secs(asked)), &because(), now);
            let wait = left(&pause.check(now)).expect("a wait");
            assert!(expected.contains(&wait), "{wait}");
        }
    }

    #[test]
    fn a_failure_does_not_make_a_refusal_be_forgotten() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        let credentials = Credentials::new("a", "b");
        pause.refused(credentials.clone(), &because(), now);
        pause.failed(None, &because(), now);
        assert_eq!(left(&pause.check_credentials(&credentials, now)), Some(15));
    }

    #[test]
    fn successes_keep_their_distance_too() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        assert_eq!(pause.earliest(), None);
        pause.sent(now);
        pause.end();
        assert_eq!(pause.earliest(), Some(now + LEAST));
    }
}
