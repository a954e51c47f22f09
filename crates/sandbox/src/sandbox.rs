//! A running sandbox.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;
use vms_admin_api::Secret;

use crate::api::{Api, add_behaviour};
use crate::config::Config;
use crate::hosts::Hosts;
use crate::pipeline::Pipeline;
use crate::serve::Listening;
use crate::server::{Server, StartError};
use crate::tls::{Authority, Identity};
use crate::users::DEMO_LOGIN;

/// How many connections the system keeps until they are accepted.
const BACKLOG: u32 = 4096;

/// A sandbox that listens. Dropped, it ends at once; [`Sandbox::shutdown`] lets it finish what is under way.
pub struct Sandbox {
    address: SocketAddr,
    server: Arc<Server>,
    listening: Arc<Listening>,
    accepting: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a sandbox of the VMS Admin API on the current tokio runtime.
    ///
    /// # Errors
    /// The address is taken, the users can't be read, or no certificate can be made.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::serve(Api::default(), config).await
    }

    /// Starts a sandbox of any API on the current tokio runtime.
    ///
    /// # Errors
    /// As [`Sandbox::start`]; and the document can't be served, or a handler is for no operation of it. The error lists
    /// all that is missing, each with its place in the document.
    pub async fn serve(api: Api, config: Config) -> Result<Self, StartError> {
        let address = config.address;
        let hosts = Hosts::new(&config.hosts)?;
        let identity = match &config.tls {
            Some(settings) => {
                let mut names = hosts.names().to_vec();
                if !address.ip().is_unspecified() {
                    names.push(address.ip().to_string());
                }
                Some(Identity::make(settings, &names)?)
            }
            None => None,
        };
        let (acceptor, authority) = match identity {
            Some(identity) => (Some(identity.acceptor), Some(identity.authority)),
            None => (None, None),
        };
        let limits = config.limits.clone();
        // Passwords of a file may have to be hashed: no work for this thread.
        let start = move || {
            let mut contract = api.contract()?;
            let server = Server::new(config, hosts, &api, authority)?;
            if api.is_own() {
                add_behaviour(&mut contract, &server);
            }
            Ok::<_, StartError>((server, contract))
        };
        let (server, contract) = tokio::task::spawn_blocking(start)
            .await
            .map_err(|error| StartError::new(error.to_string()))??;
        let listener = listen(address).map_err(|error| {
            StartError::new(format!(
                "can't listen on {address}: {error}; `--port 0` takes a free port"
            ))
        })?;
        let address = listener
            .local_addr()
            .map_err(|error| StartError::new(error.to_string()))?;
        let listening = Arc::new(Listening::new(
            Pipeline::new(Arc::clone(&server), contract),
            acceptor,
            limits,
        ));
        let accepting = tokio::spawn(Arc::clone(&listening).accept(listener));
        Ok(Self {
            address,
            server,
            listening,
            accepting,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address for clients on this machine, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.authority().is_some() {
            "https"
        } else {
            "http"
        };
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("{scheme}://{}", SocketAddr::new(ip, self.address.port()))
    }

    /// The certificate for clients to trust, if it speaks TLS.
    #[must_use]
    pub fn authority(&self) -> Option<&Authority> {
        self.server.authority.as_ref()
    }

    /// What the document calls its API.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.server.title
    }

    /// Whether it is the VMS Admin API, whose `obtainToken` signs in.
    #[must_use]
    pub fn has_sign_in(&self) -> bool {
        self.server.is_own
    }

    /// A new token of the documented user, without a sign-in.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn token(&self) -> Result<Secret, StartError> {
        let given = self.server.give_token(DEMO_LOGIN);
        let (token, _) = given.map_err(|problem| StartError::new(problem.message()))?;
        Ok(token)
    }

    /// How many users can sign in.
    #[must_use]
    pub fn users(&self) -> usize {
        self.server.users.len()
    }

    /// Ends it: accepts nothing more, and answers what is under way, for as long as the limits allow.
    pub async fn shutdown(mut self) {
        self.listening.stop().await;
        // It holds on to what the sandbox leaves on disk. It can only have ended.
        let _ = (&mut self.accepting).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    // Elsewhere it would let two programs share the port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}
