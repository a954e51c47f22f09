//! Where a redirect may lead.

use reqwest::header::LOCATION;
use reqwest::{Method, Response, StatusCode, Url};

/// The most redirects that one call follows.
const MOST_HOPS: u32 = 10;

/// What to do about an answer.
pub(crate) enum Redirect {
    /// It points nowhere.
    None,
    /// Ask there.
    Follow(Url),
    /// Don't, for this reason.
    Refuse(String),
}

/// Decides about a redirect.
///
/// A call that carries anything of the caller's (`private`) stays at its origin, and no call is turned into one
/// of another method, or sent in the clear after it came encrypted.
pub(crate) fn redirect(
    from: &Url,
    method: &Method,
    response: &Response,
    private: bool,
    hops: u32,
) -> Redirect {
    let Some(location) = response.headers().get(LOCATION) else {
        return Redirect::None;
    };
    let Some(to) = location
        .to_str()
        .ok()
        .and_then(|location| from.join(location).ok())
    else {
        return Redirect::Refuse("the server redirects to something that is not a URL".to_owned());
    };
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let keeps_method = match response.status() {
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => reads,
        _ => return Redirect::None,
    };
    let target = shown(&to);
    let refuse = |why: &str| Redirect::Refuse(format!("the server redirects to {target}, {why}"));
    if hops >= MOST_HOPS {
        refuse("after too many redirects")
    } else if !keeps_method {
        refuse("which would turn the call into a GET, so it was not followed")
    } else if to.origin() == from.origin() {
        Redirect::Follow(to)
    } else if to.scheme() != "https" {
        refuse("which is not encrypted, so it was not followed")
    } else if private {
        refuse(
            "another origin, so it was not followed with this call's credentials, headers or body: \
             if that is the right server, make it the base URL",
        )
    } else {
        Redirect::Follow(to)
    }
}

/// A URL without its query, which may hold a key, and without a user.
fn shown(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}
