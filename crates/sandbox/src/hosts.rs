//! Which hosts a request may be for, and which web pages may call: those of this machine, and those that `--host` names.
//!
//! Who keeps a site can have its name lead to this machine; a browser then takes the sandbox for a part of that site,
//! and lets its pages read everything (DNS rebinding). What gives such a request away is the name that it is for.

use std::net::{IpAddr, Ipv6Addr};

use axum::extract::Request;
use axum::http::header::{HOST, HeaderMap, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode, Uri, Version};

use crate::problem::Problem;
use crate::server::StartError;

/// The origin of a page that has none: opened from disk, or shut into a frame by another site.
const NO_ORIGIN: &str = "null";

/// The hosts that a sandbox stands for: loopback's names and addresses, the address that a request came to, and
/// further ones.
#[derive(Debug)]
pub(crate) struct Hosts(Vec<String>);

impl Hosts {
    /// Loopback and these.
    pub(crate) fn new(further: &[String]) -> Result<Self, StartError> {
        let names = further.iter().map(|text| {
            let name = bare(text);
            let is_host = text.parse::<Authority>().is_ok_and(|authority| {
                authority.as_str() == authority.host() && !authority.host().is_empty()
            });
            // An IPv6 address may stand without its brackets, as in a certificate.
            (is_host || name.parse::<IpAddr>().is_ok())
                .then(|| name.to_ascii_lowercase())
                .ok_or_else(|| {
                    StartError::new(format!(
                        "expected a host such as vms.example.org or 192.0.2.7, found `{text}`; \
                         it has no scheme, port or path"
                    ))
                })
        });
        names.collect::<Result<_, _>>().map(Self)
    }

    /// The further ones: names in small letters, addresses without brackets.
    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }

    /// Refuses a request that doesn't say, or not once, which host it is for, and one that is for another host.
    /// `address` is where it came to.
    pub(crate) fn check(&self, request: &Request, address: IpAddr) -> Result<(), Problem> {
        let hosts = request.headers().get_all(HOST).iter();
        let mut named: Vec<Option<Authority>> = hosts
            .map(|host| Authority::try_from(host.as_bytes()).ok())
            .collect();
        if named.len() > 1 || (named.is_empty() && request.version() >= Version::HTTP_11) {
            let message = format!("Expected one Host header, found {}.", named.len());
            return Err(Problem::new(StatusCode::BAD_REQUEST, message));
        }
        // A request line may hold a whole URL, which then counts. Neither of the two may lie.
        named.extend(request.uri().authority().cloned().map(Some));
        for authority in named {
            match authority {
                Some(authority) if self.has(&authority, address) => {}
                Some(authority) => {
                    let host = authority.host();
                    let message = format!(
                        "This sandbox is not {host}. Start it with `--host {host}` if it is to be."
                    );
                    return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, message));
                }
                None => {
                    let message = "Expected a host and at most a port in the Host header.";
                    return Err(Problem::new(StatusCode::BAD_REQUEST, message));
                }
            }
        }
        Ok(())
    }

    /// Refuses a change that a foreign page asks for. Browsers tell the origin with everything but a plain GET, and ask
    /// before few requests: without this, a page could sign in or have all forgotten without being let to read a word.
    pub(crate) fn check_origin(&self, request: &Request, address: IpAddr) -> Result<(), Problem> {
        let is_change = !matches!(
            *request.method(),
            Method::GET | Method::HEAD | Method::OPTIONS
        );
        let origin = Origin::of(request.headers());
        if !is_change || self.may_call(&origin, request.uri().path(), address) {
            return Ok(());
        }
        let page = match origin {
            Origin::Site(uri) => format!("A page of {uri}"),
            _ => "A page without an origin".to_owned(),
        };
        let message = format!("{page} may change nothing here: only pages of this machine may.");
        Err(Problem::new(StatusCode::FORBIDDEN, message))
    }

    /// Whether a page of this origin may call this path.
    pub(crate) fn may_call(&self, origin: &Origin, path: &str, address: IpAddr) -> bool {
        match origin {
            Origin::Unsaid => true,
            // Whoever shuts a page into a frame may have it use the API, which gives nothing away, but not look at what
            // others have requested.
            Origin::Null => !crate::corner::has(path),
            Origin::Site(uri) => uri
                .authority()
                .is_some_and(|authority| uri.scheme().is_some() && self.has(authority, address)),
            Origin::Unreadable => false,
        }
    }

    fn has(&self, authority: &Authority, address: IpAddr) -> bool {
        // What stands before an `@` is no host, and no client's own doing.
        if authority.as_str().contains('@') {
            return false;
        }
        let host = bare(authority.host()).to_ascii_lowercase();
        if let Ok(named) = host.parse::<IpAddr>() {
            let named = named.to_canonical();
            return named.is_loopback()
                || named == address.to_canonical()
                || self.0.iter().any(|own| own.parse() == Ok(named));
        }
        host == "localhost" || host.ends_with(".localhost") || self.0.contains(&host)
    }
}

/// A host without the brackets of an IPv6 address and the dot that may end a name.
fn bare(host: &str) -> &str {
    let unbracketed = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .filter(|address| address.parse::<Ipv6Addr>().is_ok());
    unbracketed.unwrap_or_else(|| host.strip_suffix('.').unwrap_or(host))
}

/// What a request says of the page that sends it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Nothing: it is no page's, or a plain GET of one's own.
    Unsaid,
    /// `null`.
    Null,
    Site(Uri),
    /// No origin at all, or several.
    Unreadable,
}

impl Origin {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut origins = headers.get_all(ORIGIN).iter();
        match (origins.next(), origins.next()) {
            (None, _) => Self::Unsaid,
            (Some(origin), None) if *origin == NO_ORIGIN => Self::Null,
            (Some(origin), None) => {
                Uri::try_from(origin.as_bytes()).map_or(Self::Unreadable, Self::Site)
            }
            (Some(_), Some(_)) => Self::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::HeaderValue;
    use std::net::Ipv4Addr;

    fn hosts() -> Hosts {
        Hosts::new(&["vms.example.org".to_owned(), "2001:db8::7".to_owned()]).expect("hosts")
    }

    fn address() -> IpAddr {
        Ipv4Addr::new(192, 0, 2, 7).into()
    }

    #[test]
    fn a_sandbox_stands_for_this_machine_and_for_what_it_was_told() {
        let has = |host: &str| hosts().has(&host.parse().expect("an authority"), address());
        for own in [
            "localhost",
            "LOCALHOST:8422",
            "localhost.",
            "api.localhost",
            "127.0.0.1:80",
            "127.8.9.1",
            "[::1]:8422",
            "[::ffff:127.0.0.1]",
            "192.0.2.7:8422",
            "VMS.example.org",
            "[2001:db8::7]",
        ] {
            assert!(has(own), "{own}");
        }
        for foreign in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "notlocalhost",
            "192.0.2.8",
            "0.0.0.0",
            "[::]",
            "example.org",
            "sub.vms.example.org",
            "localhost@evil.example",
            "evil.example@localhost",
        ] {
            assert!(!has(foreign), "{foreign}");
        }
    }

    #[test]
    fn only_pages_of_this_machine_may_call() {
        let may_call = |origin: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
            hosts().may_call(&Origin::of(&headers), "/_sandbox/reset", address())
        };
        for origin in [
            "http://localhost",
            "http://localhost:3000",
            "https://docs.localhost:8080",
            "http://127.0.0.1:5500",
            "http://[::1]:80",
            "https://vms.example.org:8422",
        ] {
            assert!(may_call(origin), "{origin}");
        }
        for origin in [
            "https://example.org",
            "http://localhost.example.org",
            "http://127.0.0.1.example.org",
            "http://10.0.0.1",
            "http://example.org/localhost",
            "localhost",
            "null",
            "",
        ] {
            assert!(!may_call(origin), "{origin}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in [
            "http://vms.example.org",
            "vms.example.org:80",
            "a/b",
            "",
            "a@b",
        ] {
            assert!(Hosts::new(&[text.to_owned()]).is_err(), "{text}");
        }
    }
}
