//! `obtainToken`: a login and a password for a token.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use vms_admin_api::{LocalDateTime, Secret, Token, TokenRequest};

use crate::contract::{CheckedRequest, HandlerResponse};
use crate::hashing::NotCompared;
use crate::problem::Problem;
use crate::server::Server;
use crate::tokens::Grant;

impl Server {
    /// Signs a user in.
    pub(crate) async fn obtain_token(&self, request: CheckedRequest) -> HandlerResponse {
        let body = request.body.unwrap_or_default();
        // What serde says may quote a secret.
        let Ok(request) = serde_json::from_value::<TokenRequest>(body) else {
            return HandlerResponse::refused([(
                "body",
                "The body doesn't have the documented form.",
            )]);
        };
        let (user, hash) = self.users.find(&request.login);
        // An unknown login is hashed for, too, and refused in the same words as a wrong password.
        let is_right = match self.hashing.compare(request.password, hash).await {
            Ok(is_right) => is_right,
            Err(why) => return why.problem().into(),
        };
        let (Some(user), true) = (user, is_right) else {
            return HandlerResponse::refused([("login", "Login and password don't match.")]);
        };
        match self.give_token(&user.login) {
            Ok((token, expires_at)) => {
                let token = Token {
                    user: user.clone(),
                    expires_at,
                    token_type: "Bearer".to_owned(),
                    access_token: if self.bearer_prefix {
                        Secret::from(format!("Bearer {}", token.expose()))
                    } else {
                        token
                    },
                };
                HandlerResponse::json(200, &token)
            }
            Err(problem) => problem.into(),
        }
    }

    /// A new token for a user, and until when it is valid.
    pub(crate) fn give_token(&self, login: &str) -> Result<(Secret, LocalDateTime), Problem> {
        let (expires_at, told) = self.expiry();
        let grant = Grant {
            login: login.to_owned(),
            expires_at,
        };
        match self.tokens.give(grant) {
            Ok(token) => Ok((token, told)),
            Err(_) => Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "No randomness is to be had.",
            )),
        }
    }

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

impl NotCompared {
    /// What it is to a client.
    pub(crate) fn problem(self) -> Problem {
        match self {
            Self::Busy(time) => {
                let seconds = time.as_secs() + 1;
                let message = format!("Too many sign-ins are waiting; try again in {seconds} s.");
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, message).with(RETRY_AFTER, seconds)
            }
            Self::Failed => Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "The password could not be compared; the sandbox is ending or out of memory.",
            ),
        }
    }
}
