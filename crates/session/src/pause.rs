//! How long to wait before the next signing in.

use std::time::{Duration, Instant};

use crate::{Credentials, SessionError};

/// The wait after the first refusal; each further one is four times as long.
const FIRST: Duration = Duration::from_secs(15);
/// The longest wait.
const LONGEST: Duration = Duration::from_mins(15);

/// A wait that is on, and why.
#[derive(Debug, Default)]
pub(crate) struct Pause {
    refusals: u32,
    /// Whose refusal it is. Other credentials may be tried at once.
    credentials: Option<Credentials>,
    until: Option<Instant>,
    because: Option<SessionError>,
}

impl Pause {
    /// The server refused these credentials. Trying them again and again locks accounts.
    pub(crate) fn refused(
        &mut self,
        credentials: Credentials,
        because: &SessionError,
        now: Instant,
    ) {
        if self.credentials.as_ref() != Some(&credentials) {
            self.refusals = 0;
        }
        let wait = FIRST
            .saturating_mul(4_u32.saturating_pow(self.refusals))
            .min(LONGEST);
        self.refusals = self.refusals.saturating_add(1);
        self.credentials = Some(credentials);
        self.until = now.checked_add(wait);
        self.because = Some(because.clone());
    }

    /// The server asked to be left alone, whoever calls.
    pub(crate) fn asked_for(&mut self, wait: Duration, because: &SessionError, now: Instant) {
        self.credentials = None;
        self.until = now.checked_add(wait.min(LONGEST));
        self.because = Some(because.clone());
    }

    /// The signing in was a success.
    pub(crate) fn end(&mut self) {
        *self = Self::default();
    }

    /// The error for a caller who wants to sign in with these credentials while the wait is on.
    pub(crate) fn check(
        &self,
        credentials: &Credentials,
        now: Instant,
    ) -> Result<(), SessionError> {
        let (Some(until), Some(because)) = (self.until, &self.because) else {
            return Ok(());
        };
        let left = until.saturating_duration_since(now);
        let concerns = self
            .credentials
            .as_ref()
            .is_none_or(|refused| refused == credentials);
        if left.is_zero() || !concerns {
            return Ok(());
        }
        Err(SessionError::Paused {
            left,
            because: Box::new(because.clone()),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::CredentialsError;

    fn because() -> SessionError {
        SessionError::Credentials(Arc::new(CredentialsError::new("for the test")))
    }

    fn left(pause: &Pause, credentials: &Credentials, now: Instant) -> Option<u64> {
        match pause.check(credentials, now) {
            Err(SessionError::Paused { left, .. }) => Some(left.as_secs()),
            _ => None,
        }
    }

    #[test]
    fn waits_grow_and_are_bounded() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        let credentials = Credentials::new("a", "b");
        let mut waits = Vec::new();
        for _ in 0..6 {
            pause.refused(credentials.clone(), &because(), now);
            waits.extend(left(&pause, &credentials, now));
        }
        assert_eq!(waits, [15, 60, 240, 900, 900, 900]);
        assert_eq!(left(&pause, &credentials, now + LONGEST), None);
        pause.end();
        assert_eq!(left(&pause, &credentials, now), None);
        pause.refused(credentials.clone(), &because(), now);
        assert_eq!(left(&pause, &credentials, now), Some(15));
    }

    #[test]
    fn other_credentials_are_tried_at_once() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        let (old, new) = (Credentials::new("a", "b"), Credentials::new("a", "c"));
        pause.refused(old.clone(), &because(), now);
        pause.refused(old.clone(), &because(), now);
        assert_eq!(left(&pause, &new, now), None);
        // The new ones begin their own count.
        pause.refused(new.clone(), &because(), now);
        assert_eq!(left(&pause, &new, now), Some(15));
    }

    #[test]
    fn a_server_that_asks_for_it_is_left_alone_by_everybody() {
        let (mut pause, now) = (Pause::default(), Instant::now());
        pause.asked_for(Duration::from_secs(7), &because(), now);
        assert_eq!(left(&pause, &Credentials::new("a", "b"), now), Some(7));
        assert_eq!(
            left(
                &pause,
                &Credentials::new("a", "b"),
                now + Duration::from_secs(7)
            ),
            None
        );
    }
}
