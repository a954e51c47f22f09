//! The caller's own requests, with the token.

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Client, Request, RequestBuilder, Response, StatusCode};

use vms_admin_client::{Provider as _, Secret};

use crate::{SendError, Session, SessionError};

impl Session {
    /// Sends a request of the caller's own with the token.
    ///
    /// Where the server answers 401, the token is forgotten; and if the request can safely be repeated (its method is
    /// idempotent and its body is no stream), the session signs in once more and sends it again. What comes then is
    /// the answer, whatever its status. But a server that has just given the token, and refuses it, is not asked for
    /// another at once: see [the crate's numbers](crate#how-often-it-signs-in).
    ///
    /// # Errors
    /// There is no token, the request goes to another origin than the client's, or it could not be sent.
    pub async fn send(&self, request: RequestBuilder) -> Result<Response, SendError> {
        let (http, request) = request.build_split();
        let request = request?;
        self.check_origin(&request)?;
        let again = request
            .method()
            .is_idempotent()
            .then(|| request.try_clone())
            .flatten();

        let token = self.token().await?;
        let answer = http.execute(with_token(request, &token)?).await?;
        if answer.status() != StatusCode::UNAUTHORIZED {
            self.accepted(&token, false);
            return Ok(answer);
        }
        let renewed = self.refused(&token, false);
        match again {
            Some(again) if renewed => self.send_again(&http, again).await,
            _ => Ok(answer),
        }
    }

    async fn send_again(&self, http: &Client, request: Request) -> Result<Response, SendError> {
        let token = self.token().await?;
        let answer = http.execute(with_token(request, &token)?).await?;
        if answer.status() == StatusCode::UNAUTHORIZED {
            self.refused(&token, true);
        } else {
            self.accepted(&token, true);
        }
        Ok(answer)
    }

    /// The token is for the server that gave it.
    fn check_origin(&self, request: &Request) -> Result<(), SessionError> {
        let expected = self.client().base_url().origin();
        let found = request.url().origin();
        if expected == found {
            return Ok(());
        }
        Err(SessionError::OtherOrigin {
            expected: expected.ascii_serialization(),
            found: found.ascii_serialization(),
        })
    }
}

fn with_token(mut request: Request, token: &Secret) -> Result<Request, SessionError> {
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.expose()))
        .map_err(|_| SessionError::UnusableToken)?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(request)
}
