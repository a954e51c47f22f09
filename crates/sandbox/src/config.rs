//! What a sandbox can be told when it starts.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// The port where none is asked for.
pub const DEFAULT_PORT: u16 = 8422;

/// All settings; the defaults are those of the command.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen. Port 0 takes a free one.
    pub address: SocketAddr,
    /// Names and addresses of the server besides `localhost`, `*.localhost`, loopback's addresses and the one that it
    /// listens on. A request for another host is refused with 421, and the certificate names no other.
    pub hosts: Vec<String>,
    /// TLS, with a certificate made for it.
    pub tls: Option<Tls>,
    /// A JSON file of further users.
    pub users: Option<PathBuf>,
    /// A folder with the site to serve, as `cargo xtask docs` makes it; the built-in reference page otherwise.
    pub site: Option<PathBuf>,
    /// How long a token is valid.
    pub token_ttl: SignedDuration,
    /// The zone that `expires_at` is told in; the answer doesn't name it.
    pub zone: TimeZone,
    /// Whether `access_token` begins with the word `Bearer`, as some servers may have it.
    pub bearer_prefix: bool,
    /// How passwords are hashed.
    pub hashing: Hashing,
    /// What a client may cost.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), DEFAULT_PORT),
            hosts: Vec::new(),
            tls: None,
            users: None,
            site: None,
            token_ttl: SignedDuration::from_hours(1),
            zone: TimeZone::UTC,
            bearer_prefix: false,
            hashing: Hashing::default(),
            limits: Limits::default(),
        }
    }
}

/// The certificate of a sandbox that speaks TLS.
#[derive(Debug, Clone, Default)]
pub struct Tls {
    /// Where the certificate authority is kept, so that it is trusted once; made there if it is missing. Without it
    /// the authority is made anew at each start, and its key never reaches the disk.
    pub folder: Option<PathBuf>,
}

/// How passwords are hashed, and how many at a time.
#[derive(Debug, Clone)]
pub struct Hashing {
    /// What one hash costs.
    pub cost: Cost,
    /// How many threads hash. Each takes the memory of [`Cost`].
    pub threads: usize,
    /// How many sign-ins may wait for a thread; further ones are sent away with 503.
    pub queue: usize,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            cost: Cost::default(),
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            queue: 256,
        }
    }
}

/// The cost of an argon2id hash with one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// How often the memory is walked.
    pub passes: u32,
}

impl Default for Cost {
    /// What OWASP recommends: 19 MiB, two passes.
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
        }
    }
}

/// What a client may cost in time and room.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How many connections are open at once. For a further one, the one that has waited for its client longest is
    /// closed; where none waits for its client, the further one waits.
    pub connections: usize,
    /// How many requests may wait at once because they ask for a delay; further ones get 503.
    pub delays: usize,
    /// How long a request's head may take, a TLS handshake, and a connection without a request.
    pub head: Duration,
    /// How long a request's body may take.
    pub body: Duration,
    /// How long a client may take to read what is written to it, up to the end of the answer.
    pub write: Duration,
    /// How long requests under way are waited for at the end.
    pub shutdown: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            delays: 256,
            head: Duration::from_secs(30),
            body: Duration::from_secs(10),
            write: Duration::from_secs(30),
            shutdown: Duration::from_secs(10),
        }
    }
}
