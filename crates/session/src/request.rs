//! The caller's own requests, with the token.

use reqwest::header::AUTHORIZATION;
use reqwest::{Client, Request, RequestBuilder, Response, StatusCode};

use crate::{BearerToken, SendError, Session, SessionError};

impl Session {
    /// Adds the token to a request of the caller's own, which the caller sends.
    ///
    /// A 401 to it is the caller's to see; [`Session::send`] takes care of it.
    ///
    /// # Errors
    /// There is no token, or the request goes to another origin than the client's.
    pub async fn authorize(&self, mut request: Request) -> Result<Request, SessionError> {
        self.check_origin(&request)?;
        let token = self.token().await?;
        set_token(&mut request, &token);
        Ok(request)
    }

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
        let mut request = request?;
        self.check_origin(&request)?;
        let again = request
            .method()
            .is_idempotent()
            .then(|| request.try_clone())
            .flatten();

        let token = self.token().await?;
        set_token(&mut request, &token);
        let answer = http.execute(request).await?;
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

    async fn send_again(&self, http: &Client, mut request: Request) -> Result<Response, SendError> {
        let token = self.token().await?;
        set_token(&mut request, &token);
        let answer = http.execute(request).await?;
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

fn set_token(request: &mut Request, token: &BearerToken) {
    request
        .headers_mut()
        .insert(AUTHORIZATION, token.header_value());
}
