//! Credentials typed in at a terminal.

use std::io::{self, Write as _};

use tokio::task::spawn_blocking;

use crate::{CredentialSource, Credentials, CredentialsError, Loading};

/// Asks at the terminal for the password, which is not echoed, and for the login where none is given.
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    login: Option<String>,
}

impl Prompt {
    /// Asks for the password of this login.
    pub fn for_login(login: impl Into<String>) -> Self {
        Self {
            login: Some(login.into()),
        }
    }
}

impl CredentialSource for Prompt {
    fn load(&self) -> Loading<'_> {
        let login = self.login.clone();
        Box::pin(async move {
            // Reading a terminal blocks.
            match spawn_blocking(|| ask(login)).await {
                Ok(asked) => asked.map_err(|error| {
                    CredentialsError::because("the terminal can't be asked", error)
                }),
                Err(error) => Err(CredentialsError::because(
                    "the terminal was not asked",
                    error,
                )),
            }
        })
    }
}

fn ask(login: Option<String>) -> io::Result<Credentials> {
    let login = if let Some(login) = login {
        login
    } else {
        let mut terminal = io::stderr();
        terminal.write_all(b"Login: ")?;
        terminal.flush()?;
        let mut line = String::new();
        io::stdin().read_line(&mut line)?;
        line.trim().to_owned()
    };
    let password = rpassword::prompt_password(format!("Password of {login}: "))?;
    Ok(Credentials::new(login, password))
}
