//! POST /api/admin/v1/auth/token

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::operation;
use crate::schema::all_required;
use crate::{LocalDateTime, Secret, User, ValidationFailure};

/// Login and password of the user who signs in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, ToSchema)]
pub struct TokenRequest {
    /// The user's login.
    #[schema(example = "string")]
    pub login: String,

    /// The user's password.
    #[schema(value_type = String, format = Password, example = "string")]
    pub password: Secret,
}

/// An access token and the user it was given to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, ToSchema)]
#[schemars(transform = all_required)]
pub struct Token {
    /// The user who signed in.
    pub user: User,

    /// When the token ends to be valid: `YYYY-MM-DD hh:mm:ss` in the server's own time zone.
    #[schema(value_type = String, example = "2022-09-08 13:47:18", format = "local-date-time")]
    pub expires_at: LocalDateTime,

    /// How the token is to be presented; `Bearer` so far.
    #[schema(example = "Bearer")]
    pub token_type: String,

    /// The token, to be sent as `Authorization: Bearer …` with every other request. Some servers may put the word
    /// `Bearer` in front of it: never send the word twice.
    #[schema(value_type = String, format = Password, example = "Bearer token")]
    pub access_token: Secret,
}

operation! {
    /// Obtain a token
    ///
    /// Signs a user in by login and password. The answer holds the token that every other request of the API carries
    /// in its `Authorization` header, and the user it was given to.
    ///
    /// Send `Accept: application/json`: without it the server reports errors as an HTML page.
    #[utoipa::path(
        post,
        path = "/api/admin/v1/auth/token",
        operation_id = "obtainToken",
        tag = "Authentication",
        request_body(content = TokenRequest, description = "Who signs in."),
        responses(
            (status = 200, description = "Signed in: the token and its user.", body = Token),
            (
                status = 422,
                description = "Refused: a field is missing or malformed, or login and password don't match.",
                body = ValidationFailure
            ),
        ),
        security()
    )]
    #[payloads("obtain-token")]
    pub struct ObtainToken;
}
