//! The tokens that were given out: unguessable, and known to the sandbox by their hash alone.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use blake2::digest::Digest;
use blake2::digest::consts::U32;
use indexmap::IndexMap;
use jiff::Timestamp;
use vms_admin_api::Secret;

use crate::password::{HashError, random};

/// How many tokens are remembered; beyond that the oldest give way, so that memory stays bounded.
const REMEMBERED: usize = 10_000;
/// The strength of a token in bytes: 256 bits.
const STRENGTH: usize = 32;

type Fingerprint = [u8; 32];

/// Who holds a token, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) login: String,
    pub(crate) expires_at: Timestamp,
}

/// Why a token doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rejection {
    Unknown,
    Expired(Timestamp),
}

/// All tokens.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    grants: IndexMap<Fingerprint, Grant>,
    /// The fingerprints by age.
    order: VecDeque<Fingerprint>,
}

impl Tokens {
    /// Makes a token for a user.
    pub(crate) fn give(&self, grant: Grant) -> Result<Secret, HashError> {
        let mut text = String::with_capacity(2 * STRENGTH);
        for byte in random::<STRENGTH>()? {
            for half in [byte >> 4, byte & 0xf] {
                text.push(char::from_digit(half.into(), 16).unwrap_or_default());
            }
        }
        let key = fingerprint(&text);
        let mut remembered = self.lock();
        if remembered.order.len() >= REMEMBERED
            && let Some(oldest) = remembered.order.pop_front()
        {
            remembered.grants.swap_remove(&oldest);
        }
        remembered.grants.insert(key, grant);
        remembered.order.push_back(key);
        Ok(Secret::from(text))
    }

    /// Who holds a token, unless it is unknown or expired.
    pub(crate) fn check(&self, token: &str, now: Timestamp) -> Result<Grant, Rejection> {
        let grant = self.lock().grants.get(&fingerprint(token)).cloned();
        match grant {
            None => Err(Rejection::Unknown),
            Some(grant) if grant.expires_at <= now => Err(Rejection::Expired(grant.expires_at)),
            Some(grant) => Ok(grant),
        }
    }

    /// Forgets all tokens.
    pub(crate) fn clear(&self) {
        *self.lock() = Remembered::default();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a token is known by. Tokens are random already: a fast hash without salt is enough.
fn fingerprint(token: &str) -> Fingerprint {
    blake2::Blake2b::<U32>::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(second: i64) -> Grant {
        Grant {
            login: "login".to_owned(),
            expires_at: Timestamp::from_second(second).expect("a time"),
        }
    }

    #[test]
    fn a_token_counts_until_it_expires() {
        let tokens = Tokens::default();
        let token = tokens.give(grant(100)).expect("a token");
        let check = |token: &str, second| {
            tokens.check(token, Timestamp::from_second(second).expect("a time"))
        };
        assert_eq!(token.expose().len(), 64);
        assert_eq!(check(token.expose(), 99), Ok(grant(100)));
        assert_eq!(
            check(token.expose(), 100),
            Err(Rejection::Expired(grant(100).expires_at))
        );
        assert_eq!(check("something else", 99), Err(Rejection::Unknown));
        tokens.clear();
        assert_eq!(check(token.expose(), 99), Err(Rejection::Unknown));
    }

    #[test]
    fn the_oldest_tokens_give_way() {
        let tokens = Tokens::default();
        let now = Timestamp::UNIX_EPOCH;
        let first = tokens.give(grant(100)).expect("a token");
        let second = tokens.give(grant(100)).expect("a token");
        for _ in 0..REMEMBERED - 1 {
            tokens.give(grant(100)).expect("a token");
        }
        assert_eq!(tokens.check(first.expose(), now), Err(Rejection::Unknown));
        assert!(tokens.check(second.expose(), now).is_ok());
        assert_eq!(tokens.lock().grants.len(), REMEMBERED);
    }
}
