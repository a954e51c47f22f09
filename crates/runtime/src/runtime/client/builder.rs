//! The settings of a client.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::runtime::client::{Client, Inner, set_credential};
use crate::runtime::config;
use crate::runtime::error::BuildError;
use crate::runtime::security::credentials::Credential;
use crate::runtime::security::provider::Provider;
use crate::runtime::security::secret::Secret;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::new(60, 0);
const RESPONSE_LIMIT: u64 = 64 << 20;
const RETRIES: u32 = 2;

type Configure = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// Settings for a [`Client`]. A wrong one is reported by [`build`](Self::build).
#[must_use = "settings do nothing until `build` makes a client of them"]
pub struct ClientBuilder {
    base_url: String,
    plain_http: bool,
    http: Option<reqwest::Client>,
    configure: Vec<(&'static str, Configure)>,
    headers: HeaderMap,
    personal: bool,
    credentials: Vec<Option<Credential>>,
    pub(super) provider: Option<Arc<dyn Provider>>,
    connect_timeout: Option<Duration>,
    timeout: Option<Duration>,
    response_limit: u64,
    retries: u32,
    problem: Option<BuildError>,
}

impl ClientBuilder {
    pub(crate) fn new(base_url: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, HeaderValue::from_static(config::USER_AGENT));
        Self {
            base_url: base_url.to_owned(),
            plain_http: false,
            http: None,
            configure: Vec::new(),
            headers,
            personal: false,
            credentials: Vec::new(),
            provider: None,
            connect_timeout: Some(CONNECT_TIMEOUT),
            timeout: Some(TIMEOUT),
            response_limit: RESPONSE_LIMIT,
            retries: RETRIES,
            problem: None,
        }
    }

    /// The URL that all paths are appended to. It may have a path of its own.
    pub fn base_url(mut self, base_url: impl AsRef<str>) -> Self {
        base_url.as_ref().clone_into(&mut self.base_url);
        self
    }

    /// Allows a base URL that begins with `http://`, to a host other than this machine.
    ///
    /// Everything that is sent, passwords and tokens too, can then be read and changed on the way.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// The longest wait for a connection; 10 seconds unless set, `None` for no limit.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = timeout.into();
        self
    }

    /// The longest wait for a whole answer, retries included; a minute unless set, `None` for no limit.
    ///
    /// Where the answer is a stream, this is the longest wait for its beginning and for each next part.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// The largest answer that is read into memory, in bytes after decompression; 64 MiB unless set.
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.response_limit = bytes;
        self
    }

    /// How often a call is tried again where that is safe; 2 unless set.
    ///
    /// That is when no connection was made, or the server said over HTTP/2 that it has not looked at the request; and
    /// for calls that may be repeated (`GET`, `PUT`, `DELETE` …) when the server answers 429 or 503 with a `Retry-After`
    /// of at most 20 seconds. Nothing else sends a request twice.
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// The `User-Agent`, in place of the package's name and version.
    pub fn user_agent(self, user_agent: impl AsRef<str>) -> Self {
        self.set_header("user-agent", user_agent.as_ref())
    }

    /// A header that is sent with every call. Its value is never shown.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.personal = true;
        self.set_header(name.as_ref(), value.as_ref())
    }

    fn set_header(mut self, name: &str, value: &str) -> Self {
        match header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(error) => self.fail(error),
        }
        self
    }

    /// A proxy for all calls, as in `http://proxy.example:3128`. Unless set, the environment's is used.
    ///
    /// Calls to this machine use no proxy, unless it is set here and the base URL is `https`, or
    /// [`allow_plain_http`](Self::allow_plain_http) says that they may be read on the way.
    pub fn proxy(mut self, url: impl AsRef<str>) -> Self {
        match reqwest::Proxy::all(url.as_ref()) {
            Ok(proxy) => self.push("proxy", move |builder| builder.proxy(proxy)),
            // The URL may hold a password.
            Err(_) => self.fail(BuildError::new("the proxy's URL is not valid")),
        }
        self
    }

    /// Trusts the certificate authorities in a PEM text too.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn add_root_certificate(mut self, pem: impl AsRef<[u8]>) -> Self {
        match reqwest::Certificate::from_pem_bundle(pem.as_ref()) {
            Ok(certificates) if !certificates.is_empty() => {
                self.push("add_root_certificate", move |builder| {
                    builder.tls_certs_merge(certificates)
                });
            }
            Ok(_) => self.fail(BuildError::new(
                "the root certificate's PEM text holds no certificate",
            )),
            Err(error) => {
                self.fail(BuildError::because(
                    "the root certificate is not valid PEM",
                    error,
                ));
            }
        }
        self
    }

    /// Accepts any certificate of any server: **whoever is on the way can read and change everything,
    /// passwords and tokens included.**
    ///
    /// For a server with a certificate of its own, [`add_root_certificate`](Self::add_root_certificate)
    /// is the safe way.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn danger_accept_invalid_certificates(mut self) -> Self {
        self.push("danger_accept_invalid_certificates", |builder| {
            builder.tls_danger_accept_invalid_certs(true)
        });
        self
    }

    /// Changes the settings of the underlying [`reqwest::Client`], for all that has no method here.
    ///
    /// Redirects, retries and the total timeout stay this client's own affair, and so does that no proxy is used for
    /// `http` to this machine.
    pub fn configure(
        mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) -> Self {
        self.push("configure", configure);
        self
    }

    /// Sends calls through a given client, whose certificates, proxy and connect timeout are its own.
    ///
    /// Build it with [`reqwest::redirect::Policy::none`]: redirects that it follows by itself escape this
    /// client's rule that nothing of a call goes to another origin. And with [`reqwest::retry::never`]: what it sends
    /// again by itself escapes [`retries`](Self::retries). And, if the base URL is `http` to this machine, with
    /// [`reqwest::ClientBuilder::no_proxy`].
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Sets the credential for a scheme.
    pub(crate) fn credential(mut self, scheme: usize, secret: &Secret) -> Self {
        if let Err(error) = set_credential(&mut self.credentials, scheme, secret) {
            self.fail(error);
        }
        self
    }

    fn push(
        &mut self,
        name: &'static str,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) {
        self.configure.push((name, Box::new(configure)));
    }

    /// Keeps the first problem, to be reported by `build`.
    fn fail(&mut self, error: BuildError) {
        self.problem.get_or_insert(error);
    }

    /// The client.
    ///
    /// # Errors
    /// A setting is wrong, or the TLS library cannot be set up.
    pub fn build(self) -> Result<Client, BuildError> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let base = base_url(&self.base_url, self.plain_http)?;
        let here = is_loopback(base.host_str().unwrap_or_default());
        // Without a proxy, plain text to this machine stays on it: that is why it needs no permission.
        let direct = here && base.scheme() == "http" && !self.plain_http;
        if direct && self.configure.iter().any(|(name, _)| *name == "proxy") {
            return Err(BuildError::new(
                "the base URL begins with http://, so passwords and tokens could be read on the way through the proxy: \
                 leave the proxy out, or call `allow_plain_http` if that is intended",
            ));
        }
        let http = if let Some(client) = self.http {
            if let Some((name, _)) = self.configure.first() {
                return Err(BuildError::new(format!(
                    "`{name}` has no effect on the client given to `http_client`, set it there"
                )));
            }
            client
        } else {
            let mut builder = reqwest::Client::builder();
            if let Some(timeout) = self.connect_timeout {
                builder = builder.connect_timeout(timeout);
            }
            if here {
                builder = builder.no_proxy();
            }
            for (_, configure) in self.configure {
                builder = configure(builder);
            }
            if direct {
                builder = builder.no_proxy();
            }
            let builder = builder
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never());
            let failed =
                |error: reqwest::Error| BuildError::because("the HTTP client", error.without_url());
            builder.build().map_err(failed)?
        };
        Ok(Client {
            inner: Arc::new(Inner {
                http,
                base,
                headers: self.headers,
                personal: self.personal,
                credentials: self.credentials,
                provider: self.provider,
                connect_timeout: self.connect_timeout,
                timeout: self.timeout,
                response_limit: self.response_limit,
                retries: self.retries,
            }),
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("response_limit", &self.response_limit)
            .field("retries", &self.retries)
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}

/// The headers that say where a message begins and ends, how the connection is used, and where it leads: the HTTP
/// library sets them.
const FRAMING: [&str; 9] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A header of the caller's own, whose value stays out of sight.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), BuildError> {
    let Ok(header) = HeaderName::try_from(name) else {
        return Err(BuildError::new(format!("{name:?} is not a header name")));
    };
    if FRAMING.contains(&header.as_str()) {
        return Err(BuildError::new(format!(
            "the header `{header}` cannot be set: it is the HTTP library's, which knows the body and the connection"
        )));
    }
    let Ok(mut value) = HeaderValue::from_str(value) else {
        return Err(BuildError::new(format!(
            "the value of the header `{header}` has a character that headers cannot hold"
        )));
    };
    value.set_sensitive(true);
    Ok((header, value))
}

/// Checks and completes the base URL. Errors don't quote it, for it may hold a password.
fn base_url(text: &str, plain_http: bool) -> Result<Url, BuildError> {
    let mut url = Url::parse(text.trim())
        .map_err(|error| BuildError::because("the base URL is not absolute or not valid", error))?;
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "https" => {}
        "http" if plain_http || is_loopback(host) => {}
        "http" => {
            return Err(BuildError::new(format!(
                "the base URL begins with http://, so passwords and tokens could be read on the way to {host}: \
                 use https://, or call `allow_plain_http` if that is intended"
            )));
        }
        scheme => {
            return Err(BuildError::new(format!(
                "the base URL begins with {scheme}:, not https:"
            )));
        }
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BuildError::new(
            "the base URL holds a user name or password, which belong into the credentials",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(BuildError::new("the base URL holds a query or a fragment"));
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

fn is_loopback(host: &str) -> bool {
    let address = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    host == "localhost" || host.ends_with(".localhost") || address.is_ok_and(|ip| ip.is_loopback())
}
