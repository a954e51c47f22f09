//! A server with an account: it signs in, and answers 401 to tokens that it has withdrawn.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use vms_admin_client::Client;
use vms_admin_session::{Credentials, Session, SessionBuilder};

use crate::loopback::{Server, answer};

pub(crate) const TOKEN: &str = include_str!("../../../crates/api/examples/obtain-token.200.json");
pub(crate) const PASSWORD: &str = "pa55-w0rd";

/// What the server does when somebody signs in.
#[derive(Clone)]
pub(crate) struct Behaviour {
    /// How long it thinks about it.
    pub(crate) delay: Duration,
    /// It answers when it is told to behave otherwise.
    pub(crate) silent: bool,
    /// The end of each token, in UTC, from its making.
    pub(crate) life: Duration,
    /// In place of a token: a whole answer.
    pub(crate) refusal: Option<String>,
    /// Whether answers carry the server's clock.
    pub(crate) date: bool,
    /// How fast that clock is.
    pub(crate) fast: Duration,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            delay: Duration::ZERO,
            silent: false,
            life: Duration::from_hours(1),
            refusal: None,
            date: true,
            fast: Duration::ZERO,
        }
    }
}

/// The account, and the server that keeps it.
pub(crate) struct Account {
    pub(crate) server: Server,
    /// How often somebody signed in, or tried to.
    tries: Arc<AtomicUsize>,
    /// The number of the oldest token that is still accepted.
    oldest: Arc<AtomicUsize>,
    behaviour: Arc<Mutex<Behaviour>>,
}

impl Account {
    pub(crate) fn new(behaviour: Behaviour) -> Self {
        let tries = Arc::new(AtomicUsize::new(0));
        let oldest = Arc::new(AtomicUsize::new(1));
        let behaviour = Arc::new(Mutex::new(behaviour));
        let (counter, limit, how) = (
            Arc::clone(&tries),
            Arc::clone(&oldest),
            Arc::clone(&behaviour),
        );
        let server = Server::start(move |request| {
            if request.starts_with("POST /api/admin/v1/auth/token ") {
                let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
                let now = || how.lock().expect("a behaviour").clone();
                while now().silent {
                    std::thread::sleep(Duration::from_millis(1));
                }
                let behaviour = now();
                std::thread::sleep(behaviour.delay);
                return behaviour
                    .refusal
                    .clone()
                    .unwrap_or_else(|| token(number, &behaviour));
            }
            let number = request
                .lines()
                .find_map(|line| line.strip_prefix("authorization: Bearer token-"))
                .and_then(|number| number.parse::<usize>().ok());
            let accepted = number.is_some_and(|number| number >= limit.load(Ordering::SeqCst));
            if accepted {
                answer("200 OK", "", "done")
            } else {
                answer("401 Unauthorized", "", "no")
            }
        });
        Self {
            server,
            tries,
            oldest,
            behaviour,
        }
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.server.url()).expect("a client")
    }

    pub(crate) fn builder(&self) -> SessionBuilder {
        Session::builder(self.client(), Credentials::new("user@mail.com", PASSWORD))
            .server_zone(jiff::tz::TimeZone::UTC)
    }

    pub(crate) fn session(&self) -> Session {
        self.builder().build()
    }

    pub(crate) fn tries(&self) -> usize {
        self.tries.load(Ordering::SeqCst)
    }

    /// Accepts no token that it has given so far.
    pub(crate) fn withdraw(&self) {
        self.oldest.store(self.tries() + 1, Ordering::SeqCst);
    }

    /// Accepts no token at all.
    pub(crate) fn refuse_all(&self) {
        self.oldest.store(usize::MAX, Ordering::SeqCst);
    }

    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().expect("a behaviour") = behaviour;
    }
}

/// Lets this much time pass, for the session, in no time. For tests on one thread.
pub(crate) async fn later(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

/// Waits until something that happens beside the test has happened.
pub(crate) async fn until(mut happened: impl AsyncFnMut() -> bool) {
    while !happened().await {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The answer with the token of this number.
fn token(number: usize, behaviour: &Behaviour) -> String {
    let now = Timestamp::now() + behaviour.fast;
    let end = now + behaviour.life;
    let body = TOKEN
        .replace("Bearer token", &format!("Bearer token-{number}"))
        .replace(
            "2022-09-08 13:47:18",
            &end.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        );
    let date = now
        .strftime("Date: %a, %d %b %Y %H:%M:%S GMT\r\n")
        .to_string();
    let headers = format!(
        "Content-Type: application/json\r\n{}",
        if behaviour.date { date.as_str() } else { "" }
    );
    answer("200 OK", &headers, &body)
}
