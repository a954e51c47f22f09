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

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::io::{Read, Write};
    use std::process::{Command, Stdio};

    use super::*;

    const PASSWORD: &str = "hunter2";

    /// Runs the test of this name at a terminal, answers each question that comes, and gives all that is seen there.
    fn at_a_terminal(test: &str, answers: &[(&str, &str)]) -> String {
        let test_binary = std::env::current_exe().expect("a test binary");
        let line = format!(
            "'{}' --exact prompt::tests::{test} --ignored --nocapture",
            test_binary.display()
        );
        // Whoever is asked something else would wait for ever.
        let mut terminal = Command::new("timeout")
            .args(["--foreground", "10", "script", "--quiet", "--return"])
            .args(["--command", &line, "/dev/null"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a terminal");
        let mut keyboard = terminal.stdin.take().expect("a keyboard");
        let mut screen = terminal.stdout.take().expect("a screen");
        let (mut seen, mut byte) = (Vec::new(), [0]);
        for (question, answer) in answers {
            while !seen.ends_with(question.as_bytes()) {
                let read = screen.read(&mut byte).expect("something on the screen");
                assert_eq!(read, 1, "{}", String::from_utf8_lossy(&seen));
                seen.extend(byte);
            }
            // A question is there a moment before the echo is off, which people don't notice.
            std::thread::sleep(std::time::Duration::from_millis(100));
            writeln!(keyboard, "{answer}").expect("typed");
        }
        screen.read_to_end(&mut seen).expect("the end");
        assert!(terminal.wait().expect("it ends").success());
        String::from_utf8(seen).expect("text")
    }

    #[test]
    fn login_and_password_are_asked_for_and_the_password_is_not_seen() {
        let answers = [
            ("Login: ", " user@mail.com "),
            ("Password of user@mail.com: ", PASSWORD),
        ];
        let seen = at_a_terminal("asks_for_both", &answers);
        assert!(!seen.contains(PASSWORD), "{seen}");
    }

    #[test]
    fn only_the_password_is_asked_for_where_the_login_is_given() {
        let answers = [("Password of admin: ", PASSWORD)];
        let seen = at_a_terminal("asks_for_the_password", &answers);
        assert!(!seen.contains("Login"), "{seen}");
        assert!(!seen.contains(PASSWORD), "{seen}");
    }

    #[tokio::test]
    #[ignore = "the program at the terminal of another test"]
    async fn asks_for_both() {
        let asked = Prompt::default().load().await.expect("credentials");
        assert_eq!(asked, Credentials::new("user@mail.com", PASSWORD));
    }

    #[tokio::test]
    #[ignore = "the program at the terminal of another test"]
    async fn asks_for_the_password() {
        let asked = Prompt::for_login("admin").load().await;
        assert_eq!(
            asked.expect("credentials"),
            Credentials::new("admin", PASSWORD)
        );
    }
}
