//! Which web pages may call the sandbox from a browser: local ones alone.

use std::net::Ipv4Addr;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, ORIGIN, VARY,
};
use axum::http::{Method, Response, StatusCode, Uri};

use crate::corner;

/// The origin of a page, if it may call.
///
/// A page opened from disk has the origin `null`; so has one that another site shuts into a frame. Such a page may
/// use the contract and the documents, but not the corner, where it could see what others have requested.
pub(crate) fn allowed(request: &Request) -> Option<HeaderValue> {
    let origin = request.headers().get(ORIGIN)?;
    let is_allowed = match origin.to_str().ok()? {
        "null" => !corner::has(request.uri().path()),
        text => is_local(text),
    };
    is_allowed.then(|| origin.clone())
}

/// Whether an origin is a page of this machine.
fn is_local(origin: &str) -> bool {
    let Ok(uri) = origin.parse::<Uri>() else {
        return false;
    };
    if uri.scheme().is_none() {
        return false;
    }
    match uri.host() {
        Some("localhost" | "[::1]") => true,
        Some(host) => {
            host.ends_with(".localhost")
                || host
                    .parse::<Ipv4Addr>()
                    .is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}

/// The answer to a browser that asks whether a page may send a request.
pub(crate) fn preflight(request: &Request) -> Option<Response<Body>> {
    if request.method() != Method::OPTIONS
        || !request
            .headers()
            .contains_key(ACCESS_CONTROL_REQUEST_METHOD)
    {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(
        ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    // Whatever headers a local page wants to send, it may.
    if let Some(wanted) = request.headers().get(ACCESS_CONTROL_REQUEST_HEADERS) {
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
    }
    Some(response)
}

/// Lets the page read the answer.
pub(crate) fn permit(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.append(VARY, HeaderValue::from_static("origin"));
    headers.insert(
        ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("allow, preference-applied, retry-after"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_machine_may_call() {
        for origin in [
            "http://localhost",
            "http://localhost:3000",
            "https://docs.localhost:8080",
            "http://127.0.0.1:5500",
            "http://[::1]:80",
        ] {
            assert!(is_local(origin), "{origin}");
        }
        for origin in [
            "https://example.org",
            "http://localhost.example.org",
            "http://127.0.0.1.example.org",
            "http://10.0.0.1",
            "http://example.org/localhost",
            "localhost",
            "",
        ] {
            assert!(!is_local(origin), "{origin}");
        }
    }
}
