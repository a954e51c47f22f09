//! The server that the clients sign in to.

use crate::sandbox::Running;

/// The user of whom the server sends an empty text in place of a date: a client that holds answers against the date's
/// pattern must let that through.
const SPARSE: (&str, &str) = ("sparse@mail.com", "sparse");
/// The file that holds them.
const USERS: &str = "tests/sdk/users.json";

/// A running server.
#[derive(Debug)]
pub(super) struct Sandbox {
    running: Running,
    /// Who may sign in: logins and passwords.
    users: Vec<(String, String)>,
}

impl Sandbox {
    /// Builds the sandbox and starts it on a free port.
    pub(super) fn start() -> Result<Self, String> {
        let running = Running::start(&["--users", USERS])?;
        let users = [(running.login(), running.password()), SPARSE]
            .map(|(login, password)| (login.to_owned(), password.to_owned()))
            .to_vec();
        Ok(Self { running, users })
    }

    pub(super) fn users(&self) -> &[(String, String)] {
        &self.users
    }

    pub(super) fn url(&self) -> &str {
        self.running.url()
    }
}
