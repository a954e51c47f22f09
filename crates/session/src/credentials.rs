//! Where login and password come from.

use std::env;
use std::error::Error;
use std::fmt;
use std::future;
use std::pin::Pin;

use vms_admin_client::Secret;

/// A login and a password. `Debug` shows the login alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user's login.
    pub login: String,
    /// The user's password.
    pub password: Secret,
}

impl Credentials {
    /// A login and a password.
    pub fn new(login: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            login: login.into(),
            password: password.into(),
        }
    }
}

/// Credentials on their way.
pub type Loading<'a> =
    Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A place that credentials come from. It is asked at each signing in, so that a changed password is noticed.
///
/// Besides the sources here, a closure is one: `|| Ok(Credentials::new(login, password))`.
pub trait CredentialSource: Send + Sync + 'static {
    /// Gets the credentials.
    fn load(&self) -> Loading<'_>;
}

impl CredentialSource for Credentials {
    fn load(&self) -> Loading<'_> {
        Box::pin(future::ready(Ok(self.clone())))
    }
}

impl<F> CredentialSource for F
where
    F: Fn() -> Result<Credentials, CredentialsError> + Send + Sync + 'static,
{
    fn load(&self) -> Loading<'_> {
        Box::pin(future::ready(self()))
    }
}

/// Credentials in environment variables: `VMS_LOGIN` and `VMS_PASSWORD`, unless named otherwise.
#[derive(Debug, Clone)]
pub struct Environment {
    login: String,
    password: String,
}

impl Environment {
    /// Credentials in variables of these names.
    pub fn new(login: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            login: login.into(),
            password: password.into(),
        }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let read = |name: &str| match env::var(name) {
            Ok(value) if !value.is_empty() => Ok(value),
            Ok(_) => Err(CredentialsError::new(format!(
                "the environment variable {name} is empty; set it"
            ))),
            // The system's own text would quote a value that is not Unicode.
            Err(env::VarError::NotPresent) => Err(CredentialsError::new(format!(
                "the environment variable {name} is not set; set it"
            ))),
            Err(env::VarError::NotUnicode(_)) => Err(CredentialsError::new(format!(
                "the environment variable {name} is not Unicode; mend it"
            ))),
        };
        Ok(Credentials {
            login: read(&self.login)?,
            password: Secret::from(read(&self.password)?),
        })
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self::new("VMS_LOGIN", "VMS_PASSWORD")
    }
}

impl CredentialSource for Environment {
    fn load(&self) -> Loading<'_> {
        Box::pin(future::ready(self.read()))
    }
}

/// A source has no credentials to give.
#[derive(Debug)]
pub struct CredentialsError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl CredentialsError {
    /// A reason in words. It must hold no secret: it is shown.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// A reason in words and the error behind it. Neither may hold a secret.
    pub fn because(
        message: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            message: message.into(),
            source: Some(source.into()),
        }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for CredentialsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
