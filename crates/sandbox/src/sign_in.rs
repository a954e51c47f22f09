//! `obtainToken`: a login and a password for a token.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use indexmap::IndexMap;
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use vms_admin_api::obtain_token::Response;
use vms_admin_api::{LocalDateTime, ObtainToken, Secret, Token, TokenRequest, ValidationFailure};

use crate::contract::Handle;
use crate::hashing::NotCompared;
use crate::problem::Problem;
use crate::server::Server;
use crate::tokens::Grant;

/// The general message of a refusal. As on the vendor's page it tells nothing; the reasons do.
pub(crate) const REFUSED: &str = "The given data was invalid.";

impl Handle<ObtainToken> for Server {
    async fn handle(&self, request: TokenRequest) -> Result<Response, Problem> {
        let (user, hash) = self.users.find(&request.login);
        // An unknown login is hashed for, too, and refused in the same words as a wrong password.
        let is_right = self
            .hashing
            .compare(request.password, hash)
            .await
            .map_err(not_compared)?;
        let (Some(user), true) = (user, is_right) else {
            return Ok(Response::UnprocessableContent(ValidationFailure {
                message: REFUSED.to_owned(),
                errors: IndexMap::from([(
                    "login".to_owned(),
                    vec!["Login and password don't match.".to_owned()],
                )]),
            }));
        };
        let (expires_at, told) = self.expiry();
        let token = self
            .tokens
            .give(Grant {
                login: user.login.clone(),
                expires_at,
            })
            .map_err(|_| {
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "No randomness is to be had.",
                )
            })?;
        Ok(Response::Ok(Token {
            user: user.clone(),
            expires_at: told,
            token_type: "Bearer".to_owned(),
            access_token: if self.bearer_prefix {
                Secret::from(format!("Bearer {}", token.expose()))
            } else {
                token
            },
        }))
    }
}

impl Server {
    /// When a token made now ends: the moment, and how the answer tells it.
    fn expiry(&self) -> (Timestamp, LocalDateTime) {
        let moment = end_of_token(self.token_ttl).unwrap_or(Timestamp::MAX);
        let told = moment.to_zoned_datetime(self.zone.clone()).datetime();
        (moment, LocalDateTime::from(told))
    }
}

/// When a token made now ends, to the full second, as the answer can't say more. `None` beyond the calendar.
pub(crate) fn end_of_token(ttl: SignedDuration) -> Option<Timestamp> {
    let seconds = TimestampRound::new()
        .smallest(Unit::Second)
        .mode(RoundMode::Ceil);
    Timestamp::now().checked_add(ttl).ok()?.round(seconds).ok()
}

fn not_compared(why: NotCompared) -> Problem {
    match why {
        NotCompared::Busy(time) => {
            let seconds = time.as_secs() + 1;
            let message = format!("Too many sign-ins are waiting; try again in {seconds} s.");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, message).with(RETRY_AFTER, seconds)
        }
        NotCompared::Failed => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "The password could not be compared; the sandbox is ending or out of memory.",
        ),
    }
}
